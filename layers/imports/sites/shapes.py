"""The shape of every site of a file: its own geometry, its WKT, or a point at latitude and longitude."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from layers.geojson import CRS
from layers.imports.cells import texts
from layers.imports.findings import Findings
from layers.imports.locating import NULL_ISLAND_DEGREES, SWAP, read_degrees
from layers.imports.outlines import MARGIN_DEGREES, outlines

KINDS = ("Point", "LineString", "Polygon", "MultiPolygon")
MOST_VERTICES = 50_000
LINES = "Join the parts, or give each a row of its own."


def shaped(
    draft: pd.DataFrame, geometry: gpd.GeoSeries | None, findings: Findings, *, origin: dict
) -> tuple[gpd.GeoSeries, np.ndarray]:
    """The shape of each row, EPSG:4326, None where it has none; and whether nothing was said against it, (n,)."""
    own = np.full(len(draft), None, dtype=object) if geometry is None else geometry.to_numpy().astype(object)
    shapes = np.where(_nothing(own), _from_wkt(draft, findings, origin=origin), own)
    spots, readable = read_degrees(draft.where(pd.Series(_nothing(shapes), index=draft.index)), findings, origin=origin)
    there = _nothing(shapes) & spots.notna().all(axis=1).to_numpy()
    shapes[there] = shapely.points(spots.to_numpy()[there])
    shapes = _single(shapes)
    sound = readable.to_numpy() & _sound(shapes, draft, findings, origin=origin)
    return gpd.GeoSeries(np.where(sound, shapes, None), index=draft.index, crs=CRS), sound


def _nothing(shapes: np.ndarray) -> np.ndarray:
    return shapely.is_missing(shapes) | shapely.is_empty(shapes)


def _from_wkt(draft: pd.DataFrame, findings: Findings, *, origin: dict) -> np.ndarray:
    cells = texts(draft["wkt"])
    shapes = shapely.from_wkt(cells.to_numpy(), on_invalid="ignore")
    unread = cells.notna().to_numpy() & shapely.is_missing(shapes)
    says = ("a shape as WKT", "Write it such as LINESTRING (69.1 34.2, 69.3 34.4).")
    findings.add(unread, origin.get("wkt", "wkt"), found=cells, says=says)
    return shapes


def _single(shapes: np.ndarray) -> np.ndarray:
    """Flat shapes; what is several in name only becomes one, and parts of a line that meet are joined."""
    flat = shapely.force_2d(shapes)
    flat = np.where(shapely.get_type_id(flat) == shapely.GeometryType.MULTILINESTRING, shapely.line_merge(flat), flat)
    several = shapely.get_type_id(flat) >= shapely.GeometryType.MULTIPOINT
    alone = several & (shapely.get_num_geometries(flat) == 1)
    return np.where(alone, shapely.get_geometry(flat, 0), flat)


def _sound(shapes: np.ndarray, draft: pd.DataFrame, findings: Findings, *, origin: dict) -> np.ndarray:
    """Whether each shape can be a site; what is wrong with the others is said. A row without a shape is sound."""
    where = origin.get("wkt", "geometry")
    wrong = np.zeros(len(shapes), dtype=bool)
    for mask, found, says in _faults(shapes):
        new = mask & ~wrong
        findings.add(new, where, found=found, says=says)
        wrong |= new
    return ~wrong


def _faults(shapes: np.ndarray) -> list[tuple]:
    """Each fault as whom it hits (n,), what was found, and (expected, advice); the first one of a row counts."""
    there = ~_nothing(shapes)
    names = np.array([shape.geom_type if shape is not None else "" for shape in shapes], dtype=object)
    counts = shapely.get_num_coordinates(shapes)
    box = shapely.bounds(shapes).reshape(-1, 4)
    west, south, east, north = np.nan_to_num(box, nan=0.0).T
    beyond = there & ((west < -180) | (east > 180) | (south < -90) | (north > 90))
    turned = np.where((abs(south) > 90) | (abs(north) > 90), f"{SWAP} Correct them.", "Correct the coordinates.")
    boxes = np.array([f"{a:.10g} {b:.10g} to {c:.10g} {d:.10g}" for a, b, c, d in box], dtype=object)
    drawn = there & np.isin(names, KINDS[1:])
    endless = np.array([not np.isfinite(shapely.get_coordinates(shape)).all() for shape in shapes], dtype=bool)
    away, zero = _astray(shapes, drawn & ~beyond & ~endless)
    crossed = drawn & ~shapely.is_valid(shapes) & ~endless
    reasons = shapely.is_valid_reason(shapes)
    return [
        (there & ~np.isin(names, KINDS), names, ("one point, line or area", LINES)),
        (counts > MOST_VERTICES, counts, (f"at most {MOST_VERTICES:,} vertices", "Simplify the shape.")),
        (there & endless, "a coordinate that is no number", ("finite degrees", "Draw the shape again.")),
        (
            beyond & (names != "Point"),
            boxes,
            ("latitude within ±90 and longitude within ±180 degrees", turned),
        ),
        (zero, "0, 0", ("a place on land", "0, 0 is what programs write for unknown: delete that vertex.")),
        (away, boxes, ("all of it on the map", f"{SWAP} Else leave the row out.")),
        (crossed, reasons, ("an outline that does not cross itself", "Draw the area again.")),
    ]


def _astray(shapes: np.ndarray, drawn: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether a line or area has a vertex off the map, and one at 0, 0."""
    west, south, east, north = outlines().total_bounds + np.array([-1, -1, 1, 1]) * MARGIN_DEGREES
    away, zero = np.zeros(len(shapes), dtype=bool), np.zeros(len(shapes), dtype=bool)
    for place in np.flatnonzero(drawn):
        lon, lat = shapely.get_coordinates(shapes[place]).T
        zero[place] = ((abs(lon) < NULL_ISLAND_DEGREES) & (abs(lat) < NULL_ISLAND_DEGREES)).any()
        away[place] = ((lon < west) | (lon > east) | (lat < south) | (lat > north)).any()
    return away, zero
