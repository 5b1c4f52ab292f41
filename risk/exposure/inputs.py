"""Input is refused before anything is measured, in words that name the row and say what to mend."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from risk.checks import CoordinatesOutOfRange
from risk.distance import SERIES_LIMIT_KM
from risk.exposure.compiled import NEVER, first_astray

Floats = NDArray[np.float64]


class CoordinateMissing(ValueError):
    """A coordinate is not a number."""


class ReachInvalid(ValueError):
    """A distance is not above zero, or farther than the engine measures."""


class StrengthInvalid(ValueError):
    """A strength is negative, not a number, or too large to be kept exactly."""


class ShapesDiffer(ValueError):
    """Two arrays that belong together do not have the same number of rows."""


def frozen(values: ArrayLike, dtype: type = np.float64) -> NDArray:
    """Read-only, in one piece, of one type: so that compiled code exists once and is not compiled again for a view."""
    array = np.ascontiguousarray(values, dtype=dtype).view()
    array.flags.writeable = False
    return array


def checked_lonlat(lonlat: ArrayLike, noun: str) -> Floats:
    """(n, 2) longitude and latitude [degrees], read-only.

    Raises CoordinateMissing or CoordinatesOutOfRange with the first row that is wrong.
    """
    points = np.asarray(lonlat, dtype=float)
    points = frozen(points.reshape(-1, 2) if points.size == 0 or points.ndim == 1 else points)
    if points.ndim != 2 or points.shape[1] != 2:
        raise ShapesDiffer(f"{noun}s have the shape {points.shape}; expected (n, 2), longitude first. Stack the two.")
    row = first_astray(points)
    if row != NEVER:
        _refuse(noun, row, *points[row].tolist())
    return points


def _refuse(noun: str, row: int, lon: float, lat: float) -> None:
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise CoordinateMissing(
            f"{noun} in row {row} lies at longitude {lon}, latitude {lat}; expected numbers. Place it or leave it out."
        )
    swapped = abs(lon) <= 90 and abs(lat) <= 180
    raise CoordinatesOutOfRange(
        f"{noun} in row {row} lies at longitude {lon}, latitude {lat}; expected -180 to 180 and -90 to 90, longitude "
        "first. " + ("They look swapped: exchange them." if swapped else "Correct them.")
    )


def positive_km(reach_km: float) -> float:
    """The distance [km] itself; raises ReachInvalid unless it is above 0 and at most 2,000 km."""
    if not 0 < reach_km <= SERIES_LIMIT_KM:
        raise ReachInvalid(
            f"The reach is {reach_km} km; expected more than 0 and at most {SERIES_LIMIT_KM:,.0f} km. Shorten the "
            "radius or the reaches; farther pairs are measured by risk.distance."
        )
    return float(reach_km)


def checked_strength(strength: ArrayLike, shape: tuple[int, ...], most: float) -> Floats:
    """Strengths [incidents] of a shape, read-only; raises ShapesDiffer or StrengthInvalid with the first wrong row."""
    values = frozen(strength)
    if values.shape != shape:
        raise ShapesDiffer(f"The strengths have the shape {values.shape}; expected {shape}, one row per point.")
    if values.size and not (values.min() >= 0 and values.max() <= most):
        row = int(np.argwhere(~((values >= 0) & (values <= most)))[0][0])
        raise StrengthInvalid(
            f"The strength in row {row} is {values[row]}; expected a number from 0 to {most:,.0f}. Correct the weight."
        )
    return values
