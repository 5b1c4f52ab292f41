"""What stands around the ground: frame, scale bar, north arrow, graticule and a small map of the region."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Geod

from export.document.model import ScaleBar
from export.picture.boxes import Box, meetings
from export.picture.ground import Ground
from export.picture.look import Window
from export.picture.sheet import Sheet, fitted

WGS84 = Geod(ellps="WGS84")
BAR_SHARE = 0.2
MARGIN_MM = 3.0
PAD_MM = 1.6
ARROW_MM = 8.0
BAR_HEIGHT_MM = 8.4
LOCATOR_SHARE, LOCATOR_SHAPE = 0.17, 0.85
REGION: Window = (58.0, 27.5, 80.0, 43.5)
WIDE_REGION: Window = (55.0, 28.0, 85.0, 46.0)
REGION_SHARE = 0.55
GRATICULE_STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
GRATICULE_LINES = 8


@dataclass(frozen=True)
class Key:
    """Scale bar and north arrow on one small panel, `box` [mm]; the bar starts at `start` [mm] and runs right.

    `arrow`: middle of the arrow [mm]; `north_degrees`: where true north is there, clockwise from the top of the page.
    """

    box: Box
    start: tuple[float, float]
    scale: ScaleBar
    arrow: tuple[float, float]
    north_degrees: float


def key_on(sheet: Sheet, taken: Sequence[Box]) -> Key:
    """Scale bar and north arrow at the bottom left, or at the bottom right where fewer marks stand."""
    # The width depends a little on the place, so the panel is measured where it will be.
    left = _key_at(sheet, MARGIN_MM)
    right = _key_at(sheet, sheet.width_mm - MARGIN_MM - (left.box[2] - left.box[0]) - 0.5)
    crowded = meetings([left.box, right.box], taken)
    return right if crowded[1] < crowded[0] else left


def _key_at(sheet: Sheet, left: float) -> Key:
    top = sheet.height_mm - MARGIN_MM - BAR_HEIGHT_MM - PAD_MM
    bottom = sheet.height_mm - MARGIN_MM
    start = (left + PAD_MM + ARROW_MM, bottom - PAD_MM - 1.4)
    scale = true_bar(sheet, start)
    arrow = (left + PAD_MM + ARROW_MM / 2 - 0.8, (top + bottom) / 2)
    box = (left, top, start[0] + scale.length_mm + 4 * PAD_MM, bottom)
    return Key(box, start, scale, arrow, sheet.north_degrees(*arrow))


def true_bar(sheet: Sheet, start: tuple[float, float]) -> ScaleBar:
    """A round length of about a fifth of the paper's width, as long on the paper as it is on the ground there."""
    km = round_km(ground_km(sheet, start, sheet.width_mm * BAR_SHARE))
    low, high = 0.0, sheet.width_mm
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if ground_km(sheet, start, middle) < km else (low, middle)
    return ScaleBar(km, (low + high) / 2)


def ground_km(sheet: Sheet, start: tuple[float, float], length_mm: float) -> float:
    """Length on the ground [km], along the geodesic, of a level line on the paper [mm] that starts at a place."""
    lon, lat = sheet.lonlat([start[0], start[0] + length_mm], [start[1], start[1]])
    return WGS84.inv(lon[0], lat[0], lon[1], lat[1])[2] / 1000.0


def round_km(km: float) -> float:
    """The largest of 1, 2, 5, 10, 20, 50 and so on, down to a metre, that is not longer than `km`."""
    power = 10.0 ** math.floor(math.log10(max(km, 0.001)))
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= km or step == 1.0)


@dataclass(frozen=True)
class Locator:
    """A small map of the region on its own sheet, in `box` [mm] of the paper; `here` is what the paper shows of it."""

    box: Box
    countries: shapely.Geometry
    here: shapely.Geometry


def locator_on(sheet: Sheet, ground: Ground, taken: Sequence[Box]) -> Locator | None:
    """The small map in a corner where nothing stands, top right first; None where no corner is free."""
    region = WIDE_REGION if _shows_most(sheet, REGION) else REGION
    width = LOCATOR_SHARE * math.sqrt(sheet.width_mm * sheet.height_mm)
    small = _small_sheet(region, width)
    far_x, far_y = sheet.width_mm - MARGIN_MM - small.width_mm, sheet.height_mm - MARGIN_MM - small.height_mm
    corners = [(far_x, MARGIN_MM), (MARGIN_MM, MARGIN_MM), (far_x, far_y), (MARGIN_MM, far_y)]
    boxes = [(x, y, x + small.width_mm, y + small.height_mm) for x, y in corners]
    free = np.flatnonzero(meetings(boxes, taken) == 0)
    if _shows_most(sheet, WIDE_REGION) or not len(free) or not len(ground.countries):
        return None
    return _locator(sheet, small, ground, boxes[int(free[0])])


def _locator(sheet: Sheet, small: Sheet, ground: Ground, box: Box) -> Locator:
    page = shapely.box(0, 0, small.width_mm, small.height_mm)
    countries = shapely.intersection(shapely.make_valid(small.placed(ground.countries)), page)
    outlines = shapely.simplify(shapely.boundary(countries[~shapely.is_empty(countries)]), 0.06)
    lines = shapely.intersection(shapely.union_all(outlines), page.buffer(-0.02))
    edge = np.linspace(0, 1, 9)
    x = np.concatenate([edge, np.ones(9), edge[::-1], np.zeros(9)]) * sheet.width_mm
    y = np.concatenate([np.zeros(9), edge, np.ones(9), edge[::-1]]) * sheet.height_mm
    shown = shapely.Polygon(np.column_stack(small.place(*sheet.lonlat(x, y))))
    shown = (
        shown if min(shown.bounds[2] - shown.bounds[0], 1.6) >= 1.6 else shown.centroid.buffer(0.8, cap_style="square")
    )
    moved = [shapely.affinity.translate(shape, box[0], box[1]) for shape in (lines, shapely.intersection(shown, page))]
    return Locator(box, *moved)


def _small_sheet(region: Window, width_mm: float) -> Sheet:
    return fitted(region, width_mm=width_mm, height_mm=width_mm * LOCATOR_SHAPE)


def _shows_most(sheet: Sheet, region: Window) -> bool:
    west, south, east, north = sheet.covers
    return (east - west) * (north - south) > REGION_SHARE * (region[2] - region[0]) * (region[3] - region[1])


@dataclass(frozen=True)
class Meridian:
    """A line of the graticule, (n, 2) places [mm], with its degrees in words where it meets the frame, if it does."""

    line: np.ndarray
    words: str
    at: tuple[float, float] | None


def graticule_on(sheet: Sheet) -> list[Meridian]:
    """Meridians, named at the top of the frame, and parallels, named at its right, in round steps of degrees."""
    west, south, east, north = sheet.covers
    step = next((step for step in GRATICULE_STEPS if (east - west) / step <= GRATICULE_LINES), GRATICULE_STEPS[-1])
    up, along = np.linspace(south, north, 60), np.linspace(west, east, 60)
    meridians = [(lon, np.column_stack(sheet.place(np.full(60, lon), up))) for lon in _rounds(west, east, step)]
    parallels = [(lat, np.column_stack(sheet.place(along, np.full(60, lat)))) for lat in _rounds(south, north, step)]
    return [Meridian(line, _degrees(lon, "EW"), _top(line, sheet)) for lon, line in meridians] + [
        Meridian(line, _degrees(lat, "NS"), _right(line, sheet)) for lat, line in parallels
    ]


def _rounds(low: float, high: float, step: float) -> list[float]:
    return [round(number * step, 6) for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _degrees(value: float, sides: str) -> str:
    return f"{abs(value):g}°{sides[value < 0]}"


def _top(line: np.ndarray, sheet: Sheet) -> tuple[float, float] | None:
    """Where a meridian leaves the paper at the top; y falls towards the north."""
    x = float(np.interp(0.0, line[::-1, 1], line[::-1, 0], left=np.nan, right=np.nan))
    return (x, 0.0) if 0 <= x <= sheet.width_mm else None


def _right(line: np.ndarray, sheet: Sheet) -> tuple[float, float] | None:
    y = float(np.interp(sheet.width_mm, line[:, 0], line[:, 1], left=np.nan, right=np.nan))
    return (sheet.width_mm, y) if 0 <= y <= sheet.height_mm else None
