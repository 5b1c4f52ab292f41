"""Features to files: rounded, sorted, one per line, so that two runs give the same bytes."""

import json
from collections.abc import Iterable
from pathlib import Path

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

DECIMALS = 5  # about a metre

Feature = tuple[dict, BaseGeometry]


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry with coordinates rounded to DECIMALS; equal vertices stay equal."""
    return shapely.transform(geometry, lambda xy: xy.round(DECIMALS))


def write_features(path: Path, features: Iterable[Feature], *, sort_by: str) -> None:
    """Writes a GeoJSON FeatureCollection, one feature per line, sorted by the property ``sort_by``."""
    ordered = sorted(features, key=lambda feature: feature[0][sort_by])
    lines = ",\n".join(_line(properties, geometry) for properties, geometry in ordered)
    write_bytes(path, f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Writes aside, then renames: a reader sees the old file or the new one, never half of it."""
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(content)
    aside.replace(path)


def _line(properties: dict, geometry: BaseGeometry) -> str:
    shape = mapping(rounded(shapely.normalize(geometry) if geometry.geom_type != "LineString" else geometry))
    feature = {"type": "Feature", "properties": properties, "geometry": shape}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
