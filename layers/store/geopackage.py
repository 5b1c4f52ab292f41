"""What makes an SQLite file a GeoPackage (OGC 12-128r18): geometry blobs, the register of tables, spatial indexes."""

import math
import sqlite3
import struct
from collections.abc import Sequence
from string import Template

import numpy as np
import shapely

APPLICATION_ID, USER_VERSION = 0x47504B47, 10300
HEADER = b"GP\x00\x01" + (4326).to_bytes(4, "little")
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
RTREE = "http://www.geopackage.org/spec120/#extension_rtree"
REGISTER = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",'
    || 'SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],'
    || 'AUTHORITY["EPSG","4326"]]', 'longitude and latitude in degrees');
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name),
  column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id), z TINYINT NOT NULL, m TINYINT NOT NULL,
  PRIMARY KEY (table_name, column_name));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL, UNIQUE (table_name, column_name, extension_name))
"""
LISTED = {
    "incidents_shown": ("features", "Incidents", "Incidents that count: not undone, not removed, not merged", "POINT"),
    "sites_shown": ("features", "Sites", "Sites that count: not undone, not removed", "GEOMETRY"),
    "incidents": ("features", "Incidents, all rows", "Also those undone, removed or merged: do not edit", "POINT"),
    "sites": ("features", "Sites, all rows", "Also those undone or removed: do not edit", "GEOMETRY"),
    "own_features": ("features", "Own layers", "Features of layers that analysts added", "GEOMETRY"),
    "batches": ("attributes", "Batches", "What was imported, when and by whom", ""),
    "refused": ("attributes", "Refused rows", "Rows of files that were not taken, with the reason", ""),
    "own_layers": ("attributes", "Own layers, names and styles", "", ""),
    "mappings": ("attributes", "Saved column mappings", "", ""),
    "views": ("attributes", "Saved views", "", ""),
    "trail": ("attributes", "Trail", "Every change, each line sealed by the hash of the one before", ""),
    "store_facts": ("attributes", "About this file", "", ""),
}
FILLED = "({0}.geometry NOTNULL AND NOT ST_IsEmpty({0}.geometry))"
# The triggers are those of the standard's extension for spatial indexes, by the same names.
INDEX = """
CREATE VIRTUAL TABLE $tree USING rtree(id, minx, maxx, miny, maxy)

CREATE TRIGGER ${tree}_insert AFTER INSERT ON $table WHEN $new BEGIN
  INSERT OR REPLACE INTO $tree VALUES (NEW.fid, ST_MinX(NEW.geometry), ST_MaxX(NEW.geometry),
    ST_MinY(NEW.geometry), ST_MaxY(NEW.geometry)); END

CREATE TRIGGER ${tree}_update2 AFTER UPDATE OF geometry ON $table WHEN OLD.fid = NEW.fid AND NOT $new BEGIN
  DELETE FROM $tree WHERE id = OLD.fid; END

CREATE TRIGGER ${tree}_update4 AFTER UPDATE ON $table WHEN OLD.fid != NEW.fid AND NOT $new BEGIN
  DELETE FROM $tree WHERE id IN (OLD.fid, NEW.fid); END

CREATE TRIGGER ${tree}_update5 AFTER UPDATE ON $table WHEN OLD.fid != NEW.fid AND $new BEGIN
  DELETE FROM $tree WHERE id = OLD.fid;
  INSERT OR REPLACE INTO $tree VALUES (NEW.fid, ST_MinX(NEW.geometry), ST_MaxX(NEW.geometry),
    ST_MinY(NEW.geometry), ST_MaxY(NEW.geometry)); END

CREATE TRIGGER ${tree}_update6 AFTER UPDATE OF geometry ON $table WHEN OLD.fid = NEW.fid AND $new AND $old BEGIN
  UPDATE $tree SET minx = ST_MinX(NEW.geometry), maxx = ST_MaxX(NEW.geometry),
    miny = ST_MinY(NEW.geometry), maxy = ST_MaxY(NEW.geometry) WHERE id = NEW.fid; END

CREATE TRIGGER ${tree}_update7 AFTER UPDATE OF geometry ON $table WHEN OLD.fid = NEW.fid AND $new AND NOT $old BEGIN
  INSERT INTO $tree VALUES (NEW.fid, ST_MinX(NEW.geometry), ST_MaxX(NEW.geometry),
    ST_MinY(NEW.geometry), ST_MaxY(NEW.geometry)); END

CREATE TRIGGER ${tree}_delete AFTER DELETE ON $table WHEN OLD.geometry NOTNULL BEGIN
  DELETE FROM $tree WHERE id = OLD.fid; END
"""
INDEXED = ("incidents", "sites", "own_features")


def register() -> list[str]:
    """Statements that make the register, in order."""
    return [statement for statement in REGISTER.split(";") if statement.strip()]


def wrapped(geometries: np.ndarray) -> list[bytes]:
    """Flat geometries as blobs, little-endian and without an envelope."""
    return [HEADER + wkb for wkb in shapely.to_wkb(geometries, byte_order=1, flavor="iso")]


def unwrapped(blobs: Sequence[bytes]) -> np.ndarray:
    """Geometries of blobs, also of such as other programs wrote."""
    return shapely.from_wkb([blob[_start(blob) :] for blob in blobs])


def points(blobs: Sequence[bytes]) -> np.ndarray:
    """Coordinates `(n, 2)` of blobs of points; quick where all are as this module writes them."""
    joined = b"".join(blobs)
    if len(joined) == 29 * len(blobs) and all(blob[3] == 1 for blob in blobs):
        return np.frombuffer(joined, np.uint8).reshape(-1, 29)[:, 13:].copy().view("<f8").reshape(-1, 2)
    return shapely.get_coordinates(unwrapped(blobs)).reshape(-1, 2)


def add_functions(connection: sqlite3.Connection) -> None:
    """The functions that the triggers of spatial indexes call; SQLite itself has none of them."""
    connection.create_function("ST_IsEmpty", 1, lambda blob: int(bool(blob[3] & 16)), deterministic=True)
    for name, side in (("ST_MinX", 0), ("ST_MinY", 1), ("ST_MaxX", 2), ("ST_MaxY", 3)):
        connection.create_function(name, 1, lambda blob, side=side: _side(blob, side), deterministic=True)


def _side(blob: bytes, side: int) -> float | None:
    if len(blob) == 29 and blob[3] == 1:
        return struct.unpack_from("<d", blob, 13 + 8 * (side % 2))[0]
    value = float(shapely.bounds(unwrapped([blob])[0])[side])
    return None if math.isnan(value) else value


def _start(blob: bytes) -> int:
    """Length of the header before the well-known binary."""
    return 8 + ENVELOPE_BYTES.get(blob[3] >> 1 & 7, 0)


def index_statements(table: str) -> list[str]:
    """Statements that make the R-tree of a table's `geometry` and the triggers that keep it."""
    text = Template(INDEX).substitute(
        table=table, tree=tree_of(table), new=FILLED.format("NEW"), old=FILLED.format("OLD")
    )
    return [statement.strip() for statement in text.split("\n\n")]


def insert_trigger(table: str) -> str:
    """The statement that makes the trigger which adds new rows to the R-tree."""
    return index_statements(table)[1]


def tree_of(table: str) -> str:
    """Name of a table's R-tree."""
    return f"rtree_{table}_geometry"
