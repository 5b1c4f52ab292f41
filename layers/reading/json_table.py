"""JSON from people: GeoJSON in its three forms, lists of records, and what the ACLED service answers."""

import json
import re
from collections.abc import Mapping

import numpy as np
import pyproj
import shapely
from shapely.geometry import shape

from layers.reading.columns import check_depth, clean_text, records_table
from layers.reading.encodings import decode
from layers.reading.errors import FileDamaged, FileEmpty, FileTruncated, FormatUnknown, JsonTooDeep
from layers.reading.limits import Limits
from layers.reading.parsed import Parsed, Source
from layers.reading.shapes import crs_of_code, in_degrees, unreadable, wkb_column

LISTS = ("data", "results", "records", "items", "rows", "events")
GEOMETRIES = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}


def parse(source: Source) -> Parsed:
    """One row per feature or record."""
    text, notes = decode(source.data)
    content = read_json(text)
    source.tell(0, 0.5)
    features = features_of(content)
    if features is not None:
        return _features(features, source.limits, _crs(content)).noting(*notes)
    records, found = records_of(content)
    if not records:
        raise FileEmpty("The JSON is well formed and has no records. Ask the service for a wider period.")
    rows = np.arange(1, len(records) + 1)
    return Parsed(records_table(records, source.limits), rows, "json", notes=(*notes, *found))


def read_json(text: str) -> object:
    """The content, or the list of contents of one line each. Raises FileTruncated, FileDamaged or JsonTooDeep."""
    try:
        return json.loads(text.strip("\x1e \t\r\n\0"), parse_constant=_missing)
    except RecursionError as error:
        raise _too_deep() from error
    except json.JSONDecodeError as error:
        if "Extra data" in error.msg:
            return [_line(line, row) for row, line in enumerate(text.splitlines(), start=1) if line.strip("\x1e \t\0")]
        raise _named(error, text) from error
    except ValueError as error:
        raise FileDamaged(
            "A number in the JSON has thousands of digits; expected fewer than 20. Shorten it."
        ) from error


def features_of(content: object) -> list | None:
    """The features of a collection, of a single feature, or of one feature per line; None for anything else."""
    if isinstance(content, dict) and content.get("type") == "FeatureCollection":
        features = content.get("features")
        return features if isinstance(features, list) else _no_records("features")
    if isinstance(content, dict) and (content.get("type") == "Feature" or content.get("type") in GEOMETRIES):
        return [content]
    if isinstance(content, list) and content and all(_is_feature(item) for item in content[:100]):
        return content
    return None


def records_of(content: object) -> tuple[list[Mapping[str, object]], tuple[str, ...]]:
    """The records in a list, or in the list that an object holds under a usual name, with a note."""
    if isinstance(content, list):
        return _mappings(content), ()
    if isinstance(content, dict):
        for name in (*LISTS, *content):
            if isinstance(content.get(name), list) and all(isinstance(item, dict) for item in content[name]):
                return _mappings(content[name]), (f"Records are taken from {clean_text(name, 40)!r}.",)
    return _no_records("records")


def _features(features: list, limits: Limits, crs: pyproj.CRS | None) -> Parsed:
    if not features:
        raise FileEmpty("The GeoJSON has no features. Export it again.")
    rows = np.arange(1, len(features) + 1)
    table = records_table([_properties(feature) for feature in features], limits)
    geometries, missing = _geometries([_geometry_of(feature) for feature in features], limits)
    geometries, moved = in_degrees(geometries, crs)
    wkb, wrong = wkb_column(geometries, rows, limits)
    notes = (unreadable(rows[missing]),) if missing else ()
    return Parsed(table, rows, "geojson", wkb, (*moved, *notes, *wrong))


def _properties(feature: object) -> dict[str, object]:
    if not isinstance(feature, dict):
        return {}
    properties = feature.get("properties")
    found = properties if isinstance(properties, dict) else {}
    return {**found, "id": feature["id"]} if _has_id(feature, found) else found


def _has_id(feature: dict, properties: dict) -> bool:
    return isinstance(feature.get("id"), str | int) and "id" not in properties


def _geometry_of(feature: object) -> object:
    if not isinstance(feature, dict):
        return False
    return feature if feature.get("type") in GEOMETRIES else feature.get("geometry")


def _geometries(found: list, limits: Limits) -> tuple[np.ndarray, list[int]]:
    """Geometries, and the places of those that cannot be read."""
    points = _all_points(found)
    if points is not None:
        return points, []
    geometries, missing = np.full(len(found), None, dtype=object), []
    for at, geometry in enumerate(found):
        if geometry is None:
            continue
        try:
            check_depth(geometry, limits)
            geometries[at] = shape(geometry)
        except JsonTooDeep:
            raise
        except Exception:
            missing.append(at)
    return geometries, missing


def _all_points(found: list) -> np.ndarray | None:
    """All at once when each is a point of numbers; None when one is not."""
    try:
        if any(geometry["type"] != "Point" for geometry in found):
            return None
        pairs = np.array([geometry["coordinates"][:2] for geometry in found])
    except (TypeError, KeyError, ValueError, OverflowError):
        return None
    return shapely.points(pairs.astype(float)) if pairs.dtype.kind in "if" and pairs.shape[1:] == (2,) else None


def _crs(content: object) -> pyproj.CRS | None:
    named = content.get("crs") if isinstance(content, dict) else None
    name = (
        named.get("properties", {}).get("name")
        if isinstance(named, dict) and isinstance(named.get("properties"), dict)
        else None
    )
    return crs_of_code(name) if isinstance(name, str) else None


def _is_feature(item: object) -> bool:
    return isinstance(item, dict) and item.get("type") == "Feature" and "geometry" in item


def _mappings(items: list) -> list[Mapping[str, object]]:
    return [item if isinstance(item, dict) else {"value": item} for item in items]


def _line(line: str, row: int) -> object:
    try:
        return json.loads(line.strip("\x1e \t\0"), parse_constant=_missing)
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise FileDamaged(f"Line {row} is not JSON ({clean_text(error)}). Expected one record per line.") from error


def _missing(_: str) -> None:
    """NaN and Infinity are not JSON; they are blanks."""
    return None


def _named(error: json.JSONDecodeError, text: str) -> Exception:
    rest = text[error.pos :].strip()
    if not rest or error.msg.startswith("Unterminated") or re.fullmatch(r"[-\w.]{1,8}", rest):
        return FileTruncated(
            f"The JSON ends too early, at line {error.lineno}, column {error.colno}. Download it again."
        )
    return FileDamaged(
        f"The JSON is broken at line {error.lineno}, column {error.colno} ({error.msg}). Export it again."
    )


def _too_deep() -> JsonTooDeep:
    return JsonTooDeep("The JSON is nested about a thousand levels deep; reports need fewer than ten. Export it again.")


def _no_records(what: str) -> list:
    raise FormatUnknown(
        f"The JSON holds no list of {what}. Expected GeoJSON, a list of records, or an object with such a list "
        'under "data".'
    )
