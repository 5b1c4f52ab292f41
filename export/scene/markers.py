"""Markers gathered on the server: for every zoom, which things stand so close that they share one mark."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from export.scene.nearest import FREE, crowded_marks

Floats = NDArray[np.float64]

ZOOMS = range(4, 13)
MARK_DISTANCE_PX = 26
TILE_PX = 256
# Up to so many points plain arrays are quicker than compiling anything.
FEW = 2000


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
    number = numbered(lon, lat, zoom)
    order = np.argsort(number, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(number))[:-1]) if len(number) else []
    return [Gathered(tuple(map(int, rows)), float(lon[rows].mean()), float(lat[rows].mean())) for rows in parts]


def numbered(lon: Floats, lat: Floats, zoom: int) -> NDArray[np.int64]:
    """(n,) the number of the mark of each point, as `gather` numbers them.

    In the order of the rows, each point that is still free takes all free points near it.
    """
    x, y = _pixels(lon, lat, zoom)
    if len(x) > FEW:
        return crowded_marks(x, y, MARK_DISTANCE_PX)
    number, marks = np.full(len(x), FREE, dtype=np.int64), 0
    for row in range(len(x)):
        if number[row] == FREE:
            near = (number == FREE) & (np.hypot(x - x[row], y - y[row]) < MARK_DISTANCE_PX)
            number[near] = marks
            marks += 1
    return number


def levels(frame: pd.DataFrame) -> dict[int, list[Gathered]]:
    """Marks by zoom for a frame of points."""
    lon, lat = frame.geometry.x.to_numpy(), frame.geometry.y.to_numpy()
    return {zoom: gather(lon, lat, zoom) for zoom in ZOOMS}


def _pixels(lon: np.ndarray, lat: np.ndarray, zoom: int) -> tuple[np.ndarray, np.ndarray]:
    """Web Mercator pixels, the grid of the screen: used to see what overlaps there, never as a distance."""
    world = TILE_PX * 2.0**zoom
    return world * (lon + 180) / 360, world * (0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi))
