"""The panels under the map: ranking, card, lists."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import cards, tables
from dashboard.frames import Filtered, Scoring
from dashboard.html import note
from dashboard.page import TABLES, Selection
from dashboard.ranking import choose_row
from dashboard.site import score_section, site_card
from dashboard.view import View
from layers.catalogue import shipped
from risk.declared import ALL_LAYERS
from risk.report import ranked

Frames = Mapping[str, pd.DataFrame]


def show_ranking(scores: pd.DataFrame, sites: pd.DataFrame) -> str | None:
    """The ranked sites; a reference to the one whose row was just clicked."""
    st.subheader("Sites by chance")
    rows = ranked(scores.loc[scores.index.intersection(sites.index)], sites)
    return _new(choose_row(rows, key="ranking"), "ranking", "site")


def show_card(selection: Selection, frames: Frames, shown: Frames, scoring: Scoring) -> None:
    """The card of what is selected, or a sentence that says how to select."""
    if not selection.ids:
        st.subheader("Nothing selected")
        st.html(
            note("Click a site, an incident or a border segment on the map, or a row of a list: its card opens here.")
        )
    for key in _one_of(selection, frames):
        st.html(_card(selection.kind, key, frames, shown, scoring))


def show_lists(view: View, frames: Frames, shown: Filtered, scoring: Scoring) -> str | None:
    """Tabs with what is drawn, as tables, built when opened; a reference to the incident whose row was just clicked."""
    visible = [layer for layer in ALL_LAYERS if layer.name in view.layers]
    pages = {
        "Responses": lambda: tables.responses_timeline(shown.frames["responses"]),
        "Clusters": lambda: tables.clusters_section(shown.frames),
        "Provinces and border": lambda: tables.areas_section(frames, shown.frames["incidents"], scoring),
        "Layers and sources": lambda: tables.layers_table(visible, shipped()),
        "The score": tables.defaults_table,
    }
    first, *others = st.tabs(["Incidents", *pages], key="lists", on_change="rerun")
    for tab, build in zip(others, pages.values(), strict=True):
        if tab.open:
            tab.html(build())
    if not first.open:
        return None
    with first:
        return show_incidents(shown, len(frames["incidents"]))


def show_incidents(shown: Filtered, total: int) -> str | None:
    """The incident list, or what to relax when it is empty."""
    incidents = shown.frames["incidents"]
    if incidents.empty:
        st.warning(tables.empty_words(shown.taken, total))
        return None
    st.caption(f"{len(incidents)} of {total} incidents pass the filters. Choose a row: the map goes there.")
    rows = tables.incident_table(incidents)
    answer = st.dataframe(
        rows,
        hide_index=True,
        height=420,
        key="incidents",
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
    )
    chosen = [*answer.selection.rows, *(cell[0] for cell in answer.selection.cells)]
    name = str(rows.index[chosen[-1]]) if chosen and chosen[-1] < len(rows) else None
    return _new(name, "incidents", "incident")


def _new(name: str | None, key: str, kind: str) -> str | None:
    """A reference when the row differs from the one this list showed last: a standing selection is not a click."""
    last = st.session_state.get(f"last_{key}")
    st.session_state[f"last_{key}"] = name
    return f"{kind}:{name}" if name and name != last else None


def _one_of(selection: Selection, frames: Frames) -> tuple[str, ...]:
    """The identifier whose card is shown; where several stand at one point the reader picks."""
    if len(selection.ids) <= 1:
        return selection.ids
    st.html(note(f"{len(selection.ids)} things stand at this point. Choose one."))
    names = frames[TABLES[selection.kind]]
    column = "title" if selection.kind == "incident" else "name"
    words = names.loc[list(selection.ids), column].to_dict()
    return (st.selectbox("Here", selection.ids, format_func=words.get, key=f"here_{'_'.join(selection.ids)}"),)


def _card(kind: str, key: str, frames: Frames, shown: Frames, scoring: Scoring) -> Markup:
    if kind == "site":
        return site_card(key, frames, shown, scoring)
    if kind == "border":
        return score_section(key, frames["border"].loc[key, "name"], frames, scoring)
    responses = shown["responses"]
    answers = responses[[key in ids for ids in responses["incident_ids"]]]
    return cards.incident_card(frames["incidents"].loc[key].to_dict(), answers)
