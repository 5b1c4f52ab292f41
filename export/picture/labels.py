"""Names on the paper, each where neither another name nor a mark stands.

Where a name may stand is said here, and what each place is worth; `choice` takes the heaviest set of places.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from export.document.model import PlacedLabel
from export.picture.boxes import Box, around, meetings, within
from export.picture.choice import Places, heaviest
from export.picture.colours import mixed, palette
from export.picture.ground import Ground
from export.picture.look import Look
from export.picture.marks import Mark
from export.picture.sheet import PX_MM, PX_PT, Sheet
from export.picture.text import LINE_HEIGHT, MM_PER_PT, drawable, spaced, spaced_width_mm, width_mm

FIRST_ZOOM = {1: 5.0, 2: 6.0, 3: 7.6, 4: 8.4}
SIZE_PX = {"country": 15.0, "province": 11.0, "site": 11.5}
TOWN_PX = {1: 13.0, 2: 12.0, 3: 11.5, 4: 11.5}
OPACITY = {"country": 0.62, "province": 0.75}
ZOOM_SLACK = 0.75
# The most important first: countries, sites, provinces, then towns of the ranks 1 to 4.
RANKS = {"country": 0, "site": 1, "province": 2}
FIRST_TOWN, LONG_SITE, LAST_RANK = 2, 5, 6
OUTWEIGHS = 8.0
LAST_PLACE = {True: 0.8, False: 0.88}
MARGIN_MM = 1.0
AWAY_PX, PAST_MARK_PX, AIR_PX = 7.0, 19.0, 3.0
MM2_PER_NAME = 420.0
LONG_SHARE, LONGEST_SHARE = 0.25, 0.3
SMALLEST_MM2 = 4.0
ROOM_MM = (28.0, 10.0)
SIDES = np.array((-1.0, 0.0, 1.0, 0.0))


@dataclass(frozen=True)
class Name:
    """A name that wants a place: `at` [mm], whether it is written bold, and `rank`, 0 (first) to `LAST_RANK`.

    `area`: what it names, on the paper, for a country or province.
    """

    text: str
    kind: str
    at: tuple[float, float]
    size_pt: float
    rank: int
    bold: bool = False
    area: shapely.Geometry | None = None

    @property
    def set_apart(self) -> bool:
        """Whether its letters are set apart, as on the names of areas."""
        return self.area is not None and spaced(self.text)

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height [mm]."""
        measure = spaced_width_mm if self.set_apart else width_mm
        width = measure(self.text, self.size_pt) if self.set_apart else measure(self.text, self.size_pt, bold=self.bold)
        return width, self.size_pt * MM_PER_PT * LINE_HEIGHT


def placed_labels(names: Iterable[Name], taken: Sequence[Box], sheet: Sheet, look: Look) -> list[PlacedLabel]:
    """Labels of the names that find room beside what is taken [mm], the most important first, no two at one place."""
    names = sorted(names, key=lambda name: name.rank)
    places = free_places(names, taken, sheet)
    chosen = heaviest(places, math.ceil(sheet.width_mm * sheet.height_mm / MM2_PER_NAME))
    return [_label(names[places.owners[row]], tuple(places.boxes[row].tolist()), look) for row in chosen]


def free_places(names: Sequence[Name], taken: Sequence[Box], sheet: Sheet) -> Places:
    """Where the names may stand, on the paper and off what is taken [mm], with air to both sides; see `weights`."""
    boxes = [candidates(name) for name in names]
    owners = np.repeat(np.arange(len(names)), [len(some) for some in boxes])
    worth = np.concatenate([weights(name, len(some)) for name, some in zip(names, boxes, strict=True)] or [[]])
    flat = np.array([box for some in boxes for box in some]).reshape(-1, 4)
    inside = np.array([within(box, sheet, MARGIN_MM) for box in flat], dtype=bool)
    kept = np.flatnonzero(inside & (meetings(flat, taken) == 0))
    return Places(flat[kept] + SIDES * (AIR_PX * PX_MM / 2), owners[kept], worth[kept])


def weights(name: Name, count: int) -> NDArray[np.float64]:
    """(count,) what the places of a name are worth, the best first: importance of the name times preference.

    A name is worth as much as eight of the next rank. A name can stand in the way of a few others only, so none is
    left out for less important ones unless seven or more of them take its last place. The last of the places beside a
    point is worth 12 % less than the first, and the last in an area 20 % less: a name steps aside for one of the next
    rank or for one of the rank after that, but does not leave its best place for every hamlet.
    """
    last = LAST_PLACE[name.area is not None]
    return OUTWEIGHS ** (LAST_RANK - name.rank) * np.linspace(1.0, last, max(count, 2))[:count]


def _label(name: Name, box: Box, look: Look) -> PlacedLabel:
    left, top, right, bottom = np.array(box) - SIDES * (AIR_PX * PX_MM / 2)
    colours = palette(look.theme)
    colour = mixed(colours.name, colours.ground, OPACITY.get(name.kind, 1.0))
    width, height = float(right - left), float(bottom - top)
    return PlacedLabel(float(left), float(top), width, height, name.text, name.size_pt, name.kind, colour)


def candidates(name: Name) -> list[Box]:
    """Where a name may stand, the best first: in the middle of its area, or beside its point."""
    width, height = name.size_mm
    if name.area is None:
        return [around((name.at[0] + x, name.at[1] + y), width, height) for x, y in _beside(width, height)]
    steps = [(x * width / 3, y * height) for y in (0, -1.5, 1.5, -3, 3, -5, 5) for x in (0, -1, 1, -2, 2)]
    middles = [(name.at[0] + x, name.at[1] + y) for x, y in steps]
    shapely.prepare(name.area)
    inside = shapely.contains_xy(name.area, *np.array(middles).T)
    boxes = [around(middle, width, height) for middle, here in zip(middles, inside, strict=True) if here]
    # A name that mostly stands in another area names the wrong one.
    return [box for box, share in zip(boxes, _shares_inside(name.area, boxes), strict=True) if share > 0.6]


def _shares_inside(area: shapely.Geometry, boxes: Sequence[Box]) -> NDArray[np.float64]:
    """(n,) how much of each box lies in an area, 0 to 1."""
    left, top, right, bottom = np.array(boxes).reshape(-1, 4).T[:, :, None, None]
    x = left + (right - left) * np.linspace(0, 1, 9)
    y = top + (bottom - top) * np.linspace(0, 1, 3)[:, None]
    return shapely.contains_xy(area, *np.broadcast_arrays(x, y)).mean(axis=(1, 2))


def _beside(width: float, height: float) -> list[tuple[float, float]]:
    """Steps from a point to the middle of its name: right, left, below, above, then past a mark and corners."""
    near, past = (px * PX_MM + width / 2 for px in (AWAY_PX, PAST_MARK_PX))
    level, far = height / 2 + AWAY_PX * PX_MM * 0.7, height / 2 + PAST_MARK_PX * PX_MM
    sides = [(near, 0), (-near, 0), (0, level), (0, -level), (past, 0), (-past, 0), (0, far), (0, -far)]
    return sides + [(x, y) for x in (near * 0.9, -near * 0.9) for y in (level, -level)]


def area_names(names: Iterable[dict], ground: Ground, sheet: Sheet) -> list[Name]:
    """Names of countries and provinces at the middle of what is on the paper of them.

    The area of a name is its own `area` [degrees], or that of the base map in which it lies, or a little room around.
    """
    areas = {"country": ground.countries, "province": ground.provinces}
    wanted = [entry for entry in names if entry["kind"] in areas and entry.get("from", 0) <= sheet.zoom + ZOOM_SLACK]
    found = [_area_name(entry, areas[entry["kind"]], sheet) for entry in wanted]
    return [name for name in found if name]


def _area_name(entry: dict, areas: NDArray[np.object_], sheet: Sheet) -> Name | None:
    lat, lon = entry["at"]
    given = [entry["area"]] if entry.get("area") is not None else areas
    holders = [area for area in given if shapely.contains_xy(area, lon, lat)]
    area = _largest_on(sheet, holders[0]) if holders else _surroundings(sheet, lon, lat)
    text = drawable(entry["name"]).upper()
    if area is None or not text:
        return None
    middle = shapely.maximum_inscribed_circle(area, tolerance=1.0).coords[0]
    kind = entry["kind"]
    return Name(text, kind, middle, SIZE_PX[kind] * PX_PT, RANKS[kind], True, area)


def _surroundings(sheet: Sheet, lon: float, lat: float) -> shapely.Geometry | None:
    """Room around a point for the name of an area whose outline the base map does not have."""
    x, y = sheet.place(lon, lat)
    return shapely.box(*around((float(x), float(y)), *ROOM_MM)) if sheet.holds(x, y) else None


def _largest_on(sheet: Sheet, area: shapely.Geometry) -> shapely.Geometry | None:
    """The largest piece of an area that is on the paper [mm]; None where nothing of it is."""
    page = shapely.box(0, 0, sheet.width_mm, sheet.height_mm)
    pieces = shapely.get_parts(shapely.intersection(shapely.make_valid(sheet.placed(area)[0]), page))
    pieces = [piece for piece in pieces if piece.area > SMALLEST_MM2]
    return max(pieces, key=lambda piece: piece.area, default=None)


def town_names(ground: Ground, sheet: Sheet, language: str) -> list[Name]:
    """Names of towns on the paper that are important enough at its scale, larger ranks first."""
    near = [town for town in ground.towns if FIRST_ZOOM.get(town.rank, 99.0) <= sheet.zoom + ZOOM_SLACK]
    x, y = sheet.place([town.lon for town in near], [town.lat for town in near])
    kept = [row for row in range(len(near)) if sheet.holds(x[row], y[row])]
    return [name for row in kept if (name := _town_name(near[row], (float(x[row]), float(y[row])), language)).text]


def _town_name(town, at: tuple[float, float], language: str) -> Name:
    text = drawable(town.names.get(language) or town.names["en"])
    return Name(text, "town", at, TOWN_PX[town.rank] * PX_PT, FIRST_TOWN + town.rank, town.rank == 1)


def site_names(layers: Iterable[dict], marks: Iterable[Mark], look: Look) -> list[Name]:
    """Names of the sites that have a mark of their own, beside that mark; very long ones come after large towns."""
    things = {layer["name"]: layer["things"] for layer in layers if layer.get("kind") == "site" and layer.get("things")}
    found = []
    for mark in marks:
        if mark.layer in things and len(mark.rows) == 1 and (lines := things[mark.layer][mark.rows[0]]["lines"]):
            found.append(_site_name(str(lines[0]), (mark.placed.x_mm, mark.placed.y_mm), look))
    return [name for name in found if name.text and name.size_mm[0] < LONGEST_SHARE * look.width_mm]


def _site_name(line: str, at: tuple[float, float], look: Look) -> Name:
    name = Name(drawable(line), "site", at, SIZE_PX["site"] * PX_PT, RANKS["site"])
    return replace(name, rank=LONG_SITE) if name.size_mm[0] > LONG_SHARE * look.width_mm else name
