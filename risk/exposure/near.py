"""Pairs of places and points within a radius: counted, or listed one by one."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from risk.exposure import compiled
from risk.exposure.arrays import Found, Grid
from risk.exposure.index import grid_over
from risk.exposure.inputs import checked_lonlat
from risk.exposure.work import WORTH_SHARING, cores, shared, spans

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


class PairsWithin(NamedTuple):
    """One entry per pair, sorted by place, then by point: row of the place, row of the point, distance [km]."""

    place: Numbers
    point: Numbers
    distance_km: Floats


def count_within(places: ArrayLike, points: ArrayLike, radius_km: float) -> Numbers:
    """(n,) how many of the points (m, 2) lie within `radius_km` [km] of each place (n, 2), degrees lon/lat.

    Geodesic distance on WGS 84. Raises CoordinateMissing, CoordinatesOutOfRange or ReachInvalid.
    """
    grid, points = grid_over(places, radius_km), checked_lonlat(points, "Point")
    counted = shared(lambda span: compiled.count(grid, points, span), _parts(len(points)))
    return sum(counted, np.zeros(len(grid.places), np.int64))


def pairs_within(places: ArrayLike, points: ArrayLike, radius_km: float) -> PairsWithin:
    """Every pair of a place (n, 2) and a point (m, 2) within `radius_km` [km], degrees lon/lat.

    Geodesic distance on WGS 84, see `squared_arc_km2` for its error. Counted first, so that memory is what the pairs
    need. Raises CoordinateMissing, CoordinatesOutOfRange or ReachInvalid.
    """
    return PairsWithin(*_listed(grid_over(places, radius_km), checked_lonlat(points, "Point"), root=True))


def squared_pairs(grid: Grid, points: Floats) -> tuple[Numbers, Numbers, Floats]:
    """place, point and squared distance [km²] of every pair within the reach of a grid."""
    return _listed(grid, points, root=False)


def _listed(grid: Grid, points: Floats, *, root: bool) -> tuple[Numbers, Numbers, Floats]:
    parts = _parts(len(points))
    counts = np.array(list(shared(lambda span: compiled.count(grid, points, span), parts)), dtype=np.int64)
    counts = counts.reshape(len(parts), len(grid.places))
    per_place = counts.sum(axis=0)
    cursors = np.cumsum(per_place) - per_place + np.cumsum(counts, axis=0) - counts
    point, arc = np.empty(per_place.sum(), np.int64), np.empty(per_place.sum())
    found = {span: Found(cursor.copy(), point, arc) for span, cursor in zip(parts, cursors, strict=True)}
    list(shared(lambda span: compiled.list_pairs(grid, points, span, found[span]), parts))
    place = np.repeat(np.arange(len(per_place)), per_place)
    return place, point, np.sqrt(arc, out=arc) if root else arc


def _parts(rows: int) -> list[tuple[int, int]]:
    return spans(rows, pieces=4 * cores() if rows >= WORTH_SHARING else 1)
