"""KML from phones and from Google Earth: one row per placemark, its words and its shape; nothing is fetched."""

from collections.abc import Iterable, Mapping

import numpy as np
import shapely

from layers.reading.archives import open_archive
from layers.reading.columns import check_rows, records_table
from layers.reading.errors import FileEmpty
from layers.reading.limits import Limits
from layers.reading.markup import walk_xml
from layers.reading.parsed import Parsed, Source
from layers.reading.shapes import unreadable, wkb_column

WORDS = {"name", "description", "address", "phoneNumber", "styleUrl", "visibility"}
TIMES = {"when", "begin", "end"}
SHAPES = {"Point": 1, "LineString": 2, "LinearRing": 4}
PIECE = 1 << 20


class Placemarks:
    """Fills itself while the XML streams by."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.path: list[str] = []
        self.records: list[dict[str, object]] = []
        self.shapes: list[list[object]] = []
        self.bad: set[int] = set()
        self.folders: list[str] = []
        self.record: dict[str, object] | None = None
        self.field = ""
        self.rings: list[np.ndarray] = []
        self.left_out: set[str] = set()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.path.append(name)
        if name in ("Folder", "Document"):
            self.folders.append("")
        elif name == "Placemark":
            check_rows(len(self.records) + 1, self.limits)
            self.record = {}
            self.records.append(self.record)
            self.shapes.append([])
        elif name in ("Data", "SimpleData"):
            self.field = attributes.get("name", "")
        elif name == "Polygon":
            self.rings = []
        elif name in ("NetworkLink", "GroundOverlay", "PhotoOverlay", "Model", "Track"):
            self.left_out.add(name)

    def end(self, name: str, text: str) -> None:
        """An element ends, with the text in it."""
        self.path.pop()
        parent = self.path[-1] if self.path else ""
        if name in ("Folder", "Document"):
            self.folders.pop()
        elif name == "Placemark":
            self._finish()
        elif self.record is None:
            if name == "name" and parent in ("Folder", "Document"):
                self.folders[-1] = text.strip()
        else:
            self._inside(name, text.strip(), parent)

    def _inside(self, name: str, text: str, parent: str) -> None:
        if (name in WORDS and parent == "Placemark") or (name in TIMES and parent in ("TimeStamp", "TimeSpan")):
            self.record[name] = text
        elif name == "SimpleData" or (name == "value" and parent == "Data"):
            self.record[self.field] = text
        elif name == "coordinates":
            self._drawn(text, parent)
        elif name == "Polygon":
            self._closed()

    def _drawn(self, text: str, kind: str) -> None:
        """Numbers of a point, line or ring; a shape that cannot be made is counted, not guessed."""
        try:
            numbers = coordinates(text)
            if kind == "LinearRing" and "Polygon" in self.path:
                self.rings.append(numbers)
            elif kind == "Point":
                self.shapes[-1].append(shapely.Point(numbers[0]))
            else:
                self.shapes[-1].append(shapely.LineString(numbers))
        except (ValueError, IndexError, shapely.errors.ShapelyError):
            self.bad.add(len(self.records))

    def _closed(self) -> None:
        try:
            self.shapes[-1].append(shapely.Polygon(self.rings[0], self.rings[1:]))
        except (ValueError, IndexError, shapely.errors.ShapelyError):
            self.bad.add(len(self.records))

    def _finish(self) -> None:
        folder = " / ".join(part for part in self.folders if part)
        if folder:
            self.record["folder"] = folder
        self.record = None


def coordinates(text: str) -> np.ndarray:
    """Shape (n, 2) of longitude and latitude in the order of the text; heights are left out. ValueError if none."""
    # Split and joined first: a pattern for blanks would take for ever on millions of them.
    tuples = " ".join(text.split()).replace(" ,", ",").replace(", ", ",").split()
    return np.array([part.split(",")[:2] for part in tuples], dtype=float).reshape(-1, 2)


def parse(source: Source) -> Parsed:
    """One row per placemark of a KML file."""
    data = source.data
    return _table((data[at : at + PIECE] for at in range(0, len(data), PIECE)), source, "kml")


def parse_kmz(source: Source) -> Parsed:
    """One row per placemark of the KML in an archive: doc.kml, else the first one."""
    archive = open_archive(source.data, source.limits)
    found = archive.find(".kml")
    chosen = source.layer if source.layer in found else next((n for n in found if n.lower() == "doc.kml"), found[0])
    others = (f"The archive holds {len(found)} KML files; {chosen!r} is read.",) if len(found) > 1 else ()
    return _table(archive.pieces(chosen), source, "kmz").noting(*others)


def _table(pieces: Iterable[bytes], source: Source, kind: str) -> Parsed:
    marks = Placemarks(source.limits)
    walk_xml(_telling(pieces, marks, source), marks.start, marks.end, limits=source.limits)
    if not marks.records:
        raise FileEmpty("The KML has no placemarks. Save the places themselves, not a link to them.")
    rows = np.arange(1, len(marks.records) + 1)
    wkb, wrong = wkb_column(np.array(list(map(_one, marks.shapes)), dtype=object), rows, source.limits)
    notes = [f"Left out: {', '.join(sorted(marks.left_out))}; nothing is fetched."] if marks.left_out else []
    if marks.bad:
        notes.append(unreadable(np.array(sorted(marks.bad))))
    return Parsed(records_table(marks.records, source.limits), rows, kind, wkb, (*notes, *wrong))


def _telling(pieces: Iterable[bytes], marks: Placemarks, source: Source) -> Iterable[bytes]:
    done = 0
    for piece in pieces:
        yield piece
        done += len(piece)
        source.tell(len(marks.records), min(1.0, done / len(source.data)))


def _one(shapes: list) -> object:
    if len(shapes) < 2:
        return shapes[0] if shapes else None
    kinds = {shape.geom_type for shape in shapes}
    several = {"Point": shapely.MultiPoint, "LineString": shapely.MultiLineString, "Polygon": shapely.MultiPolygon}
    return (
        several.get(kinds.pop(), shapely.GeometryCollection)(shapes)
        if len(kinds) == 1
        else (shapely.GeometryCollection(shapes))
    )
