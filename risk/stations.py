"""Lines become stations: a road is scored disc by disc, so that its figures compare with those of a point."""

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from risk.distance import WGS84
from risk.placement import PLACE_POINTS, Support, spread, stacked

SPACING_KM = 5.0
STRETCH = 0.9
STATION_COLUMNS = ("place", "km", "lon", "lat")


def cut_stations(places: gpd.GeoDataFrame) -> tuple[pd.DataFrame, Support]:
    """One row per station, in the order of the places: place (row number), km along, lon, lat; and its points.

    A line has stations at both ends and at most 5 km apart, along the geodesic; anything else has a single one with
    km NaN, spread over its `placement_area` where it has one.
    """
    areas = places["placement_area"] if "placement_area" in places else [None] * len(places)
    words = places["placement"] if "placement" in places else [None] * len(places)
    rows, parts = [], []
    for number, (shape, area, word) in enumerate(zip(places.geometry, areas, words, strict=True)):
        table, points = _of_line(shape) if is_line(shape) else _of_point(shape, area, PLACE_POINTS.get(word, 16))
        rows += [(number, *row) for row in table]
        parts += points
    return pd.DataFrame(rows, columns=list(STATION_COLUMNS)), stacked(parts)


def is_line(shape: BaseGeometry) -> bool:
    """Whether a place is scored station by station."""
    return shape.geom_type in ("LineString", "MultiLineString")


def along(line: NDArray[np.float64], spacing_km: float = SPACING_KM) -> tuple[NDArray, NDArray]:
    """Stations of a line of vertices (n, 2): kilometres from its start (m,) and lon, lat [degrees] (m, 2).

    Equal steps of at most `spacing_km` [km] along the geodesic between the vertices, both ends included.
    """
    ends, azimuth = _measured(line)
    steps = max(1, math.ceil(ends[-1] / (spacing_km * 1000.0)))
    wanted = np.linspace(0.0, ends[-1], steps + 1)
    return wanted / 1000.0, _points_at(line, wanted, (ends, azimuth))


def pieces(shape: BaseGeometry) -> list[shapely.LineString]:
    """The part of a line that each of its stations stands for, in the order of `cut_stations`: half way to the next."""
    return [piece for part in shapely.get_parts(shape) for piece in _pieces(shapely.get_coordinates(part))]


def worst_stretch(km: NDArray[np.float64], expected: NDArray[np.float64]) -> tuple[float, float]:
    """From and to [km] of the stations around the worst one that reach nine tenths of it; NaN for what is not a line.

    A station stands for half the way to its neighbours.
    """
    worst = int(np.argmax(expected))
    calm = np.flatnonzero(expected < STRETCH * expected[worst])
    first = max((i + 1 for i in calm if i < worst), default=0)
    last = min((i - 1 for i in calm if i > worst), default=len(km) - 1)
    edges = np.concatenate([km[:1], (km[1:] + km[:-1]) / 2.0, km[-1:]])
    return float(edges[first]), float(edges[last + 1])


def _measured(line: NDArray[np.float64]) -> tuple[NDArray, NDArray]:
    """Metres from the start to each vertex (n,), and the azimuth of each edge (n − 1,)."""
    azimuth, _, metres = WGS84.inv(*line[:-1].T, *line[1:].T)
    return np.concatenate([[0.0], np.cumsum(metres)]), np.asarray(azimuth)


def _points_at(line: NDArray[np.float64], wanted: NDArray, measured: tuple[NDArray, NDArray]) -> NDArray[np.float64]:
    """(m, 2) lon, lat at the metres `wanted` (m,) along a measured line."""
    ends, azimuth = measured
    edge = np.clip(np.searchsorted(ends, wanted, side="right") - 1, 0, len(line) - 2)
    lon, lat, _ = WGS84.fwd(*line[edge].T, azimuth[edge], wanted - ends[edge])
    return np.column_stack([lon, lat])


def _pieces(line: NDArray[np.float64]) -> list[shapely.LineString]:
    measured, stations = _measured(line), along(line)[0] * 1000.0
    edges = np.concatenate([stations[:1], (stations[1:] + stations[:-1]) / 2.0, stations[-1:]])
    cuts, ends = _points_at(line, edges, measured), measured[0]
    inner = [line[(ends > start) & (ends < end)] for start, end in zip(edges[:-1], edges[1:], strict=True)]
    return [shapely.LineString([cuts[k], *inside, cuts[k + 1]]) for k, inside in enumerate(inner)]


def _of_line(shape: BaseGeometry) -> tuple[list[tuple], list[NDArray]]:
    rows, offset = [], 0.0
    for part in shapely.get_parts(shape):
        kilometres, lonlat = along(shapely.get_coordinates(part))
        rows += [(offset + km, *point) for km, point in zip(kilometres, lonlat.tolist(), strict=True)]
        offset += kilometres[-1]
    return rows, [np.array([row[1:]]) for row in rows]


def _of_point(shape: BaseGeometry, area: BaseGeometry | None, count: int) -> tuple[list[tuple], list[NDArray]]:
    middle = shape.representative_point()
    return [(math.nan, middle.x, middle.y)], [spread(shape, area, count)]
