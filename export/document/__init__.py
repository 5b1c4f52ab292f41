"""Pages that are handed over: what stands on them, and how PDF, PNG, SVG and slides are made of it."""
