"""Merged reports in the tab Workspace: what is part of which incident, take apart, and join by hand."""

import geopandas as gpd
import pandas as pd
import streamlit as st

from dashboard.html import heading, note
from dashboard.kept import done
from dashboard.signed import ask_name
from dashboard.speech import say
from layers.joined import join_reports
from layers.store import Store

SHIPPED = "incidents"


def show_joined(store: Store, incidents: gpd.GeoDataFrame) -> None:
    """The reports that are part of another incident, with a way back, and the way there."""
    st.html(heading(say("Merged reports")))
    reports = store.reports()
    merged = reports[reports["into"].notna()]
    if merged.empty:
        st.html(note(say("No report is merged into another incident.")))
    else:
        st.dataframe(merged_table(merged, incidents), hide_index=True, height=min(320, 40 + 36 * len(merged)))
        _take_apart(store, merged)
    if len(reports):
        _join(store, incidents)


def merged_table(merged: gpd.GeoDataFrame, incidents: pd.DataFrame) -> pd.DataFrame:
    """One row per merged report: itself, and the incident that it is shown as part of."""
    titles = incidents["title"].to_dict()
    return pd.DataFrame(
        {
            say("Report"): merged.index,
            say("Its title"): merged["title"].to_numpy(),
            say("Part of"): merged["into"].to_numpy(),
            say("Title"): [titles.get(name, say("not in the data any more")) for name in merged["into"]],
        }
    )


def _take_apart(store: Store, merged: gpd.GeoDataFrame) -> None:
    chosen, by, button = st.columns([3, 2, 1], vertical_alignment="bottom")
    titles = merged["title"].to_dict()
    name = chosen.selectbox(
        say("Report"), list(titles), format_func=lambda key: f"{key}: {titles[key]}", key="unmerge_report"
    )
    who = ask_name("unmerge_by", by)
    if button.button(say("Take apart"), disabled=not who, key="unmerge"):
        done(lambda: store.unmerge([name], who), say("{name} stands for itself again.", name=name))


def _join(store: Store, incidents: gpd.GeoDataFrame) -> None:
    """Two incidents that are one event, as a person knows."""
    st.html(heading(say("Join two incidents")))
    one, other, by, button = st.columns([3, 3, 2, 1], vertical_alignment="bottom")
    titles = incidents["title"].to_dict()
    names = [
        column.selectbox(
            words,
            list(titles),
            index=None,
            format_func=lambda key: f"{key}: {titles[key]}",
            key=f"join_{place}",
        )
        for place, (column, words) in enumerate(((one, say("This incident stays")), (other, say("Is the same as"))))
    ]
    who = ask_name("join_by", by)
    ready = who and all(names) and names[0] != names[1]
    if button.button(say("Join"), disabled=not ready, key="join"):
        shipped = incidents.index[incidents["dataset"] == SHIPPED]
        words = say("{one} and {other} are one incident now.", one=names[0], other=names[1])
        done(lambda: join_reports(store, names, who, shipped=shipped), words)
