"""The bar of time under the map: what it shows, and how a day chosen on it becomes the as-of date."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.frames import Filtered
from dashboard.speech import spoken
from export.scene.timeline import Days, ends_of, monthly, timeline
from export.view import FIRST_DAY, LAST_DAY, View


def follow_time(start: View, covers: Days) -> View:
    """Sets the as-of date and the period when the bar was just moved; before the sidebar, whose widgets show them."""
    clicked = _reported()
    days = days_in(str(clicked.get("ref", "")).partition(";")[0])
    if days is not None and clicked.get("click") != st.session_state.get("moved"):
        st.session_state.moved = clicked.get("click")
        period = st.session_state.get("period") or (start.first_day, start.last_day)
        last = period[1] if len(period) > 1 else start.last_day
        st.session_state.as_of = days[0]
        st.session_state.period = period_at(days[0], days[1] or period[0], last, covers)
    return start


def coming(view: View, covers: Days) -> View | None:
    """The view of the step that playback takes next, as the bar has told; None when it does not play."""
    days = days_in("time:" + str(_reported().get("ref", "")).partition(";")[2])
    if days is None or days[0] == view.as_of:
        return None
    first, last = period_at(days[0], days[1] or view.first_day, view.last_day, covers)
    return replace(view, as_of=days[0], first_day=first, last_day=last)


def days_in(reference: str) -> tuple[date, date | None] | None:
    """As-of date and, where told, first day of "time:2025-08-31,2025-06-01"; None for anything else."""
    kind, _, words = reference.partition(":")
    if kind != "time":
        return None
    try:
        as_of, *first = (date.fromisoformat(word) for word in words.split(","))
    except ValueError:
        return None
    if len(first) > 1 or not all(FIRST_DAY <= day <= LAST_DAY for day in (as_of, *first)):
        return None
    return as_of, first[0] if first else None


def period_at(as_of: date, first: date, last: date, covers: Days) -> Days:
    """The period that shows what is known on a day: it never starts after that day, nor ends before what is covered."""
    return min(first, as_of), max(last, min(as_of, covers[1]), min(first, as_of))


def time_state(view: View, shown: Filtered, covers: Days) -> dict:
    """What the bar draws now, in the language of the page."""
    ends = ends_of(covers, date.today())
    filters = (view.types, view.nexus, view.attribution, view.confidence)
    counts = _monthly(shown.light, view, (shown.key[0], *filters, *ends))
    return timeline(counts, view, covers, ends, language=spoken())


@st.cache_data(show_spinner=False, max_entries=100)
def _monthly(_incidents: pd.DataFrame, _view: View, key: tuple) -> list[int]:
    return monthly(_incidents, _view, key[-2:])


def _reported() -> dict:
    """What the map last told the page."""
    answer = st.session_state.get("map") or {}
    return (answer.get("last_active_drawing") or {}).get("properties") or {}
