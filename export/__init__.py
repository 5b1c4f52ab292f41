"""What is handed over: snapshots, briefs and data packages. Runs with no browser and no dashboard."""

VERSION = "0.5"
