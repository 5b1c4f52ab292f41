"""Rivers and lakes from GSHHG 2.3.6 (World Data Bank II and World Vector Shoreline), intermediate resolution.

The Panj is the Tajik–Afghan border for most of its length and is drawn from the border, so river parts that run
along the border are left out.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import shapely
from pyproj import Geod
from shapely import LineString, Polygon
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry

from layers.rebuild.basemap_files import basemap_file
from layers.rebuild.features import Feature

GEOD = Geod(ellps="WGS84")
WATER_BOX = shapely.box(48, 23, 92, 50)
CORE_BOX = shapely.box(60, 31, 80, 43)
SHORTEST_OUTSIDE_KM = 300.0
LAKE_LEVEL = 2
SMALLEST_LAKE_KM2 = 20.0
SMALLEST_OUTSIDE_KM2 = 300.0
# the source shows the Aral Sea of the 1960s, most of which is dry land now
DRIED_UP = shapely.Point(59.5, 45.0)
BESIDE_BORDER_KM = 4.0
STUB_KM = 8.0
KM_PER_DEGREE = 111.2
BORDER_LATITUDE = 37.5


class Shape(NamedTuple):
    """One polygon or line of GSHHG: level (2 is a lake), area [km²], degrees of shape (n, 2)."""

    level: int
    area_km2: float
    xy: np.ndarray


def read_shapes(kind: str) -> Iterator[Shape]:
    """Shapes of gshhs_i.dat or rivers_i.dat that reach into WATER_BOX's latitudes.

    A row of the index: level, area, points, southernmost and northernmost latitude, offset and size in bytes, id.
    """
    content = basemap_file(f"{kind}_i.dat").read_bytes()
    _, south, _, north = WATER_BOX.bounds
    for row in basemap_file(f"{kind}meta_i.dat").read_text().splitlines():
        level, area, _, lowest, highest, offset, size, *_ = row.split()
        if float(highest) >= south and float(lowest) <= north:
            part = content[int(offset) : int(offset) + int(size)]
            yield Shape(int(level), float(area), np.frombuffer(part, "<f4").reshape(-1, 2).astype(float))


def build_lakes() -> list[Feature]:
    """One feature per lake of SMALLEST_LAKE_KM2 or more; outside CORE_BOX of SMALLEST_OUTSIDE_KM2 or more."""
    lakes = [shape for shape in read_shapes("gshhs") if shape.level == LAKE_LEVEL]
    areas = [(shape.area_km2, shapely.make_valid(Polygon(shape.xy))) for shape in lakes]
    inside = [lake for lake in areas if lake[1].intersects(WATER_BOX) and lake[0] >= _smallest_km2(lake[1])]
    ordered = sorted(inside, key=lambda lake: -lake[0])
    return [
        ({"lake_id": f"LAKE-{number:03d}", "area_km2": round(km2, 1)}, area.intersection(WATER_BOX))
        for number, (km2, area) in enumerate(ordered, start=1)
    ]


def _smallest_km2(area: BaseGeometry) -> float:
    if area.contains(DRIED_UP):
        return float("inf")
    return SMALLEST_LAKE_KM2 if area.intersects(CORE_BOX) else SMALLEST_OUTSIDE_KM2


def build_rivers(border: LineString) -> list[Feature]:
    """One feature per river line, longest first, without what runs along the border; far away only the long ones."""
    lines = [LineString(shape.xy) for shape in read_shapes("rivers")]
    clipped = shapely.union_all([line for line in lines if line.intersects(WATER_BOX)]).intersection(WATER_BOX)
    parts = shapely.get_parts(shapely.line_merge(beside_removed(shapely.line_merge(clipped), border)))
    parts = [part for part in parts if part.intersects(CORE_BOX) or _km(part) >= SHORTEST_OUTSIDE_KM]
    ordered = sorted(parts, key=lambda part: (-_km(part), part.bounds))
    return [
        ({"river_id": f"RIVER-{number:03d}", "length_km": round(_km(part), 1)}, part)
        for number, part in enumerate(ordered, start=1)
    ]


def beside_removed(rivers: BaseGeometry, border: LineString) -> BaseGeometry:
    """The rivers without the parts along the border; the short last stretch of a tributary stays."""
    near = _around(border)
    away = [part for part in shapely.get_parts(rivers.difference(near)) if _km(part) > STUB_KM]
    along = shapely.get_parts(rivers.intersection(near))
    kept = shapely.union_all(away)
    stubs = [part for part in along if _km(part) <= STUB_KM and part.distance(kept) < 1e-9]
    return shapely.union_all([*away, *stubs])


def _around(border: LineString) -> BaseGeometry:
    # longitudes are shrunk so that the buffer is round on the ground
    shrink = float(np.cos(np.radians(BORDER_LATITUDE)))
    flat = scale(border, xfact=shrink, origin=(0, 0))
    return scale(flat.buffer(BESIDE_BORDER_KM / KM_PER_DEGREE), xfact=1 / shrink, origin=(0, 0))


def _km(line: BaseGeometry) -> float:
    return GEOD.geometry_length(line) / 1000
