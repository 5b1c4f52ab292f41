"""GeoJSON (RFC 7946): one file per frame, lists as arrays, what must be known in a member of its own."""

import json
from typing import Any

import geopandas as gpd
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from export.packages.about import About, check_marking
from export.packages.manifest import short
from export.packages.shapes import bounds


def as_geojson(frame: gpd.GeoDataFrame, about: About) -> bytes:
    """A FeatureCollection, one feature per row of a frame of `flat`; the first column is also the feature's id.

    Longitude, latitude in WGS 84; what has no shape has a null geometry; the member `panj_watch` is `manifest.short`.
    Raises MarkedAbove.
    """
    check_marking({"the frame": frame}, about)
    head = {"type": "FeatureCollection", "panj_watch": short(about)}
    if (box := bounds(frame.geometry)) is not None:
        head["bbox"] = box
    features = ",\n".join(_json(feature) for feature in _features(frame))
    return f'{_json(head)[:-1]},"features":[\n{features}\n]}}\n'.encode()


def _features(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    columns = [name for name in frame if name != frame.geometry.name]
    rows = zip(*(frame[name] for name in columns), strict=True) if columns else [()] * len(frame)
    return [
        {
            "type": "Feature",
            **_identified(row),
            "geometry": _shape(shape),
            "properties": dict(zip(columns, row, strict=True)),
        }
        for row, shape in zip(rows, frame.geometry, strict=True)
    ]


def _identified(row: tuple) -> dict[str, Any]:
    return {"id": row[0]} if row and isinstance(row[0], str | int) and not isinstance(row[0], bool) else {}


def _shape(shape: BaseGeometry | None) -> dict[str, Any] | None:
    return None if shape is None else mapping(shape)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
