"""`python -m tests.benchmarks.bench_reading [ROWS]`: reading of large files beside the usual ways. Only prints.

Each line: what is read, how, seconds, seconds of processor (both processes), rows, and the most memory [MB] of this
process and of the reading process. Every way runs in a fresh process. UCDP-like rows come from ../shared/bench when
it is there, else they are made up.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from layers.reading.process import ROOT

REAL = Path(__file__).parents[3] / "shared" / "bench" / "ucdp_ged_syria_2016_2017.csv.gz"
ROWS, POINTS = 1_000_000, 200_000
OURS = "table = read.read_file({path!r}, 'x', limits=Limits(stream_bytes=2 * GB)).frame"
WAYS = {
    "csv": {
        "ours": OURS,
        "ours, in this process": "table = read.read_here(open({path!r}, 'rb').read(), 'x').frame",
        "pandas.read_csv": "import pandas; table = pandas.read_csv({path!r}, low_memory=False)",
        "pandas.read_csv as text": "import pandas; table = pandas.read_csv({path!r}, dtype=str)",
    },
    "parquet": {"ours": OURS, "pandas.read_parquet": "import pandas; table = pandas.read_parquet({path!r})"},
    "geojson": {"ours": OURS, "pyogrio (GDAL)": "import pyogrio; table = pyogrio.read_dataframe({path!r})"},
}
MEASURE = """
import os, resource, time
from layers.reading.limits import GB, Limits
import geopandas, pyogrio, pyarrow.parquet
from layers.reading import read
start, busy = time.perf_counter(), sum(os.times()[:4])
{way}
seconds = time.perf_counter() - start
times = os.times()
busy = times.user + times.system + times.children_user + times.children_system - busy
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
own, apart = int(peak.split()[1]) / 1000, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
print(f"{{seconds:7.2f}} s {{busy:7.2f}} s busy {{len(table):10,}} rows {{own:7.0f}} MB {{apart:7.0f}} MB apart")
"""


def main(rows: int = ROWS) -> None:
    """One line per format and way."""
    with tempfile.TemporaryDirectory() as folder:
        for kind, path in files(Path(folder), rows).items():
            print(f"{kind}: {path.stat().st_size / 1e6:,.0f} MB")
            for name, way in WAYS[kind].items():
                print(f"  {name:<26}{measured(way.format(path=str(path)))}", flush=True)


def measured(way: str) -> str:
    """What a fresh process says of one way."""
    command = [sys.executable, "-c", MEASURE.format(way=way)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def files(folder: Path, rows: int) -> dict[str, Path]:
    """The three files by format."""
    table = ucdp_like(rows)
    paths = {kind: folder / f"x.{kind}" for kind in WAYS}
    table.to_csv(paths["csv"], index=False)
    table.to_parquet(paths["parquet"], index=False)
    paths["geojson"].write_text(json.dumps({"type": "FeatureCollection", "features": points(POINTS)}))
    return paths


def ucdp_like(rows: int) -> pd.DataFrame:
    """Rows of a real extract repeated, or made up where it is missing."""
    if REAL.is_file():
        once = pd.read_csv(REAL)
    else:
        words = np.random.default_rng(1)
        once = pd.DataFrame({f"text_{n}": [f"place {x}" for x in words.integers(0, 999, 10_000)] for n in range(12)})
        once = once.assign(**{f"number_{n}": words.integers(0, 99_999, 10_000) for n in range(22)})
    return pd.concat([once] * (rows // len(once) + 1), ignore_index=True).head(rows)


def points(count: int) -> list[dict]:
    """Features with five properties."""
    at = np.random.default_rng(1).uniform((66, 34), (75, 40), (count, 2)).round(5).tolist()
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": pair},
            "properties": {
                "id": n,
                "place": f"village {n % 999}",
                "day": "2024-05-01",
                "killed": n % 7,
                "share": n / 3,
            },
        }
        for n, pair in enumerate(at)
    ]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
