"""Which places lie around which, nearest first: the circles of a scan, measured once."""

import numpy as np
from numpy.typing import NDArray

from risk.distance import distance_matrix_km

MAX_PAIRS = 60_000_000
KM_PER_DEGREE = 110.5


class CirclesTooFull(ValueError):
    """So many places lie within the largest circle that their list would not fit the memory."""


def circles_around(places: NDArray[np.float64], max_radius_km: float) -> tuple[NDArray, NDArray, NDArray]:
    """Neighbours of each place (n, 2; degrees, longitude first) up to `max_radius_km` [km], nearest first.

    Returns where each place's neighbours start (n + 1), the neighbours, and their geodesic distance [m], rounded.
    Raises CirclesTooFull above 60 million pairs (about half a gigabyte).
    """
    order = np.argsort(places[:, 1], kind="stable")
    latitudes = places[order, 1]
    reach = max_radius_km / KM_PER_DEGREE
    lists, total = [], 0
    for place in places:
        band = order[slice(*np.searchsorted(latitudes, [place[1] - reach, place[1] + reach]))]
        lists.append(_nearest_first(place, places[band], band, max_radius_km))
        total += len(lists[-1][0])
        if total > MAX_PAIRS:
            raise CirclesTooFull(
                f"More than {MAX_PAIRS:,} pairs of places lie within {max_radius_km:g} km of each other; expected "
                "fewer. Lower max_radius_km or shorten the period."
            )
    starts = np.concatenate([[0], np.cumsum([len(found) for found, _ in lists])])
    return starts.astype(np.int64), np.concatenate([a for a, _ in lists]), np.concatenate([b for _, b in lists])


def _nearest_first(place: NDArray, others: NDArray, names: NDArray, max_radius_km: float) -> tuple[NDArray, NDArray]:
    distance_m = np.rint(distance_matrix_km(place, others)[0] * 1000.0).astype(np.int32)
    near = np.flatnonzero(distance_m <= max_radius_km * 1000.0)
    near = near[np.lexsort((names[near], distance_m[near]))]
    return names[near].astype(np.int32), distance_m[near]
