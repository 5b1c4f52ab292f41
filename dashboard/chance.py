"""Tests against chance on screen: run when asked, kept by data and settings, and never in a reader's way."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.findings import results
from dashboard.frames import Filtered, groups_as_of
from dashboard.html import heading, note
from dashboard.jobs import Job
from dashboard.speech import say, spoken
from dashboard.told import retold
from export.select import grouping_of, scanning_of
from export.view import (
    GROUP_DAYS,
    GROUP_INCIDENTS,
    GROUP_KM,
    GROUPING,
    REPLICATIONS,
    SCAN_DAYS,
    SCAN_RADIUS_KM,
    SCANNING,
    View,
)
from layers.boundaries import PROVINCE_DATASETS
from risk.chance import ChanceTests, run_tests
from risk.groups.settings import METHODS
from risk.scan import ScanSettings

KEPT = 40
PATIENCE_SECONDS = 0.4


@st.cache_resource(show_spinner=False)
def finished() -> dict[tuple, ChanceTests]:
    """Results by data and settings, shared by every session; a full store forgets the oldest."""
    return {}


def with_cluster_choices(start: View) -> View:
    """A view with what the reader has chosen in the tab of clusters; as it was before that."""
    return replace(start, **{name: _asked(name, getattr(start, name)) for name in (*GROUPING, *SCANNING)})


def with_clusters(shown: Filtered, view: View, last_day: date) -> Filtered:
    """What the filters leave, with its space-time clusters, and those beyond chance where it was tested already."""
    groups = groups_as_of(shown, last_day, grouping_of(view))
    tests = finished().get(_key(shown, scanning_of(view, last_day)))
    found = tests.clusters if tests else None
    tested = groups.iloc[:0] if found is None else found
    key = (*shown.key, grouping_of(view), tuple(tested.index), last_day)
    return replace(shown, frames={**shown.frames, "groups": groups, "tested": tested}, key=key)


def show_tests(shown: Filtered, view: View, last_day: date) -> None:
    """The choices, the button, the progress while it runs, and what came out."""
    st.html(heading(say("Tests against chance")))
    _choose_scan(view)
    settings = scanning_of(view, last_day)
    key, job = _key(shown, settings), st.session_state.get("chance_job")
    tests = finished().get(key)
    if job is not None and job.running:
        _watch(job)
    elif tests is None:
        _offer(shown, settings, key)
    else:
        st.html(results(tests, shown.frames))


def _offer(shown: Filtered, settings: ScanSettings, key: tuple) -> None:
    job = st.session_state.get("chance_job")
    if job is not None and job.problem:
        st.warning(retold(job.problem))
    words = say("Not tested yet with these incidents and settings. Markers that sit close are not a finding.")
    st.html(note(words))
    if st.button(say("Test against chance"), key="run_tests"):
        st.session_state.chance_job = started(shown, settings, key)
        st.rerun()


def started(shown: Filtered, settings: ScanSettings, key: tuple) -> Job:
    """A job that puts its result where every session finds it."""
    incidents = shown.incidents
    provinces = pd.concat([shown.frames[name] for name in PROVINCE_DATASETS])
    store = finished()

    def work(progress, cancelled) -> None:
        found = run_tests(incidents, provinces, settings=settings, progress=progress, cancelled=cancelled)
        while len(store) >= KEPT:
            store.pop(next(iter(store)))
        store[key] = found

    return Job(work)


@st.fragment(run_every=PATIENCE_SECONDS)
def _watch(job: Job) -> None:
    if not job.running:
        st.rerun()
    st.progress(job.share, text=progress_words(job))
    st.button(say("Stop"), key="stop_tests", on_click=job.stop)


def progress_words(job: Job) -> str:
    """How much of the replications is done, and how long the rest will take where that is known."""
    share = spoken().share(job.share)
    if math.isnan(job.seconds_left):
        return say("{share} of the replications", share=share)
    seconds = spoken().number(job.seconds_left, 0)
    return say("{share} of the replications, about {n} s left", share=share, n=seconds)


def choose_groups(view: View) -> None:
    """Widgets for what makes a space-time cluster; `with_cluster_choices` reads them."""
    places = st.columns(4)
    _pick(places[0], say("Within [km]"), GROUP_KM, ("group_km", view.group_km))
    _pick(places[1], say("Within [days]"), GROUP_DAYS, ("group_days", view.group_days))
    _pick(places[2], say("At least [incidents]"), GROUP_INCIDENTS, ("group_incidents", view.group_incidents))
    words = say(
        "ST-DBSCAN links at exactly these limits. HDBSCAN lets them stretch with density: only their ratio counts"
    )
    _pick(places[3], say("Method"), METHODS, ("group_method", view.group_method), help=words)


def _choose_scan(view: View) -> None:
    places = st.columns(4)
    _pick(places[0], say("Widest circle [km]"), SCAN_RADIUS_KM, ("scan_radius_km", view.scan_radius_km))
    _pick(places[1], say("Longest window [days]"), SCAN_DAYS, ("scan_days", view.scan_days))
    _pick(places[2], say("Replications"), REPLICATIONS, ("scan_replications", view.scan_replications))
    words = say("Only clusters that reach the as-of date: is something going on now?")
    places[3].toggle(
        say("Active now"), _asked("scan_prospective", view.scan_prospective), key="scan_prospective", help=words
    )


def _pick(place: DeltaGenerator, title: str, choices: tuple, named: tuple[str, Any], help: str | None = None) -> None:
    name, usual = named
    show = str if isinstance(usual, str) else spoken().number
    place.selectbox(title, choices, choices.index(_asked(name, usual)), key=name, help=help, format_func=show)


def _asked(name: str, usual: Any) -> Any:
    """What was chosen under a name, also while its widget is not on the page, where its own memory would be lost."""
    kept = st.session_state.setdefault("kept_choices", {})
    kept[name] = st.session_state.get(name, kept.get(name, usual))
    return kept[name]


def _key(shown: Filtered, settings: ScanSettings) -> tuple:
    """The same for filters that leave the same incidents."""
    return shown.key[0], hash(shown.rows.tobytes()), settings
