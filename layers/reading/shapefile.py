"""Zipped Shapefiles: shapes from .shp, words from .dbf, both read as plain bytes; nothing else is opened."""

import posixpath
import struct

import numpy as np
import pyproj
import shapely

from layers.reading.archives import Archive, open_archive
from layers.reading.columns import check_rows, clean_text, table_of
from layers.reading.dbase import read_dbase
from layers.reading.errors import FileDamaged, FileEmpty, FileTruncated, LayerMissing
from layers.reading.limits import Limits
from layers.reading.parsed import Parsed, Source
from layers.reading.shapes import crs_of_wkt, in_degrees, unreadable, wkb_column

HEADER = 100
POINTS, LINES, AREAS, MANY = {1, 11, 21}, {3, 13, 23}, {5, 15, 25}, {8, 18, 28}
TELL_EVERY = 20_000


def parse(source: Source) -> Parsed:
    """One row per shape; words of the .dbf where it is there."""
    archive = open_archive(source.data, source.limits)
    name, notes = _choose(archive, source.layer)
    geometries, bad = read_shapes(archive.read(name), source)
    rows = np.arange(1, len(geometries) + 1)
    geometries, moved = in_degrees(geometries, _crs(archive, name))
    wkb, wrong = wkb_column(geometries, rows, source.limits)
    names, columns, said = _words(archive, name, len(rows), source.limits)
    table = table_of(columns, names, source.limits)
    unread = (unreadable(rows[bad]),) if len(bad) else ()
    if not len(rows):
        raise FileEmpty("The Shapefile has no shapes. Export it again.")
    return Parsed(table, rows, "shapefile", wkb, (*notes, *said, *moved, *unread, *wrong))


def read_shapes(data: bytes, source: Source) -> tuple[np.ndarray, np.ndarray]:
    """Geometries in file order, None for shapes of no kind that is known, and places of those that are broken."""
    if data[:4] != b"\x00\x00\x27\x0a" or len(data) < HEADER:
        raise FileDamaged("The .shp file does not begin as a Shapefile does. Export it again.")
    promised = 2 * int.from_bytes(data[24:28], "big")
    if promised > len(data):
        raise FileTruncated(f"The .shp file has {len(data):,} bytes of {promised:,}. Download it again.")
    found, bad, at = [], [], HEADER
    while at + 8 <= len(data):
        size = 2 * int.from_bytes(data[at + 4 : at + 8], "big")
        check_rows(len(found) + 1, source.limits)
        if at + 8 + size > len(data) or size < 4:
            raise FileTruncated(f"Shape {len(found) + 1} of the .shp file is cut off. Download it again.")
        shape, fine = _shape(data[at + 8 : at + 8 + size])
        if not fine:
            bad.append(len(found))
        found.append(shape)
        at += 8 + size
        if len(found) % TELL_EVERY == 0:
            source.tell(len(found), at / len(data))
    geometries = np.full(len(found), None, dtype=object)
    geometries[:] = found
    return geometries, np.array(bad, dtype=int)


def _shape(content: bytes) -> tuple[object, bool]:
    kind = int.from_bytes(content[:4], "little")
    try:
        if kind in POINTS:
            return shapely.Point(struct.unpack_from("<2d", content, 4)), True
        if kind in MANY:
            return shapely.MultiPoint(_points(content, 40, int.from_bytes(content[36:40], "little"))), True
        if kind in LINES | AREAS:
            parts = _parts(content)
            return (_area(parts) if kind in AREAS else shapely.MultiLineString(parts)), True
    except (struct.error, ValueError, shapely.errors.ShapelyError):
        return None, False
    return None, kind == 0


def _points(content: bytes, at: int, count: int) -> np.ndarray:
    return np.frombuffer(content, "<f8", count=2 * count, offset=at).reshape(-1, 2)


def _parts(content: bytes) -> list[np.ndarray]:
    parts, count = struct.unpack_from("<2I", content, 36)
    starts = np.frombuffer(content, "<i4", count=parts, offset=44)
    if parts == 0 or starts[0] != 0 or (np.diff(starts) <= 0).any() or starts[-1] >= count:
        raise ValueError("parts out of order")
    return np.split(_points(content, 44 + 4 * parts, count), starts[1:])


def _area(rings: list[np.ndarray]) -> object:
    """Rings that run clockwise are outsides; the others are holes of the outside that holds them."""
    polygons = [shapely.Polygon(ring) for ring in rings]
    outsides = [at for at, ring in enumerate(rings) if not shapely.is_ccw(shapely.LinearRing(ring))]
    if len(outsides) <= 1:
        first = outsides[0] if outsides else 0
        return shapely.Polygon(rings[first], [ring for at, ring in enumerate(rings) if at != first])
    tree = shapely.STRtree([polygons[at] for at in outsides])
    holes: dict[int, list[np.ndarray]] = {at: [] for at in outsides}
    for at in set(range(len(rings))) - set(outsides):
        around = tree.query(shapely.Point(rings[at][0]), predicate="intersects")
        if len(around):
            holes[outsides[min(around)]].append(rings[at])
    return shapely.MultiPolygon([shapely.Polygon(rings[at], holes[at]) for at in outsides])


def _choose(archive: Archive, layer: str | None) -> tuple[str, tuple[str, ...]]:
    found = archive.find(".shp")
    stems = {posixpath.basename(name)[:-4]: name for name in found}
    if layer is not None and layer not in stems:
        names = ", ".join(clean_text(stem, 40) for stem in stems)
        raise LayerMissing(f"The archive has no layer {clean_text(layer)!r}; it has {names[:200]}. Choose one of them.")
    chosen = stems[layer] if layer is not None else found[0]
    others = [clean_text(name, 40) for name in found if name != chosen]
    notes = (f"Layer {clean_text(chosen, 40)!r} is read; not read: {', '.join(others[:10])}.",) if others else ()
    return chosen, notes


def _beside(archive: Archive, name: str, ending: str) -> bytes | None:
    """The part with the same name and this ending, whatever its case."""
    wanted = (name[:-4] + ending).lower()
    found = [member for member in archive.members if member.lower() == wanted]
    return archive.read(found[0]) if found else None


def _crs(archive: Archive, name: str) -> pyproj.CRS | None:
    prj = _beside(archive, name, ".prj")
    return crs_of_wkt(prj.decode("utf-8", "replace")) if prj and prj.strip() else None


def _words(archive: Archive, name: str, rows: int, limits: Limits) -> tuple[list[str], list[list], list[str]]:
    notes = [] if _beside(archive, name, ".shx") else ["The .shx part is missing; the shapes are read in file order."]
    if not _beside(archive, name, ".prj"):
        notes.append("The .prj part is missing; coordinates are taken as longitude and latitude.")
    dbf = _beside(archive, name, ".dbf")
    if dbf is None:
        return [], [], [*notes, "The .dbf part is missing: there are shapes without any words."]
    names, columns, said = read_dbase(dbf, _beside(archive, name, ".cpg"), limits)
    if columns and len(columns[0]) != rows:
        raise FileDamaged(
            f"The .dbf part has {len(columns[0]):,} rows and the .shp part {rows:,} shapes; expected as many. "
            "Zip the parts that belong together."
        )
    return names, columns, [*notes, *said]
