"""`python -m tests.benchmarks.bench_store [rows]`: the workspace store beside pyogrio and pandas. Only prints.

Rows are copies of the shipped incidents with places and days of their own. Each line runs on the same frame; a ratio is
the alternative's time over the store's, so more than 1 means that the store is quicker. The store does more than its
alternatives: it checks each value, seals a digest, keeps two indexes and can undo. `kill -9` safe are only its lines.
"""

import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from layers.catalogue import shipped
from layers.geojson import read_features
from layers.store import Batch, Store, open_store

BOX = (69.0, 36.0, 71.0, 38.0)
YEAR = (date(2020, 1, 1), date(2020, 12, 31))
MAP_COLUMNS = ["date", "event_type", "killed"]
ORDINARY = ("reports", "f.csv", "ab", "own", "CC BY 4.0", "us", "bench", "CLEAR")


def main(rows: int) -> None:
    """Imports, asks for the map, edits, undoes and checks."""
    frame = events(rows)
    with TemporaryDirectory() as folder:
        paths = {name: Path(folder) / name for name in ("store.gpkg", "plain.gpkg", "plain.parquet")}
        store = open_store(paths["store.gpkg"])
        print(f"{rows:,} rows, seconds          store     plain    ratio")
        _imports(store, frame, paths)
        _questions(store, paths)
        _changes(store)
    print(f"peak memory with the frame {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def events(number: int, seed: int = 1) -> gpd.GeoDataFrame:
    """Incidents anywhere between 60 and 75 degrees east, 29 and 39 north, on days of 26 years."""
    rng = np.random.default_rng(seed)
    frame = copies(number, rng, first="2000-01-01", days=9500)
    points = gpd.points_from_xy(rng.uniform(60, 75, number), rng.uniform(29, 39, number))
    return frame.set_geometry(points, crs="EPSG:4326")


def copies(number: int, rng: np.random.Generator, *, first: str, days: int) -> gpd.GeoDataFrame:
    """Copies of the shipped incidents where those happened, each on a day of its own among so many from the first."""
    model = read_features(shipped()["incidents"].path, index="incident_id")
    frame = model.iloc[rng.integers(0, len(model), number)].set_axis([f"I-{name}" for name in range(number)])
    frame.index.name = "incident_id"
    happened = np.datetime64(first) + rng.integers(0, days, number).astype("timedelta64[D]")
    return frame.assign(date=happened.astype(str), date_precision="day")


def _imports(store: Store, frame: gpd.GeoDataFrame, paths: dict[str, Path]) -> None:
    plain = frame.reset_index()
    for name in ("placement_areas", "sources", "hypotheses"):
        plain[name] = plain[name].map(str)
    own = _seconds(lambda: store.add_batch(Batch(*ORDINARY), frame))
    _line("import, GPKG by pyogrio", own, _seconds(lambda: pyogrio.write_dataframe(plain, paths["plain.gpkg"])))
    _line("import, GeoParquet", own, _seconds(lambda: plain.to_parquet(paths["plain.parquet"])))


def _questions(store: Store, paths: dict[str, Path]) -> None:
    """Box and period for the map; the first question of a session, then those after it."""
    first = _seconds(store.points)
    print(f"  first question of a session {first:7.3f}")
    own = min(_seconds(lambda: store.points(BOX, YEAR)) for _ in range(5))
    period = f"date >= '{YEAR[0]}' AND date <= '{YEAR[1]}'"
    _line("map, GPKG by pyogrio", own, _seconds(lambda: _by_pyogrio(paths["plain.gpkg"], period)))
    _line("map, GeoParquet by pandas", own, _seconds(lambda: _by_pandas(paths["plain.parquet"])))
    _line("map, store's own SQL", own, _seconds(lambda: store.incidents(BOX, YEAR)))
    _line("map, all rows", min(_seconds(store.points) for _ in range(5)), None)


def _changes(store: Store) -> None:
    _line("edit", _seconds(lambda: store.edit("incident", "I-5", {"version": 1, "title": "x"}, "bench")), None)
    _line("map after an edit", _seconds(lambda: store.points(BOX, YEAR)), None)
    _line("undo", _seconds(lambda: store.undo(1, "bench")), None)
    _line("redo", _seconds(lambda: store.redo(1, "bench")), None)
    _line("verify", _seconds(store.verify), None)


def _by_pyogrio(path: Path, period: str) -> pd.DataFrame:
    return pyogrio.read_dataframe(path, bbox=BOX, where=period, columns=MAP_COLUMNS)


def _by_pandas(path: Path) -> pd.DataFrame:
    frame = gpd.read_parquet(path, columns=[*MAP_COLUMNS, "geometry"])
    inside = frame.geometry.x.between(BOX[0], BOX[2]) & frame.geometry.y.between(BOX[1], BOX[3])
    return frame[inside & frame["date"].between(*map(str, YEAR))]


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _line(what: str, own: float, other: float | None) -> None:
    beside = f"{other:9.3f} {other / own:8.1f}" if other is not None else ""
    print(f"{what:27s} {own:9.3f} {beside}".rstrip())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
