"""A shape that a person pasted, WKT or GeoJSON, read as a file of it would be."""

import re

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from layers.imports.by_hand import Fault
from layers.imports.findings import shortened
from layers.reading.errors import FileRefused
from layers.reading.read import read_file

LONGEST = 2_000_000
KINDS = ("Point", "LineString", "Polygon")
WKT = re.compile(r"[A-Za-z ]{5,40}[(][-+.,()\deE\s]+[)]\s*")
FORMS = "one point, line or polygon as WKT or GeoJSON, longitude first"


class ShapeUnclear(ValueError):
    """A pasted text is no shape that a site can have; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"Found {fault.found}; expected {fault.expected}. {fault.advice}")
        self.fault = fault


def shape_of(text: str) -> BaseGeometry:
    """The shape, EPSG:4326, in two dimensions. Raises ShapeUnclear."""
    if len(text) > LONGEST:
        raise _unclear("a very long text", "Simplify the shape first, for example in QGIS.")
    shape = _read(text if text.lstrip().startswith("{") else _as_geojson(text))
    parts = shapely.get_parts(shape)
    shape = parts[0] if len(parts) == 1 else shape
    if shape.geom_type not in KINDS:
        raise _unclear(f"a {shape.geom_type}", "Enter each part as a site of its own.")
    beyond = np.abs(shapely.get_coordinates(shape)) > [180, 90]
    if beyond.any():
        raise _unclear("degrees beyond ±180, ±90", "Latitude and longitude swapped, or metres? Correct them.")
    if not shape.is_valid:
        raise _unclear(shapely.is_valid_reason(shape), "Draw the outline so that it does not cross itself.")
    return shape


def _as_geojson(text: str) -> str:
    if not WKT.fullmatch(text.strip()):
        raise _unclear(shortened(text), "Write it such as LINESTRING (70.1 37.2, 70.3 37.4).")
    try:
        return shapely.to_geojson(shapely.from_wkt(text.strip()))
    except (ShapelyError, ValueError) as error:
        raise _unclear(shortened(error), "Write it such as LINESTRING (70.1 37.2, 70.3 37.4).") from error


def _read(text: str) -> BaseGeometry:
    try:
        table = read_file(text.encode("utf-8", "replace"), "pasted.geojson")
    except FileRefused as error:
        raise _unclear("a text that cannot be read", str(error)) from error
    shapes = [] if table.geometry is None else list(table.geometry.dropna())
    if len(shapes) != 1 or len(table.rows) != 1:
        raise _unclear(f"{len(shapes)} shapes that can be read", " ".join((*table.notes, "Paste one shape.")))
    return shapes[0]


def _unclear(found: str, advice: str) -> ShapeUnclear:
    return ShapeUnclear(Fault(found, FORMS, advice))
