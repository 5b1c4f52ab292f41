"""A layer of very many points: its marks are worked out when a map asks for a zoom and a window, never sent at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from export.language import Language
from export.scene.describe import lines_of
from export.scene.markers import ZOOMS, numbered
from layers.layer import Layer
from layers.placement import marked_at

Box = tuple[float, float, float, float]
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

DECIMALS = 4
# What stands so close at the deepest zoom is listed on a click, not zoomed into [degrees].
SAME_PLACE = 0.005


@dataclass(frozen=True)
class Points:
    """All rows of a frame with where their marks stand; shared by every filter. One entry per row, degrees."""

    frame: gpd.GeoDataFrame = field(repr=False)
    lon: Floats
    lat: Floats
    serious: Floats


class Level(NamedTuple):
    """Marks of one zoom: how many rows each stands for, the first of them, and what is sent (marks, 8).

    Columns of `told`: middle (lat, lon), count, how many are serious, south, west, north, east.
    """

    count: Numbers
    first: Numbers
    told: Floats
    fresh: NDArray[np.bool_]


@dataclass
class Crowd:
    """The rows of one layer under one filter, as row numbers of the points. Safe for threads.

    `fresh`: row numbers of those that became known lately, when that is asked.
    """

    layer: Layer
    points: Points
    rows: Numbers
    language: Language
    fresh: frozenset[int] = frozenset()
    _levels: dict[int, Level] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def prepare(self, zoom: int) -> None:
        """Gathers the marks of a zoom beside everything else, before they are asked for."""
        Thread(target=self._level, args=(_drawn(zoom),), daemon=True).start()

    def seen(self, zoom: int, box: Box) -> dict[str, list]:
        """What stands in a window (west, south, east, north) [degrees]: every row in exactly one mark.

        `many`: [lat, lon, count, serious, south, west, north, east] of each gathered mark, and 1 where
        one in it is fresh; `single`: marks of one row.
        """
        level = self._level(_drawn(zoom))
        (west, south, east, north), (lat, lon) = box, level.told[:, :2].T
        inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        heaps = inside & (level.count > 1)
        many = level.told[heaps]
        fresh = level.fresh[heaps].tolist()
        return {
            "many": [[*_plain(row), *([1] if new else [])] for row, new in zip(many.tolist(), fresh, strict=True)],
            "single": self._single(level.first[inside & (level.count == 1)]),
        }

    def _level(self, zoom: int) -> Level:
        with self._lock:
            if zoom not in self._levels:
                lon, lat = self.points.lon[self.rows], self.points.lat[self.rows]
                self._levels[zoom] = _level(
                    numbered(lon, lat, zoom), lon, lat, self.points.serious[self.rows], self._fresh()
                )
            return self._levels[zoom]

    def _fresh(self) -> Floats:
        return np.isin(self.rows, list(self.fresh)).astype(float)

    def _single(self, places: Numbers) -> list[dict[str, Any]]:
        at = self.rows[places]
        frame = self.points.frame.iloc[at]
        found = zip(at.tolist(), frame.index, frame.to_dict("records"), strict=True)
        return [self._mark(place, str(name), row) for place, name, row in found]

    def _mark(self, place: int, name: str, row: Mapping[str, Any]) -> dict[str, Any]:
        symbol = self.layer.symbol(row.get(self.layer.column, self.layer.name))
        return {
            "at": [round(float(side[place]), DECIMALS) for side in (self.points.lat, self.points.lon)],
            "code": symbol.code,
            "color": symbol.colours,
            "hollow": row["placement"] in ("district", "province"),
            "label": self.language.say(symbol.label),
            "lines": lines_of(self.layer.name, row, language=self.language),
            "serious": bool(row["serious"]),
            "id": name,
            **({"fresh": True} if place in self.fresh else {}),
        }


def points_of(frame: gpd.GeoDataFrame) -> Points:
    """Where the marks of a frame stand: at the point of a row, or inside the provinces that are all it names."""
    inside: dict[int, tuple[float, float]] = {}
    lon, lat = frame.geometry.x.to_numpy().copy(), frame.geometry.y.to_numpy().copy()
    wide = np.flatnonzero((frame["placement"] == "province").to_numpy())
    for place, row in zip(wide, frame.iloc[wide].to_dict("records"), strict=True):
        key = id(row["placement_area"])
        if key not in inside:
            inside[key] = marked_at(row).coords[0][:2]
        lon[place], lat[place] = inside[key]
    return Points(frame, lon, lat, frame["serious"].to_numpy(dtype=float))


def _drawn(zoom: int) -> int:
    """The zoom whose marks are drawn at a zoom."""
    return min(max(zoom, ZOOMS.start), ZOOMS.stop - 1)


def near(lon: Floats, lat: Floats, place: tuple[float, float]) -> NDArray[np.bool_]:
    """Which points stand so close to a place (lon, lat) that no zoom draws them apart."""
    return np.hypot(lon - place[0], lat - place[1]) <= SAME_PLACE


def _level(number: Numbers, lon: Floats, lat: Floats, serious: Floats, fresh: Floats) -> Level:
    count = np.bincount(number)
    new = np.bincount(number, fresh) > 0
    first = np.empty(len(count), dtype=np.int64)
    first[number[::-1]] = np.arange(len(number))[::-1]
    middle = [np.bincount(number, side) / count for side in (lat, lon)]
    corners = [_furthest(number, side, pick) for pick in (np.minimum, np.maximum) for side in (lat, lon)]
    return Level(count, first, np.column_stack([*middle, count, np.bincount(number, serious), *corners]), new)


def _furthest(number: Numbers, side: Floats, pick: np.ufunc) -> Floats:
    """(marks,) least or largest coordinate of each mark."""
    result = np.full(int(number.max(initial=-1)) + 1, np.inf if pick is np.minimum else -np.inf)
    pick.at(result, number, side)
    return result


def _plain(row: list[float]) -> list[float | int]:
    """A row as it is sent: counts whole, degrees at about ten metres."""
    lat, lon, count, serious, *corners = row
    return [
        round(lat, DECIMALS),
        round(lon, DECIMALS),
        int(count),
        int(serious),
        *(round(side, DECIMALS) for side in corners),
    ]


def read_question(query: Mapping[str, str]) -> tuple[int, Box]:
    """Zoom and window that a map asks for. Raises ValueError or KeyError for what is none."""
    zoom, box = int(query["zoom"]), tuple(float(part) for part in query["box"].split(","))
    if len(box) != 4 or not all(map(np.isfinite, box)):
        raise ValueError("box: expected west,south,east,north in degrees")
    return zoom, box
