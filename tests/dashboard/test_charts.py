"""The picture of a score over time."""

from datetime import date

import pandas as pd
import pytest

from dashboard.charts import trend_chart
from export.language.speech import NAMES

DAYS = pd.DatetimeIndex(["2025-01-01", "2025-01-15"], name="day")
TREND = pd.DataFrame(
    {"probability": [0.2, None], "probability_low": [0.1, None], "probability_high": [0.5, None]}, DAYS
)
HAPPENED = pd.DataFrame({"day": [DAYS[0]], "title": ["`${alert(1)}` <b>"], "distance_km": [3.0], "near": [True]})
UNSEEN = (date(2025, 1, 16), date(2025, 2, 1))


def drawn(**more: object) -> dict:
    return trend_chart(**{"trend": TREND, "happened": HAPPENED, "unseen": UNSEEN} | more).to_dict()


def datasets(chart: dict) -> list[list[dict]]:
    return list(chart["datasets"].values())


def test_the_axis_leaves_room_for_the_interval():
    line = next(layer for layer in drawn()["layer"] if layer.get("mark", {}).get("type") == "line")
    low, high = line["encoding"]["y"]["scale"]["domain"]
    assert low == 0
    assert 0.5 < high < 0.6


@pytest.mark.parametrize("code", NAMES)
def test_single_marks_are_kept_from_voices_and_no_frame_is_drawn_in_any_language(code: str, speaking):
    speaking(code)
    assert drawn()["config"]["aria"] is False
    assert drawn()["view"] == {"strokeOpacity": 0}


def test_a_gap_stays_a_gap():
    rows = next(rows for rows in datasets(drawn()) if "probability" in rows[0])
    assert rows[1]["probability"] is None


def test_the_unseen_period_is_shaded_and_named():
    assert any(row.get("words") == "no data" for rows in datasets(drawn()) for row in rows)


def test_nothing_is_shaded_while_the_data_reach_today():
    chart = drawn(unseen=(date(2025, 2, 2), date(2025, 2, 1)))
    assert not any("words" in row for rows in datasets(chart) for row in rows)


def test_titles_travel_as_data():
    rows = next(rows for rows in datasets(drawn()) if "title" in rows[0])
    assert rows[0]["title"] == "`${alert(1)}` <b>"


def test_a_place_without_incidents_near_still_has_its_line():
    marks = [layer["mark"]["type"] for layer in drawn(happened=HAPPENED.iloc[:0])["layer"] if "mark" in layer]
    assert "line" in marks
