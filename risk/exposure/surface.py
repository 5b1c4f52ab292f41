"""Expected incidents at many receivers at once, such as the cells of a map, from points whose strengths are known."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from risk.exposure import compiled
from risk.exposure.arrays import Grid, Mixture, Points
from risk.exposure.index import grid_over
from risk.exposure.inputs import checked_lonlat, checked_strength, frozen
from risk.exposure.kernels import Kernels
from risk.exposure.ledger import MOST_INCIDENTS, MOST_STRENGTH, enter, incidents
from risk.exposure.work import cores, shared, spans
from risk.placement import Support

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

WORTH_SHARING_PAIRS = 200_000


def expected_at(receivers: ArrayLike, points: ArrayLike, strengths: ArrayLike, kernels: Kernels) -> Floats:
    """(n, C) expected incidents within the radius of each receiver (n, 2), by component; degrees lon/lat.

    Σ over points (m, 2) of strength × share of follow-ups within the radius, for points within `kernels.limit_km`.
    `strengths` (m, C) hold what does not depend on distance, such as weight × share × time factor, a column per kernel;
    (m,) with a single kernel gives (n,). Every product is rounded to 2^-40, so the order of points changes no bit.

    Raises CoordinateMissing, CoordinatesOutOfRange, StrengthInvalid, ShapesDiffer or LedgerFull.
    """
    receivers, points = checked_lonlat(receivers, "Receiver"), checked_lonlat(points, "Point")
    single = np.ndim(strengths) == 1
    shape = (len(points),) if single else (len(points), len(kernels.reaches_km))
    factors = checked_strength(strengths, shape, MOST_STRENGTH).reshape(len(points), len(kernels.reaches_km))
    result = incidents(_summed(receivers, points, factors, kernels))
    return result[:, 0] if single else result


def averaged(expected: Floats, areas: Support) -> Floats:
    """(places, …) mean of expected incidents (points, …) over the equal-area points that each place stands for.

    `areas` is `risk.placement.support` of the places. Exact in float64 where a place has 1, 2, 4 … points.
    """
    if not len(areas.counts):
        return np.zeros((0, *expected.shape[1:]))
    counts = areas.counts.reshape(-1, *[1] * (expected.ndim - 1))
    return np.add.reduceat(expected, areas.starts, axis=0) / counts


def _summed(receivers: Floats, points: Floats, factors: Floats, kernels: Kernels) -> Numbers:
    """Units (receivers, components), with the grid over the shorter list, or where sums are watched for being full."""
    mixture, bound = kernels.mixture(factors), factors.max(axis=1, initial=0.0)
    ledger = np.zeros((len(receivers), len(mixture.which)), np.int64)
    if len(receivers) < len(points) or bound.sum() > MOST_INCIDENTS:
        some = Points(points, frozen(np.ones(len(points))), frozen(np.arange(len(points)), np.int32), 1)
        return enter(ledger, grid_over(receivers, kernels.limit_km), some, mixture, bound)
    _gather(ledger, grid_over(points, kernels.limit_km), receivers, mixture)
    return ledger


def _gather(ledger: Numbers, grid: Grid, receivers: Floats, mixture: Mixture) -> None:
    """Each receiver is written by one thread only, so that all can share the ledger."""
    worth = len(receivers) * len(grid.places) >= WORTH_SHARING_PAIRS
    parts = spans(len(receivers), pieces=4 * cores() if worth else 1)
    list(shared(lambda span: compiled.gather(grid, receivers, span, mixture, ledger), parts))
