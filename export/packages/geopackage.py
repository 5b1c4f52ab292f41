"""GeoPackage: one table per frame with typed columns, its style for QGIS, and the manifest as metadata."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from export.packages.about import About, check_marking
from export.packages.columns import kind_of
from export.packages.geopackage_schema import EXTENSIONS, OWN_TABLES, SCHEMA, SYSTEMS
from export.packages.manifest import manifest
from export.packages.plain import AREAS, values_of
from export.packages.qml import as_qml
from export.packages.shapes import bounds
from export.packages.sld import as_sld
from export.packages.styles import layer_of, style_of
from export.packages.tables import Table, tables_of
from export.packages.text import clean, joined, unique

TYPES = {"truth": "BOOLEAN", "whole": "INTEGER", "number": "REAL", "day": "DATE", "list": "TEXT", "text": "TEXT"}
KEY, SHAPE = "fid", "geom"
WGS84 = 4326
# Which SQLite wrote the file is no part of it: counter, version for which it is valid, version number.
FIXED_HEADER = {24: 1, 92: 1, 96: 3_040_000}


def as_geopackage(frames: Mapping[str, gpd.GeoDataFrame], about: About) -> bytes:
    """Frames of `flat` as one GeoPackage 1.3; QGIS draws each table in our colours and marks by itself.

    Lists are joined with "; ". Frames that mix points and lines become two tables (sites, sites_lines), because a
    table has one kind of symbol. The marking stands in the description of each table and in the metadata.
    Raises MarkedAbove.
    """
    check_marking(frames, about)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.executescript(SCHEMA)
        base.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", SYSTEMS)
        base.executemany("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", EXTENSIONS)
        for table in tables_of(frames, taken=OWN_TABLES):
            _add_table(base, table, about)
        _list_styles(base, about)
        _add_metadata(base, about)
        base.execute("VACUUM")
        return _same_header(base.serialize())


def _add_table(base: sqlite3.Connection, table: Table, about: About) -> None:
    values = values_of(table.frame)
    names = unique(values, taken=(KEY, SHAPE))
    kinds = [kind_of(table.frame, column) for column in values]
    columns = [f"{_quoted(name)} {TYPES[kind]}" for name, kind in zip(names, kinds, strict=True)]
    shape = [f"{SHAPE} {table.shape}"] if table.kind else []
    base.execute(
        f"CREATE TABLE {_quoted(table.name)} "
        f"({', '.join([f'{KEY} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL', *shape, *columns])})"
    )
    _register(base, table, about)
    _describe_columns(base, table, dict(zip(names, values, strict=True)), about)
    places = ",".join("?" * (1 + len(shape) + len(names)))
    # The name of the table is quoted; all values are bound.
    base.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({places})", _rows(table))  # noqa: S608
    _add_style(base, table, about)


def _rows(table: Table) -> Iterable[tuple[Any, ...]]:
    rows = values_of(table.frame).itertuples(index=False, name=None)
    for number, (row, shape) in enumerate(zip(rows, table.frame.geometry, strict=True), start=1):
        yield (number, *([_blob(shape)] if table.kind else []), *map(_cell, row))


def _register(base: sqlite3.Connection, table: Table, about: About) -> None:
    box = bounds(table.frame.geometry)
    if box and box[0] > box[2]:
        box = [-180.0, box[1], 180.0, box[3]]
    layer = layer_of(table.source)
    said = [about.marked, *([f"Unit: {layer.unit}.", layer.caution] if layer else []), f"Made on {about.made_on}."]
    kind, system = ("features", WGS84) if table.kind else ("attributes", None)
    row = (table.name, kind, table.name, clean(" ".join(said)), _moment(about), *(box or [None] * 4), system)
    base.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    if table.kind:
        place = (table.name, SHAPE, table.shape, WGS84, 0, 0)
        base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, ?)", place)


def _describe_columns(base: sqlite3.Connection, table: Table, columns: Mapping[str, str], about: About) -> None:
    """The catalogue's word on each column, with its unit, where programs show what a column means."""
    origin = {areas: name for name, areas in AREAS.items()}.get(table.source, table.source)
    words = next((dataset.columns for dataset in about.datasets if dataset.name == origin), {})
    rows = [(table.name, name, None, name, clean(words[column])) for name, column in columns.items() if column in words]
    base.executemany("INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)", rows)


def _add_style(base: sqlite3.Connection, table: Table, about: About) -> None:
    style = style_of(table.source, table.frame) if table.kind else None
    layer = layer_of(table.source)
    if style is None or layer is None:
        return
    qml, sld = as_qml(style, table), as_sld(style, table)
    row = (table.name, SHAPE, layer.title, qml, sld, f"{about.marked} {layer.caution}", _moment(about))
    base.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
        "styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) "
        "VALUES ('', '', ?, ?, ?, ?, ?, 1, ?, '', NULL, ?)",
        row,
    )


def _list_styles(base: sqlite3.Connection, about: About) -> None:
    row = ("layer_styles", "attributes", "layer_styles", "Styles for QGIS", _moment(about))
    base.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL)", row)


def _add_metadata(base: sqlite3.Connection, about: About) -> None:
    text = json.dumps(manifest(about), ensure_ascii=False, indent=1, allow_nan=False)
    base.execute("INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'https://json.org', 'application/json', ?)", (text,))
    base.execute(
        "INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)", (_moment(about),)
    )


def _blob(shape: BaseGeometry | None) -> bytes | None:
    """A geometry as the standard stores it: "GP", version, flags, system, box of all but points, then WKB."""
    if shape is None:
        return None
    west, south, east, north = shape.bounds
    point = shape.geom_type == "Point"
    flags, box = (0b0001, ()) if point else (0b0011, (west, east, south, north))
    head = b"GP\x00" + bytes([flags]) + np.int32(WGS84).astype("<i4").tobytes() + np.array(box, "<f8").tobytes()
    return head + shapely.to_wkb(shape, byte_order=1, flavor="iso")


def _cell(value: Any) -> Any:
    value = joined(value)
    return int(value) if isinstance(value, bool) else value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _moment(about: About) -> str:
    return f"{about.made_on.isoformat()}T00:00:00.000Z"


def _same_header(data: bytes) -> bytes:
    fixed = bytearray(data)
    for place, number in FIXED_HEADER.items():
        fixed[place : place + 4] = number.to_bytes(4, "big")
    return bytes(fixed)
