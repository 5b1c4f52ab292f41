"""Which sites a cluster has within reach."""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from risk.checks import ColumnsMissing, check_places
from risk.distance import distance_km, distance_matrix_km
from risk.nearest import distance_to_shape_km
from risk.stations import along, is_line

Floats = NDArray[np.float64]
Pair = tuple[int, int, Floats]
# The plane in which a hull is laid out differs from the ellipsoid by less.
SLACK = 1.02


def clusters_near(sites: gpd.GeoDataFrame, clusters: gpd.GeoDataFrame, within_km: float) -> pd.DataFrame:
    """One row per site and cluster whose hull is within `within_km` [km]: site_id, cluster_id, distance_km [km].

    Sorted by site, nearest first. Geodesic distance from the site's point, or from the nearest station of a line, to
    the hull; 0 inside it.
    """
    check_places(sites)
    if clusters.active_geometry_name is None:
        raise ColumnsMissing("The clusters lack a geometry; expected the frame of find_clusters. Pass it unchanged.")
    hulls, points = clusters.geometry.to_numpy(), [_points_of(shape) for shape in sites.geometry]
    rows = [
        (sites.index[site], clusters.index[cluster], min(distance_to_shape_km(*at, hulls[cluster]) for at in nearest))
        for site, cluster, nearest in _may_be_near(points, hulls, within_km)
    ]
    frame = pd.DataFrame(rows, columns=["site_id", "cluster_id", "distance_km"])
    near = frame[frame["distance_km"] <= within_km]
    return near.sort_values(["site_id", "distance_km", "cluster_id"], ignore_index=True)


def _may_be_near(points: list[Floats], hulls: NDArray[np.object_], within_km: float) -> Iterator[Pair]:
    """Each site and hull that may be near, by their numbers, with those points of the site that may be the nearest.

    Never wrong about one that is: a hull lies in the circle around its middle, and holds its middle.
    """
    if not (points and len(hulls)):
        return
    middles, radii = _circles(hulls)
    ends = np.cumsum([len(some) for some in points])[:-1]
    every_km = distance_matrix_km(middles, np.concatenate(points))
    for cluster, (km, radius) in enumerate(zip(every_km, radii, strict=True)):
        for site, apart in enumerate(np.split(km, ends)):
            if apart.min() <= SLACK * (radius + within_km):
                yield site, cluster, points[site][apart <= SLACK * (apart.min() + radius)]


def _circles(hulls: NDArray[np.object_]) -> tuple[Floats, Floats]:
    """(n, 2) middle of each hull [degrees] and (n,) how far its farthest corner is from there [km]."""
    middles = shapely.get_coordinates(shapely.centroid(hulls))
    corners, of = shapely.get_coordinates(hulls, return_index=True)
    radii = np.zeros(len(middles))
    np.maximum.at(radii, of, distance_km(corners, middles[of]))
    return middles, radii


def _points_of(shape: shapely.Geometry) -> Floats:
    if is_line(shape):
        return np.concatenate([along(shapely.get_coordinates(part))[1] for part in shapely.get_parts(shape)])
    return shapely.get_coordinates(shape.representative_point())
