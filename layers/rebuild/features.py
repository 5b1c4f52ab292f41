"""Features to files: rounded, sorted, one per line, so that two runs give the same bytes."""

import json
from collections.abc import Iterable
from pathlib import Path

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

DECIMALS = 5  # about a metre

Feature = tuple[dict, BaseGeometry]


class FeatureMissing(ValueError):
    """A file that is maintained by hand lacks the feature that the rebuild needs."""


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry with coordinates rounded to DECIMALS; equal vertices stay equal."""
    return shapely.transform(geometry, lambda xy: xy.round(DECIMALS))


def write_features(path: Path, features: Iterable[Feature], *, sort_by: str) -> None:
    """Writes a GeoJSON FeatureCollection, one feature per line, sorted by the property ``sort_by``."""
    ordered = sorted(features, key=lambda feature: feature[0][sort_by])
    lines = ",\n".join(_line(properties, geometry) for properties, geometry in ordered)
    write_bytes(path, f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode())


def geometry_of(path: Path, *, key: str, value: str) -> BaseGeometry:
    """The geometry of the feature whose property ``key`` is ``value``. Raises FeatureMissing."""
    return shape(_found(json.loads(path.read_bytes())["features"], path, key=key, value=value)["geometry"])


def redraw(path: Path, geometry: BaseGeometry, *, key: str, value: str, into: Path) -> None:
    """Writes a copy of ``path`` in which one feature has another geometry; all other bytes stay as they are.

    For files with one feature per line that are maintained by hand. Raises FeatureMissing.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    features = {number: json.loads(line.rstrip(",")) for number, line in enumerate(lines) if '"Feature",' in line}
    found = _found(list(features.values()), path, key=key, value=value)
    number = next(number for number, feature in features.items() if feature is found)
    comma = "," if lines[number].endswith(",") else ""
    lines[number] = _line(found["properties"], geometry) + comma
    write_bytes(into, "\n".join(lines).encode())


def _found(features: list[dict], path: Path, *, key: str, value: str) -> dict:
    for feature in features:
        if feature["properties"].get(key) == value:
            return feature
    raise FeatureMissing(f"{path.name} has no {key} {value}; the rebuild draws its line. Restore the row.")


def write_bytes(path: Path, content: bytes) -> None:
    """Writes aside, then renames: a reader sees the old file or the new one, never half of it."""
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(content)
    aside.replace(path)


def _line(properties: dict, geometry: BaseGeometry) -> str:
    drawn = mapping(rounded(shapely.normalize(geometry) if geometry.geom_type != "LineString" else geometry))
    feature = {"type": "Feature", "properties": properties, "geometry": drawn}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
