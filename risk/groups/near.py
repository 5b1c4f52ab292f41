"""Which sites a cluster has within reach."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from risk.checks import ColumnsMissing, check_places
from risk.nearest import distance_to_shape_km
from risk.stations import along, is_line

Floats = NDArray[np.float64]


def clusters_near(sites: gpd.GeoDataFrame, clusters: gpd.GeoDataFrame, within_km: float) -> pd.DataFrame:
    """One row per site and cluster whose hull is within `within_km` [km]: site_id, cluster_id, distance_km [km].

    Sorted by site, nearest first. Geodesic distance from the site's point, or from the nearest station of a line, to
    the hull; 0 inside it.
    """
    check_places(sites)
    if clusters.active_geometry_name is None:
        raise ColumnsMissing("The clusters lack a geometry; expected the frame of find_clusters. Pass it unchanged.")
    rows = [
        (site, cluster, min(distance_to_shape_km(lon, lat, hull) for lon, lat in _points_of(shape)))
        for site, shape in sites.geometry.items()
        for cluster, hull in clusters.geometry.items()
    ]
    frame = pd.DataFrame(rows, columns=["site_id", "cluster_id", "distance_km"])
    near = frame[frame["distance_km"] <= within_km]
    return near.sort_values(["site_id", "distance_km", "cluster_id"], ignore_index=True)


def _points_of(shape: shapely.Geometry) -> Floats:
    if is_line(shape):
        return np.concatenate([along(shapely.get_coordinates(part))[1] for part in shapely.get_parts(shape)])
    return shapely.get_coordinates(shape.representative_point())
