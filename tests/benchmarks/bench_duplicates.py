"""Precision and recall on the labelled set by threshold, and the time that many rows take."""

import time

import geopandas as gpd
import numpy as np
import pandas as pd

from layers.duplicates import THRESHOLD, candidates
from tests.layers.duplicates.labelled import Measured, measure

ROWS = 100_000


def random_incidents(seed: int) -> gpd.GeoDataFrame:
    """100,000 incidents over the region in ten years, placed by town."""
    rng = np.random.default_rng(seed)
    days = pd.Timestamp("2015-01-01") + pd.to_timedelta(rng.integers(0, 3650, ROWS), unit="D")
    columns = {
        "date": days.strftime("%Y-%m-%d"),
        "date_precision": "day",
        "placement_radius_km": rng.choice([5.0, 25.0], ROWS),
        "placement_areas": [[]] * ROWS,
        "killed": rng.poisson(2, ROWS).astype(float),
        "killed_min": np.nan,
        "killed_max": np.nan,
        "event_type": rng.choice(["clash", "armed attack", "IED/suicide bombing"], ROWS),
        "claimed_by": None,
        "attributed_to": rng.choice(["Taliban", "ISKP", "NRF", "Government of Afghanistan"], ROWS),
    }
    points = gpd.points_from_xy(rng.uniform(61, 75, ROWS), rng.uniform(30, 40, ROWS))
    return gpd.GeoDataFrame(columns, geometry=points, crs="EPSG:4326", index=[f"{seed}-{row}" for row in range(ROWS)])


def told(found: Measured) -> str:
    """The figures of one measurement."""
    asked = f"recall {found.recall_with_person:.3f} where a person answers every question"
    return f"precision {found.precision:.3f}, recall {found.recall:.3f}, {asked}"


def main() -> None:
    """Prints a table by threshold, one by origin, and a time."""
    for threshold in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8):
        print(f"threshold {threshold:.2f}: {told(measure(threshold))}")
    for origin in ("Syria", "region", "shipped"):
        found = measure(THRESHOLD, origin=origin)
        print(f"{origin}, {found.there} pairs: {told(found)}")
    left, right = random_incidents(1), random_incidents(2)
    start = time.perf_counter()
    pairs = candidates(left, right)
    print(f"{ROWS:,} × {ROWS:,}: {len(pairs):,} candidates in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
