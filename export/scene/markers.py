"""Markers gathered on the server: for every zoom, which things stand so close that they share one mark."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

ZOOMS = range(4, 13)
MARK_DISTANCE_PX = 26
TILE_PX = 256


@dataclass(frozen=True)
class Gathered:
    """Things that share a mark at one zoom: their row numbers and the middle of them, (longitude, latitude)."""

    rows: tuple[int, ...]
    lon: float
    lat: float


def gather(lon: Sequence[float], lat: Sequence[float], zoom: int) -> list[Gathered]:
    """Marks at a zoom: points nearer than a mark's width on screen are gathered, co-located ones always are.

    Every point is in exactly one mark; the order of the marks follows the first of their points.
    """
    lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    x, y = _pixels(lon, lat, zoom)
    free = np.ones(len(lon), dtype=bool)
    marks = []
    for row in range(len(lon)):
        if free[row]:
            near = free & (np.hypot(x - x[row], y - y[row]) < MARK_DISTANCE_PX)
            free &= ~near
            rows = np.flatnonzero(near)
            marks.append(Gathered(tuple(map(int, rows)), float(lon[rows].mean()), float(lat[rows].mean())))
    return marks


def levels(frame: pd.DataFrame) -> dict[int, list[Gathered]]:
    """Marks by zoom for a frame of points."""
    lon, lat = frame.geometry.x.to_numpy(), frame.geometry.y.to_numpy()
    return {zoom: gather(lon, lat, zoom) for zoom in ZOOMS}


def _pixels(lon: np.ndarray, lat: np.ndarray, zoom: int) -> tuple[np.ndarray, np.ndarray]:
    """Web Mercator pixels, the grid of the screen: used to see what overlaps there, never as a distance."""
    world = TILE_PX * 2.0**zoom
    return world * (lon + 180) / 360, world * (0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi))
