"""Dates as people write them, and what is asked or refused instead of guessed."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.imports.dates import OrderUnclear, order_question, period_of
from layers.imports.months import ENGLISH, SOLAR_HIJRI
from layers.imports.periods import DateUnclear
from layers.imports.solar_hijri import from_gregorian

NOVEMBER_30 = date(2025, 11, 30)
DAYS = st.dates(date(1950, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    "cell",
    [
        NOVEMBER_30,
        45991,
        45991.75,
        20251130.0,
        "2025-11-30",
        "2025-11-30T12:00:00Z",
        "2025/11/30",
        "20251130",
        "30.11.2025",
        "30/11/2025",
        "11/30/2025",
        "30 Nov 2025",
        "November 30th, 2025",
        "30 ноября 2025 г.",
        "2025年11月30日",
        "۱۴۰۴/۰۹/۰۹",
        "٣٠/١١/٢٠٢٥",
        "۹ قوس ۱۴۰۴",
        "9 Qaws 1404",
        "۳۰ نومبر ۲۰۲۵",
    ],
)
def test_one_day_in_many_spellings(cell):
    assert (period_of(cell).first, period_of(cell).precision) == (NOVEMBER_30, "day")


@pytest.mark.parametrize("cell", ["2025-11", "11/2025", "Nov 2025", "ноябрь 2025", "2025年11月"])
def test_a_month_stays_a_month(cell):
    assert (period_of(cell).text, period_of(cell).precision) == ("2025-11", "month")


@pytest.mark.parametrize(
    "cell", ["3-5 May 2025", "2025-05-03 to 2025-05-05", "2025-05-03/2025-05-05", "03.05.2025 – 05.05.2025"]
)
def test_a_few_days_are_their_middle_approximately(cell):
    assert (period_of(cell).text, period_of(cell).precision) == ("2025-05-04", "approx")


def test_a_solar_month_runs_across_two_gregorian_ones():
    assert (period_of("قوس ۱۴۰۴").first, period_of("قوس ۱۴۰۴").last) == (date(2025, 11, 22), date(2025, 12, 21))


@pytest.mark.parametrize(
    ("cell", "advice"),
    [
        ("30/11/25", "century"),
        ("30-Nov-25", "century"),
        ("2025", "at least the month, or leave"),
        ("1447/05/05", "lunar"),
        ("5 Dec 1404", "two calendars"),
        ("2025-13-40", "Correct the day"),
        ("2025-05-05 to 2025-05-03", "exchange"),
        ("2025-01-01 to 2025-05-03", "at most a month"),
        ("1404/12/30", "Solar Hijri calendar"),
        ("7", "one of these forms"),
        ("soon", "one of these forms"),
        (float("inf"), "one of these forms"),
    ],
)
def test_what_is_no_date_says_what_would_be(cell, advice):
    with pytest.raises(DateUnclear, match=advice):
        period_of(cell)


def test_day_or_month_first_is_never_guessed():
    with pytest.raises(OrderUnclear, match="dmy or mdy"):
        period_of("03/04/2025")


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2025, 4, 3)), ("mdy", date(2025, 3, 4))])
def test_the_order_that_a_person_states_holds(order, day):
    assert period_of("03/04/2025", order=order).first == day


def test_a_row_against_the_stated_order_is_refused():
    with pytest.raises(DateUnclear, match="their order"):
        period_of("11/30/2025", order="dmy")


def test_the_question_names_the_rows_that_decide_and_those_that_wait():
    cells = pd.Series(["03/04/2025", "30/04/2025", "2025-01-01", "04/30/2025", "05/05/2025"])
    question = order_question(cells, pd.Series([2, 3, 4, 5, 6]), column="Date")
    assert (question.day_first_rows, question.month_first_rows, question.waiting_rows) == ((3,), (5,), (2,))
    assert "day first in rows 3; month first in rows 5" in question.text


@given(DAYS)
def test_a_solar_date_in_persian_digits_is_read_back(day):
    year, month, number = from_gregorian(day)
    text = f"{year}/{month:02}/{number:02}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert period_of(text).first == day


@given(DAYS)
def test_a_day_with_the_name_of_its_month_is_read_back(day):
    solar = from_gregorian(day)
    assert period_of(f"{day.day} {ENGLISH[day.month - 1]} {day.year}").first == day
    assert all(period_of(f"{solar[2]} {name} {solar[0]}").first == day for name in SOLAR_HIJRI[solar[1]])


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_clear_refusal(text):
    try:
        assert period_of(text).first <= period_of(text).last
    except DateUnclear as error:
        assert error.expected and error.advice
