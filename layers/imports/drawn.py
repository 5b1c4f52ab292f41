"""A shape that a person pasted: WKT as it is, GeoJSON read as a file of it would be."""

from layers.imports.by_hand import Fault
from layers.imports.findings import shortened
from layers.reading.errors import FileRefused
from layers.reading.read import read_file

LONGEST = 2_000_000
FORMS = "one point, line or area as WKT or GeoJSON, longitude first"


class ShapeUnclear(ValueError):
    """A pasted text is no single shape; `fault` says why."""

    def __init__(self, found: str, advice: str) -> None:
        super().__init__(f"Found {found}; expected {FORMS}. {advice}")
        self.fault = Fault(shortened(found), FORMS, advice)


def wkt_of(text: str) -> str:
    """The text as WKT, not checked yet. Raises ShapeUnclear for GeoJSON that is not one readable shape."""
    if len(text) > LONGEST:
        raise ShapeUnclear("a very long text", "Simplify the shape first, for example in QGIS.")
    if not text.lstrip().startswith("{"):
        return text
    try:
        table = read_file(text.encode("utf-8", "replace"), "pasted.geojson")
    except FileRefused as error:
        raise ShapeUnclear("a text that cannot be read", str(error)) from error
    shapes = [] if table.geometry is None else list(table.geometry.dropna())
    if len(shapes) != 1 or len(table.rows) != 1:
        advice = " ".join((*table.notes, "Paste one shape."))
        raise ShapeUnclear(f"readable shapes: {len(shapes)}", advice)
    return shapes[0].wkt
