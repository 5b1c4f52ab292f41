"""The score of the past, knowing only what was known then."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk.model import NearRepeatModel
from risk.pairs import measure
from risk.settings import Settings
from risk.trend import as_of_days, changes, trend
from tests.tinyland import COVERED, TODAY, incidents, road, sites

FEW = Settings(min_incidents=0)
YESTERDAY = TODAY - pd.Timedelta(days=1)


def ago(days: int) -> pd.Timestamp:
    return TODAY - pd.Timedelta(days=days)


def test_as_of_days_end_on_the_last_day():
    assert list(as_of_days("2026-01-01", "2026-01-30", 14)) == [
        pd.Timestamp("2026-01-02"),
        pd.Timestamp("2026-01-16"),
        pd.Timestamp("2026-01-30"),
    ]


def test_as_of_days_that_end_before_they_begin_are_none():
    assert len(as_of_days("2026-01-02", "2026-01-01", 14)) == 0


def test_each_day_of_a_trend_is_the_score_of_that_day():
    pairs = measure(sites((0, 0)), incidents((0, 0, 1), (0, 0, 40)))
    found = trend(pairs, FEW, "S1", days=[ago(30), TODAY])
    for day in found.index:
        score = NearRepeatModel(FEW).score(pairs, day).loc["S1"]
        assert found.loc[day].tolist() == score[found.columns].tolist()


def test_a_trend_does_not_know_what_comes_later():
    known, all_of_it = (measure(sites((0, 0)), incidents(*rows)) for rows in ([(0, 0, 40)], [(0, 0, 40), (0, 0, 1)]))
    days = [ago(50), ago(10)]
    assert trend(known, FEW, "S1", days=days).equals(trend(all_of_it, FEW, "S1", days=days))


def test_past_coverage_a_trend_has_a_gap_not_a_zero():
    pairs = measure(sites((0, 0)), incidents((0, 0, 1)))
    found = trend(pairs, FEW, "S1", days=[TODAY, TODAY + pd.Timedelta(days=1)], covered=COVERED)
    assert found["status"].tolist() == ["scored", "no data"]
    assert math.isnan(found["probability"].iloc[1])


def test_too_few_incidents_leave_a_gap_too():
    found = trend(measure(sites((0, 0)), incidents((0, 0, 1))), Settings(), "S1", days=[TODAY])
    assert found["status"].tolist() == ["insufficient data"]
    assert math.isnan(found["probability"].iloc[0])


def test_a_new_incident_is_what_was_added():
    pairs = measure(sites((0, 0)), incidents((0, 0, 0), (0, 0, 100)))
    row = changes(pairs, FEW, then=YESTERDAY, now=TODAY).loc["S1"]
    assert (row["newest"], row["largest"]) == (1, "I1")
    assert row["added"] > 0 > row["faded"]


def test_without_news_a_score_only_fades():
    row = changes(measure(sites((0, 0)), incidents((0, 0, 100))), FEW, then=ago(50), now=TODAY).loc["S1"]
    assert (row["added"], row["newest"], row["largest"]) == (0.0, 0, None)
    assert row["change"] < 0


def test_between_a_day_and_itself_nothing_changed():
    row = changes(measure(sites((0, 0)), incidents((0, 0, 5))), FEW, then=TODAY, now=TODAY).loc["S1"]
    assert (row["change"], row["added"], row["faded"]) == (0.0, 0.0, 0.0)


def test_a_change_from_before_the_data_is_not_known():
    pairs = measure(sites((0, 0)), incidents((0, 0, 5)))
    row = changes(pairs, FEW, then="2019-01-01", now=TODAY, covered=COVERED).loc["S1"]
    assert math.isnan(row["change"])
    assert row["probability_now"] > 0


def test_a_change_to_after_the_data_is_not_known_and_names_nobody():
    pairs = measure(sites((0, 0)), incidents((0, 0, 5)))
    row = changes(pairs, FEW, then=YESTERDAY, now=TODAY + pd.Timedelta(days=9), covered=COVERED).loc["S1"]
    assert math.isnan(row["added"])
    assert row["largest"] is None


@given(ages=st.lists(st.integers(0, 700), max_size=6), back=st.integers(0, 400))
def test_added_and_faded_are_the_whole_change(ages: list[int], back: int):
    places = sites((0, 0), (0.3, 0))
    pairs = measure(places, incidents(*((0.05, 0, age) for age in ages)))
    frame = changes(pairs, FEW, then=ago(back), now=TODAY)
    moved = frame["expected_now"] - frame["expected_then"]
    assert (frame["added"] + frame["faded"]).to_numpy() == pytest.approx(moved.to_numpy(), abs=1e-12)


def test_a_line_says_what_was_added_at_its_worst_stretch():
    pairs = measure(road((0, 0), (1, 0)), incidents((1, 0, 0), (0, 0, 400)))
    assert changes(pairs, FEW, then=YESTERDAY, now=TODAY).loc["R1", "largest"] == "I1"
