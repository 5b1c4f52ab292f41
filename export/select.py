"""What the filters leave, and the places and settings that the score is made for: pure functions of frames and view."""

from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from export.view import View
from layers.layer import Frames
from layers.placement import geodesic_disc
from risk.groups import GroupSettings
from risk.plausible import scaled
from risk.scan import ScanSettings
from risk.settings import CONFIDENCE_WEIGHTS, NEXUS_WEIGHTS, PRIOR, Settings

# What filters, legend, news and the responses at their incidents read of incidents.
WORDS = ("event_type", "nexus", "attribution_status", "confidence")
PLAIN = ("serious", "first_day", "last_day", "day", "geometry")


@dataclass(frozen=True)
class Left:
    """Frames that the filters leave, and how many incidents each single filter takes away.

    `rows` (incidents left,) are their row numbers among all.
    """

    frames: dict[str, pd.DataFrame]
    taken: dict[str, int]
    rows: NDArray[np.int64]


def settings_of(view: View) -> Settings:
    """The settings of the score that the reader has chosen."""
    hypothesis = None if view.hypothesis == "all" else view.hypothesis
    return Settings(
        radius_km=float(view.radius_km),
        horizon_days=float(view.horizon_days),
        target=view.target,
        hypothesis=hypothesis,
        components=scaled(PRIOR, half_life_factor=view.half_life_factor),
        nexus_weights=dict(NEXUS_WEIGHTS) | {"project": view.project_weight, "context": view.context_weight},
        confidence_weights=dict(CONFIDENCE_WEIGHTS) | {"medium": view.medium_weight, "low": view.low_weight},
    )


def grouping_of(view: View) -> GroupSettings:
    """What makes a cluster in space and time, as the reader has chosen."""
    return GroupSettings(float(view.group_km), float(view.group_days), view.group_incidents, view.group_method)


def scanning_of(view: View, last_day: date) -> ScanSettings:
    """How clusters are tested against chance, up to the last day that is seen, as the reader has chosen."""
    return ScanSettings(
        max_radius_km=float(view.scan_radius_km),
        max_days=view.scan_days,
        replications=view.scan_replications,
        prospective=view.scan_prospective,
        last_day=pd.Timestamp(last_day),
    )


def filters_of(view: View) -> tuple:
    """What of a view decides which rows are left: the same filters leave the same rows of the same data."""
    last = min(view.last_day, view.as_of)
    words = (view.types, view.nexus, view.attribution, view.confidence)
    return (view.first_day, last, *words, view.unverified, view.as_of)


def light(incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Incidents as filters, legend and news read them, words as categories: quick to filter, however many they are."""
    return incidents[[*WORDS, *PLAIN]].astype(dict.fromkeys(WORDS, "category"))


def left_by(frames: Frames, view: View) -> Left:
    """What the filters leave, clusters not yet found. Nothing from after the as-of date is shown."""
    incidents, sites, responses = frames["incidents"], frames["sites"], frames["responses"]
    last = pd.Timestamp(min(view.last_day, view.as_of))
    period = incidents["last_day"].ge(pd.Timestamp(view.first_day)) & incidents["last_day"].le(last)
    keep = {"period": period, **let_through(incidents, view)}
    rows = np.flatnonzero(np.logical_and.reduce([mask.to_numpy(dtype=bool) for mask in keep.values()]))
    left = {
        "incidents": incidents.iloc[rows],
        "sites": sites if view.unverified else sites[sites["chinese_link"] == "verified"],
        "responses": responses[responses["last_day"].le(pd.Timestamp(view.as_of))],
    }
    return Left({**frames, **left}, {name: int((~mask).sum()) for name, mask in keep.items()}, rows)


def let_through(incidents: pd.DataFrame, view: View) -> dict[str, pd.Series]:
    """By filter other than the period, whether it lets each incident through."""
    return {
        "event type": incidents["event_type"].isin(view.types),
        "nexus": incidents["nexus"].isin(view.nexus),
        "attribution": incidents["attribution_status"].isin(view.attribution),
        "confidence": incidents["confidence"].isin(view.confidence),
    }


def scored_places(frames: Frames) -> gpd.GeoDataFrame:
    """Sites and border segments in one frame, indexed by their identifiers."""
    sites = frames["sites"][["name", "geometry", "placement", "placement_area"]]
    border = frames["border"][["name", "geometry"]].assign(placement="exact", placement_area=None)
    return gpd.GeoDataFrame(pd.concat([sites, border]), geometry="geometry", crs="EPSG:4326")


def score_areas(frames: Frames, scores: pd.DataFrame, radius_km: float) -> gpd.GeoDataFrame:
    """One row per site that is a point: the disc that its score speaks of; an area is itself. Lines go by stretch."""
    sites = frames["sites"].loc[lambda rows: ~rows["placement"].eq("province") & ~rows.geom_type.eq("LineString")]
    shapes = [scored_area(shape, radius_km) for shape in sites.geometry]
    frame = sites[["name"]].join(scores.drop(columns="name", errors="ignore"))
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(shapes, index=sites.index, crs="EPSG:4326"))


def scored_area(shape, radius_km: float):
    """The disc around a point that its score speaks of; a line stays a line, an area an area."""
    return shape if shape.geom_type != "Point" else geodesic_disc(shape.x, shape.y, radius_km)


def names_of(frames: Frames) -> list[dict]:
    """Names of countries and provinces, each at a point inside it."""
    parts = ("badakhshan", "takhar", "logar", "provinces_afghanistan", "provinces_tajikistan")
    provinces = pd.concat([frames[part] for part in parts])
    labels = [_name(row, "country", 4, 1) for row in frames["countries"].itertuples()]
    return labels + [_name(row, "province", 6, 2) for row in provinces.itertuples()]


def _name(row, kind: str, first_zoom: int, rank: int) -> dict:
    point = row.geometry.representative_point()
    at = [round(point.y, 3), round(point.x, 3)]
    return {"name": row.name, "code": row.Index, "at": at, "kind": kind, "from": first_zoom, "rank": rank}
