"""Reading our own GeoJSON without a driver: plain JSON in, validated frame out, errors that name the row."""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely.geometry import shape

CRS = "EPSG:4326"


class FileMalformed(ValueError):
    """A data file cannot be understood."""


class CoordinatesOutOfRange(ValueError):
    """A coordinate is not a longitude and latitude in degrees."""


def read_features(path: Path, *, index: str) -> gpd.GeoDataFrame:
    """One row per feature, indexed by the property `index`, EPSG:4326; geometry may be missing.

    Raises FileMalformed or CoordinatesOutOfRange with the number of the feature.
    """
    features = _features(path)
    frame = gpd.GeoDataFrame(
        pd.DataFrame([feature["properties"] for feature in features]),
        geometry=[_geometry(feature, row, path.name) for row, feature in enumerate(features, start=1)],
        crs=CRS,
    )
    return _indexed(frame, index, path.name)


def check_columns(frame: pd.DataFrame, columns: dict[str, str], *, file: str) -> None:
    """Raises FileMalformed when a column that the catalogue describes is absent."""
    missing = sorted(set(columns) - {"geometry"} - set(frame.columns) - {frame.index.name})
    if missing:
        raise FileMalformed(f"{file} lacks the columns {', '.join(missing)} that data/catalogue.toml describes.")


def _features(path: Path) -> list[dict]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        features = content["features"]
        if not all(isinstance(feature["properties"], dict) for feature in features):
            raise TypeError("properties")
    except (ValueError, KeyError, TypeError) as error:
        raise FileMalformed(
            f"{path.name} is not a GeoJSON FeatureCollection ({type(error).__name__}: {error}). "
            "Restore it, or rebuild it with the command in the README."
        ) from error
    return features


def _geometry(feature: dict, row: int, name: str):
    if feature.get("geometry") is None:
        return None
    try:
        geometry = shape(feature["geometry"])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FileMalformed(f"{name}, feature {row}: the geometry cannot be read ({error}). Correct it.") from error
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        swapped = " Latitude and longitude look swapped." if abs(south) > 90 or abs(north) > 90 else ""
        raise CoordinatesOutOfRange(
            f"{name}, feature {row}: found {west:g}, {south:g} to {east:g}, {north:g}; expected longitude within "
            f"±180 and latitude within ±90, longitude first.{swapped}"
        )
    return geometry


def _indexed(frame: gpd.GeoDataFrame, index: str, name: str) -> gpd.GeoDataFrame:
    if index not in frame:
        raise FileMalformed(f"{name} has no property {index!r}. Every feature needs one.")
    repeated = frame[index][frame[index].duplicated()]
    if len(repeated):
        raise FileMalformed(f"{name} has {index} {repeated.iloc[0]!r} twice. Identifiers are unique.")
    return frame.set_index(index)
