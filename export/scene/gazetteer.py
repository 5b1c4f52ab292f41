"""Places that can be searched by name: sites, districts, and where incidents happened, in every language."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from export.language import Language
from export.scene.crowd import DECIMALS
from layers.layer import Frames
from layers.placement import marked_at

# The most frequent ones; the list travels with the page.
MOST = 500


def gazetteer(frames: Frames, languages: Iterable[Language]) -> list[dict[str, Any]]:
    """One entry per name: `kind` (site, district, place), `at` (lat, lon), `name` and `within` by language."""
    languages, incidents = tuple(languages), frames["incidents"]
    sites = [
        _entry("site", (row["name"], row["admin1"]), marked_at(row).coords[0], languages)
        for row in frames["sites"].to_dict("records")
    ]
    return [
        *sites,
        *_named(incidents, ("district", "admin2"), languages),
        *_named(incidents, ("place", "place"), languages),
    ]


def _named(incidents: pd.DataFrame, what: tuple[str, str], languages: tuple[Language, ...]) -> list[dict[str, Any]]:
    """The names of a column with their province, at the middle of the points that incidents there have."""
    kind, column = what
    known = incidents[incidents[column].notna() & incidents[column].ne("") & incidents["placement"].ne("province")]
    points = pd.DataFrame(
        {"name": known[column], "within": known["admin1"].fillna(""), "x": known.geometry.x, "y": known.geometry.y}
    )
    found = points.groupby(["name", "within"]).agg(x=("x", "mean"), y=("y", "mean"), n=("x", "size"))
    found = found.sort_values("n", ascending=False, kind="stable").head(MOST)
    return [
        _entry(kind, name, (row.x, row.y), languages) for name, row in zip(found.index, found.itertuples(), strict=True)
    ]


def _entry(kind: str, named: tuple[str, str], point: tuple, languages: tuple[Language, ...]) -> dict[str, Any]:
    name, within = named
    spoken = {one.code: name if kind == "site" else one.area(name) for one in languages}
    provinces = {one.code: one.area(within) for one in languages}
    at = [round(point[1], DECIMALS), round(point[0], DECIMALS)]
    return {"kind": kind, "at": at, "name": spoken, "within": provinces}
