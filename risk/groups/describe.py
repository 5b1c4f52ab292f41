"""What a group of incidents looks like: hull, centre, period, types, actors, casualties, how well it is placed."""

import math
from collections import Counter

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


def described(members: gpd.GeoDataFrame) -> dict[str, object]:
    """One group as a row.

    incidents, incident_ids, center_lon, center_lat [degrees], first_day, last_day, event_types (most frequent first),
    actors (claimed by or attributed to), killed and injured (sums of what is known), killed_unknown and injured_unknown
    (incidents without a figure), share_coarse (placed by district or worse), share_undated (day not known), points
    (distinct coordinates), same_point (all share one coordinate: one place name, not a pattern), geometry (hull).
    """
    lonlat = np.column_stack([members.geometry.x, members.geometry.y])
    lon, lat = center(lonlat)
    points = len(np.unique(lonlat, axis=0))
    return {
        "incidents": len(members),
        "incident_ids": members.index.tolist(),
        "center_lon": lon,
        "center_lat": lat,
        "first_day": first_days(members).min(),
        "last_day": members["last_day"].max(),
        "event_types": [word for word, _ in Counter(members["event_type"].tolist()).most_common()],
        "actors": actors(members),
        **{key: value for what in HARM for key, value in _harm(members, what).items()},
        "share_coarse": float((~members["placement"].isin(WELL_PLACED)).mean()),
        "share_undated": float((first_days(members) != members["last_day"]).mean()),
        "points": points,
        "same_point": points == 1,
        "geometry": hull(np.unique(lonlat, axis=0)),
    }


def first_days(members: gpd.GeoDataFrame) -> pd.Series:
    """The earliest day that each incident may have happened on."""
    return members["first_day" if "first_day" in members else "day"]


def actors(members: gpd.GeoDataFrame) -> list[str]:
    """Whoever claimed one of them or is said to be behind it, by name."""
    named = [members[name].dropna() for name in ("claimed_by", "attributed_to") if name in members]
    return sorted({str(actor) for column in named for actor in column.unique() if str(actor).strip()})


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


def _harm(members: gpd.GeoDataFrame, what: str) -> dict[str, int]:
    known = pd.to_numeric(members[what]) if what in members else pd.Series(np.nan, index=members.index)
    return {what: int(known.sum()), f"{what}_unknown": int(known.isna().sum())}
