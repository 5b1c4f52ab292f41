"""Reports of events near Fayzabad, one line each; what is not said is ordinary."""

import geopandas as gpd
from shapely import Point

ORDINARY = {
    "title": "Clash",
    "date": "2025-03-02",
    "date_precision": "day",
    "country": "Afghanistan",
    "placement": "place",
    "placement_radius_km": 5.0,
    "placement_areas": [],
    "placement_note": None,
    "event_type": "clash",
    "killed": 4.0,
    "killed_min": None,
    "killed_max": None,
    "killed_chinese": None,
    "injured": None,
    "injured_min": None,
    "injured_max": None,
    "injured_chinese": None,
    "claimed_by": None,
    "attributed_to": "Taliban",
    "contested": None,
    "disagreement": None,
    "marking": "CLEAR",
    "sources": ["https://example.org/a"],
}


def reports(*changes: dict, prefix: str = "R") -> gpd.GeoDataFrame:
    """One report for each dict of changes, R1, R2, …; `km` moves it to the north."""
    rows = [{**ORDINARY, **change} for change in changes]
    points = [Point(70.58, 37.1166 + row.pop("km", 0) / 111) for row in rows]
    index = [f"{prefix}{number}" for number in range(1, len(rows) + 1)]
    return gpd.GeoDataFrame(rows, index=index, geometry=points, crs="EPSG:4326")
