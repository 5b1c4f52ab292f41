"""A grid of classes, such as the risk surface, as pixels on the paper."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from export.picture.colours import channels, tone
from export.scene.raster import FAINT, OPACITY
from layers.layer import Layer, Symbol


@dataclass(frozen=True)
class Grid:
    """(rows, columns) classes with equal steps of longitude and of Web Mercator's y, north first.

    `bounds` are the south-west and north-east corner, latitude first [degrees]; `symbols` say how a class looks.
    """

    classes: NDArray[np.int64]
    bounds: Sequence[Sequence[float]]
    symbols: Sequence[Symbol]

    @classmethod
    def of(cls, layer: Layer, frame: pd.DataFrame) -> "Grid":
        """The grid that a layer's frame carries in its attributes."""
        return cls(frame.attrs["classes"], frame.attrs["bounds"], layer.symbols)

    def cells(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> tuple[NDArray, NDArray, NDArray]:
        """Row and column of each place [degrees], and whether it lies on the grid at all."""
        (south, west), (north, east) = self.bounds
        rows, columns = self.classes.shape
        top, bottom = mercator(north), mercator(south)
        row = np.floor((top - mercator(lat)) / (top - bottom) * rows).astype(int)
        column = np.floor((lon - west) / (east - west) * columns).astype(int)
        inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        return row.clip(0, rows - 1), column.clip(0, columns - 1), inside

    def painted(self, theme: str) -> NDArray[np.uint8]:
        """(rows, columns, 4) colour of each cell; marked with dots, only every second cell is drawn, faintly."""
        result = np.zeros((*self.classes.shape, 4), dtype=np.uint8)
        even = np.indices(self.classes.shape).sum(axis=0) % 2 == 0
        for symbol in self.symbols:
            dotted = symbol.mark == "dots"
            where = (self.classes == int(symbol.value)) & (even | (not dotted))
            result[where] = (*channels(tone(symbol.colours, theme)), FAINT if dotted else OPACITY)
        return result


def sampled(grid: Grid, lonlat: tuple[NDArray, NDArray], theme: str) -> NDArray[np.uint8]:
    """(rows, columns, 4) pixels: each has the colour of the cell in which its place lies, clear outside the grid."""
    row, column, inside = grid.cells(*lonlat)
    return np.where(inside[..., None], grid.painted(theme)[row, column], 0).astype(np.uint8)


def mercator(lat: NDArray[np.float64] | float) -> NDArray[np.float64] | float:
    """Web Mercator's y in degrees: the grid of the source, never a distance."""
    return np.degrees(np.arcsinh(np.tan(np.radians(lat))))
