"""Reading our own GeoJSON without a driver: plain JSON in, validated frame out, errors that name the row."""

import json
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

CRS = "EPSG:4326"


class FileMalformed(ValueError):
    """A data file cannot be understood."""


class CoordinatesOutOfRange(ValueError):
    """A coordinate is not a longitude and latitude in degrees."""


def read_features(path: Path, *, index: str) -> gpd.GeoDataFrame:
    """One row per feature, indexed by the property `index`, EPSG:4326; every feature has a geometry.

    Raises FileMalformed or CoordinatesOutOfRange with the number of the feature.
    """
    features = _features(path)
    check_identifiers([feature["properties"].get(index) for feature in features], index, path.name)
    frame = gpd.GeoDataFrame(
        pd.DataFrame([feature["properties"] for feature in features]),
        geometry=[_geometry(feature, row, path.name) for row, feature in enumerate(features, start=1)],
        crs=CRS,
    )
    return frame.set_index(index)


def check_columns(frame: pd.DataFrame, columns: dict[str, str], *, file: str) -> None:
    """Raises FileMalformed when a column that the catalogue describes is absent."""
    missing = sorted(set(columns) - {"geometry"} - set(frame.columns) - {frame.index.name})
    if missing:
        raise FileMalformed(
            f"{file} lacks the columns {', '.join(missing)} that data/catalogue.toml describes. "
            "Restore the file, or add the columns."
        )


def check_identifiers(values: Sequence[object], index: str, name: str) -> None:
    """Raises FileMalformed with the row whose identifier is missing or repeated."""
    seen = set()
    for row, value in enumerate(values, start=1):
        if not isinstance(value, str | int) or value == "":
            raise FileMalformed(f"{name}, row {row}: {index} is {value!r}; expected an identifier. Give the row one.")
        if value in seen:
            raise FileMalformed(f"{name} has {index} {value!r} twice; identifiers are unique. Rename one.")
        seen.add(value)


def _features(path: Path) -> list[dict]:
    advice = "Restore it, or rebuild it with the command in the README."
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise FileMalformed(f"{path.name} is not JSON ({error}). {advice}") from error
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise FileMalformed(f"{path.name} is not a GeoJSON FeatureCollection. {advice}")
    features = content.get("features")
    if not isinstance(features, list) or not all(_has_properties(feature) for feature in features):
        raise FileMalformed(f"{path.name} has features without properties; every feature needs them. {advice}")
    return features


def _has_properties(feature: object) -> bool:
    return isinstance(feature, dict) and isinstance(feature.get("properties"), dict)


def _geometry(feature: dict, row: int, name: str) -> BaseGeometry:
    try:
        geometry = shape(feature["geometry"])
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise FileMalformed(f"{name}, feature {row}: the geometry cannot be read ({error}). Correct it.") from error
    coordinates = shapely.get_coordinates(geometry)
    if not len(coordinates) or not np.isfinite(coordinates).all():
        raise FileMalformed(f"{name}, feature {row}: the geometry is empty or has holes in its numbers. Correct it.")
    west, south = coordinates.min(axis=0)
    east, north = coordinates.max(axis=0)
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        swapped = "Latitude and longitude look swapped. " if abs(south) > 90 or abs(north) > 90 else ""
        raise CoordinatesOutOfRange(
            f"{name}, feature {row}: found {west:g}, {south:g} to {east:g}, {north:g}; expected longitude within "
            f"±180 and latitude within ±90, longitude first. {swapped}Correct the coordinates."
        )
    return geometry
