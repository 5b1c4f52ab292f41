"""Provinces and border segments: which incidents and sites are theirs, and how many."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from layers.boundaries import PROVINCE_DATASETS
from layers.layer import Frames

HOME_PROVINCES = ("AF-BDS", "AF-TAK", "AF-LOG", "AF-KDZ", "TJ-KT", "TJ-GB")
OTHER_NAMES = {"Gorno-Badakhshan": ("GBAO",)}
RECENT_DAYS = (90, 365)


def provinces_of(frames: Frames) -> gpd.GeoDataFrame:
    """One row per province of Afghanistan and Tajikistan, indexed by ISO 3166-2 code."""
    return pd.concat([frames[name] for name in PROVINCE_DATASETS])


def incidents_in(name: str, incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Incidents of a province as the reports name it: the border line is too coarse to decide by coordinates."""
    return incidents[incidents["admin1"].isin([name, *OTHER_NAMES.get(name, ())])]


def sites_in(name: str, sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Sites of a province as their sources name it; a road that several provinces share is in each of them."""
    names = {name, *OTHER_NAMES.get(name, ())}
    return sites[sites["admin1"].fillna("").map(lambda where: bool(names & set(where.split("/")))).astype(bool)]


def counted(incidents: gpd.GeoDataFrame, as_of: pd.Timestamp, days: Sequence[int] = RECENT_DAYS) -> dict[str, object]:
    """Incidents in each of the last `days` before the as-of date, all of them, direct ones, and the newest day."""
    recent = {f"last_{span}": int((incidents["day"] > as_of - pd.Timedelta(days=span)).sum()) for span in days}
    newest = incidents["day"].max() if len(incidents) else None
    direct = int((incidents["nexus"] == "direct").sum())
    return {**recent, "all": len(incidents), "direct": direct, "newest": newest}
