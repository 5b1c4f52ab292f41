"""Frames of plain values: what every format can hold, one row per thing, unknown stays unknown."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from export.packages.columns import columns_of
from export.packages.shapes import tidy_shapes
from export.packages.text import clean, unique

AREAS = {"incidents": "incident_areas", "sites": "site_areas"}
AREA_COLUMNS = (
    "title",
    "name",
    "event_type",
    "sector",
    "chinese_link",
    "first_day",
    "last_day",
    "placement",
    "placement_radius_km",
    "placement_areas",
    "placement_note",
    "marking",
)

Flat = dict[str, gpd.GeoDataFrame]


def flat(frames: Mapping[str, pd.DataFrame]) -> Flat:
    """The frames with plain values only: text, whole numbers, numbers, true or false, lists of these, None.

    One row per incident, site, score or cluster as before; the index becomes the first column. Days are ISO text; `day`
    is None where only a longer period is known, because its middle is no date. A dict becomes a column per key. The
    areas that incidents and sites stand for become frames of their own (`incident_areas`, `site_areas`), one row per
    area; scores without a shape take that of their site. Text is clean, geometry tidy; flat twice is flat.
    Raises ReferenceMissing.
    """
    result: Flat = {}
    for name, frame in _with_places(frames).items():
        result[name] = _flat(frame.drop(columns="placement_area", errors="ignore"), name)
        if "placement_area" in frame and name in AREAS:
            result[AREAS[name]] = _flat(_areas(frame), AREAS[name])
    return result


def values_of(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """A flat frame without its geometry."""
    bare = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    bare.attrs = dict(frame.attrs)
    return bare


def known(value: Any) -> bool:
    """Whether a plain value says something: nothing, no text and no parts do not."""
    return value is not None and value != "" and value != []


def _with_places(frames: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    scores, sites = frames.get("scores"), frames.get("sites")
    if scores is None or sites is None or isinstance(scores, gpd.GeoDataFrame):
        return frames
    there = gpd.GeoSeries(sites.geometry.reindex(scores.index), crs=sites.crs)
    named = scores if "name" in scores else scores.assign(name=sites["name"].reindex(scores.index))
    return {**frames, "scores": gpd.GeoDataFrame(named, geometry=there)}


def _areas(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The areas that rows stand for, one row each; exact rows have none."""
    kept = frame[[column for column in AREA_COLUMNS if column in frame]]
    areas = gpd.GeoSeries(frame["placement_area"], index=frame.index, crs=frame.crs)
    return gpd.GeoDataFrame(kept, geometry=areas)[areas.notna()]


def _flat(frame: pd.DataFrame, name: str) -> gpd.GeoDataFrame:
    located = isinstance(frame, gpd.GeoDataFrame)
    shapes = tidy_shapes(frame, name).to_list() if located else [None] * len(frame)
    bare = values_of(frame) if located else frame
    # An index without a name only counts rows, and says nothing.
    columns = columns_of(bare.reset_index() if bare.index.name else bare)
    names = unique((clean(column.name) for column in columns), taken=("geometry",))
    cells = {word: pd.Series(column.values, dtype=object) for word, column in zip(names, columns, strict=True)}
    made = gpd.GeoDataFrame(cells, columns=names, geometry=gpd.GeoSeries(shapes, crs="EPSG:4326"), crs="EPSG:4326")
    made.attrs = {"kinds": {word: column.kind for word, column in zip(names, columns, strict=True)}}
    return made
