from dataclasses import replace

import pytest

from export.document.model import Trend
from export.document.typeset.trend import drawing
from tests.export.document.papers import TREND


def between(first: str, last: str) -> Trend:
    return Trend("", (first, last), (0.1, 0.1), (0.0, 0.0), (0.2, 0.2))


def test_the_line_stops_at_a_gap():
    assert [len(middle) for (middle,) in drawing(TREND)["lines"]] == [2, 2]


def test_the_band_is_as_long_as_the_line():
    assert [[len(low), len(high)] for low, high in drawing(TREND)["bands"]] == [[2, 2], [2, 2]]


def test_days_lie_where_their_share_of_the_time_is():
    first, second = drawing(TREND)["lines"][0][0]
    assert first[0] == 0
    assert second[0] == pytest.approx(365 / 1096)


def test_the_axis_ends_at_a_round_figure_above_the_highest_value():
    levels = drawing(TREND)["levels"]
    assert [level["words"] for level in levels] == ["0 %", "10 %", "20 %", "30 %", "40 %"]
    assert levels[-1]["y"] == pytest.approx(1)


@pytest.mark.parametrize(("highest", "words"), [(0.0, "2 %"), (0.004, "2 %"), (0.9, "100 %"), (1.0, "100 %")])
def test_the_axis_holds_any_chance(highest, words):
    trend = replace(TREND, values=(highest,) * 5, low=(0.0,) * 5, high=(highest,) * 5)
    assert drawing(trend)["levels"][-1]["words"] == words


def test_years_are_named_at_their_first_day():
    assert [year["words"] for year in drawing(TREND)["years"]] == ["2023", "2024", "2025", "2026"]


def test_a_short_time_is_named_by_its_ends():
    trend = between("2025-03-01", "2025-04-01")
    assert [year["words"] for year in drawing(trend)["years"]] == ["2025-03-01", "2025-04-01"]


def test_a_long_time_names_fewer_years():
    trend = between("1990-01-01", "2026-01-01")
    assert [year["words"] for year in drawing(trend)["years"]][:3] == ["1990", "1995", "2000"]


def test_a_trend_without_days_is_empty():
    made = drawing(replace(TREND, days=(), values=(), low=(), high=(), ticks=(), unseen=None))
    assert made["lines"] == made["bands"] == made["ticks"] == []
