"""Shares and distances between many stations and many placements, averaged over the points that both stand for."""

import numpy as np
from numpy.typing import NDArray

from risk.exposure import compiled, compiled_means
from risk.exposure.arrays import Spread
from risk.exposure.inputs import checked_lonlat, frozen
from risk.exposure.kernels import Kernels
from risk.exposure.work import cores, shared, spans
from risk.kernel import TAIL_REACHES
from risk.placement import Support

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


def spread_of(support: Support) -> Spread:
    """A support in the form that compiled code reads. Raises CoordinateMissing or CoordinatesOutOfRange."""
    places = frozen(compiled.all_earth_centred(checked_lonlat(support.lonlat, "Point")))
    start, count = frozen(support.starts, np.int64), frozen(support.counts, np.int64)
    return Spread(places, start, count, frozen(compiled_means.widths_km(places, start, count)))


def mean_shares(at: Spread, of: Spread, kernels: Kernels) -> dict[float | None, Floats]:
    """By reach [km]: (stations, placements) share of follow-ups within the radius, as `risk.kernel.share_within`.

    Averaged over the points of both, error below 1e-8; 0 beyond the radius and eight reaches.
    """
    reaches = tuple(dict.fromkeys(kernels.reaches_km))
    mixture = kernels.mixture(np.ones((1, len(kernels.reaches_km))))
    limit = kernels.radius_km + TAIL_REACHES * max((reach or 0.0 for reach in reaches), default=0.0)
    result = np.zeros((len(reaches), len(at.count), len(of.count)))
    list(shared(lambda span: compiled_means.mean_shares((at, of), span, mixture, limit, result), _parts(at)))
    return dict(zip(reaches, result, strict=True))


def mean_distances_km(at: Spread, of: Spread) -> Floats:
    """(stations, placements) geodesic distance [km], averaged over the points of both."""
    result = np.zeros((len(at.count), len(of.count)))
    list(shared(lambda span: compiled_means.mean_distances(at, of, span, result), _parts(at)))
    return result


def arcs_km(at: Spread, mine: Numbers, of: Spread, theirs: Numbers) -> Floats:
    """(draws, n) distance [km] between points drawn of both: `mine` (draws,) and `theirs` (draws, n) are numbers."""
    return compiled_means.arcs(at, frozen(mine, np.int64), of, frozen(theirs, np.int64))


def _parts(at: Spread) -> list[tuple[int, int]]:
    return spans(len(at.count), pieces=8 * cores())
