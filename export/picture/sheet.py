"""Where a place lies on the paper: a Lambert conformal conic projection of the region, in millimetres of the page."""

import math
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

from export.picture.look import Window

Floats = NDArray[np.float64]

PROJECTION = {"proj": "lcc", "lat_1": 33, "lat_2": 40, "lat_0": 36.5, "lon_0": 70.5, "ellps": "WGS84"}
STEPS_ON_EDGE = 41
LONGEST_STRAIGHT_DEG = 0.25
CLIP_MARGIN_MM = 12.0
DETAIL_MM = 0.02
# One pixel of the screen on paper, so that marks and names keep their proportions.
PX_MM = 0.2
PX_PT = PX_MM / 25.4 * 72.0
EQUATOR_M = 40_075_016.686
TILE_PX = 256


@dataclass(frozen=True)
class Sheet:
    """Paper of `width_mm` by `height_mm` [mm] whose top left corner is at (`left_m`, `top_m`) [m] in the projection."""

    width_mm: float
    height_mm: float
    left_m: float
    top_m: float
    metres_per_mm: float

    def place(self, lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
        """Millimetres from the left and from the top edge, for longitudes and latitudes [degrees]."""
        x, y = _projection()(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
        return (np.asarray(x) - self.left_m) / self.metres_per_mm, (self.top_m - np.asarray(y)) / self.metres_per_mm

    def lonlat(self, x_mm: ArrayLike, y_mm: ArrayLike) -> tuple[Floats, Floats]:
        """Longitudes and latitudes [degrees] of places on the paper [mm]."""
        x = self.left_m + np.asarray(x_mm, dtype=float) * self.metres_per_mm
        y = self.top_m - np.asarray(y_mm, dtype=float) * self.metres_per_mm
        return _projection()(x, y, inverse=True)

    def north_degrees(self, x_mm: float, y_mm: float) -> float:
        """Direction of true north at a place on the paper, clockwise from the top of the page [degrees]."""
        lon, lat = self.lonlat(x_mm, y_mm)
        return -float(_projection().get_factors(float(lon), float(lat)).meridian_convergence)

    def holds(self, x_mm: ArrayLike, y_mm: ArrayLike) -> NDArray[np.bool_]:
        """Which places lie on the paper."""
        x, y = np.asarray(x_mm), np.asarray(y_mm)
        return (x >= 0) & (x <= self.width_mm) & (y >= 0) & (y <= self.height_mm)

    @cached_property
    def covers(self) -> Window:
        """West, south, east and north [degrees] of all that is on the paper, with a margin beyond its edges."""
        edges = _edges(
            -CLIP_MARGIN_MM, -CLIP_MARGIN_MM, self.width_mm + CLIP_MARGIN_MM, self.height_mm + CLIP_MARGIN_MM
        )
        lon, lat = self.lonlat(*edges)
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())

    @cached_property
    def zoom(self) -> float:
        """The zoom at which the screen shows the middle of the paper at the same scale, pixel for pixel."""
        _, lat = self.lonlat(self.width_mm / 2, self.height_mm / 2)
        across = EQUATOR_M * math.cos(math.radians(float(lat)))
        return math.log2(across / (TILE_PX * PX_MM * self.metres_per_mm))

    def placed(self, shapes: ArrayLike) -> NDArray[np.object_]:
        """What is on the paper of geometries in degrees, in millimetres; empty where nothing is or it is broken."""
        shapes = np.atleast_1d(np.asarray(shapes, dtype=object))
        usable = np.array([_is_finite(shape) for shape in shapes], dtype=bool)
        parts = shapely.clip_by_rect(np.where(usable, shapes, shapely.Point()), *self.covers)
        return shapely.simplify(self._moved(shapely.segmentize(parts, LONGEST_STRAIGHT_DEG)), DETAIL_MM)

    def _moved(self, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
        return shapely.transform(shapes, lambda points: np.column_stack(self.place(points[:, 0], points[:, 1])))


def fitted(window: Window, *, width_mm: float, height_mm: float) -> Sheet:
    """The sheet on which all of the window [degrees] lies, as large as it can be and in the middle."""
    x, y = _projection()(*_edges(*window))
    west, east, south, north = x.min(), x.max(), y.min(), y.max()
    scale = max((east - west) / width_mm, (north - south) / height_mm)
    left = (west + east - scale * width_mm) / 2
    top = (south + north + scale * height_mm) / 2
    return Sheet(width_mm, height_mm, float(left), float(top), float(scale))


def _edges(west: float, south: float, east: float, north: float) -> tuple[Floats, Floats]:
    """Points along the four edges of a rectangle, because straight edges bend in the projection."""
    along, across = np.linspace(west, east, STEPS_ON_EDGE), np.linspace(south, north, STEPS_ON_EDGE)
    x = np.concatenate([along, np.full_like(across, east), along[::-1], np.full_like(across, west)])
    y = np.concatenate([np.full_like(along, south), across, np.full_like(along, north), across[::-1]])
    return x, y


def _is_finite(shape: BaseGeometry | None) -> bool:
    return shape is not None and not shape.is_empty and bool(np.isfinite(shapely.get_coordinates(shape)).all())


@cache
def _projection() -> Proj:
    return Proj(PROJECTION)
