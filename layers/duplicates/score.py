"""How likely two reports are of one event: one score from five parts that a person can check.

    score = distance^0.35 · days^0.25 · dead^0.25 · actors^0.10 · type^0.05        each part from 0.01 to 1

* distance = exp(−½ (d / σ)²) · 1 / (1 + r / 200), σ = 4 + r / 2 km; d is the geodesic distance of the points and r the
  sum of the radii that both stand for [km]: the coarser the places, the more distance is forgiven and the less proven.
* days = exp(−g / 1.5), g the days between both periods (0 where they meet); times 0.7 where either is a month.
* dead = exp(−g / (1 + m / 4)), g the people between both ranges and m the larger figure; 0.6 where one is not known.
* actors = likeness of the names in one spelling, from 0.2; 0.6 where one names nobody.
* type = 1 for the same type, 0.7 for types that sources confuse, 0.6 for `other`, 0.2 else.

A part that is not known is 0.6: it neither joins nor parts. Exponents and scales are judgement, looked at on the
labelled set in tests/layers/duplicates, so what is measured there is a little too good.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import Geod
from rapidfuzz import fuzz

from layers.duplicates.compared import Compared, compared

POWERS = {"distance": 0.35, "days": 0.25, "dead": 0.25, "actors": 0.10, "type": 0.05}
THRESHOLD = 0.6
UNKNOWN, LEAST = 0.6, 0.01
NEAR_KM, PROVING_KM, FADING_DAYS, MONTH = 4.0, 200.0, 1.5, 0.7
CONFUSED = (
    {"armed attack", "clash"},
    {"armed attack", "IED/suicide bombing"},
    {"armed attack", "abduction"},
    {"armed attack", "drone strike"},
    {"drone strike", "IED/suicide bombing"},
    {"clash", "IED/suicide bombing"},
    {"clash", "mob/protest"},
    {"clash", "drone strike"},
)
GEOD = Geod(ellps="WGS84")


def scored(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> pd.DataFrame:
    """Scores of rows side by side: row 1 with row 1, and so on; the columns of `candidates`."""
    places = np.arange(len(one))
    frame = score_pairs(compared(one), compared(other), np.column_stack([places, places]))
    return frame.assign(left=one.index, right=other.index)


def score_pairs(one: Compared, other: Compared, pairs: np.ndarray) -> pd.DataFrame:
    """One row per pair of positions (m, 2): positions, score, its parts, distance [km] and days apart."""
    left, right = pairs[:, 0], pairs[:, 1]
    apart_km = _distance_km(one.lonlat[left], other.lonlat[right])
    apart_days = _gap(one.first[left], one.last[left], other.first[right], other.last[right])
    radius = one.radius_km[left] + other.radius_km[right]
    parts = {
        "distance": np.exp(-0.5 * (apart_km / (NEAR_KM + radius / 2)) ** 2) / (1 + radius / PROVING_KM),
        "days": np.exp(-apart_days / FADING_DAYS) * np.where(one.coarse[left] | other.coarse[right], MONTH, 1.0),
        "dead": _dead(one, other, pairs),
        "actors": _by_pair(one.actors[left], other.actors[right], _actors),
        "type": _by_pair(one.event_type[left], other.event_type[right], _types),
    }
    parts = {name: np.clip(part, LEAST, 1.0) for name, part in parts.items()}
    score = np.exp(sum(POWERS[name] * np.log(part) for name, part in parts.items()))
    places = {"left": left, "right": right, "score": score}
    return pd.DataFrame({**places, **parts, "distance_km": apart_km, "days_apart": apart_days})


def _distance_km(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.abs(GEOD.inv(one[:, 0], one[:, 1], other[:, 0], other[:, 1])[2]) / 1000


def _gap(low: np.ndarray, high: np.ndarray, other_low: np.ndarray, other_high: np.ndarray) -> np.ndarray:
    """What lies between two ranges, 0 where they meet."""
    return np.maximum(np.maximum(other_low - high, low - other_high), 0)


def _dead(one: Compared, other: Compared, pairs: np.ndarray) -> np.ndarray:
    left, right = pairs[:, 0], pairs[:, 1]
    gap = _gap(one.least[left], one.most[left], other.least[right], other.most[right])
    part = np.exp(-gap / (1 + np.maximum(one.most[left], other.most[right]) / 4))
    return np.where(np.isnan(part), UNKNOWN, part)


def _by_pair(left: np.ndarray, right: np.ndarray, judge: object) -> np.ndarray:
    """The judgement of each pair of words, made once per different pair."""
    (first, names), (second, others) = pd.factorize(left), pd.factorize(right)
    keys, places = np.unique(first.astype(np.int64) * max(len(others), 1) + second, return_inverse=True)
    width = max(len(others), 1)
    judged = np.array([judge(names[key // width], others[key % width]) for key in keys], dtype=float)
    return judged[places] if len(keys) else np.empty(0)


def _actors(one: str, other: str) -> float:
    if not one.strip() or not other.strip():
        return UNKNOWN
    return max(0.2, fuzz.token_set_ratio(one, other) / 100)


def _types(one: str, other: str) -> float:
    if one == other:
        return 1.0 if one != "other" else UNKNOWN
    if "other" in (one, other):
        return UNKNOWN
    return 0.7 if {one, other} in CONFUSED else 0.2
