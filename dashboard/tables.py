"""The lists under the map: incidents, responses, clusters, provinces and border, layers, the score's assumptions."""

from collections.abc import Iterable

import geopandas as gpd
import pandas as pd
from markupsafe import Markup

from dashboard.frames import Scoring
from dashboard.html import link, links, note, table
from dashboard.site import CLUSTER_REACH_KM, stretch
from export.words import count_range, day_text, percent, plural, when
from layers.boundaries import PROVINCE_DATASETS
from layers.catalogue import Dataset
from layers.layer import Frames, Layer
from risk.clusters import clusters_near
from risk.defaults import DEFAULTS

HOME_PROVINCES = ("AF-BDS", "AF-TAK", "AF-LOG", "AF-KDZ", "TJ-KT", "TJ-GB")
OTHER_NAMES = {"Gorno-Badakhshan": ("GBAO",)}


def incident_table(incidents: pd.DataFrame) -> pd.DataFrame:
    """The incidents that the filters leave, newest first, as read by people."""
    rows = incidents.iloc[::-1]
    return pd.DataFrame(
        {
            "Day": rows["day"].dt.date,
            "When": [when(row) for row in rows.to_dict("records")],
            "Incident": rows["title"],
            "Place": rows["place"] + ", " + rows["admin1"],
            "Type": rows["event_type"],
            "Nexus": rows["nexus"],
            "Killed": [count_range(row, "killed") for row in rows.to_dict("records")],
            "Claimed by": rows["claimed_by"],
            "Attribution": rows["attribution_status"],
            "Confidence": rows["confidence"],
            "Contested": rows["contested"],
        },
        index=rows.index,
    )


def responses_timeline(responses: pd.DataFrame) -> Markup:
    """Official responses up to the as-of date, newest first."""
    rows = (
        (when(row), row["actor"], row["response_type"], row["description"], row["confidence"], links(row["sources"]))
        for row in responses.iloc[::-1].to_dict("records")
    )
    return table(("When", "Who", "Kind", "What", "Confidence", "Sources"), rows)


def clusters_section(frames: Frames) -> Markup:
    """One row per descriptive cluster of the incidents in view, with the sites that lie within reach of it."""
    clusters, sites = frames["clusters"], frames["sites"]
    caution = note(
        "Clusters are descriptive: incidents in steps of at most 20 km, not a test against chance. "
        f"{plural(clusters.attrs.get('left_out', 0), 'incident')} placed only by province left out."
    )
    if clusters.empty:
        return caution + note("No cluster among the incidents in view. Relax a filter or widen the period.")
    near = clusters_near(sites, clusters, within_km=CLUSTER_REACH_KM)
    rows = [_cluster_row(key, clusters.loc[key], near, sites) for key in clusters.index]
    header = ("Cluster", "Incidents", "Period", "Types", "Actors", "Placement", f"Sites within {CLUSTER_REACH_KM:g} km")
    return caution + table(header, rows)


def _cluster_row(key: str, row: pd.Series, near: pd.DataFrame, sites: pd.DataFrame) -> tuple:
    names = sites["name"].reindex(near.loc[near["cluster_id"] == key, "site_id"]).dropna()
    period = f"{day_text(row['first_day'])} to {day_text(row['last_day'])}"
    caution = "all at one point" if row["same_point"] else f"{row['share_coarse']:.0%} placed by district or worse"
    actors, types = "; ".join(row["actors"]) or "not known", ", ".join(row["event_types"])
    return key, row["incidents"], period, types, actors, caution, ", ".join(names) or "none"


def areas_section(frames: Frames, incidents: gpd.GeoDataFrame, scoring: Scoring) -> Markup:
    """Provinces and border segments: promises do not hold everywhere alike, so there is no single national figure."""
    provinces = province_table(frames, incidents, pd.Timestamp(scoring.as_of))
    return provinces + Markup("<p></p>") + border_table(frames["border"], scoring.table, frames["places"])


def province_table(frames: Frames, incidents: gpd.GeoDataFrame, as_of: pd.Timestamp) -> Markup:
    """Incidents in view per border province, as the reports name it, in the 90 and 365 days before the as-of date."""
    provinces = pd.concat([frames[name] for name in PROVINCE_DATASETS])
    rows = []
    for code in HOME_PROVINCES:
        if code in provinces.index:
            name = provinces.loc[code, "name"]
            mine = incidents[incidents["admin1"].isin([name, *OTHER_NAMES.get(name, ())])]
            recent = [int((mine["day"] > as_of - pd.Timedelta(days=days)).sum()) for days in (90, 365)]
            newest = day_text(mine["day"].max()) if len(mine) else "none in view"
            rows.append((name, *recent, len(mine), int((mine["nexus"] == "direct").sum()), newest))
    return table(("Province", "Last 90 days", "Last 365 days", "All in view", "Direct nexus", "Newest"), rows)


def defaults_table() -> Markup:
    """Every number that the score assumes, its unit and where it comes from."""
    words = note("The score uses declared priors. Nothing is fitted to data yet; every assumption is listed here.")
    rows = ((entry.name, entry.value, entry.unit, entry.source) for entry in DEFAULTS)
    return words + table(("Assumption", "Value", "Unit", "Source"), rows)


def border_table(border: pd.DataFrame, scores: pd.DataFrame, places: gpd.GeoDataFrame) -> Markup:
    """One row per border segment, west to east, scored at its worst stretch."""
    rows = []
    for key, segment in border.iterrows():
        score = scores.loc[key]
        spread = f"{percent(score['probability_low'])} – {percent(score['probability_high'])}"
        length = f"{segment['length_km']:.0f} km"
        rows.append(
            (segment["name"], length, percent(score["probability"]), spread, score["band"], stretch(score, places))
        )
    return table(("Segment", "Length", "Chance", "80 % interval", "Band", "Worst stretch"), rows)


def layers_table(layers: Iterable[Layer], datasets: dict[str, Dataset]) -> Markup:
    """Unit, caution, source, licence and coverage of the layers that are shown."""
    rows = []
    for layer in layers:
        sources = [datasets[name] for name in layer.datasets if name in datasets]
        where_from = Markup("<br>").join(
            Markup("{}: {} ({})").format(link(entry.url, entry.title), entry.publisher, entry.licence)
            for entry in sources
        )
        covers = [f"{entry.covers[0]} to {entry.covers[1]}" for entry in sources if entry.covers]
        rows.append((layer.title, layer.unit, layer.caution, where_from, "; ".join(covers) or "no period"))
    return table(("Layer", "Unit", "Caution", "Source and licence", "Coverage"), rows)


def empty_words(taken: dict[str, int], total: int) -> str:
    """What to relax when nothing is left."""
    if not total:
        return "There are no incidents to show: the incident file could not be read."
    worst = sorted((count, name) for name, count in taken.items() if count)[::-1]
    advice = ", ".join(f"{name} (hides {plural(count, 'incident')})" for count, name in worst)
    return f"No incident passes the filters. Relax {advice}."
