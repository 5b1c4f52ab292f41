"""Geometries of a file: counted, checked for numbers, brought to longitude and latitude."""

import re

import numpy as np
import pyarrow as pa
import pyproj
import shapely

from layers.reading.errors import ProjectionUnknown, TooManyVertices
from layers.reading.limits import Limits

DEGREES = "EPSG:4326"
GEODETIC_WKT = re.compile(r"\s*(GEOGCS|PROJCS|GEOGCRS|PROJCRS|GEODCRS|COMPD_CS|COMPOUNDCRS)\s*[\[(]", re.IGNORECASE)
# A definition that could make PROJ open a file.
REACHING_OUT = re.compile(r"EXTENSION|GRID|BOUND|PARAMETERFILE|\+|/|\\\\", re.IGNORECASE)
EPSG = re.compile(r"(?:EPSG:+(?:[\d.]*:)?)(\d{4,6})$", re.IGNORECASE)
SHOWN = 5


def wkb_column(geometries: np.ndarray, rows: np.ndarray, limits: Limits) -> tuple[pa.Array, tuple[str, ...]]:
    """WKB in two dimensions, with a note on the rows whose geometry had numbers that are none.

    Raises TooManyVertices.
    """
    check_vertices(shapely.get_num_coordinates(geometries), rows, limits)
    flat = shapely.force_2d(geometries)
    coordinates, owner = shapely.get_coordinates(flat, return_index=True)
    bad = np.unique(owner[~np.isfinite(coordinates).all(axis=1)])
    flat[bad] = None
    flat[shapely.is_empty(flat)] = None
    notes = (unreadable(rows[bad], "coordinates are no numbers"),) if len(bad) else ()
    return pa.array(shapely.to_wkb(flat).tolist(), pa.large_binary()), notes


def check_vertices(counts: np.ndarray, rows: np.ndarray, limits: Limits) -> None:
    """Raises TooManyVertices for one geometry or for all together."""
    if len(counts) and counts.max() > limits.vertices_each:
        raise TooManyVertices(
            f"The geometry of row {rows[counts.argmax()]} has {counts.max():,} vertices; at most "
            f"{limits.vertices_each:,} are read. Simplify the shape first, for example in QGIS."
        )
    if counts.sum() > limits.vertices:
        raise TooManyVertices(
            f"The file has {counts.sum():,} vertices; at most {limits.vertices:,} are read. Simplify it or split it."
        )


def unreadable(rows: np.ndarray, what: str = "they cannot be read") -> str:
    """A note on the rows that have no geometry now."""
    named = ", ".join(map(str, rows[:SHOWN])) + (" and others" if len(rows) > SHOWN else "")
    return f"Shapes left out because {what}: {len(rows):,} (row {named})."


def in_degrees(geometries: np.ndarray, crs: pyproj.CRS | None) -> tuple[np.ndarray, tuple[str, ...]]:
    """Longitude and latitude on WGS 84, with a note when they were something else."""
    if crs is None or crs.equals(pyproj.CRS(DEGREES), ignore_axis_order=True):
        return geometries, ()
    pyproj.network.set_network_enabled(False)
    to_degrees = pyproj.Transformer.from_crs(crs, DEGREES, always_xy=True)
    moved = shapely.transform(shapely.force_2d(geometries), to_degrees.transform, interleaved=False)
    return moved, (f"Coordinates were in {' '.join(crs.name.split())[:80]} and are now longitude and latitude.",)


def crs_of_code(code: str) -> pyproj.CRS:
    """The system named like EPSG:32642 or urn:ogc:def:crs:EPSG::32642. Raises ProjectionUnknown."""
    if code.upper().endswith(("CRS84", "CRS84H")):
        return pyproj.CRS(DEGREES)
    found = EPSG.search(code.strip()[-40:])
    try:
        return _on_earth(pyproj.CRS.from_epsg(int(found[1]))) if found else _unknown(code)
    except pyproj.exceptions.CRSError:
        return _unknown(code)


def crs_of_wkt(wkt: str) -> pyproj.CRS:
    """The system that a .prj file describes, without letting it name files. Raises ProjectionUnknown."""
    if len(wkt) > 20_000 or not GEODETIC_WKT.match(wkt) or REACHING_OUT.search(re.sub(r'"[^"]*"', '""', wkt)):
        return _unknown(wkt)
    try:
        return _on_earth(pyproj.CRS.from_wkt(wkt))
    except pyproj.exceptions.CRSError:
        return _unknown(wkt)


def _on_earth(crs: pyproj.CRS) -> pyproj.CRS:
    return crs if crs.is_geographic or crs.is_projected else _unknown(crs.name)


def _unknown(text: str) -> pyproj.CRS:
    shown = " ".join(text.split())[:60].encode("ascii", "replace").decode()
    raise ProjectionUnknown(
        f"The reference system {shown!r} is not known here; expected an EPSG code or a plain .prj. "
        "Save it again in EPSG:4326 (longitude and latitude)."
    )
