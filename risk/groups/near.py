"""Which sites a cluster has within reach."""

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
    around, rows = _circles(clusters.geometry), []
    for site, shape in sites.geometry.items():
        points = _points_of(shape)
        for cluster, hull in clusters.geometry[_may_be_near(points, around, within_km)].items():
            rows.append((site, cluster, min(distance_to_shape_km(lon, lat, hull) for lon, lat in points)))
    frame = pd.DataFrame(rows, columns=["site_id", "cluster_id", "distance_km"])
    near = frame[frame["distance_km"] <= within_km]
    return near.sort_values(["site_id", "distance_km", "cluster_id"], ignore_index=True)


def _circles(hulls: gpd.GeoSeries) -> tuple[Floats, Floats]:
    """(n, 2) middle of each hull [degrees] and (n,) how far its farthest corner is from there [km]."""
    middles = shapely.get_coordinates(shapely.centroid(hulls.to_numpy()))
    corners, of = shapely.get_coordinates(hulls.to_numpy(), return_index=True)
    radii = np.zeros(len(middles))
    np.maximum.at(radii, of, distance_km(corners, middles[of]))
    return middles, radii


def _may_be_near(points: Floats, around: tuple[Floats, Floats], within_km: float) -> NDArray[np.bool_]:
    """(n,) whether the circle around a hull comes near enough to any of the points: never wrong about one that does."""
    middles, radii = around
    if not len(middles):
        return np.zeros(0, dtype=bool)
    return distance_matrix_km(points, middles).min(axis=0) <= SLACK * (radii + within_km)


def _points_of(shape: shapely.Geometry) -> Floats:
    if is_line(shape):
        return np.concatenate([along(shapely.get_coordinates(part))[1] for part in shapely.get_parts(shape)])
    return shapely.get_coordinates(shape.representative_point())
