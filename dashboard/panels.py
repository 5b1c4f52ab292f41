"""The panels under the map: ranking, card, lists."""

from collections.abc import Mapping
from datetime import date, timedelta

import geopandas as gpd
import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import cards, tables
from dashboard.about import about_section
from dashboard.changes import changes_section
from dashboard.charts import trend_chart
from dashboard.clusters import cluster_card, show_clusters
from dashboard.filtered_charts import show_charts
from dashboard.frames import Filtered, Scoring
from dashboard.html import heading, note
from dashboard.in_words import show_figures
from dashboard.incidents import show_incidents
from dashboard.news import news_section
from dashboard.own_card import show_own, show_told
from dashboard.ranking import show_sites
from dashboard.record import record_sentence, show_record
from dashboard.site import reach_section, score_section, site_section
from dashboard.skip import LISTS, mark_place
from dashboard.speech import count, say, spoken
from dashboard.tabs import opened, tabs_key, titles
from dashboard.workspace import show_workspace
from export.scene.selection import TABLES, Selection
from export.scoring import happened_near
from export.view import View, last_day_of
from layers.catalogue import shipped
from risk.declared import every_layer
from risk.report import ranked

Frames = Mapping[str, pd.DataFrame]
TREND_WORDS = ("as of", "chance", "10 %", "90 %")


def show_ranking_and_card(selection: Selection, frames: Frames, shown: Filtered, scoring: Scoring) -> None:
    """Side by side: the ranked sites, and the card of what is selected."""
    left, right = st.columns([12, 9], gap="large")
    with left:
        show_ranking(scoring, shown.frames["sites"], selection)
    with right.container(height=560, border=False):
        show_card(selection, frames, shown.frames, scoring)


def show_ranking(scoring: Scoring, sites: pd.DataFrame, selection: Selection) -> None:
    """The ranked sites; those whose rows are ticked are selected."""
    st.subheader(say("Sites by chance"))
    show_sites(ranking_rows(scoring, sites), selection, ranking_key(scoring, sites))


def ranking_rows(scoring: Scoring, sites: pd.DataFrame) -> pd.DataFrame:
    """One row per site, most concerning first, with the stability of its rank; `attrs` says among how many settings.

    Shared by all readers: not to be changed.
    """
    return _ranking(scoring, sites, ranking_key(scoring, sites))


def ranking_key(scoring: Scoring, sites: pd.DataFrame) -> int:
    """Another one whenever the ranking is another."""
    return hash((scoring.key, scoring.as_of, scoring.settings, scoring.covers, tuple(sites.index)))


@st.cache_resource(show_spinner=False, max_entries=100)
def _ranking(_scoring: Scoring, _sites: pd.DataFrame, key: int) -> pd.DataFrame:
    scores = _scoring.table.loc[lambda rows: rows.index.intersection(_sites.index)]
    stable = _scoring.stability(tuple(scores.index))
    rows = ranked(scores.join(stable), _sites)
    rows.attrs["settings"] = stable.attrs["settings"]
    return rows


def show_card(selection: Selection, frames: Frames, shown: Frames, scoring: Scoring) -> None:
    """The card of what is selected, or a sentence that says how to select."""
    show_told()
    if not selection.ids:
        st.subheader(say("Nothing selected"))
        words = say(
            "Click a site, an incident or a border segment on the map, or a row of a list: its card opens here."
        )
        st.html(note(words))
    for key in _one_of(selection, frames):
        if selection.kind == "incident":
            st.html(_incident(key, frames, shown))
        elif selection.kind in ("cluster", "tested"):
            st.html(cluster_card(key, shown[TABLES[selection.kind]].loc[key].to_dict(), shown))
        else:
            show_place(selection.kind, key, (frames, shown), scoring)
        if selection.kind in ("incident", "site"):
            show_own(selection.kind, key, frames[TABLES[selection.kind]].loc[key].to_dict())


def show_place(kind: str, key: str, both: tuple[Frames, Frames], scoring: Scoring) -> None:
    """A site or border segment: its score and why, how the score moved, and what is known of a site."""
    frames, shown = both
    record = record_sentence(scoring.settings, scoring.key)
    st.html(score_section(key, frames[TABLES[kind]].loc[key, "name"], (frames, record), scoring))
    show_trend(key, frames["incidents"], scoring)
    st.html(reach_section(key, frames, scoring))
    if kind == "site":
        st.html(site_section(key, frames, shown, scoring))


def show_trend(key: str, incidents: pd.DataFrame, scoring: Scoring) -> None:
    """The score of the last five years, each day knowing only what was known by then; nothing past coverage."""
    if scoring.table.loc[key, "status"] == "no data":
        return
    st.html(heading(say("How the score moved")))
    trend = scoring.trend(key)
    if trend["probability"].isna().all():
        words = say("Too few incidents within reach in the last five years for a figure on any day.")
        st.html(note(words, "pw-gap"))
        return
    unseen = (scoring.covers[1] + timedelta(days=1), date.today())
    happened = happened_near(scoring.reasons(key), incidents, scoring.settings, scoring.as_of)
    chart = trend_chart(trend, happened, unseen).properties(description=say("How the score moved"))
    st.altair_chart(chart, key=f"trend_{key}")
    settings, number = scoring.settings, spoken().number
    words = say(
        "Re-scored every two weeks with today's settings, knowing only what was known by then. Band: 80 % interval. "
        "Triangles: incidents within {reach} km, orange within {radius} km. Gaps: too few incidents for a figure. "
        "Grey: no data, which is not calm.",
        reach=number(settings.reach_limit_km),
        radius=number(settings.radius_km),
    )
    st.caption(words)
    show_figures(trend_figures(trend), list(map(say, TREND_WORDS)), key=f"trend_{key}")


def trend_figures(trend: pd.DataFrame) -> pd.DataFrame:
    """Day, chance and interval as read by people, the newest first."""
    shown, percent = trend.reset_index().iloc[::-1], spoken().percent
    columns = ("probability", "probability_low", "probability_high")
    return pd.DataFrame({"day": shown["day"], **{name: shown[name].map(percent) for name in columns}})


def show_lists(view: View, frames: Frames, shown: Filtered, scoring: Scoring, selection: Selection) -> None:
    """Tabs with what is drawn, as tables, built when opened."""
    visible = [layer for layer in every_layer(frames) if layer.name in view.layers]
    pages = (
        lambda: show_incidents(shown, len(frames["incidents"]), selection),
        lambda: st.html(tables.responses_timeline(shown.frames["responses"])),
        lambda: st.html(
            news_section(shown.incidents, view)
            + changes_section(shown.frames, frames["incidents"], scoring, view.since)
        ),
        lambda: show_clusters(shown, view, last_day_of(view, scoring.covers)),
        lambda: st.html(tables.areas_section(frames, shown.incidents, scoring)),
        lambda: st.html(tables.layers_table(visible, shipped())),
        lambda: st.html(tables.defaults_table()),
        lambda: show_record(scoring.key),
        lambda: show_workspace(frames["incidents"]),
        lambda: show_charts(shown.incidents, tables.empty_words(shown.taken, len(frames["incidents"]))),
        lambda: st.html(about_section(shipped(), scoring.covers, view.as_of)),
    )
    said = titles()
    mark_place(LISTS)
    tabs = st.tabs(said, key=tabs_key(), on_change="rerun", default=said[opened()])
    st.session_state.open_list = next((place for place, tab in enumerate(tabs) if tab.open), 0)
    for tab, show in zip(tabs, pages, strict=True):
        if tab.open:
            with tab:
                show()


def _one_of(selection: Selection, frames: Frames) -> tuple[str, ...]:
    """The identifier whose card is shown; where several stand at one point the reader picks."""
    if len(selection.ids) <= 1:
        return selection.ids
    names = frames[TABLES[selection.kind]]
    st.html(note(_several_words(names.loc[list(selection.ids)])))
    column = "title" if selection.kind == "incident" else "name"
    words = names.loc[list(selection.ids), column].to_dict()
    return (st.selectbox(say("Here"), selection.ids, format_func=words.get, key=f"here_{'_'.join(selection.ids)}"),)


def _several_words(rows: gpd.GeoDataFrame) -> str:
    """What is said of several that are selected: that they stand at one point, or that they were chosen together."""
    if rows.geometry.nunique() == 1:
        return count(
            len(rows), "{n} thing stands at this point. Choose one.", "{n} things stand at this point. Choose one."
        )
    return count(len(rows), "{n} thing is selected. Choose one.", "{n} things are selected. Choose one.")


def _incident(key: str, frames: Frames, shown: Frames) -> Markup:
    responses = shown["responses"]
    answers = responses[[key in ids for ids in responses["incident_ids"]]]
    return cards.incident_card(frames["incidents"].loc[key].to_dict(), answers)
