"""Tests against chance on screen: run when asked, kept by data and settings, and never in a reader's way."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.findings import results
from dashboard.frames import Filtered
from dashboard.html import heading, note
from dashboard.jobs import Job
from layers.boundaries import PROVINCE_DATASETS
from risk.chance import ChanceTests, run_tests
from risk.scan import ScanSettings

RADII_KM = (10, 25, 50, 100)
LONGEST_DAYS = (30, 60, 90, 180)
REPLICATIONS = (99, 999, 9999)
KEPT = 40
PATIENCE_SECONDS = 0.4


@st.cache_resource(show_spinner=False)
def finished() -> dict[tuple, ChanceTests]:
    """Results by data and settings, shared by every session; a full store forgets the oldest."""
    return {}


def settings_asked(last_day: date) -> ScanSettings:
    """The settings that the reader has chosen in the tab, the usual ones before that."""
    asked = st.session_state
    return ScanSettings(
        max_radius_km=float(asked.get("scan_radius_km", 50)),
        max_days=int(asked.get("scan_days", 90)),
        replications=int(asked.get("scan_replications", 999)),
        prospective=bool(asked.get("scan_prospective", False)),
        last_day=pd.Timestamp(last_day),
    )


def with_tested(shown: Filtered, last_day: date) -> Filtered:
    """What the filters leave, with the clusters beyond chance where these very incidents were tested already."""
    tests = finished().get(_key(shown, settings_asked(last_day)))
    found = tests.clusters if tests else None
    tested = shown.frames["groups"].iloc[:0] if found is None else found
    return replace(shown, frames={**shown.frames, "tested": tested}, key=(*shown.key, tuple(tested.index), last_day))


def show_tests(shown: Filtered, last_day: date) -> None:
    """The choices, the button, the progress while it runs, and what came out."""
    st.html(heading("Tests against chance"))
    for place, choose in zip(st.columns(4), (_radius, _days, _replications, _prospective), strict=True):
        with place:
            choose()
    settings = settings_asked(last_day)
    key, job = _key(shown, settings), st.session_state.get("chance_job")
    tests = finished().get(key)
    if job is not None and job.running:
        _watch(job)
    elif tests is None:
        _offer(shown, settings, key)
    else:
        st.html(results(tests, shown.frames))


def _radius() -> None:
    st.selectbox("Widest circle [km]", RADII_KM, RADII_KM.index(50), key="scan_radius_km")


def _days() -> None:
    st.selectbox("Longest window [days]", LONGEST_DAYS, LONGEST_DAYS.index(90), key="scan_days")


def _replications() -> None:
    st.selectbox("Replications", REPLICATIONS, REPLICATIONS.index(999), key="scan_replications")


def _prospective() -> None:
    words = "Only clusters that reach the as-of date: is something going on now?"
    st.toggle("Active now", False, key="scan_prospective", help=words)


def _offer(shown: Filtered, settings: ScanSettings, key: tuple) -> None:
    job = st.session_state.get("chance_job")
    if job is not None and job.problem:
        st.warning(job.problem)
    st.html(note("Not tested yet with these incidents and settings. Markers that sit close are not a finding."))
    if st.button("Test against chance", key="run_tests"):
        st.session_state.chance_job = started(shown, settings, key)
        st.rerun()


def started(shown: Filtered, settings: ScanSettings, key: tuple) -> Job:
    """A job that puts its result where every session finds it."""
    incidents = shown.frames["incidents"]
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
    left = "" if job.seconds_left != job.seconds_left else f", about {job.seconds_left:.0f} s left"
    st.progress(job.share, text=f"{job.share:.0%} of the replications{left}")
    if st.button("Stop", key="stop_tests"):
        job.stop()


def _key(shown: Filtered, settings: ScanSettings) -> tuple:
    return shown.key[0], tuple(shown.frames["incidents"].index), settings
