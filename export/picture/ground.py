"""What lies under everything: relief, water, outlines and towns from the folder of the base map."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image
from shapely.geometry import shape

from export.picture.look import Window

OUTLINES = {
    "lakes": ("lakes",),
    "rivers": ("rivers",),
    "provinces": ("provinces_afghanistan", "provinces_tajikistan"),
    "countries": ("countries",),
}
COVERED = (48.0, 23.0, 92.0, 50.0)
UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, shapely.errors.ShapelyError)


@dataclass(frozen=True)
class Town:
    """A populated place; `names` by language, `rank` from 1 (first) to 4."""

    lon: float
    lat: float
    rank: int
    names: dict[str, str]


@dataclass(frozen=True)
class Ground:
    """Geometries in degrees; `relief` (rows, columns, 3) 8-bit colours, rows evenly spaced in Web Mercator, or None.

    `covers` is what can be shown: west, south, east, north [degrees].
    """

    lakes: NDArray[np.object_]
    rivers: NDArray[np.object_]
    provinces: NDArray[np.object_]
    countries: NDArray[np.object_]
    towns: tuple[Town, ...]
    relief: NDArray[np.uint8] | None
    covers: Window


def read_ground(folder: Path) -> Ground:
    """The base map in a folder. A file that cannot be read is left out: the page says so elsewhere."""
    shapes = {name: _shapes(folder, files) for name, files in OUTLINES.items()}
    relief, covers = _relief(folder)
    return Ground(**shapes, towns=tuple(_usable(folder, "places", _town)), relief=relief, covers=covers)


def _shapes(folder: Path, names: tuple[str, ...]) -> NDArray[np.object_]:
    found = [
        geometry for name in names for geometry in _usable(folder, name, lambda feature: shape_of(feature["geometry"]))
    ]
    return np.array(found, dtype=object)


def shape_of(geometry: dict | None) -> shapely.Geometry:
    """A GeoJSON geometry as a shape; an empty one where it is none or broken."""
    try:
        return shape(geometry) if geometry else shapely.Point()
    except UNREADABLE:
        return shapely.Point()


def _usable(folder: Path, name: str, read: Callable[[dict], Any]) -> list:
    try:
        content = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))
        return [read(feature) for feature in content["features"]]
    except UNREADABLE:
        return []


def _town(feature: dict) -> Town:
    about, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"][:2]
    translated = {key: about.get(f"name_{key}") for key in ("zh", "ru", "fa")}
    names = {"en": about["name"]} | {key: name for key, name in translated.items() if name}
    return Town(float(lon), float(lat), int(about["rank"]), names)


def _relief(folder: Path) -> tuple[NDArray[np.uint8] | None, Window]:
    try:
        about = json.loads((folder / "relief.json").read_text(encoding="utf-8"))
        (south, west), (north, east) = about["bounds"]
        with Image.open(folder / about["file"]) as picture:
            return np.asarray(picture.convert("RGB")), (west, south, east, north)
    except UNREADABLE:
        return None, COVERED
