"""Small batches for the store's tests, and what processes of their own do with it."""

import sys
from datetime import date

import geopandas as gpd
import pandas as pd
from shapely import Point

from layers.store import Batch, Store, open_store
from tests.layers.tinydata import ORDINARY_INCIDENT, ORDINARY_SITE


def batch(name: str = "Field reports", **facts: object) -> Batch:
    """What is known of an ordinary import; `facts` replace it."""
    ordinary = {
        "file": "reports.csv",
        "sha256": "ab" * 32,
        "schema": "own",
        "licence": "CC BY 4.0",
        "citation": "Field reports, 2025.",
        "by": "ann",
        "marking": "CLEAR",
        "covers": (date(2025, 1, 1), date(2025, 12, 31)),
    }
    return Batch(name=name, **{**ordinary, **facts})


def incidents(*names: str, **facts: object) -> gpd.GeoDataFrame:
    """One row per name, a tenth of a degree apart; `facts` replace what is ordinary in all of them."""
    rows = [{"title": f"Title of {name}", **ORDINARY_INCIDENT, **facts} for name in names]
    frame = pd.DataFrame(rows, index=pd.Index(names, name="incident_id", dtype=object), dtype=object)
    points = [Point(70 + place % 100 / 10, 37) for place in range(len(names))]
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def numbered(start: int, count: int, prefix: str = "I") -> gpd.GeoDataFrame:
    return incidents(*(f"{prefix}-{number}" for number in range(start, start + count)))


def sites(*names: str, **facts: object) -> gpd.GeoDataFrame:
    rows = [{"name": f"Name of {name}", **ORDINARY_SITE, **facts} for name in names]
    frame = pd.DataFrame(rows, index=pd.Index(names, name="site_id", dtype=object), dtype=object)
    return gpd.GeoDataFrame(frame, geometry=[Point(70, 37)] * len(names), crs="EPSG:4326")


def entered(**facts: object) -> dict:
    """An incident as it is entered by hand."""
    return {**ORDINARY_INCIDENT, "title": "Entered", "geometry": Point(70, 37), **facts}


def state(store: Store) -> tuple:
    """Everything that readers see of incidents and sites, to be compared."""
    seen = store.incidents().astype(object), store.sites().astype(object)
    return tuple(frame.where(frame.notna(), None).to_json() for frame in seen)


def write_for_ever(place: str, prefix: str, rows: int) -> None:
    """Adds batch after batch, and says each one's name once it was reported as stored."""
    store, number = open_store(place), 0
    while True:
        name = f"{prefix}-{number}"
        store.add_batch(batch(name), numbered(0, rows, name))
        print(name, flush=True)
        number += 1


def write_some(place: str, prefix: str) -> None:
    """Five batches, five edits of one row that all others edit too, each from the version it read."""
    store = open_store(place)
    for number in range(5):
        store.add_batch(batch(f"{prefix}-{number}"), numbered(0, 3, f"{prefix}-{number}"))
        _count_up(store)


def _count_up(store: Store) -> None:
    from layers.store.errors import EditConflict

    while True:
        row = store.incidents().loc["SHARED"]
        try:
            store.edit("incident", "SHARED", {"version": row["version"], "killed": row["killed"] + 1}, "ann")
            return
        except EditConflict:
            continue


def fill_up(place: str, limit_bytes: int) -> None:
    """Imports more than fits, and says the error."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))
    try:
        open_store(place).add_batch(batch("Too much"), numbered(0, 5000, "X"))
    except OSError as error:
        print(type(error).__name__, error)


if __name__ == "__main__":
    acts = {"for-ever": write_for_ever, "some": write_some, "fill": fill_up}
    acts[sys.argv[1]](*(int(word) if word.isdigit() else word for word in sys.argv[2:]))
