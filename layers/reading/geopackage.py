"""GeoPackages: a database in memory that may do nothing but read the columns of one plain table."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import pyproj
import shapely

from layers.reading.columns import check_columns, check_rows, clean_text, table_of
from layers.reading.errors import (
    DriverSmuggled,
    FileDamaged,
    FileEmpty,
    FileRefused,
    FileTruncated,
    FormatUnknown,
    LayerMissing,
    ProjectionUnknown,
)
from layers.reading.parsed import Data, Parsed, Source
from layers.reading.shapes import crs_of_code, in_degrees, unreadable, wkb_column

PLAIN = re.compile(r"\s*CREATE\s+TABLE\b", re.IGNORECASE)
ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
ENVELOPE_BYTES = (0, 32, 48, 48, 64)
PIECE = 20_000
PRAGMAS = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "temp_store = MEMORY", "query_only = ON")


@dataclass(frozen=True)
class Table:
    """One layer of the package. `geometry` is the name of its column, or nothing."""

    name: str
    geometry: str
    crs: pyproj.CRS | None


def parse(source: Source) -> Parsed:
    """One row per row of the first layer, or of the one asked for."""
    try:
        with closing(open_package(source.data)) as package:
            table, notes = _choose(package, source.layer)
            return _read(package, table, source).noting(*notes)
    except sqlite3.DatabaseError as error:
        raise _named(error, source.data) from error
    except (OverflowError, UnicodeError, sqlite3.Warning) as error:
        raise FileDamaged(f"The GeoPackage cannot be read ({error}). Save it again.") from error


def open_package(data: Data) -> sqlite3.Connection:
    """The database in memory; everything but reading is refused, whatever its schema says."""
    content = bytearray(data)
    # A write-ahead log lies in another file; without it the file alone is read.
    content[18:20] = b"\x01\x01"
    package = sqlite3.connect(":memory:")
    package.text_factory = lambda text: text.decode("utf-8", "replace")
    for pragma in PRAGMAS:
        package.execute(f"PRAGMA {pragma}")
    package.deserialize(bytes(content))
    package.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 20)
    package.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 100_000_000)
    package.set_authorizer(_only_reading)
    return package


def _only_reading(action: int, first: str | None, second: str | None, _: str | None, inner: str | None) -> int:
    if action in ALLOWED and inner is None:
        return sqlite3.SQLITE_OK
    if (action, first) == (sqlite3.SQLITE_PRAGMA, "table_xinfo"):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _choose(package: sqlite3.Connection, layer: str | None) -> tuple[Table, tuple[str, ...]]:
    kinds = {
        name: (kind, sql or "") for name, kind, sql in package.execute("SELECT name, type, sql FROM sqlite_master")
    }
    if "gpkg_contents" not in kinds:
        raise FormatUnknown("The file is a SQLite database but no GeoPackage. Save the layer as GeoPackage or as CSV.")
    listed = package.execute(
        "SELECT table_name, srs_id FROM gpkg_contents WHERE data_type IN ('features','attributes')"
    )
    contents = {str(name): srs for name, srs in listed.fetchmany(1_000)}
    if not contents:
        raise FileEmpty("The GeoPackage lists no layer of features. Save a layer into it.")
    chosen = layer if layer is not None else next(iter(contents))
    if chosen not in contents or chosen not in kinds:
        names = ", ".join(clean_text(name, 40) for name in list(contents)[:10])
        raise LayerMissing(f"The GeoPackage has no layer {clean_text(chosen)!r}; it lists {names}. Choose one of them.")
    if kinds[chosen][0] != "table" or not PLAIN.match(kinds[chosen][1]):
        raise DriverSmuggled(
            f"The layer {clean_text(chosen)!r} is a view or a virtual table, which runs code of the file; expected a "
            "plain table. Save the layer as a new GeoPackage."
        )
    _check_columns(package, chosen)
    others = [clean_text(name, 40) for name in contents if name != chosen]
    notes = (f"Layer {clean_text(chosen, 40)!r} is read; not read: {', '.join(others[:10])}.",) if others else ()
    return Table(chosen, *_geometry(package, chosen, kinds)), notes


def _check_columns(package: sqlite3.Connection, layer: str) -> None:
    """Raises DriverSmuggled for a column that is computed when it is read."""
    hidden = [row[1] for row in package.execute(f"PRAGMA table_xinfo({_quoted(layer)})") if row[6]]
    if hidden:
        raise DriverSmuggled(
            f"The column {clean_text(hidden[0], 40)!r} is computed by code of the file; expected stored values. "
            "Save the layer as a new GeoPackage."
        )


def _geometry(package: sqlite3.Connection, layer: str, kinds: dict) -> tuple[str, pyproj.CRS | None]:
    if kinds.get("gpkg_geometry_columns", ("",))[0] != "table":
        return "", None
    query = "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?"
    found = package.execute(query, (layer,)).fetchone()
    return (str(found[0]), _crs(package, found[1])) if found else ("", None)


def _crs(package: sqlite3.Connection, srs: object) -> pyproj.CRS | None:
    query = "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?"
    found = package.execute(query, (srs,)).fetchone()
    if srs in (0, 4326):
        return None
    if found is None or str(found[0]).upper() != "EPSG":
        raise ProjectionUnknown(
            f"The layer is in the reference system {clean_text(srs, 20)}, which is no EPSG code. "
            "Save it again in EPSG:4326 (longitude and latitude)."
        )
    return crs_of_code(f"EPSG:{found[1]}")


def _read(package: sqlite3.Connection, table: Table, source: Source) -> Parsed:
    cursor = package.execute(f"SELECT * FROM {_quoted(table.name)}")  # noqa: S608  quoted, and reading is all it may
    names = [column[0] for column in cursor.description]
    check_columns(len(names), source.limits)
    records: list[tuple] = []
    while piece := cursor.fetchmany(PIECE):
        records += piece
        check_rows(len(records), source.limits)
        source.tell(len(records), 0.0)
    if not records:
        raise FileEmpty(f"The layer {clean_text(table.name)!r} has no rows. Choose another layer.")
    return _table(names, list(zip(*records, strict=True)), table, source)


def _table(names: list[str], columns: list[tuple], table: Table, source: Source) -> Parsed:
    rows = np.arange(1, len(columns[0]) + 1)
    kept, notes = {}, []
    for name, values in zip(names, columns, strict=True):
        if name == table.geometry:
            continue
        if any(isinstance(value, bytes) for value in values):
            notes.append(f"The column {clean_text(name, 40)!r} holds binary data and is left out.")
        else:
            kept[name] = values
    frame = table_of(list(kept.values()), list(kept), source.limits)
    if table.geometry not in names:
        return Parsed(frame, rows, "gpkg", notes=tuple(notes))
    geometries, bad = _geometries(columns[names.index(table.geometry)])
    geometries, moved = in_degrees(geometries, table.crs)
    wkb, wrong = wkb_column(geometries, rows, source.limits)
    unread = (unreadable(rows[bad]),) if bad.any() else ()
    return Parsed(frame, rows, "gpkg", wkb, (*moved, *notes, *unread, *wrong))


def _geometries(blobs: tuple) -> tuple[np.ndarray, np.ndarray]:
    """Geometries, and True where there was one that cannot be read."""
    wkb = np.array([_well_known(blob) for blob in blobs], dtype=object)
    geometries = shapely.from_wkb(wkb, on_invalid="ignore")
    given = np.array([blob is not None for blob in blobs])
    return geometries, given & (geometries == None)  # noqa: E711  element by element


def _well_known(blob: object) -> bytes | None:
    """What follows the header of a geometry in a GeoPackage."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) < 8:
        return None
    envelope = (blob[3] >> 1) & 7
    return blob[8 + ENVELOPE_BYTES[envelope] :] if envelope < len(ENVELOPE_BYTES) else None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _named(error: sqlite3.DatabaseError, data: Data) -> FileRefused:
    pages, size = int.from_bytes(data[28:32], "big"), int.from_bytes(data[16:18], "big")
    if pages * max(size, 512) > len(data):
        return FileTruncated(f"The GeoPackage is shorter than it says ({len(data):,} bytes). Download it again.")
    if any(word in str(error) for word in ("prohibited", "not authorized", "denied")):
        return DriverSmuggled("The GeoPackage wants to run code of its own when it is read. Save it as a new one.")
    return FileDamaged(f"The GeoPackage is damaged ({clean_text(error)}). Save it again.")
