"""Points that stand for where something may be: one when it is exact, many when only an area is known."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

INCIDENT_POINTS = {"place": 32, "district": 64, "province": 128}
PLACE_POINTS = {"place": 16, "district": 16, "province": 32}
PLASTIC = 1.32471795724474602596
MOST_TRIED = 100_000
# Processors differ in the last bit of an arc sine; to a tenth of a metre they agree.
DIGITS = 6


@dataclass(frozen=True)
class Support:
    """One entry per point, in the order of the rows: lon, lat [degrees], weight (1 per row in total) and row number.

    `starts` and `counts` have one entry per row: where its points begin and how many there are (never 0).
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    weight: NDArray[np.float64]
    row: NDArray[np.intp]
    starts: NDArray[np.intp]
    counts: NDArray[np.intp]

    @property
    def lonlat(self) -> NDArray[np.float64]:
        """Points as (n, 2), longitude first."""
        return np.column_stack([self.lon, self.lat])


def support(frame: pd.DataFrame, points: dict[str, int] | None = None) -> Support:
    """Points that each row of a frame of point geometries stands for.

    A row with a `placement_area` is spread over it by equal areas, `points` per `placement` word (64 for words that are
    not in it); a row without one is its own point. Deterministic: the same row gives the same points, in any company.
    """
    points = INCIDENT_POINTS if points is None else points
    areas = frame["placement_area"] if "placement_area" in frame else [None] * len(frame)
    words = frame["placement"] if "placement" in frame else [None] * len(frame)
    rows = zip(frame.geometry, areas, words, strict=True)
    return stacked([spread(point, area, points.get(word, 64)) for point, area, word in rows])


def stacked(parts: list[NDArray[np.float64]]) -> Support:
    """One support from the points (n, 2) of each row."""
    counts = np.array([len(part) for part in parts], dtype=np.intp)
    lonlat = np.concatenate(parts) if parts else np.empty((0, 2))
    row = np.repeat(np.arange(len(parts)), counts)
    return Support(*lonlat.T, 1.0 / counts[row], row, np.cumsum(counts) - counts, counts)


def spread(geometry: BaseGeometry, area: BaseGeometry | None, count: int) -> NDArray[np.float64]:
    """(n, 2) points lon, lat [degrees]: `count` of them inside the area, or the point itself where there is none."""
    if is_area(area):
        return equal_area_points(area, count)
    if is_area(geometry):
        return equal_area_points(geometry, count)
    return shapely.get_coordinates(geometry)[:1]


def is_area(shape: object) -> bool:
    """Whether a cell holds a polygon (None, NaN and empty shapes are not)."""
    return isinstance(shape, BaseGeometry) and not shape.is_empty and shape.area > 0


def equal_area_points(area: BaseGeometry, count: int) -> NDArray[np.float64]:
    """(count, 2) quasi-random points lon, lat [degrees] that cover a polygon evenly by area, always the same ones.

    The R2 sequence (additive recurrence with the plastic number) over longitude × sin(latitude), in which equal boxes
    have equal areas on the sphere; points outside the polygon are dropped. A sliver that none hits: a point inside it.
    Coordinates are rounded to 1e-6 degree, so every processor finds the same points.

    References
    ----------
    Roberts (2018), The unreasonable effectiveness of quasirandom sequences.
    """
    west, south, east, north = area.bounds
    low, high = math.sin(math.radians(south)), math.sin(math.radians(north))
    shapely.prepare(area)
    tried = count * 4
    while True:
        steps = np.arange(1, tried + 1)
        lon = west + (east - west) * np.mod(0.5 + steps / PLASTIC, 1.0)
        lat = np.degrees(np.arcsin(low + (high - low) * np.mod(0.5 + steps / PLASTIC**2, 1.0)))
        lon, lat = np.round([lon, lat], DIGITS)
        inside = np.flatnonzero(shapely.contains_xy(area, lon, lat))[:count]
        if len(inside) == count or (tried >= MOST_TRIED and len(inside)):
            return np.column_stack([lon[inside], lat[inside]])
        if tried >= MOST_TRIED:
            return shapely.get_coordinates(area.representative_point())
        tried *= 4
