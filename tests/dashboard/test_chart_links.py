"""What a click on a bar means."""

from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.chart_links import OTHERS, days_of, of_bar

ACTORS = pd.Series(["NRF", None, "NRF", ""], index=["I1", "I2", "I3", "I4"])


def test_a_bar_of_a_name_has_the_incidents_of_that_name():
    assert of_bar(ACTORS, "NRF") == ("I1", "I3")


def test_the_bar_of_what_is_not_known_has_the_rest():
    assert of_bar(ACTORS, "") == ("I2", "I4")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [("2024-02", date(2024, 2, 1), date(2024, 2, 29)), ("2025", date(2025, 1, 1), date(2025, 12, 31))],
)
def test_a_month_and_a_year_have_a_first_and_a_last_day(words, first, last):
    assert days_of(words) == (first, last)


def page(name: str, place: int) -> None:
    import pandas as pd
    import streamlit as st

    from dashboard.chart_links import follow_bar

    figures = {
        "time": pd.DataFrame({"month": ["2025-11", "2025-12"]}),
        "killed": pd.DataFrame({"year": [2024, 2025]}),
        "types": pd.DataFrame({"name": ["clash", "attack"]}),
        "actors": pd.DataFrame({"name": ["NRF", ""]}),
    }
    st.session_state.place = "here"
    st.session_state[f"chart_{name}"] = {"selection": {"pick": [{"place": place}]}}
    follow_bar(name, figures[name], pd.Series(["NRF", None, "NRF"], index=["I1", "I2", "I3"]))


def after_a_click(name: str, place: int) -> AppTest:
    app = AppTest.from_function(page, args=(name, place)).run()
    assert not app.exception
    return app


def test_a_month_becomes_the_period():
    assert after_a_click("time", 1).session_state["period"] == (date(2025, 12, 1), date(2025, 12, 31))


def test_a_year_becomes_the_period():
    assert after_a_click("killed", 0).session_state["period"] == (date(2024, 1, 1), date(2024, 12, 31))


def test_a_type_becomes_the_only_one():
    assert after_a_click("types", 0).session_state["types"] == ["clash"]


@pytest.mark.parametrize(("place", "selected"), [(0, "incident:I1,I3"), (1, "incident:I2")])
def test_an_actor_selects_its_incidents(place, selected):
    assert after_a_click("actors", place).session_state["selected"] == selected


def test_all_others_together_select_nothing():
    assert "selected" not in after_a_click("actors", OTHERS).session_state
