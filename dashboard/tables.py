"""The lists under the map: incidents, responses, clusters, provinces and border, layers, the score's assumptions."""

from collections.abc import Iterable

import geopandas as gpd
import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.few import too_many_words
from dashboard.frames import Scoring
from dashboard.html import apart, link, links, note, table
from dashboard.site import CLUSTER_REACH_KM, stretch
from dashboard.speech import count, reported, say, spoken, spread
from export.language.citations import set_apart
from export.words import count_range, known, when
from layers.boundaries import PROVINCE_DATASETS
from layers.catalogue import Dataset
from layers.layer import Frames, Layer
from risk.clusters import clusters_near
from risk.defaults import DEFAULTS, Default
from risk.settings import PRIOR

INCIDENT_WORDS = (
    "Day",
    "When",
    "Incident",
    "Place",
    "Type",
    "Nexus",
    "Killed",
    "Claimed by",
    "Attribution",
    "Confidence",
    "Contested",
)
AS_REPORTED = ("Incident", "Place", "Claimed by")
RESPONSE_WORDS = ("When", "Who", "Kind", "What", "Confidence", "Sources")
CLUSTER_WORDS = ("Cluster", "Incidents", "Period", "Types", "Actors", "Placement")
PROVINCE_WORDS = ("Province", "Last 90 days", "Last 365 days", "All in view", "Direct nexus", "Newest")
DEFAULT_WORDS = ("Assumption", "Assumed value", "Unit", "Source")
SEGMENT_WORDS = ("Segment", "Length", "Chance", "80 % interval", "Band", "Worst stretch")
LAYER_WORDS = ("Layer", "Unit", "Caution", "Source and licence", "Coverage")
TAKEN_WORDS = {
    "period": "period",
    "event type": "event type",
    "nexus": "nexus",
    "attribution": "attribution",
    "confidence": "confidence",
}
HOME_PROVINCES = ("AF-BDS", "AF-TAK", "AF-LOG", "AF-KDZ", "TJ-KT", "TJ-GB")
OTHER_NAMES = {"Gorno-Badakhshan": ("GBAO",)}


def incident_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Incidents in the order given, as read by people."""
    language = spoken()
    records = rows.to_dict("records")
    return pd.DataFrame(
        {
            "Day": [language.figures(day.isoformat()) if language.code == "fa" else day for day in rows["day"].dt.date],
            "When": [when(row, language=language) for row in records],
            "Incident": rows["title"],
            "Place": [_place(row) for row in records],
            "Type": [say(word) for word in rows["event_type"]],
            "Nexus": [say(word) for word in rows["nexus"]],
            "Killed": [count_range(row, "killed", language=language) for row in records],
            "Claimed by": rows["claimed_by"],
            "Attribution": [say(word) for word in rows["attribution_status"]],
            "Confidence": [say(word) for word in rows["confidence"]],
            "Contested": rows["contested"],
        },
        index=rows.index,
    )


def incident_columns() -> dict:
    """Headings of the list of incidents, in the language of the page."""
    side = "right" if spoken().direction == "rtl" else None
    return {
        name: st.column_config.Column(say(name), alignment=None if name in AS_REPORTED else side)
        for name in INCIDENT_WORDS
    }


def responses_timeline(responses: pd.DataFrame) -> Markup:
    """Official responses up to the as-of date, newest first; a sentence where there are none."""
    if responses.empty:
        return note(say("No official response in view. Widen the period, or choose a later as-of date."))
    rows = (
        (
            when(row, language=spoken()),
            row["actor"],
            say(row["response_type"]),
            row["description"],
            say(row["confidence"]),
            links(row["sources"]),
        )
        for row in responses.iloc[::-1].to_dict("records")
    )
    return table(map(say, RESPONSE_WORDS), rows)


def clusters_section(frames: Frames) -> Markup:
    """One row per descriptive cluster of the incidents in view, with the sites that lie within reach of it."""
    clusters, sites = frames["clusters"], frames["sites"]
    if too_many := too_many_words(clusters):
        return note(too_many)
    words = say("Clusters are descriptive: incidents in steps of at most 20 km, not a test against chance.")
    left_out = count(
        clusters.attrs.get("left_out", 0),
        "{n} incident placed only by province left out.",
        "{n} incidents placed only by province left out.",
    )
    caution = note(f"{words} {left_out}")
    if clusters.empty:
        return caution + note(say("No cluster among the incidents in view. Relax a filter or widen the period."))
    near = clusters_near(sites, clusters, within_km=CLUSTER_REACH_KM)
    rows = [_cluster_row(key, clusters.loc[key], near, sites) for key in clusters.index]
    within = say("Sites within {km} km", km=spoken().number(CLUSTER_REACH_KM))
    return caution + table((*map(say, CLUSTER_WORDS), within), rows)


def _cluster_row(key: str, row: pd.Series, near: pd.DataFrame, sites: pd.DataFrame) -> tuple:
    language = spoken()
    names = sites["name"].reindex(near.loc[near["cluster_id"] == key, "site_id"]).dropna()
    period = say("{first} to {last}", first=language.day(row["first_day"]), last=language.day(row["last_day"]))
    coarse = say("{share} placed by district or worse", share=language.share(row["share_coarse"]))
    caution = say("all at one point") if row["same_point"] else coarse
    actors = say("; ").join(map(reported, row["actors"])) or say("not known")
    types = language.join(map(say, row["event_types"]))
    within = language.join(map(reported, names)) or say("none")
    return key, language.number(row["incidents"]), period, types, actors, caution, within


def areas_section(frames: Frames, incidents: gpd.GeoDataFrame, scoring: Scoring) -> Markup:
    """Provinces and border segments: promises do not hold everywhere alike, so there is no single national figure."""
    provinces = province_table(frames, incidents, pd.Timestamp(scoring.as_of))
    return provinces + Markup("<p></p>") + border_table(frames["border"], scoring.table, frames["places"])


def province_table(frames: Frames, incidents: gpd.GeoDataFrame, as_of: pd.Timestamp) -> Markup:
    """Incidents in view per border province, as the reports name it, in the 90 and 365 days before the as-of date."""
    provinces = pd.concat([frames[name] for name in PROVINCE_DATASETS])
    rows = [_province_row(provinces.loc[code], incidents, as_of) for code in HOME_PROVINCES if code in provinces.index]
    return table(map(say, PROVINCE_WORDS), rows)


def _province_row(province: pd.Series, incidents: gpd.GeoDataFrame, as_of: pd.Timestamp) -> tuple:
    language, name = spoken(), province["name"]
    mine = incidents[incidents["admin1"].isin([name, *OTHER_NAMES.get(name, ())])]
    recent = [int((mine["day"] > as_of - pd.Timedelta(days=days)).sum()) for days in (90, 365)]
    newest = language.day(mine["day"].max()) if len(mine) else say("none in view")
    figures = (*recent, len(mine), int((mine["nexus"] == "direct").sum()))
    return language.named(name), *map(language.number, figures), newest


def _place(row: dict) -> str:
    """A place as reported and its province, as far as either is known."""
    language = spoken()
    province = [language.area(row["admin1"])] if known(row["admin1"]) else []
    return language.join([*([row["place"]] if known(row["place"]) else []), *province])


def defaults_table() -> Markup:
    """Every number that the score assumes, its unit and where it comes from."""
    words = say("The score uses declared priors. Nothing is fitted to data yet; every assumption is listed here.")
    rows = ((say(one.name), default_value(one), say(one.unit), source_of(one)) for one in DEFAULTS)
    return note(words) + table(map(say, DEFAULT_WORDS), rows)


def source_of(entry: Default) -> str:
    """Where an assumption comes from; what is cited stays as it is."""
    words, cited = set_apart(entry.source)
    return say(words, **{name: reported(citation) for name, citation in cited.items()})


def default_value(entry: Default) -> str:
    """The value of an assumption: a number, a word, words with their weights, or a part of the score."""
    language, value = spoken(), entry.value
    if not isinstance(value, str):
        return language.number(value)
    if part := next((part for part in PRIOR if entry.setting == "components" and part.name == entry.name), None):
        reach = say("disc") if part.reach_km is None else language.km(part.reach_km)
        days = count(int(part.half_life_days), "{n} day", "{n} days")
        return say("{reach} × {days} × {share}", reach=reach, days=days, share=language.number(part.share))
    return language.join(_weighted(part) for part in value.split(", "))


def _weighted(part: str) -> str:
    """A word with its weight such as "direct 1", a word alone, or a share such as "5%"."""
    if part.endswith("%"):
        return spoken().share(float(part[:-1]) / 100)
    word, _, weight = part.rpartition(" ")
    return f"{say(word)} {spoken().number(float(weight))}" if word else say(part)


def border_table(border: pd.DataFrame, scores: pd.DataFrame, places: gpd.GeoDataFrame) -> Markup:
    """One row per border segment, west to east, scored at its worst stretch."""
    rows = [_segment_row(segment, scores.loc[key], places) for key, segment in border.iterrows()]
    return table(map(say, SEGMENT_WORDS), rows)


def _segment_row(segment: pd.Series, score: pd.Series, places: gpd.GeoDataFrame) -> tuple:
    language = spoken()
    return (
        language.place(segment),
        language.km(segment["length_km"], 0),
        language.percent(score["probability"]),
        spread(score["probability_low"], score["probability_high"]),
        say(score["band"]),
        stretch(score, places),
    )


def layers_table(layers: Iterable[Layer], datasets: dict[str, Dataset]) -> Markup:
    """Unit, caution, source, licence and coverage of the layers that are shown; datasets under their own names."""
    rows = [_layer_row(layer, [datasets[name] for name in layer.datasets if name in datasets]) for layer in layers]
    return table(map(say, LAYER_WORDS), rows)


def _layer_row(layer: Layer, sources: list[Dataset]) -> tuple:
    where_from = Markup("<br>").join(
        apart(Markup("{}: {} ({})").format(link(entry.url, entry.title), entry.publisher, entry.licence))
        for entry in sources
    )
    ends = [tuple(map(spoken().day, entry.covers)) for entry in sources if entry.covers]
    covers = say("; ").join(say("{first} to {last}", first=first, last=last) for first, last in ends)
    return say(layer.title), say(layer.unit), say(layer.caution), where_from, covers or say("no period")


def empty_words(taken: dict[str, int], total: int) -> str:
    """What to relax when nothing is left."""
    if not total:
        return say("There are no incidents to show: the incident file could not be read.")
    worst = sorted((hidden, name) for name, hidden in taken.items() if hidden)[::-1]
    advice = [
        count(hidden, "{name} (hides {n} incident)", "{name} (hides {n} incidents)", name=say(TAKEN_WORDS[name]))
        for hidden, name in worst
    ]
    return say("No incident passes the filters. Relax {advice}.", advice=spoken().join(advice))
