"""Clusters of incidents that are close in space and in time, with what must be said about them."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.checks import check_incidents
from risk.groups.describe import Facts, described, facts_of
from risk.groups.near import clusters_near
from risk.groups.partition import Group, in_order_of_arrival, partition
from risk.groups.settings import GroupSettings
from risk.groups.stability import Stability, stability

COLUMNS = (
    "cluster_id",
    "incidents",
    "incident_ids",
    "center_lon",
    "center_lat",
    "first_day",
    "last_day",
    "event_types",
    "actors",
    "killed",
    "killed_unknown",
    "injured",
    "injured_unknown",
    "share_coarse",
    "share_undated",
    "points",
    "same_point",
    "geometry",
    "formed_day",
    "recent",
    "before",
    "growth",
    "open",
    "stability",
    "stability_word",
    "weakest_setting",
    "site_ids",
    "note",
)
Day = pd.Timestamp | date | None


def space_time_clusters(
    incidents: gpd.GeoDataFrame,
    *,
    settings: GroupSettings | None = None,
    sites: gpd.GeoDataFrame | None = None,
    as_of: Day = None,
) -> gpd.GeoDataFrame:
    """One row per cluster, in the order in which they formed, EPSG:4326 hulls with a margin of 2 km.

    Indexed by cluster_id: "C" and the id of the incident around which the cluster was first dense, so that it is called
    the same on every later `as_of` (with "hdbscan": the first member, see `risk.groups.tracked`). Only what had
    happened by `as_of` [day, latest of the incidents] counts. Descriptive: no test against chance.

    Columns of `risk.groups.describe.described`, and: formed_day; recent and before (members in the last `eps_days` up
    to as_of, and in as many days before those), growth (recent - before), open (an incident on the as-of day could
    still join: it is at most eps_days after the last), stability (0 to 1), stability_word, weakest_setting (see
    `risk.groups.stability`), site_ids (sites within `reach_km` of the hull, nearest first), note (cautions, one text).

    `attrs["left_out"]` counts incidents placed by province, `attrs["said"]` holds sentences about the whole,
    `attrs["as_of"]` the day in ISO 8601. Raises TooManyIncidents beyond 20 million neighbours ("hdbscan": 3,000
    incidents).
    """
    settings = settings or GroupSettings()
    check_incidents(incidents)
    as_of = pd.Timestamp(as_of) if as_of is not None else incidents["last_day"].max()
    happened = in_order_of_arrival(incidents[incidents["last_day"] <= as_of])
    placed = happened[happened["placement"] != "province"]
    groups = partition(placed, settings)
    steady = stability(groups, placed, settings)
    facts = facts_of(placed)
    rows = [
        _row(facts, group, firm, settings.min_incidents) | _pace(placed, group, (as_of, settings.eps_days))
        for group, firm in zip(groups, steady, strict=True)
    ]
    frame = gpd.GeoDataFrame(rows, columns=list(COLUMNS), geometry="geometry", crs="EPSG:4326").set_index("cluster_id")
    frame["site_ids"] = _sites_within(frame, sites, settings.reach_km)
    left_out = len(happened) - len(placed)
    day = None if pd.isna(as_of) else as_of.date().isoformat()
    frame.attrs = {"as_of": day, "left_out": left_out, "said": _said(placed, left_out, settings)}
    return frame


def _row(facts: Facts, group: Group, firm: Stability, least: int) -> dict[str, object]:
    return {
        "cluster_id": f"C-{facts.ids[group.founder]}",
        **described(facts, group.members),
        "formed_day": group.formed,
        "stability": firm.overlap,
        "stability_word": firm.word,
        "weakest_setting": firm.weakest,
        "note": _note(facts, group.members, firm, least),
    }


def _pace(placed: gpd.GeoDataFrame, group: Group, window: tuple[pd.Timestamp, float]) -> dict[str, object]:
    as_of, span = window
    age = (as_of - placed["day"].iloc[group.members]) / pd.Timedelta(days=1)
    recent, before = int((age < span).sum()), int(((age >= span) & (age < 2 * span)).sum())
    return {"recent": recent, "before": before, "growth": recent - before, "open": bool(age.min() <= span)}


def _note(facts: Facts, rows: NDArray[np.intp], firm: Stability, least: int) -> str:
    """What a reader must know before pointing at this cluster; empty where nothing stands against it."""
    count, coarse = len(rows), int(facts.coarse[rows].sum())
    fullest = int(np.unique(facts.lonlat[rows], axis=0, return_counts=True)[1].max())
    words = []
    if fullest == count:
        words.append(f"All {count} are at one coordinate: one place name, not a pattern in space.")
    elif fullest * 2 > count:
        words.append(f"{fullest} of {count} are at one coordinate.")
    if count < least:
        words.append("Its other neighbours belong to a cluster that had linked them first.")
    if coarse:
        words.append(f"{coarse} of {count} are placed by district or worse.")
    if firm.word != "stable":
        words.append(f"It is {firm.word}: it changes most with {firm.weakest}.")
    return " ".join(words)


def _said(placed: gpd.GeoDataFrame, left_out: int, settings: GroupSettings) -> list[str]:
    """Sentences about the whole: what was left out, and why there may be nothing to find."""
    count, words = len(placed), []
    if left_out:
        words.append(f"{left_out} placed only by province left out: a province is wider than {settings.eps_km:g} km.")
    if count < settings.min_incidents:
        words.append(f"Found {count} placed incidents; a cluster takes {settings.min_incidents}. Widen the period.")
    elif placed["day"].nunique() == 1:
        words.append(f"All {count} incidents are on one day: these are clusters of places only.")
    elif placed.geometry.to_wkb().nunique() == 1:
        words.append(f"All {count} incidents are at one coordinate: these are clusters of days only.")
    return words


def _sites_within(frame: gpd.GeoDataFrame, sites: gpd.GeoDataFrame | None, reach_km: float) -> list[list]:
    if sites is None or sites.empty or frame.empty:
        return [[] for _ in frame.index]
    near = clusters_near(sites, frame, reach_km).sort_values(["distance_km", "site_id"])
    return [near.loc[near["cluster_id"] == name, "site_id"].tolist() for name in frame.index]
