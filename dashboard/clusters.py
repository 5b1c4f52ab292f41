"""The Clusters page: what sits close in space and time, since when, and whether chance explains it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import tables
from dashboard.chance import choose_groups, show_tests
from dashboard.charts import strip_chart
from dashboard.few import FEW, too_many_words
from dashboard.frames import Filtered, groups_as_of
from dashboard.html import apart, facts, heading, note, table
from dashboard.speech import count, reported, say, spoken
from dashboard.told import retold
from export.select import grouping_of
from export.view import View
from export.words import when
from layers.layer import Frames
from risk.groups import since

HEADER_WORDS = (
    "Cluster",
    "Incidents",
    "Period",
    "Pace",
    "Stability",
    "Types",
    "Actors",
    "Killed",
    "Sites in 25 km",
    "Note",
)
KIND_WORDS = {
    "tested": "Tested: unlikely to be chance alone. No cause, no forecast.",
    "descriptive": "Descriptive: incidents close in space and time. Not a test against chance.",
}
MEMBER_WORDS = ("When", "Incident", "Placed by")


def show_clusters(shown: Filtered, view: View, last_day: date) -> None:
    """Space-time clusters with a strip that shows when, clusters around sites, and the tests against chance."""
    frames = shown.frames
    st.html(heading(say("Space-time clusters (descriptive)")))
    choose_groups(view)
    st.html(groups_section(frames, earlier(shown, view)))
    if 0 < len(frames["incidents"]) <= FEW:
        chart = strip_chart(frames["groups"], frames["tested"], frames["incidents"])
        st.altair_chart(chart.properties(description=say("Space-time clusters (descriptive)")), key="cluster_strip")
    around = heading(say("Clusters around sites, whatever their dates (descriptive)"))
    st.html(around + tables.clusters_section(frames))
    show_tests(shown, view, last_day)


def earlier(shown: Filtered, view: View) -> pd.DataFrame:
    """The same clusters as they stood on the day that the reader compares with."""
    return groups_as_of(shown, min(view.since, view.as_of), grouping_of(view))


def groups_section(frames: Frames, before: pd.DataFrame) -> Markup:
    """One row per cluster, and a sentence for each that is new, grew, merged or ended since the earlier day."""
    groups, sites = frames["groups"], frames["sites"]
    if words := too_many_words(groups):
        return note(words)
    said = Markup("").join(note(retold(words)) for words in groups.attrs.get("said", ()))
    moved = since(before, groups)
    news = Markup("").join(note(retold(words)) for words in moved.loc[moved["change"] != "same", "sentence"])
    if groups.empty:
        none = say("No incidents in view are near enough to each other in space and time for a cluster.")
        return said + news + note(none)
    return said + news + table(map(say, HEADER_WORDS), [_row(key, row, sites) for key, row in groups.iterrows()])


def unseen_clusters(frames: Frames, view: View) -> list[str]:
    """A sentence where the map would show clusters and none were looked for."""
    words = [too_many_words(frames[name]) for name in ("groups", "clusters") if name in view.layers]
    return list(dict.fromkeys(filter(None, words)))


def cluster_card(key: str, row: Mapping[str, Any], frames: Frames) -> Markup:
    """One cluster: what it is, how sure, which incidents, which sites are near."""
    tested = "p_value" in row
    members = frames["incidents"].loc[[name for name in row["incident_ids"] if name in frames["incidents"].index]]
    listed = [
        (when(member, language=spoken()), member["title"], say(member["placement"]))
        for member in members.to_dict("records")
    ]
    parts = [
        Markup("<h3>{}</h3>").format(say("Cluster {name}", name=reported(key))),
        note(say(KIND_WORDS["tested" if tested else "descriptive"]), "" if tested else "pw-gap"),
        facts(_tested_facts(row) if tested else _group_facts(row, frames["sites"])),
        heading(say("Its incidents")) + table(map(say, MEMBER_WORDS), listed),
    ]
    return Markup('<article class="pw-card">{}</article>').format(Markup("").join(parts))


def _row(key: str, row: pd.Series, sites: pd.DataFrame) -> tuple:
    return (
        key,
        spoken().number(row["incidents"]),
        _period(row),
        _pace(row),
        say("{word} ({share})", word=say(row["stability_word"]), share=spoken().share(row["stability"])),
        _types(row),
        _actors(row),
        _killed(row),
        _sites(row, sites),
        retold(row["note"]),
    )


def _group_facts(row: Mapping[str, Any], sites: pd.DataFrame) -> list[tuple[str, object]]:
    return [
        (say("Incidents"), spoken().number(row["incidents"])),
        (say("Period"), _period(row)),
        (say("Pace"), _pace(row)),
        (say("Stability"), _stability(row)),
        (say("Types"), _types(row)),
        (say("Actors"), apart(_actors(row))),
        (say("Killed"), _killed(row)),
        (say("Placed by district or worse"), spoken().share(row["share_coarse"])),
        (say("Sites within 25 km"), apart(_sites(row, sites))),
        (say("Note"), retold(row["note"]) or say("none")),
    ]


def _tested_facts(row: Mapping[str, Any]) -> list[tuple[str, object]]:
    period = _period(row)
    return [
        (say("Incidents"), _found(row)),
        (say("Where"), _where(row)),
        (say("Period"), say("{period}, active: it reaches the as-of date", period=period) if row["active"] else period),
        (say("p-value"), _chances(row)),
        (say("Placed by district"), spoken().share(row["share_coarse"])),
        (say("One coordinate"), say("yes: one place name, not a pattern in space" if row["same_point"] else "no")),
    ]


def _found(row: Mapping[str, Any]) -> str:
    number = spoken().number
    return say(
        "{n} where {expected} are expected ({ratio} times)",
        n=number(row["observed"]),
        expected=number(row["expected"], 2),
        ratio=number(row["ratio"], 1),
    )


def _where(row: Mapping[str, Any]) -> str:
    number = spoken().number
    return say(
        "within {distance} of {lat} N, {lon} E",
        distance=spoken().km(row["radius_km"], 0),
        lat=number(row["center_lat"], 2),
        lon=number(row["center_lon"], 2),
    )


def _chances(row: Mapping[str, Any]) -> str:
    p, gumbel = (spoken().number(row[name], 3) for name in ("p_value", "p_gumbel"))
    return say("{p} (Gumbel approximation {gumbel})", p=p, gumbel=gumbel)


def _stability(row: Mapping[str, Any]) -> str:
    return say(
        "{word} ({share} overlap when a limit is halved or doubled)",
        word=say(row["stability_word"]),
        share=spoken().share(row["stability"]),
    )


def _period(row: Mapping[str, Any]) -> str:
    day = spoken().day
    return say("{first} to {last}", first=day(row["first_day"]), last=day(row["last_day"]))


def _pace(row: Mapping[str, Any]) -> str:
    words = {"recent": spoken().number(row["recent"]), "before": spoken().number(row["before"])}
    if row["open"]:
        return say("{recent} in the last 30 days, {before} in the 30 before, open", **words)
    return say("{recent} in the last 30 days, {before} in the 30 before", **words)


def _types(row: Mapping[str, Any]) -> str:
    return spoken().join(map(say, row["event_types"]))


def _actors(row: Mapping[str, Any]) -> str:
    return say("; ").join(map(reported, row["actors"])) or say("not known")


def _killed(row: Mapping[str, Any]) -> str:
    killed = spoken().number(row["killed"])
    if not row["killed_unknown"]:
        return killed
    unknown = count(row["killed_unknown"], "{n} incident without a figure", "{n} incidents without a figure")
    return spoken().join((killed, unknown))


def _sites(row: Mapping[str, Any], sites: pd.DataFrame) -> str:
    names = sites["name"].reindex(row["site_ids"]).dropna()
    return spoken().join(map(reported, names)) or say("none")
