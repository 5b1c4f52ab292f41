"""Geodesic distances on WGS 84 in numpy: a chord through the earth, lengthened to the arc above it."""

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Floats = NDArray[np.float64]

WGS84 = Geod(ellps="WGS84")
SEMI_MAJOR_KM = WGS84.a / 1000.0
E2 = WGS84.es
SERIES_LIMIT_KM = 2000.0


def earth_centred(lon: Floats, lat: Floats) -> Floats:
    """Earth-centred coordinates [km] of points on the ellipsoid, shape (n, 3), from degrees."""
    lam, phi = np.radians(np.asarray(lon, dtype=float)), np.radians(np.asarray(lat, dtype=float))
    normal = SEMI_MAJOR_KM / np.sqrt(1.0 - E2 * np.sin(phi) ** 2)
    flat = normal * np.cos(phi)
    return np.column_stack([flat * np.cos(lam), flat * np.sin(lam), normal * (1.0 - E2) * np.sin(phi)])


def distance_matrix_km(a: Floats, b: Floats) -> Floats:
    """Geodesic distance [km] from each point of `a` (n, 2) to each of `b` (m, 2), degrees lon/lat; shape (n, m).

    Relative error below 1e-6 (pyproj takes over beyond 2,000 km). Row by row, so that a row stays in the cache.
    """
    a, b = np.asarray(a, dtype=float).reshape(-1, 2), np.asarray(b, dtype=float).reshape(-1, 2)
    starts, ends = earth_centred(*a.T), earth_centred(*b.T).T.copy()
    result = np.empty((len(a), len(b)))
    for row, start in enumerate(starts):
        result[row] = _arc_km(start[:, None], ends)
        far = np.flatnonzero(result[row] > SERIES_LIMIT_KM)
        if len(far):
            result[row, far] = _geod_km(a[row], b[far])
    return result


def distance_km(a: Floats, b: Floats) -> Floats:
    """Geodesic distance [km] between the points of `a` (n, 2) and `b` (n, 2) row by row, degrees lon/lat."""
    a, b = np.asarray(a, dtype=float).reshape(-1, 2), np.asarray(b, dtype=float).reshape(-1, 2)
    result = _arc_km(earth_centred(*a.T).T, earth_centred(*b.T).T)
    far = np.flatnonzero(result > SERIES_LIMIT_KM)
    if len(far):
        result[far] = _geod_km(a[far], b[far])
    return result


def _arc_km(start: Floats, end: Floats) -> Floats:
    """Arc [km] over the chord between points (3, n): s = 2ρ·asin(c / 2ρ), as a series that is exact at c = 0.

    1/ρ = (1 + e'²·cos²φ·cos²α) / N is Euler's theorem at the middle of the chord; cosφ·cosα is the chord's share along
    the earth's axis, so neither the azimuth nor a pole needs care. Relative error 2.5e-8 at 1,000 km, 4e-7 at 2,000.
    """
    dx, dy, dz = end[0] - start[0], end[1] - start[1], end[2] - start[2]
    chord2 = dx * dx + dy * dy + dz * dz
    x, y, z = end[0] + start[0], end[1] + start[1], (end[2] + start[2]) / (1.0 - E2)
    flat2, up2 = x * x + y * y, z * z
    sin2 = up2 / np.maximum(flat2 + up2, 1e-9)
    axial2 = dz * dz / np.maximum(chord2, 1e-18)
    curvature2 = (1.0 + E2 / (1.0 - E2) * axial2) ** 2 * (1.0 - E2 * sin2) / SEMI_MAJOR_KM**2
    q = chord2 * curvature2 / 4.0
    return np.sqrt(chord2) * (1.0 + q * (1 / 6 + q * (3 / 40 + q * (5 / 112 + q * (35 / 1152)))))


def _geod_km(a: Floats, b: Floats) -> Floats:
    a = np.broadcast_to(a, b.shape)
    return np.asarray(WGS84.inv(*a.T, *b.T)[2]) / 1000.0
