"""Frames as tables of one kind of shape each: points, lines or areas, for programs that do not mix them."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from export.packages.text import clean, unique

SUFFIX = {"point": "", "line": "_lines", "area": "_areas", "mixed": "_mixed"}
DIMENSIONS = ("point", "line", "area")
SINGLE, MULTI = ("POINT", "LINESTRING", "POLYGON"), ("MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON")
# Beginnings that SQLite and the GeoPackage standard keep for themselves.
RESERVED = ("sqlite_", "gpkg_", "rtree_")
MAKERS = {"MULTIPOINT": shapely.multipoints, "MULTILINESTRING": shapely.multilinestrings}


@dataclass(frozen=True)
class Table:
    """A flat frame under the `name` of its table; `source` is the frame it is from.

    `kind` is point, line, area, mixed, or empty without shapes; `shape` is the type all of them have, as in WKT.
    """

    name: str
    source: str
    kind: str
    shape: str
    frame: gpd.GeoDataFrame


def tables_of(frames: Mapping[str, gpd.GeoDataFrame], *, taken: tuple[str, ...] = ()) -> list[Table]:
    """One table per frame; one that mixes points, lines and areas gives a table each: sites and sites_lines.

    Rows without a shape stay with the first of them.
    """
    found = [(name, kind, frame) for name, whole in frames.items() for kind, frame in _by_kind(whole)]
    names = unique((_table_name(name, kind, frames[name]) for name, kind, _ in found), taken=taken)
    return [_table(word, name, kind, frame) for word, (name, kind, frame) in zip(names, found, strict=True)]


def _table_name(name: str, kind: str, whole: gpd.GeoDataFrame) -> str:
    alone = len(_by_kind(whole)) == 1
    word = clean(name).strip() + ("" if alone else SUFFIX[kind])
    return f"table_{word}" if word.casefold().startswith(RESERVED) else word


def _by_kind(frame: gpd.GeoDataFrame) -> list[tuple[str, gpd.GeoDataFrame]]:
    kinds = [_kind(shape) for shape in frame.geometry]
    present = [kind for kind in SUFFIX if kind in kinds]
    first = present[0] if present else ""
    placed = [kind or first for kind in kinds]
    return [(kind, frame[[word == kind for word in placed]]) for kind in present] or [("", frame)]


def _kind(shape: BaseGeometry | None) -> str:
    if shape is None:
        return ""
    return "mixed" if shape.geom_type == "GeometryCollection" else DIMENSIONS[shapely.get_dimensions(shape)]


def _table(name: str, source: str, kind: str, frame: gpd.GeoDataFrame) -> Table:
    if kind not in DIMENSIONS:
        return Table(name, source, kind, "GEOMETRYCOLLECTION" if kind else "", frame)
    number = DIMENSIONS.index(kind)
    single = kind == "point" and all(shape is None or shape.geom_type == "Point" for shape in frame.geometry)
    shape = SINGLE[number] if single else MULTI[number]
    same = frame.set_geometry([_as(shape, one) for one in frame.geometry], crs="EPSG:4326")
    same.attrs = frame.attrs
    return Table(name, source, kind, shape, same)


def _as(shape: str, one: BaseGeometry | None) -> BaseGeometry | None:
    if one is None or shape == "POINT" or one.geom_type.startswith("Multi"):
        return one
    return MAKERS.get(shape, shapely.multipolygons)([one])
