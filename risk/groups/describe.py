"""What a group of incidents looks like: hull, centre, period, types, actors, casualties, how well it is placed."""

import math
from collections import Counter
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from risk.distance import WGS84, earth_centred

Floats = NDArray[np.float64]

MARGIN_KM = 2.0
WELL_PLACED = ("exact", "place")
HARM = ("killed", "injured")


@dataclass(frozen=True)
class Facts:
    """What is known of n incidents, as arrays in their order: slicing a frame for every group takes many times longer.

    lonlat: (n, 2) [degrees]. first, last: the days between which each happened. actors: one tuple of names each. harm:
    numbers by name, NaN where not known. coarse: placed by district or worse.
    """

    ids: NDArray[np.object_]
    lonlat: Floats
    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    types: NDArray[np.object_]
    actors: list[tuple[str, ...]]
    harm: dict[str, Floats]
    coarse: NDArray[np.bool_]


def facts_of(incidents: gpd.GeoDataFrame) -> Facts:
    """The facts of a frame of incidents, one row each."""
    return Facts(
        ids=incidents.index.to_numpy(),
        lonlat=np.column_stack([incidents.geometry.x, incidents.geometry.y]).reshape(-1, 2),
        first=first_days(incidents).to_numpy(),
        last=incidents["last_day"].to_numpy(),
        types=incidents["event_type"].to_numpy(dtype=object),
        actors=_actors(incidents),
        harm={what: _known(incidents, what) for what in HARM},
        coarse=~incidents["placement"].isin(WELL_PLACED).to_numpy(),
    )


def described(facts: Facts, rows: NDArray[np.intp]) -> dict[str, object]:
    """The incidents in these rows as one row.

    incidents, incident_ids, center_lon, center_lat [degrees], first_day, last_day, event_types (most frequent first),
    actors (claimed by or attributed to), killed and injured (sums of what is known), killed_unknown and injured_unknown
    (incidents without a figure), share_coarse (placed by district or worse), share_undated (day not known), points
    (distinct coordinates), same_point (all share one coordinate: one place name, not a pattern), geometry (hull).
    """
    lonlat, first, last = facts.lonlat[rows], facts.first[rows], facts.last[rows]
    lon, lat = center(lonlat)
    points = np.unique(lonlat, axis=0)
    return {
        "incidents": len(rows),
        "incident_ids": facts.ids[rows].tolist(),
        "center_lon": lon,
        "center_lat": lat,
        "first_day": pd.Timestamp(np.fmin.reduce(first)),
        "last_day": pd.Timestamp(np.fmax.reduce(last)),
        "event_types": [word for word, _ in Counter(facts.types[rows].tolist()).most_common()],
        "actors": sorted({name for row in rows for name in facts.actors[row]}),
        **{key: value for what, counts in facts.harm.items() for key, value in _harm(counts[rows], what).items()},
        "share_coarse": float(facts.coarse[rows].mean()),
        "share_undated": float((first != last).mean()),
        "points": len(points),
        "same_point": len(points) == 1,
        "geometry": hull(points),
    }


def first_days(members: gpd.GeoDataFrame) -> pd.Series:
    """The earliest day that each incident may have happened on."""
    return members["first_day" if "first_day" in members else "day"]


def _actors(incidents: gpd.GeoDataFrame) -> list[tuple[str, ...]]:
    """Whoever claimed each incident or is said to be behind it."""
    columns = [incidents[name].tolist() for name in ("claimed_by", "attributed_to") if name in incidents]
    named = zip(*columns, strict=True) if columns else [()] * len(incidents)
    return [tuple(str(name) for name in names if not pd.isna(name) and str(name).strip()) for names in named]


def center(lonlat: Floats) -> tuple[float, float]:
    """Mean of the members through the earth, back on its surface: sound at any longitude."""
    x, y, z = earth_centred(*lonlat.T).mean(axis=0)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z / (1.0 - WGS84.es), math.hypot(x, y)))


def hull(lonlat: Floats) -> shapely.Polygon:
    """Convex hull of discs of 2 km around the members, so that even one place has an area."""
    azimuths = np.tile(np.arange(0.0, 360.0, 15.0), len(lonlat))
    starts = np.repeat(lonlat, len(azimuths) // len(lonlat), axis=0)
    lon, lat, _ = WGS84.fwd(*starts.T, azimuths, np.full(len(azimuths), MARGIN_KM * 1000.0))
    return shapely.MultiPoint(np.column_stack([lon, lat])).convex_hull


def _known(incidents: gpd.GeoDataFrame, what: str) -> Floats:
    """(n,) a count of each incident; NaN where it is not known."""
    if what not in incidents:
        return np.full(len(incidents), np.nan)
    return pd.to_numeric(incidents[what]).to_numpy(dtype=float, na_value=np.nan)


def _harm(counts: Floats, what: str) -> dict[str, int]:
    return {what: int(np.nansum(counts)), f"{what}_unknown": int(np.isnan(counts).sum())}
