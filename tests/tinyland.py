"""Tinyland: a country on the equator at 0° east, small enough to add up in the head. A tenth of a degree is 11.1 km.

Today is 1 January 2026. Incidents are (longitude, latitude, age in days); what is not said is ordinary.
"""

import geopandas as gpd
import pandas as pd
from shapely import LineString, Point, box

TODAY = pd.Timestamp("2026-01-01")
COVERED = (pd.Timestamp("2020-01-01").date(), TODAY.date())
KM = 1 / 111.19492664
PROVINCE = box(-1, -1, 1, 1)
DISTRICT = box(-0.2, -0.2, 0.2, 0.2)

ORDINARY = {
    "nexus": "context",
    "event_type": "armed attack",
    "confidence": "high",
    "serious": True,
    "placement": "exact",
    "placement_area": None,
    "killed": None,
    "claimed_by": None,
    "attributed_to": None,
}


def incident(lon: float, lat: float, age: float = 0, **facts: object) -> dict:
    """One incident as a row; `facts` replace what is ordinary."""
    day = TODAY - pd.Timedelta(days=age)
    dates = {"day": day, "first_day": day, "last_day": day}
    return {**ORDINARY, **dates, "geometry": Point(lon, lat), **facts}


def incidents(*rows: tuple | dict) -> gpd.GeoDataFrame:
    """One row per incident, I1, I2, … unless a row brings its `incident_id`."""
    made = [row if isinstance(row, dict) else incident(*row) for row in rows]
    named = [{"incident_id": f"I{number}", **row} for number, row in enumerate(made, start=1)]
    columns = ["incident_id", *incident(0, 0)]
    frame = gpd.GeoDataFrame(named, columns=None if named else columns, geometry="geometry", crs="EPSG:4326")
    if not named:
        frame = frame.astype({name: "datetime64[ns]" for name in ("day", "first_day", "last_day")})
    return frame.set_index("incident_id")


def sites(*points: tuple[float, float], **facts: object) -> gpd.GeoDataFrame:
    """One row per exact site, S1, S2, …; `facts` are columns."""
    index = pd.Index([f"S{number}" for number in range(1, len(points) + 1)], name="site_id")
    shapes = [Point(point) for point in points]
    columns = {"name": index, "placement": "exact", "placement_area": None, **facts}
    return gpd.GeoDataFrame(columns, index=index, geometry=shapes, crs="EPSG:4326")


def road(*points: tuple[float, float], name: str = "R1") -> gpd.GeoDataFrame:
    """One line as a place, without placement columns, like a border segment."""
    return gpd.GeoDataFrame({"name": [name]}, index=[name], geometry=[LineString(points)], crs="EPSG:4326")


def placed(word: str, area: object, **facts: object) -> dict:
    """An incident at the middle that is known only to an area."""
    return incident(0, 0, placement=word, placement_area=area, **facts)
