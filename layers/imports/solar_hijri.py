"""The Solar Hijri calendar of Afghanistan and Iran, by the 33-year rule, which holds for the years used here.

Eight of 33 years are leap years: year y where (8·y + 29) mod 33 is below 8. Months 1 to 6 have 31 days, 7 to 11 have
30, month 12 has 29, or 30 in a leap year. Nowruz of 1404 is 21 March 2025, from which all other days are counted.
"""

from datetime import date

FIRST_YEAR, LAST_YEAR = 1280, 1420
NOWRUZ_1404 = date(2025, 3, 21).toordinal()


class NoSuchDay(ValueError):
    """The calendar has no such day."""


def to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day. Raises NoSuchDay outside 1280 to 1420, or for a day that the month does not have."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        raise NoSuchDay(f"the Solar Hijri calendar has no day {year}-{month:02d}-{day:02d}")
    return date.fromordinal(NOWRUZ_1404 + _days_before(year) - _days_before(1404) + _before_month(month) + day - 1)


def from_gregorian(day: date) -> tuple[int, int, int]:
    """Year, month and day in the Solar Hijri calendar. Raises NoSuchDay outside 1280 to 1420."""
    year = day.year - 621 if day >= _nowruz(day.year - 621) else day.year - 622
    rest = (day - _nowruz(year)).days
    month = rest // 31 + 1 if rest < 186 else (rest - 186) // 30 + 7
    return year, month, rest - _before_month(month) + 1


def month_length(year: int, month: int) -> int:
    """Days in the month [days]."""
    if month <= 6:
        return 31
    return 30 if month < 12 or is_leap(year) else 29


def is_leap(year: int) -> bool:
    """Whether the year has 366 days."""
    return (8 * year + 29) % 33 < 8


def _nowruz(year: int) -> date:
    return to_gregorian(year, 1, 1)


def _days_before(year: int) -> int:
    return 365 * year + (8 * year + 21) // 33


def _before_month(month: int) -> int:
    return 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
