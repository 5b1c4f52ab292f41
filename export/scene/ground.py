"""The base map as one small file: outlines in steps of a ten-thousandth of a degree, about ten metres."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from export.language import ENGLISH, Language

STEPS_PER_DEGREE = 10_000
AREAS = ("lakes",)
OUTLINES = {
    "rivers": ("rivers",),
    "provinces": ("provinces_afghanistan", "provinces_tajikistan"),
    "countries": ("countries",),
}
UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError)


def ground(folder: Path, *, language: Language = ENGLISH) -> dict[str, Any]:
    """Lakes, outlines, towns and the corners of the relief. What cannot be used is left out: the page says so.

    Towns have the names of the language, where it has one for them.
    """
    return {
        **{name: _usable(folder, name, _outline) for name in AREAS},
        **{name: _lines(folder, files) for name, files in OUTLINES.items()},
        "towns": towns(folder, language=language),
        "relief": _relief(folder / "relief.json"),
    }


def towns(folder: Path, *, language: Language = ENGLISH) -> list[list]:
    """Name, latitude, longitude and rank of each town; none where the file cannot be used."""
    return _usable(folder, "places", partial(_town, language=language))


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
    return [line for name in names for lines in _usable(folder, name, _outline) for line in lines]


def _usable(folder: Path, name: str, read: Callable[[dict], list]) -> list:
    """What `read` makes of each feature of a file; nothing when one of them cannot be read."""
    try:
        content = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))
        return [read(feature) for feature in content["features"]]
    except UNREADABLE:
        return []


def _outline(feature: dict) -> list[list[int]]:
    return rings(feature["geometry"])


def _town(feature: dict, *, language: Language) -> list:
    about, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"][:2]
    return [language.place(about), lat, lon, about["rank"]]


def _relief(path: Path) -> dict:
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        return {"file": about["file"], "bounds": about["bounds"]}
    except UNREADABLE:
        return {}
