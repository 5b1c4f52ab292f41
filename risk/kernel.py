"""Where and when follow-ups fall: the two halves of one contribution."""

from functools import lru_cache

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.special import chndtr

Floats = NDArray[np.float64]

TAIL_REACHES = 8.0
STEPS_PER_REACH = 4000


def share_within(distance_km: Floats, radius_km: float, reach_km: float | None) -> Floats:
    """Share of an incident's follow-ups that fall within `radius_km` [km] of a place `distance_km` [km] away.

    A follow-up is displaced by an isotropic Gaussian with standard deviation `reach_km` [km] in each direction, so its
    squared distance from the place is noncentral chi-square with two degrees of freedom:
    P(χ'²₂(d²/reach²) ≤ R²/reach²). Read from a table (error below 1e-8); it never rises with distance, and is 0 beyond
    the radius plus eight reaches. `reach_km` None is the disc itself: 1 within the radius, 0 beyond.

    References
    ----------
    Johnson, Kotz, Balakrishnan (1995), Continuous Univariate Distributions, vol. 2, ch. 29: noncentral chi-square.
    Mohler et al. (2011), doi:10.1198/jasa.2011.ap09546: events raise the rate near them for a time.
    """
    if reach_km is None:
        return (distance_km <= radius_km).astype(float)
    values, drops = _table(float(radius_km), float(reach_km))
    distance_km = np.asarray(distance_km, dtype=float)
    found = np.empty(distance_km.size)
    _look_up(distance_km.ravel(), STEPS_PER_REACH / reach_km, values, drops, found)
    return found.reshape(distance_km.shape)


@njit(cache=True, nogil=True)
def _look_up(distance: Floats, steps: float, values: Floats, drops: Floats, found: Floats) -> None:
    """Fills `found` (n,) with the table's value at each distance; other threads go on meanwhile."""
    last = len(values) - 1
    for n in range(len(distance)):
        position, found[n] = distance[n] * steps, values[last]
        if 0.0 <= position < last:
            step = int(position)
            found[n] = values[step] + (position - step) * drops[step]


def share_ahead(age_days: Floats, half_life_days: float, horizon_days: float) -> Floats:
    """Share of an incident's follow-ups that fall in the next `horizon_days` [days] when its age is `age_days` [days].

    2^(−age / half-life) of them are still to come; 1 − 2^(−horizon / half-life) of those come in time.
    """
    return np.exp2(-age_days / half_life_days) * (1.0 - 2.0 ** (-horizon_days / half_life_days))


@lru_cache(maxsize=64)
def _table(radius_km: float, reach_km: float) -> tuple[Floats, Floats]:
    """Values at equal steps and the drop to the next; both monotone, so that interpolation cannot rise."""
    ratio = radius_km / reach_km
    distance = np.arange(int((ratio + TAIL_REACHES) * STEPS_PER_REACH) + 2) / STEPS_PER_REACH
    values = np.minimum.accumulate(chndtr(ratio**2, 2.0, distance**2))
    values[-1] = 0.0
    return values, np.append(np.diff(values), 0.0)
