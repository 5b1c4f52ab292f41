"""How exposed places were on past days: the part of the model that no fit changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from risk.exposure import pairs_within
from risk.fit.history import History
from risk.kernel import share_within
from risk.settings import PRIOR, Component, Settings

Floats = NDArray[np.float64]

REACHES_KM = (None, 10.0, 20.0, 60.0)
HALF_LIVES_DAYS = (14.0, 28.0, 70.0, 180.0, 365.0, float("inf"))
CUT_REACHES = 4.0
LEAST_RECORD_DAYS = 1.0


@dataclass(frozen=True)
class Window:
    """What is forecast: at least one incident within `radius_km` [km] in the `horizon_days` [days] after a day.

    Raises RadiusInvalid or HorizonInvalid when one is not above 0.
    """

    radius_km: float
    horizon_days: int

    def __post_init__(self) -> None:
        Settings(radius_km=self.radius_km, horizon_days=self.horizon_days)


@dataclass(frozen=True)
class Near:
    """Places and points within reach: one entry per pair, sorted by place; `shape` is (places, points)."""

    place: NDArray[np.intp]
    point: NDArray[np.intp]
    distance_km: Floats
    shape: tuple[int, int]

    def matrix(self, values: Floats) -> csr_matrix:
        """Values per pair as a sparse matrix (places, points)."""
        return csr_matrix((values, (self.place, self.point)), shape=self.shape)


def grid(prior: Sequence[Component] = PRIOR) -> tuple[Component, ...]:
    """All pairs of reach and half-life that a fit may mix, with the declared share where the prior has one, else 0.

    An infinite half-life is the mean rate of the whole record.
    """
    declared = {(part.reach_km, part.half_life_days): part.share for part in prior}
    pairs = dict.fromkeys([*product(REACHES_KM, HALF_LIVES_DAYS), *declared])
    return tuple(Component(_name(*pair), *pair, declared.get(pair, 0.0)) for pair in pairs)


def exposures(
    places: Floats, history: History, days: Sequence[int], *, window: Window, components: Sequence[Component]
) -> Floats:
    """(places, days, components): expected incidents if each component alone explained everything.

    Σ_j share of j's follow-ups within the radius × share within the horizon, over incidents strictly **before** each
    as-of day; `places` (n, 2) lon, lat [degrees]; `days` ascending, in days since 1970-01-01. Time shares are divided
    by 1 − 2^(−record / half-life), the part of the decay that the record can show, so that a young record is not
    mistaken for a calm one.
    """
    near = near_points(places, history.lonlat, reach_limit_km(window, components))
    spatial = {reach: near.matrix(_within(near, window, reach)) for reach in {part.reach_km for part in components}}
    decayed = {part.half_life_days: None for part in components}
    for half_life in decayed:
        decayed[half_life] = _decayed(history, np.asarray(days), half_life) * _ahead(history, days, half_life, window)
    parts = [spatial[part.reach_km] @ decayed[part.half_life_days] for part in components]
    return np.stack(parts, axis=-1) if parts else np.zeros((len(places), len(days), 0))


def counts_between(
    places: Floats, history: History, spans: Sequence[tuple[int, int]], *, radius_km: float
) -> NDArray[np.int64]:
    """(places, spans) incidents within `radius_km` [km] on the days first to last of each span, both included.

    An incident known only to an area counts where at least half of that area is within the radius.
    """
    inside = inside_radius(places, history, radius_km)
    first, last = np.asarray(spans, dtype=np.int64).reshape(-1, 2).T
    when = (history.day[:, None] >= first) & (history.day[:, None] <= last)
    return np.rint(inside @ when.astype(float)).astype(np.int64)


def inside_radius(places: Floats, history: History, radius_km: float) -> csr_matrix:
    """(places, incidents) 1 where at least half of what an incident stands for is within `radius_km` [km]."""
    near = near_points(places, history.lonlat, radius_km)
    shape = (len(history.lonlat), len(history.day))
    belongs = csr_matrix((history.share, (history.point, history.incident)), shape=shape)
    inside = near.matrix(np.ones(len(near.point))) @ belongs
    inside.data = (inside.data >= 0.5 - 1e-9).astype(float)
    return inside


def reach_limit_km(window: Window, components: Sequence[Component]) -> float:
    """Distance [km] beyond which no component is felt: the radius and four reaches (3·10⁻⁴ of a Gaussian is lost)."""
    return window.radius_km + CUT_REACHES * max((part.reach_km or 0.0 for part in components), default=0.0)


def near_points(places: Floats, lonlat: Floats, limit_km: float) -> Near:
    """Pairs of places (n, 2) and points (m, 2) within `limit_km` [km], by geodesic distance."""
    places = np.asarray(places, dtype=float).reshape(-1, 2)
    return Near(*pairs_within(places, lonlat, limit_km), (len(places), len(lonlat)))


def _within(near: Near, window: Window, reach_km: float | None) -> Floats:
    return share_within(near.distance_km, window.radius_km, reach_km)


def _decayed(history: History, days: NDArray[np.int64], half_life_days: float) -> Floats:
    """(points, days) Σ share · 2^(−age / half-life) of what happened before each day; one pass over the incidents."""
    entry_day = history.day[history.incident]
    column = np.searchsorted(days, entry_day, side="right")
    known = column < len(days)
    fresh = np.exp2(-(days[column[known]] - entry_day[known]) / half_life_days) * history.told_once[known]
    state = np.zeros((len(history.lonlat), len(days)))
    np.add.at(state, (history.point[known], column[known]), fresh)
    for step in range(1, len(days)):
        state[:, step] += state[:, step - 1] * 2.0 ** (-(days[step] - days[step - 1]) / half_life_days)
    return state


def _ahead(history: History, days: Sequence[int], half_life_days: float, window: Window) -> Floats:
    return ahead(recorded_days(history, np.asarray(days)), half_life_days, window.horizon_days)


def recorded_days(history: History, days: NDArray[np.int64]) -> Floats:
    """Length of the record before each day [days], at least one."""
    first = history.day.min() if len(history.day) else np.max(days, initial=0)
    return np.maximum(np.asarray(days, dtype=float) - first, LEAST_RECORD_DAYS)


def ahead(record_days: Floats, half_life_days: float, horizon_days: float) -> Floats:
    """(1 − 2^(−horizon / half-life)) / (1 − 2^(−record / half-life)); horizon / record for an infinite half-life."""
    if np.isinf(half_life_days):
        return horizon_days / record_days
    return np.expm1(-np.log(2) * horizon_days / half_life_days) / np.expm1(-np.log(2) * record_days / half_life_days)


def _name(reach_km: float | None, half_life_days: float) -> str:
    where = "same disc" if reach_km is None else f"{reach_km:g} km"
    return f"{where}, " + ("whole record" if np.isinf(half_life_days) else f"{half_life_days:g} days")
