"""A day chosen on the bar of time becomes the as-of date and the period."""

from dataclasses import replace
from datetime import date

import pytest
import streamlit as st

from dashboard.timebar import coming, days_in, period_at
from export.view import default_view

COVERS = date(2020, 1, 1), date(2025, 12, 31)
DAY = date(2025, 8, 31)


def test_a_day_alone_leaves_the_first_day():
    assert days_in("time:2025-08-31") == (DAY, None)


def test_a_window_tells_both_ends():
    assert days_in("time:2025-08-31,2025-06-01") == (DAY, date(2025, 6, 1))


@pytest.mark.parametrize(
    "words", ["", "site:SITE-01", "time:", "time:tomorrow", "time:1700-01-01", "time:2025-08-31,,"]
)
def test_anything_else_moves_nothing(words: str):
    assert days_in(words) is None


def test_a_period_that_ended_earlier_is_carried_along():
    assert period_at(DAY, COVERS[0], date(2024, 1, 1), COVERS) == (COVERS[0], DAY)


def test_a_period_is_never_stretched_past_what_is_covered():
    assert period_at(date(2026, 6, 1), COVERS[0], COVERS[1], COVERS) == COVERS


def test_a_period_never_starts_after_the_day():
    assert period_at(DAY, date(2025, 10, 1), COVERS[1], COVERS) == (DAY, COVERS[1])


def test_while_it_plays_the_bar_tells_the_step_that_comes(monkeypatch: pytest.MonkeyPatch):
    told = {"last_active_drawing": {"properties": {"ref": "time:2025-08-31,2020-01-01;2025-09-30,2020-01-01"}}}
    monkeypatch.setitem(st.session_state, "map", told)
    view = replace(default_view(COVERS), as_of=DAY)
    assert coming(view, COVERS).as_of == date(2025, 9, 30)


@pytest.mark.parametrize("ref", ["time:2025-08-31,2020-01-01", "site:SITE-01", "time:2025-08-31;tomorrow", ""])
def test_no_step_is_prepared_when_nothing_plays(monkeypatch: pytest.MonkeyPatch, ref: str):
    monkeypatch.setitem(st.session_state, "map", {"last_active_drawing": {"properties": {"ref": ref}}})
    assert coming(default_view(COVERS), COVERS) is None
