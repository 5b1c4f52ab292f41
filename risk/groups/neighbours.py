"""Which incidents are neighbours in space and in time, measured on the ellipsoid."""

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import KDTree

from risk.distance import distance_km, distance_matrix_km, earth_centred
from risk.enough import MOST_PAIRS, check_size
from risk.groups.settings import GroupSettings

Floats = NDArray[np.float64]


def lonlat_of(placed: gpd.GeoDataFrame) -> Floats:
    """(n, 2) points lon, lat [degrees] of a frame of points."""
    return np.column_stack([placed.geometry.x, placed.geometry.y]).reshape(-1, 2)


def days_of(placed: gpd.GeoDataFrame) -> Floats:
    """(n,) days since 1970 of the column `day`; the middle where only a month is known."""
    return placed["day"].to_numpy(dtype="datetime64[us]").astype(float) / 86_400e6


def neighbour_pairs(placed: gpd.GeoDataFrame, settings: GroupSettings) -> NDArray[np.intp]:
    """(p, 2) row numbers, each pair once, within eps_km [km] geodesic and eps_days [days], both ends included.

    A tree over earth-centred coordinates and time, each in units of its limit, proposes: a box holds every true pair,
    because a chord is never longer than its arc. The geodesic decides. Raises TooManyIncidents beyond 20 million.
    """
    lonlat, days = lonlat_of(placed), days_of(placed)
    tree = KDTree(np.column_stack([earth_centred(*lonlat.T) / settings.eps_km, days / settings.eps_days]))
    reach = 1.0 + 1e-9
    check_size((tree.count_neighbors(tree, reach, p=np.inf) - len(placed)) // 2, MOST_PAIRS, noun="pairs of incidents")
    pairs = tree.query_pairs(reach, p=np.inf, output_type="ndarray")
    near = distance_km(lonlat[pairs[:, 0]], lonlat[pairs[:, 1]]) <= settings.eps_km
    soon = np.abs(days[pairs[:, 0]] - days[pairs[:, 1]]) <= settings.eps_days
    return pairs[near & soon]


def neighbour_graph(placed: gpd.GeoDataFrame, settings: GroupSettings) -> csr_array:
    """(n, n) sparse, 1 where two incidents are neighbours and on the diagonal: everyone is its own neighbour."""
    pairs, count = neighbour_pairs(placed, settings), len(placed)
    own = np.arange(count)
    rows = np.concatenate([pairs[:, 0], pairs[:, 1], own])
    columns = np.concatenate([pairs[:, 1], pairs[:, 0], own])
    graph = csr_array((np.ones(len(rows)), (rows, columns)), shape=(count, count))
    graph.sort_indices()
    return graph


def stretched_distance(placed: gpd.GeoDataFrame, settings: GroupSettings) -> Floats:
    """(n, n) the larger of distance / eps_km and days apart / eps_days: at most 1 for neighbours, exactly as above."""
    lonlat, days = lonlat_of(placed), days_of(placed)
    apart = np.abs(days[:, None] - days[None, :]) / settings.eps_days
    return np.maximum(distance_matrix_km(lonlat, lonlat) / settings.eps_km, apart)
