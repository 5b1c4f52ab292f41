"""The score everywhere: cells of about 5 km over a region, by the same sum as for a site that stood there."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from risk.bands import is_covered
from risk.distance import WGS84
from risk.exposure import Kernels, expected_at
from risk.kernel import share_ahead
from risk.model import Coverage, Day
from risk.pairs import Pairs
from risk.rates import known_and_weighed
from risk.settings import Settings
from risk.weights import IncidentWeights

Floats = NDArray[np.float64]

CELL_KM = 5.0
STEPS = (0.01, 0.02, 0.05, 0.10, 0.20, 0.45, 0.80)
OUTSIDE, TOO_LITTLE, NO_DATA = -1, len(STEPS) + 1, len(STEPS) + 2
SLACK = 1e-9


@dataclass(frozen=True)
class Cells:
    """A grid that lies on a Web Mercator map without distortion: equal steps of longitude and of Mercator's y.

    west, south, east, north [degrees] are its outer edges. lon (columns,), lat (rows,) are the middles, north first.
    inside (rows, columns) says which middles lie in the region.
    """

    west: float
    south: float
    east: float
    north: float
    lon: Floats
    lat: Floats
    inside: NDArray[np.bool_]

    @cached_property
    def lonlat(self) -> Floats:
        """(n, 2) middles of the cells inside, row by row."""
        rows, columns = np.nonzero(self.inside)
        return np.column_stack([self.lon[columns], self.lat[rows]])


def cells_over(region: BaseGeometry, cell_km: float = CELL_KM) -> Cells:
    """Cells of `cell_km` [km] at the middle latitude of the region (EPSG:4326); elsewhere as the map stretches them."""
    west, south, east, north = region.bounds
    middle = (south + north) / 2.0
    width_km = WGS84.line_length([west, (west + east) / 2.0, east], [middle] * 3) / 1000.0
    columns = max(1, math.ceil(width_km / cell_km))
    step = (east - west) / columns
    low, high = _mercator(south), _mercator(north)
    rows = max(1, math.ceil((high - low) / step))
    lon = west + step * (np.arange(columns) + 0.5)
    lat = _latitude(high - step * (np.arange(rows) + 0.5))
    shapely.prepare(region)
    inside = shapely.contains_xy(region, *np.meshgrid(lon, lat))
    return Cells(west, float(_latitude(high - step * rows)), east, north, lon, lat, inside)


def surface(
    pairs: Pairs, settings: Settings, as_of: Day, *, cells: Cells, covered: Coverage = None
) -> NDArray[np.int64]:
    """(rows, columns) class of each cell: 0 to 7 by the edges in `STEPS`, or TOO_LITTLE, NO_DATA, OUTSIDE.

    Too little: fewer than `settings.min_incidents` target incidents within the limit of reach in the history; what is
    known to an area counts with the share of it that is within. Outside `covered` every cell is NO_DATA.
    """
    result = np.full(cells.inside.shape, OUTSIDE)
    as_of = pd.Timestamp(as_of).normalize()
    if not is_covered(as_of, covered):
        result[cells.inside] = NO_DATA
        return result
    chance, known = chances(pairs, settings, as_of, lonlat=cells.lonlat)
    result[cells.inside] = np.where(known, np.searchsorted(STEPS, chance, side="right"), TOO_LITTLE)
    return result


def chances(pairs: Pairs, settings: Settings, as_of: pd.Timestamp, *, lonlat: Floats) -> tuple[Floats, Floats]:
    """(n,) P at each point (n, 2), and whether enough incidents are known around it, on a day within coverage."""
    ages, usable, weights = known_and_weighed(pairs, settings, as_of)
    added = _added(pairs, settings, np.where(usable, weights.total, 0.0), ages, lonlat)
    counted = _counted(pairs, settings, usable & (ages <= settings.history_days), weights, lonlat)
    return -np.expm1(-(settings.background + added)), counted >= settings.min_incidents - SLACK


def _added(pairs: Pairs, settings: Settings, weights: Floats, ages: Floats, lonlat: Floats) -> Floats:
    """(n,) Σ_j w_j · Σ_c share_c · S_c · T_c over the points that each incident stands for."""
    factors = [
        part.share * share_ahead(ages, part.half_life_days, settings.horizon_days) for part in settings.components
    ]
    felt = np.column_stack([_at_placements(pairs, factor * weights) for factor in factors])
    strengths = felt[pairs.of.row] * pairs.of.weight[:, None]
    reaches = [part.reach_km for part in settings.components]
    return _summed(pairs, strengths, (settings.radius_km, reaches), lonlat)


def _counted(pairs: Pairs, settings: Settings, usable: NDArray, weights: IncidentWeights, lonlat: Floats) -> Floats:
    """(n,) target incidents of the history within the limit of reach."""
    here = _at_placements(pairs, (usable & weights.is_target).astype(float))
    strengths = (here[pairs.of.row] * pairs.of.weight)[:, None]
    return _summed(pairs, strengths, (settings.reach_limit_km, [None]), lonlat)


def _at_placements(pairs: Pairs, amounts: Floats) -> Floats:
    """(placements,) the amounts of all incidents that share each."""
    return np.bincount(pairs.placed, amounts, len(pairs.of.counts))


def _summed(pairs: Pairs, strengths: Floats, kernels: tuple[float, list], lonlat: Floats) -> Floats:
    felt = strengths.any(axis=1)
    radius_km, reaches_km = kernels
    kernels = Kernels(radius_km, tuple(reaches_km))
    return expected_at(lonlat, pairs.of.lonlat[felt], strengths[felt], kernels).sum(axis=1)


def _mercator(lat: Floats | float) -> Floats | float:
    """Web Mercator's y in degrees: the grid of the screen, used to lie flat on it, never as a distance."""
    return np.degrees(np.arcsinh(np.tan(np.radians(lat))))


def _latitude(y: Floats | float) -> Floats | float:
    return np.degrees(np.arctan(np.sinh(np.radians(y))))
