"""What each incident adds at each place on one as-of day: the explanation that the score sums."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from risk.distance import distance_matrix_km
from risk.fit.exposures import Window, ahead, near_points, reach_limit_km, recorded_days
from risk.fit.history import History
from risk.kernel import share_within
from risk.settings import Component

Floats = NDArray[np.float64]


def contributions(
    places: Floats, history: History, day: int, *, window: Window, weighted: Sequence[tuple[Component, float]]
) -> Floats:
    """(places, incidents) what each incident before `day` adds to Λ; 0 for what came on or after it.

    `weighted` pairs each component with its weight. The same formula as `risk.fit.exposures`, incident by incident.
    """
    near = near_points(places, history.lonlat, reach_limit_km(window, [part for part, _ in weighted]))
    result = np.zeros((len(places), len(history.day)))
    for part, weight in weighted:
        if weight > 0:
            within = near.matrix(share_within(near.distance_km, window.radius_km, part.reach_km))
            fading = _fading(history, day, window=window, half_life_days=part.half_life_days)
            result += weight * (within @ fading).toarray()
    return result


def at_each_point(
    places: Floats, history: History, day: int, *, window: Window, weighted: Sequence[tuple[Component, float]]
) -> Floats:
    """(places, entries) what the incident of each entry of `history` adds if it lies at that very point.

    Its mean over the points of an incident, weighted by `history.share`, is the incident's entry of `contributions`.
    """
    distance = distance_matrix_km(places, history.lonlat)
    near = distance <= reach_limit_km(window, [part for part, _ in weighted])
    result = np.zeros((len(places), len(history.point)))
    for part, weight in weighted:
        within = np.where(near, share_within(distance, window.radius_km, part.reach_km), 0.0)
        fades = _fades(history, day, window=window, half_life_days=part.half_life_days)
        result += within[:, history.point] * (weight * fades[history.incident])
    return result * (history.told_once / history.share)


def mean_distances_km(places: Floats, history: History) -> Floats:
    """(places, incidents) geodesic distance [km], averaged over the area that an incident stands for."""
    return distance_matrix_km(places, history.lonlat) @ _belongs(history, history.share)


def _fading(history: History, day: int, *, window: Window, half_life_days: float) -> csr_matrix:
    """(points, incidents) share of an incident at a point × share of its follow-ups in the horizon."""
    fades = _fades(history, day, window=window, half_life_days=half_life_days)
    return _belongs(history, history.told_once * fades[history.incident])


def _fades(history: History, day: int, *, window: Window, half_life_days: float) -> Floats:
    """(incidents,) share of follow-ups in the horizon; 0 for what came on or after the day."""
    scale = ahead(recorded_days(history.before(day), np.array([day])), half_life_days, window.horizon_days)
    age = np.maximum(day - history.day, 0)
    return np.where(history.day < day, np.exp2(-age / half_life_days) * scale, 0.0)


def _belongs(history: History, values: Floats) -> csr_matrix:
    shape = (len(history.lonlat), len(history.day))
    return csr_matrix((values, (history.point, history.incident)), shape=shape)
