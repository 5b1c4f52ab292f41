"""An area of a reader's own, as a few words that fit into a link: polygon, circle or corridor, and its shape."""

import re
from dataclasses import dataclass

import shapely
from pyproj import Transformer
from shapely import LineString, Polygon

from export.scene.state import outline
from layers.placement import WGS84

LONGEST_TEXT = 400
PART = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,4})?", re.ASCII)
POINTS = {"polygon": (3, 18), "circle": (1, 1), "corridor": (2, 18)}
WIDEST_KM = {"circle": 500.0, "corridor": 200.0}
LONGEST_LEG_KM = 2000.0
STEP_KM = 10.0
NORTHMOST = 85.0
EXAMPLE, OTHER = "circle:25,70.5,36.5", "polygon:70,36,71,36,71,37"
COLOURS = ("#5a2ca0", "#c9a6ff")
Points = tuple[tuple[float, float], ...]


class AreaUnreadable(ValueError):
    """A text is no area that can be drawn."""


@dataclass(frozen=True)
class Area:
    """`points` are corners, the middle, or the line (lon, lat) [degrees]; `km` is a radius or a whole width [km]."""

    kind: str
    km: float
    points: Points
    shape: Polygon


def read_area(text: str) -> Area:
    """The area that a text such as "circle:25,70.5,36.5" names. Raises AreaUnreadable with what was expected."""
    kind, _, rest = text.partition(":")
    parts = rest.split(",")
    if len(text) > LONGEST_TEXT or kind not in POINTS or not all(map(PART.fullmatch, parts)):
        raise _unreadable(text)
    numbers = [float(part) for part in parts]
    km = numbers.pop(0) if kind in WIDEST_KM else 0.0
    points = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    least, most = POINTS[kind]
    inside = all(abs(lon) <= 180 and abs(lat) <= NORTHMOST for lon, lat in points)
    wide_enough = kind not in WIDEST_KM or 0.1 <= km <= WIDEST_KM[kind]
    if len(numbers) % 2 or not (least <= len(set(points)) and len(points) <= most) or not inside or not wide_enough:
        raise _unreadable(text)
    return Area(kind, km, points, _checked(_shape(kind, km, points), text))


def area_shapes(text: str) -> list[dict]:
    """The outline that a map draws for an area; none for a blank text."""
    return [outline(read_area(text).shape, color=COLOURS, fill=0.06, dash="8 5")] if text else []


def _shape(kind: str, km: float, points: Points) -> Polygon:
    if kind == "circle":
        return _disc(points[0], km)
    if kind == "polygon":
        return Polygon(_along((*points, points[0])))
    return _corridor(_along(points), km)


def _disc(middle: tuple[float, float], km: float) -> Polygon:
    """180 points at a distance from the middle, along the geodesic; its area is 0.02 % short."""
    lons, lats, _ = WGS84.fwd([middle[0]] * 180, [middle[1]] * 180, list(range(0, 360, 2)), [km * 1000.0] * 180)
    return Polygon(zip(lons, lats, strict=True))


def _corridor(line: Points, km: float) -> Polygon:
    """All within half the width of a line, in an equidistant map of its own: 0.1 % off 500 km from its middle."""
    lon, lat = line[len(line) // 2]
    flat = f"+proj=aeqd +lat_0={lat} +lon_0={lon} +ellps=WGS84"
    there = Transformer.from_crs("EPSG:4326", flat, always_xy=True)
    drawn = shapely.transform(LineString(line), there.transform, interleaved=False)
    around = drawn.buffer(km * 500.0, quad_segs=24)
    return shapely.transform(around, lambda x, y: there.transform(x, y, direction="INVERSE"), interleaved=False)


def _along(points: Points) -> Points:
    """The points with others between them, at most 10 km apart along the geodesic."""
    made = [points[0]]
    for start, end in zip(points, points[1:], strict=False):
        length_km = WGS84.inv(*start, *end)[2] / 1000.0
        if not length_km <= LONGEST_LEG_KM:
            raise AreaUnreadable(f"A side is {length_km:.0f} km long; expected at most 2,000. Draw a smaller area.")
        made += [*WGS84.npts(*start, *end, int(length_km / STEP_KM)), end]
    return tuple(made)


def _checked(shape: Polygon, text: str) -> Polygon:
    west, _, east, _ = shape.bounds
    if not shape.is_valid or shape.is_empty or shape.area == 0 or east - west > 180:
        raise AreaUnreadable(
            f"The area {text[:60]!r} crosses itself, has no extent or lies across 180 degrees; expected one plain "
            "outline. Draw it again."
        )
    return shape


def _unreadable(text: str) -> AreaUnreadable:
    return AreaUnreadable(
        f"{text[:60]!r} is no area; expected a text such as {EXAMPLE} or {OTHER}, longitude first. Draw it again."
    )
