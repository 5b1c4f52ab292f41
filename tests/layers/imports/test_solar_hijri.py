"""The Solar Hijri calendar: the same as an independent implementation, and there and back."""

from datetime import date

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.imports.solar_hijri import NoSuchDay, from_gregorian, is_leap, to_gregorian

DAYS = st.dates(date(1901, 3, 22), date(2041, 1, 1))


@given(DAYS)
def test_a_day_goes_there_and_back(day):
    assert to_gregorian(*from_gregorian(day)) == day


@given(DAYS)
def test_a_day_is_the_one_that_jdatetime_gives(day):
    other = jdatetime.date.fromgregorian(date=day)
    assert from_gregorian(day) == (other.year, other.month, other.day)


def test_the_year_begins_in_march():
    assert to_gregorian(1404, 1, 1) == date(2025, 3, 21)


def test_the_last_day_of_a_leap_year_is_thirty():
    assert is_leap(1403)
    assert to_gregorian(1403, 12, 30) == date(2025, 3, 20)


@pytest.mark.parametrize("day", [(1404, 12, 30), (1404, 7, 31), (1404, 13, 1), (1404, 0, 1), (1500, 1, 1)])
def test_a_day_that_the_calendar_lacks_is_refused(day):
    with pytest.raises(NoSuchDay, match="has no day"):
        to_gregorian(*day)
