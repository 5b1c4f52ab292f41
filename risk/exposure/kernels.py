"""What a component adds, in a form that compiled code reads: cubics over squared distance, factors in whole units."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import chndtr

from risk.exposure.arrays import Mixture
from risk.exposure.compiled import NEVER
from risk.exposure.inputs import frozen, positive_km
from risk.kernel import TAIL_REACHES
from risk.settings import SettingInvalid

Floats = NDArray[np.float64]

UNITS = 2.0**40
CUT_REACHES = 4.0
STEPS = 16.0


@dataclass(frozen=True)
class Kernels:
    """One kernel per component: the share of follow-ups within `radius_km` [km] when they reach `reaches_km` [km].

    The same shares as `risk.kernel.share_within`, to 1e-8; None is the disc itself, with an exact edge. Beyond
    `limit_km`, the radius and four times the widest reach, nothing is added. Raises ReachInvalid or SettingInvalid.
    """

    radius_km: float
    reaches_km: tuple[float | None, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "reaches_km", tuple(self.reaches_km))
        positive_km(self.radius_km)
        for reach in self.reaches_km:
            if reach is not None and not (math.isfinite(reach) and reach > 0):
                raise SettingInvalid(f"A reach is {reach} km; expected more than 0 km, or None for the disc. Try 20.")
        positive_km(self.limit_km)

    @property
    def limit_km(self) -> float:
        """Distance [km] beyond which nothing is added (3·10⁻⁴ of a Gaussian is lost)."""
        return self.radius_km + CUT_REACHES * max((reach or 0.0 for reach in self.reaches_km), default=0.0)

    def mixture(self, factors: Floats) -> Mixture:
        """Kernels and factors [incidents] (rows, components) for compiled code."""
        distinct = tuple(dict.fromkeys(self.reaches_km))
        which = np.array([distinct.index(reach) for reach in self.reaches_km], dtype=np.int64)
        tables = _tables(float(self.radius_km), distinct)
        return Mixture(float(self.radius_km) ** 2, frozen(which, np.int64), *tables, frozen(factors * UNITS))


@lru_cache(maxsize=64)
def _tables(radius_km: float, reaches_km: tuple[float | None, ...]) -> tuple:
    """first, last, steps_per_km2 and cubics of `Mixture`."""
    found = [(np.zeros((1, 4)), 0.0) if reach is None else cubics(radius_km, reach) for reach in reaches_km]
    rows = np.array([len(table) for table, _ in found], dtype=np.int64)
    first = np.where([reach is None for reach in reaches_km], NEVER, np.cumsum(rows) - rows)
    stacked = np.concatenate([table for table, _ in found]) if found else np.zeros((0, 4))
    return frozen(first, np.int64), frozen(rows - 1, np.int64), frozen([step for _, step in found]), frozen(stacked)


def cubics(radius_km: float, reach_km: float) -> tuple[Floats, float]:
    """(steps, 4) Hermite cubics of P(χ'²₂(λ) ≤ R²/reach²) over λ = d²/reach², and steps per km² of d².

    The function is smooth in λ, so a few hundred steps do: error below 1e-8. Its slope is ½·(P₄ − P₂), P₄ with four
    degrees of freedom. The last row is zero: beyond the radius plus eight reaches nothing is left.

    References
    ----------
    Johnson, Kotz, Balakrishnan (1995), Continuous Univariate Distributions, vol. 2, ch. 29: noncentral chi-square.
    """
    ratio = radius_km / reach_km
    height = max(1.0, ratio) / STEPS
    lam = height * np.arange(int((ratio + TAIL_REACHES) ** 2 / height) + 2)
    value = chndtr(ratio**2, 2.0, lam)
    slope = 0.5 * height * (chndtr(ratio**2, 4.0, lam) - value)
    rise = np.diff(value)
    rows = [value[:-1], slope[:-1], 3 * rise - 2 * slope[:-1] - slope[1:], slope[:-1] + slope[1:] - 2 * rise]
    return np.vstack([np.column_stack(rows), np.zeros(4)]), 1.0 / (height * reach_km**2)
