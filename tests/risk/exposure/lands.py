"""Lands to measure in, and the truth about them from pyproj. A kilometre on the equator is KM degrees of longitude."""

import numpy as np
from pyproj import Geod

WGS84 = Geod(ellps="WGS84")
KM = 1 / 111.31949079327357
LANDS = {
    "zones 41 to 43": ((64, 76), (33, 41)),
    "the antimeridian": ((175, 185), (-5, 5)),
    "the north pole": ((-180, 180), (85, 90)),
    "the south pole": ((-180, 180), (-90, -85)),
    "Greenwich": ((-2, 2), (50, 54)),
    "the globe": ((-180, 180), (-90, 90)),
}


def scattered(land: str, count: int, seed: int = 1) -> np.ndarray:
    """(count, 2) random points of a land."""
    random, (lon, lat) = np.random.default_rng(seed), LANDS[land]
    return np.column_stack([(random.uniform(*lon, count) + 180) % 360 - 180, random.uniform(*lat, count)])


def true_matrix_km(places: np.ndarray, points: np.ndarray) -> np.ndarray:
    """(places, points) geodesic distance [km] by pyproj."""
    pairs = [np.broadcast_to(part, (len(places), len(points))) for part in (*places.T[:, :, None], *points.T[:, None])]
    return WGS84.inv(*(part.ravel() for part in pairs))[2].reshape(len(places), -1) / 1000


def east(*kilometres: float) -> np.ndarray:
    """Points on the equator, so many kilometres east of 0°."""
    return np.array([(km * KM, 0.0) for km in kilometres]).reshape(-1, 2)
