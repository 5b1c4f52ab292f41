"""Pairs of reports that may be one event: near enough in place and time to be worth a score, found without a matrix."""

from collections.abc import Callable, Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import KDTree

from layers.duplicates.compared import Compared, compared
from layers.duplicates.score import score_pairs

# Beyond what placement and dates already allow.
REACH_KM, REACH_DAYS = 20.0, 3
# Rows of one class share a reach: by the radius they stand for [km] and by half the length of their period [days].
RADIUS_STEPS = np.array([0.0, 5.0, 25.0, 50.0, 100.0, 250.0, 600.0, 3000.0])
PERIOD_STEPS = np.array([0.0, 3.0, 16.0, 20.0])
CHUNK = 20_000
Progress = Callable[[int, int], None]
COLUMNS = ("left", "right", "score", "distance", "days", "dead", "actors", "type", "distance_km", "days_apart")


def candidates(
    left: gpd.GeoDataFrame, right: gpd.GeoDataFrame, *, least: float = 0.3, progress: Progress | None = None
) -> pd.DataFrame:
    """One row per pair with a score of at least `least`, best first: identifiers, score 0 to 1 and its parts.

    Parts: distance, days, dead, actors, type, each 0 to 1; and `distance_km` (geodesic), `days_apart`. With
    `right is left` every pair of one frame comes once. See `layers.duplicates.score` for the formula. `progress` gets
    rows looked at and all rows of `left`; what it raises stops the search.
    """
    one, other = compared(left), compared(right)
    found = [score_pairs(one, other, pairs) for pairs in _pairs(one, other, same=left is right, progress=progress)]
    frame = pd.concat(found) if found else pd.DataFrame(columns=COLUMNS)
    frame = frame[frame["score"] >= least]
    names = {"left": left.index.to_numpy()[frame["left"].astype(int)]}
    names["right"] = right.index.to_numpy()[frame["right"].astype(int)]
    ordered = frame.assign(**names).sort_values(["score", "left", "right"], ascending=[False, True, True])
    return ordered[list(COLUMNS)].reset_index(drop=True)


def _pairs(one: Compared, other: Compared, *, same: bool, progress: Progress | None) -> Iterator[np.ndarray]:
    """Positions (m, 2) of the pairs in reach, class by class and at most 20,000 left rows at a time."""
    classes = [_classes(side) for side in (one, other)]
    done = 0
    for left_class in np.unique(classes[0], axis=0):
        rows = np.flatnonzero((classes[0] == left_class).all(axis=1))
        for right_class in np.unique(classes[1], axis=0):
            columns = np.flatnonzero((classes[1] == right_class).all(axis=1))
            reach_km = REACH_KM + RADIUS_STEPS[left_class[0]] + RADIUS_STEPS[right_class[0]]
            reach_days = REACH_DAYS + PERIOD_STEPS[left_class[1]] + PERIOD_STEPS[right_class[1]]
            tree = KDTree(_scaled(other, columns, reach_km, reach_days))
            for start in range(0, len(rows), CHUNK):
                chunk = rows[start : start + CHUNK]
                met = KDTree(_scaled(one, chunk, reach_km, reach_days)).sparse_distance_matrix(
                    tree, 1.0, p=np.inf, output_type="ndarray"
                )
                pairs = np.column_stack([chunk[met["i"]], columns[met["j"]]])
                yield pairs[pairs[:, 0] < pairs[:, 1]] if same else pairs
        done += len(rows)
        if progress:
            progress(done, len(classes[0]))


def _classes(side: Compared) -> np.ndarray:
    """Steps of radius and period, (n, 2), each at least what the row has."""
    radius = np.searchsorted(RADIUS_STEPS, np.minimum(side.radius_km, RADIUS_STEPS[-1]))
    half = np.searchsorted(PERIOD_STEPS, np.minimum((side.last - side.first) / 2, PERIOD_STEPS[-1]))
    return np.column_stack([radius, half])


def _scaled(side: Compared, rows: np.ndarray, reach_km: float, reach_days: float) -> np.ndarray:
    """Place and middle day in units of the reach, so that all in reach lies within one."""
    middle = (side.first[rows] + side.last[rows]) / 2
    return np.column_stack([side.xyz[rows] / reach_km, middle / reach_days])
