"""The base map as one small file: outlines in steps of a ten-thousandth of a degree, about ten metres."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STEPS_PER_DEGREE = 10_000
AREAS = ("lakes",)
OUTLINES = {
    "rivers": ("rivers",),
    "provinces": ("provinces_afghanistan", "provinces_tajikistan"),
    "countries": ("countries",),
}
UNREADABLE = (OSError, ValueError, KeyError, TypeError)


def ground(folder: Path) -> dict[str, Any]:
    """Lakes, outlines, towns and the corners of the relief. What cannot be read is left out: the page says so."""
    return {
        **{name: [rings(shape) for shape in _shapes(folder, name)] for name in AREAS},
        **{name: _lines(folder, files) for name, files in OUTLINES.items()},
        "towns": [_town(about, shape) for about, shape in _features(folder, "places")],
        "relief": _read(folder / "relief.json", {}),
    }


def rings(geometry: dict) -> list[list[int]]:
    """The rings or lines of a GeoJSON geometry, each flat: first longitude and latitude, then step after step."""
    return [_steps(line) for line in _nested(geometry["coordinates"])]


def _steps(line: list) -> list[int]:
    flat, before = [], (0, 0)
    for point in line:
        here = tuple(round(value * STEPS_PER_DEGREE) for value in point[:2])
        if here != before or not flat:
            flat += [here[0] - before[0], here[1] - before[1]]
        before = here
    return flat


def _nested(coordinates: list) -> Iterator[list]:
    if coordinates and not isinstance(coordinates[0][0], list):
        yield coordinates
    else:
        for part in coordinates:
            yield from _nested(part)


def _lines(folder: Path, names: tuple[str, ...]) -> list[list[int]]:
    return [line for name in names for shape in _shapes(folder, name) for line in rings(shape)]


def _town(about: dict, shape: dict) -> list:
    lon, lat = shape["coordinates"][:2]
    return [about["name"], lat, lon, about["rank"]]


def _shapes(folder: Path, name: str) -> list[dict]:
    return [shape for _, shape in _features(folder, name)]


def _features(folder: Path, name: str) -> list[tuple[dict, dict]]:
    content = _read(folder / f"{name}.geojson", {"features": []})
    try:
        return [(feature["properties"], feature["geometry"]) for feature in content["features"]]
    except UNREADABLE:
        return []


def _read(path: Path, otherwise: dict) -> dict:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except UNREADABLE:
        return otherwise
