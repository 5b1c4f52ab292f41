"""Pixels of the paper: which place each of them shows, and the relief there."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from export.picture.colours import shaded
from export.picture.grid import mercator
from export.picture.ground import Ground
from export.picture.sheet import Sheet

# The projection bends so little that every sixteenth pixel is asked and the rest lies between.
PIXELS_BETWEEN = 16
RELIEF_DPI = 120
FADED_ZOOM, FADED = 9, 0.5
SPLINE_MARGIN = 4


def pixel_places(sheet: Sheet, dpi: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(rows, columns) longitudes and latitudes [degrees] of the middles of the paper's pixels, top row first."""
    rows, columns = pixels(sheet.height_mm, dpi), pixels(sheet.width_mm, dpi)
    few_rows, few_columns = rows // PIXELS_BETWEEN + 2, columns // PIXELS_BETWEEN + 2
    x, y = np.linspace(0, sheet.width_mm, few_columns), np.linspace(0, sheet.height_mm, few_rows)
    across = _between(columns, few_columns)
    down = _between(rows, few_rows)
    lon, lat = sheet.lonlat(*np.meshgrid(x, y))
    return down @ lon @ across.T, down @ lat @ across.T


def pixels(side_mm: float, dpi: float) -> int:
    """Pixels along a side of the paper."""
    return max(1, int(side_mm / 25.4 * dpi))


def relief_pixels(ground: Ground, sheet: Sheet, theme: str) -> NDArray[np.uint8]:
    """(rows, columns, 3) pixels of the shaded ground, at a resolution beyond which the relief has nothing to say."""
    lon, lat = pixel_places(sheet, RELIEF_DPI)
    strength = FADED if sheet.zoom > FADED_ZOOM else 1.0
    return shaded(_relief_at(ground, lon, lat), theme, strength)


def _relief_at(ground: Ground, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Colours of the relief (0 to 1) at places [degrees], by a spline; white where the relief has none."""
    if ground.relief is None:
        return np.ones((*lon.shape, 3))
    west, south, east, north = ground.covers
    rows, columns = ground.relief.shape[:2]
    top, bottom = mercator(north), mercator(south)
    row = (top - mercator(lat)) / (top - bottom) * rows - 0.5
    column = (lon - west) / (east - west) * columns - 0.5
    part, row, column = _cropped(ground.relief, row, column)
    bands = [map_coordinates(part[..., band], [row, column], order=1, cval=1.0) for band in range(3)]
    return np.stack(bands, axis=-1).clip(0, 1)


def _cropped(relief: NDArray[np.uint8], row: NDArray, column: NDArray) -> tuple[NDArray, NDArray, NDArray]:
    """The part of the relief that is needed, 0 to 1, and the places counted from its corner."""
    first = [max(0, int(np.floor(side.min())) - SPLINE_MARGIN) for side in (row, column)]
    last = [max(0, int(np.ceil(side.max())) + SPLINE_MARGIN) for side in (row, column)]
    part = relief[first[0] : last[0] + 1, first[1] : last[1] + 1].astype(np.float32) / 255
    return part, row - first[0], column - first[1]


def _between(count: int, nodes: int) -> NDArray[np.float64]:
    """(count, nodes) weights with which values at evenly spaced nodes give values at the middles of pixels."""
    at = (np.arange(count) + 0.5) / count * (nodes - 1)
    return (1 - np.abs(at[:, None] - np.arange(nodes))).clip(0)
