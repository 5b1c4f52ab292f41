"""The Clusters page: what sits close in space and time, since when, and whether chance explains it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import tables
from dashboard.chance import choose_groups, groups_asked, show_tests
from dashboard.charts import strip_chart
from dashboard.frames import Filtered, groups_as_of
from dashboard.html import facts, heading, note, table
from export.view import View
from export.words import day_text, plural, when
from layers.layer import Frames
from risk.groups import since

HEADER = ("Cluster", "Incidents", "Period", "Pace", "Stability", "Types", "Actors", "Killed", "Sites in 25 km", "Note")


def show_clusters(shown: Filtered, view: View, last_day: date) -> None:
    """Space-time clusters with a strip that shows when, clusters around sites, and the tests against chance."""
    frames = shown.frames
    st.html(heading("Space-time clusters (descriptive)"))
    choose_groups()
    st.html(groups_section(frames, earlier(shown, view)))
    if len(frames["incidents"]):
        st.altair_chart(strip_chart(frames["groups"], frames["tested"], frames["incidents"]), key="cluster_strip")
    st.html(heading("Clusters around sites, whatever their dates (descriptive)") + tables.clusters_section(frames))
    show_tests(shown, last_day)


def earlier(shown: Filtered, view: View) -> pd.DataFrame:
    """The same clusters as they stood on the day that the reader compares with."""
    return groups_as_of(shown, min(view.since, view.as_of), groups_asked())


def groups_section(frames: Frames, before: pd.DataFrame) -> Markup:
    """One row per cluster, and a sentence for each that is new, grew, merged or ended since the earlier day."""
    groups, sites = frames["groups"], frames["sites"]
    said = Markup("").join(note(words) for words in groups.attrs.get("said", ()))
    moved = since(before, groups)
    news = Markup("").join(note(words) for words in moved.loc[moved["change"] != "same", "sentence"])
    if groups.empty:
        return said + news + note("No incidents in view are near enough to each other in space and time for a cluster.")
    return said + news + table(HEADER, [_row(key, row, sites) for key, row in groups.iterrows()])


def cluster_card(key: str, row: Mapping[str, Any], frames: Frames) -> Markup:
    """One cluster: what it is, how sure, which incidents, which sites are near."""
    tested = "p_value" in row
    members = frames["incidents"].loc[[name for name in row["incident_ids"] if name in frames["incidents"].index]]
    listed = [(when(member), member["title"], member["placement"]) for member in members.to_dict("records")]
    parts = [
        Markup("<h3>{}</h3>").format(f"Cluster {key}"),
        note(
            "Tested: unlikely to be chance alone. No cause, no forecast."
            if tested
            else "Descriptive: incidents close in space and time. Not a test against chance.",
            "" if tested else "pw-gap",
        ),
        facts(_tested_facts(row) if tested else _group_facts(row, frames["sites"])),
        heading("Its incidents") + table(("When", "Incident", "Placed by"), listed),
    ]
    return Markup('<article class="pw-card">{}</article>').format(Markup("").join(parts))


def _row(key: str, row: pd.Series, sites: pd.DataFrame) -> tuple:
    return (
        key,
        row["incidents"],
        _period(row),
        _pace(row),
        f"{row['stability_word']} ({row['stability']:.0%})",
        ", ".join(row["event_types"]),
        _actors(row),
        _killed(row),
        _sites(row, sites),
        row["note"],
    )


def _group_facts(row: Mapping[str, Any], sites: pd.DataFrame) -> list[tuple[str, object]]:
    return [
        ("Incidents", row["incidents"]),
        ("Period", _period(row)),
        ("Pace", _pace(row)),
        ("Stability", f"{row['stability_word']} ({row['stability']:.0%} overlap when a limit is halved or doubled)"),
        ("Types", ", ".join(row["event_types"])),
        ("Actors", _actors(row)),
        ("Killed", _killed(row)),
        ("Placed by district or worse", f"{row['share_coarse']:.0%}"),
        ("Sites within 25 km", _sites(row, sites)),
        ("Note", row["note"] or "none"),
    ]


def _tested_facts(row: Mapping[str, Any]) -> list[tuple[str, object]]:
    return [
        ("Incidents", f"{row['observed']} where {row['expected']:.2f} are expected ({row['ratio']:.1f} times)"),
        ("Where", f"within {row['radius_km']:.0f} km of {row['center_lat']:.2f} N, {row['center_lon']:.2f} E"),
        ("Period", _period(row) + (", active: it reaches the as-of date" if row["active"] else "")),
        ("p-value", f"{row['p_value']:.3f} (Gumbel approximation {row['p_gumbel']:.3f})"),
        ("Placed by district", f"{row['share_coarse']:.0%}"),
        ("One coordinate", "yes: one place name, not a pattern in space" if row["same_point"] else "no"),
    ]


def _period(row: Mapping[str, Any]) -> str:
    return f"{day_text(row['first_day'])} to {day_text(row['last_day'])}"


def _pace(row: Mapping[str, Any]) -> str:
    return f"{row['recent']} in the last 30 days, {row['before']} in the 30 before" + (", open" if row["open"] else "")


def _actors(row: Mapping[str, Any]) -> str:
    return "; ".join(row["actors"]) or "not known"


def _killed(row: Mapping[str, Any]) -> str:
    unknown = f", {plural(row['killed_unknown'], 'incident')} without a figure" if row["killed_unknown"] else ""
    return f"{row['killed']}{unknown}"


def _sites(row: Mapping[str, Any], sites: pd.DataFrame) -> str:
    return ", ".join(sites["name"].reindex(row["site_ids"]).dropna()) or "none"
