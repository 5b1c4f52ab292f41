"""Time under the map, as data."""

import json
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from export.language import language
from export.scene.timeline import ends_of, monthly, time_words, timeline
from export.view import default_view

COVERS = date(2024, 11, 16), date(2025, 3, 10)
TODAY = date(2025, 5, 2)
VIEW = default_view(COVERS)
INCIDENTS = pd.DataFrame(
    {
        "event_type": ["clash", "clash", "abduction", "clash"],
        "nexus": "direct",
        "attribution_status": "claimed",
        "confidence": "high",
        "last_day": pd.to_datetime(["2024-11-20", "2025-01-31", "2025-01-01", None]),
    }
)


def counts(**filters: object) -> list[int]:
    view = SimpleNamespace(**{**vars(VIEW), **filters})
    return monthly(INCIDENTS, view, ends_of(COVERS, TODAY))


def test_the_bar_reaches_from_the_first_month_to_the_end_of_this_one():
    assert ends_of(COVERS, TODAY) == (date(2024, 11, 1), date(2025, 5, 31))


def test_a_december_ends_with_its_year():
    assert ends_of(COVERS, date(2025, 12, 4))[1] == date(2025, 12, 31)


def test_every_month_has_its_count_and_an_unknown_day_has_none():
    assert counts() == [1, 0, 2, 0, 0, 0, 0]


def test_the_other_filters_count_and_the_period_does_not():
    assert counts(types=("clash",), first_day=date(2025, 3, 1)) == [1, 0, 1, 0, 0, 0, 0]


def test_the_time_without_data_is_named():
    state = timeline(counts(), VIEW, COVERS, ends_of(COVERS, TODAY))
    assert state["gap"] == "no data since 11 Mar 2025"
    assert state["as_of"] == "2025-03-10"


@pytest.mark.parametrize("code", ["en", "zh", "ru", "fa"])
def test_each_language_has_a_pattern_for_every_month(code: str):
    patterns = time_words(language(code))["days"]
    assert len(patterns) == 12
    assert all("{y}" in text and "{d}" in text for text in patterns)
    assert json.dumps(patterns)
