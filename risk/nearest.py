"""How far a point is from a line or an area, measured from the point outwards."""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from risk.distance import WGS84, distance_matrix_km


def distance_to_shape_km(lon: float, lat: float, shape: BaseGeometry) -> float:
    """Geodesic distance [km] on WGS 84 from a point [degrees] to the nearest part of a shape; 0 inside an area.

    The shape is laid out around the point by azimuth and distance (azimuthal equidistant), where distances from the
    centre are exact. Edges are straight in that plane; for edges of some km the difference is metres.
    """
    return float(shapely.distance(shapely.Point(0.0, 0.0), shapely.transform(shape, _around(lon, lat))) / 1000.0)


def nearest_name(lon: float, lat: float, places: gpd.GeoDataFrame) -> str:
    """Name of the place (column `name`) nearest to a point [degrees]; empty where there are no places."""
    if places.empty:
        return ""
    km = distance_matrix_km(np.array([[lon, lat]]), np.column_stack([places.geometry.x, places.geometry.y]))[0]
    return str(places["name"].iloc[int(np.argmin(km))])


def _around(lon: float, lat: float):
    def lay_out(points: NDArray[np.float64]) -> NDArray[np.float64]:
        count = len(points)
        azimuth, _, metres = WGS84.inv([lon] * count, [lat] * count, points[:, 0], points[:, 1])
        angle = np.radians(azimuth)
        return np.column_stack([metres * np.sin(angle), metres * np.cos(angle)])

    return lay_out
