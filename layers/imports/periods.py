"""The days in which something happened: one day, a few, or a month; nothing finer than the source says."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from layers.imports import solar_hijri

# A period of up to a week keeps its middle day as approximate; a longer one keeps only its month.
APPROX_DAYS, LONGEST_DAYS = 7, 31


class DateUnclear(ValueError):
    """A cell is no date that can be kept; `expected` and `advice` say what would be."""

    def __init__(self, expected: str, advice: str) -> None:
        super().__init__(f"expected {expected}. {advice}")
        self.expected, self.advice = expected, advice


@dataclass(frozen=True)
class Period:
    """First and last day, both included."""

    first: date
    last: date

    @property
    def precision(self) -> str:
        """day, approx (up to a week) or month."""
        days = (self.last - self.first).days + 1
        return "day" if days == 1 else "approx" if days <= APPROX_DAYS else "month"

    @property
    def text(self) -> str:
        """The day, the middle day, or the month of the middle day, as ISO 8601."""
        middle = (self.first + (self.last - self.first) / 2).isoformat()
        return middle[:7] if self.precision == "month" else middle


def between(first: date, last: date) -> Period:
    """The period. Raises DateUnclear when it runs backwards or is longer than a month."""
    if last < first:
        raise DateUnclear("a period that ends after it begins", f"It runs from {first} to {last}: exchange them.")
    if (last - first).days >= LONGEST_DAYS:
        raise DateUnclear("a day, or a period of at most a month", "Give at least the month, or leave the row out.")
    return Period(first, last)


def day_of(year: int, month: int, day: int, *, solar: bool) -> Period:
    """One day of the Gregorian or Solar Hijri calendar. Raises DateUnclear when the calendar does not have it."""
    try:
        found = solar_hijri.to_gregorian(year, month, day) if solar else date(year, month, day)
    except ValueError as error:
        raise DateUnclear(
            f"a day that the {'Solar Hijri' if solar else 'Gregorian'} calendar has",
            "Correct the day, the month or their order.",
        ) from error
    return Period(found, found)


def month_of(year: int, month: int, *, solar: bool) -> Period:
    """A whole month. Raises DateUnclear when the calendar does not have it."""
    first = day_of(year, month, 1, solar=solar).first
    days = solar_hijri.month_length(year, month) if solar else calendar.monthrange(year, month)[1]
    return Period(first, first + timedelta(days=days - 1))


def is_solar(year: int) -> bool:
    """Whether a year is Solar Hijri (1280 to 1420) and not Gregorian (1900 to 2100). Raises DateUnclear for neither."""
    if 1900 <= year <= 2100:
        return False
    if solar_hijri.FIRST_YEAR <= year <= solar_hijri.LAST_YEAR:
        return True
    if solar_hijri.LAST_YEAR < year <= 1500:
        raise DateUnclear("a Gregorian or Solar Hijri year", "This looks like the lunar Hijri calendar: convert it.")
    raise DateUnclear("a year from 1900 to 2100, or 1280 to 1420 in the Solar Hijri calendar", "Correct the year.")
