"""What analysts keep beside rows: own layers with a style, column mappings, and views."""

import json
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from sqlalchemy import select

from layers.geojson import CRS
from layers.store.columns import JSON
from layers.store.database import Session
from layers.store.errors import RowNotThere
from layers.store.journal import note
from layers.store.records import Act, add, change, find, hide, place
from layers.store.stored import clean, digest, drawable, stored


def add_layer(session: Session, name: str, frame: gpd.GeoDataFrame, style: dict[str, Any], *, by: str) -> None:
    """Keeps points, lines or polygons under a name, with their properties. Raises IdentifierTaken."""
    number, changes = place(session, "layer", {"name": name, "style": style, "features": len(frame)})
    rows = [str(row) for row in frame.index]
    shapes = drawable(frame.geometry.to_crs(CRS) if frame.crs else frame.geometry, "GEOMETRY", rows=rows)
    own = pd.DataFrame(frame.drop(columns=frame.geometry.name)).astype(object)
    properties = [{clean(str(key)): _simple(value) for key, value in row.items()} for row in own.to_dict("records")]
    texts = stored(properties, JSON, column="properties", rows=rows)
    table = session.tables.features
    numbers = range(first := session.next_row(table), first + len(shapes))
    kept = list(zip(numbers, [number] * len(shapes), session.database.keep(shapes), texts, strict=True))
    if kept:
        session.database.insert_many(session, table, ["fid", "layer_id", "geometry", "properties"], kept)
    line = {"what": "add", "kind": "layer", "row": number, "changes": changes}
    note(session, {**line, "digests": {"features": features_digest(texts, shapes)}}, who=by)


def features_digest(texts: list[str], shapes: np.ndarray) -> str:
    """SHA-256 of the features of a layer."""
    return digest([list(zip(texts, shapely.to_wkb(shapes, hex=True, byte_order=1).tolist(), strict=True))])


def layers(session: Session) -> pd.DataFrame:
    """One row per own layer, indexed by name: style, features, version."""
    table = session.tables.of("layer")
    found = session.execute(select(table).where(~table.c.removed).order_by(table.c.name)).all()
    rows = [(row.name, json.loads(row.style), row.features, row.version) for row in found]
    return pd.DataFrame(rows, columns=["name", "style", "features", "version"]).set_index("name")


def layer(session: Session, name: str) -> gpd.GeoDataFrame:
    """One row per feature of an own layer, EPSG:4326, with its properties. Raises RowNotThere."""
    row = find(session, "layer", name)
    if row.removed:
        raise RowNotThere(f"The layer {name!r} was removed. Restore it first.")
    table = session.tables.features
    query = select(table.c.properties, table.c.geometry).where(table.c.layer_id == row.fid).order_by(table.c.fid)
    found = session.execute(query).all()
    properties = pd.DataFrame([json.loads(one.properties) for one in found], index=range(len(found)))
    properties = properties.rename(columns={"geometry": "geometry_property"})
    return gpd.GeoDataFrame(properties, geometry=session.database.drawn([one.geometry for one in found]), crs=CRS)


def keep(session: Session, kind: str, name: str, content: object, *, by: str) -> None:
    """Keeps a mapping or view under its name, in place of the one that had it."""
    try:
        row = find(session, kind, name)
    except RowNotThere:
        add(session, kind, {"name": name, "content": content}, who=by)
        return
    if row.removed:
        hide(session, kind, name, who=by, removed=False)
        row = find(session, kind, name)
    change(session, kind, row, {"content": content}, Act("edit", by))


def kept(session: Session, kind: str) -> dict[str, Any]:
    """Contents of all mappings or views by name."""
    table = session.tables.of(kind)
    found = session.execute(select(table.c.name, table.c.content).where(~table.c.removed).order_by(table.c.name))
    return {row.name: json.loads(row.content) if kind == "mapping" else row.content for row in found}


def _simple(value: object) -> object:
    """A property as JSON has it: numbers, truths, lists and mappings as they are, all else as text."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and not np.isfinite(value)):
        return None
    return value if isinstance(value, str | int | float | bool | list | dict) else str(value)
