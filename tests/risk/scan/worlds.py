"""Worlds of a scan: incidents by chance over two degrees and a year, and a cluster planted among them."""

import geopandas as gpd
import numpy as np

from tests.tinyland import KM, incidents

YEAR_DAYS = 365
HEART = (0.6, -0.4)
TWO_WEEKS_FROM_AGE = 100


def by_chance(number: int, seed: int) -> list[tuple[float, float, int]]:
    """Incidents whose places and days know nothing of each other, on a grid of eleven kilometres."""
    rng = np.random.default_rng(seed)
    lonlat = rng.uniform(-1, 1, (number, 2)).round(1)
    return _rows(*lonlat.T, rng.integers(0, YEAR_DAYS, number))


def planted(number: int, seed: int) -> list[tuple[float, float, int]]:
    """Incidents within 10 km of the heart and within two weeks."""
    rng = np.random.default_rng(seed + 1_000_000)
    turn, far_km = rng.uniform(0, 2 * np.pi, number), 10 * np.sqrt(rng.random(number))
    ages = TWO_WEEKS_FROM_AGE - rng.integers(0, 14, number)
    east, north = far_km * np.cos(turn) * KM, far_km * np.sin(turn) * KM
    return _rows(HEART[0] + east, HEART[1] + north, ages)


def world(*, chance: int, cluster: int = 0, seed: int = 1) -> gpd.GeoDataFrame:
    """The planted incidents come first: I1, I2, …"""
    return incidents(*planted(cluster, seed), *by_chance(chance, seed))


def _rows(*columns: np.ndarray) -> list[tuple[float, float, int]]:
    return list(zip(*(column.tolist() for column in columns), strict=True))
