"""A day chosen on the bar of time becomes the as-of date and the period."""

from datetime import date

import pytest

from dashboard.timebar import days_in, period_at

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
