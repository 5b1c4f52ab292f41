"""Dates as people write them: which days a cell stands for, or why that cannot be told."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd

from layers.imports.months import gregorian_month, solar_month
from layers.imports.numerals import plain_figures
from layers.imports.periods import DateUnclear, Period, between, day_of, is_solar, month_of

ORDERS = ("dmy", "mdy")
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = (20_000, 60_000)
TIME = re.compile(
    r"(?:T|\s+|,\s*)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m|Z|UTC|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
RANGE = re.compile(r"\s+(?:to|until|–|—|-|до|по|تا)\s+|\s*(?:至|到|—|–)\s*", re.IGNORECASE)
ISO_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")
DAY_RANGE = re.compile(r"(\d{1,2})\s*[-–—]\s*(\d{1,2})\s+(\D.*)")
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
YEAR_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
TWO_DIGITS = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2}")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
WORDS = re.compile(r"\d+|[^\W\d_]+")
FORMS = "a date such as 2025-11-30, 30 November 2025, 30.11.2025, ۱۴۰۴/۰۹/۰۹"


class OrderUnclear(DateUnclear):
    """Day first or month first: both give a day."""


@dataclass(frozen=True)
class OrderQuestion:
    """Whether a file writes day or month first, with the rows that decide and those that wait for the answer."""

    column: str
    day_first_rows: tuple[int, ...]
    month_first_rows: tuple[int, ...]
    waiting_rows: tuple[int, ...]

    @property
    def text(self) -> str:
        """The question as a sentence, with what to answer."""
        shown = [f"day first in rows {_few(self.day_first_rows)}"] * bool(self.day_first_rows)
        shown += [f"month first in rows {_few(self.month_first_rows)}"] * bool(self.month_first_rows)
        told = f"Only these rows decide: {'; '.join(shown)}." if shown else "No row decides."
        return (
            f"Dates of {self.column} that could be day first or month first: {len(self.waiting_rows)}, such as in rows "
            f"{_few(self.waiting_rows)}. {told} Say which: dmy or mdy."
        )


def period_of(cell: object, *, order: str | None = None) -> Period:
    """The days that a cell stands for; `order` (dmy or mdy) decides 03/04/2025. Raises DateUnclear or OrderUnclear."""
    if isinstance(cell, datetime | date):
        return Period(*(2 * [cell.date() if isinstance(cell, datetime) else cell]))
    text = _bare(cell)
    if found := ISO_RANGE.fullmatch(text):
        return between(period_of(found[1]).first, period_of(found[2]).last)
    if found := DAY_RANGE.fullmatch(text):
        return between(_single(f"{found[1]} {found[3]}", order).first, _single(f"{found[2]} {found[3]}", order).last)
    ends = RANGE.split(text)
    if len(ends) == 2 and all(ends):
        return between(_single(ends[0], order).first, _single(ends[1], order).last)
    return _single(text, order)


def read_dates(cells: pd.Series, *, order: str | None = None) -> pd.DataFrame:
    """One row per cell, same index: `first`, `last` (dates), `text`, `precision`, or None and `expected`, `advice`.

    `unclear` is true where only the order of day and month is missing. Blank cells must be left out before.
    """
    codes, values = pd.factorize(cells)
    found = [_outcome(value, order) for value in values]
    columns = ["first", "last", "text", "precision", "expected", "advice", "unclear"]
    return pd.DataFrame(found, columns=columns, dtype=object).take(codes).set_axis(cells.index)


def order_question(cells: pd.Series, rows: pd.Series, *, column: str) -> OrderQuestion | None:
    """What to ask before 03/04/2025 can be read; None where no cell is unclear. `rows` as a person counts them."""
    codes, values = pd.factorize(cells)
    kinds = pd.Series([_decides(value) for value in values], dtype=object).take(codes).to_numpy()
    chosen = {kind: tuple(int(row) for row in rows[cells.index[kinds == kind]]) for kind in (*ORDERS, "waiting")}
    return OrderQuestion(column, chosen["dmy"], chosen["mdy"], chosen["waiting"]) if chosen["waiting"] else None


def _bare(cell: object) -> str:
    """The cell as text without its time of day; 20251130.0 is a whole number."""
    whole = isinstance(cell, float) and cell.is_integer()
    return TIME.sub("", plain_figures(str(int(cell) if whole else cell))).strip(" ,")


def _outcome(cell: object, order: str | None) -> tuple:
    try:
        period = period_of(cell, order=order)
    except DateUnclear as error:
        return None, None, None, None, error.expected, error.advice, isinstance(error, OrderUnclear)
    return period.first, period.last, period.text, period.precision, None, None, False


def _decides(cell: object) -> str:
    found = YEAR_LAST.fullmatch(_bare(cell)) if isinstance(cell, str) else None
    if found is None or found[2] == ".":
        return ""
    first, second = int(found[1]), int(found[3])
    if first == second or max(first, second) > 31:
        return ""
    return "dmy" if first > 12 >= second else "mdy" if second > 12 >= first else "waiting"


def _single(text: str, order: str | None) -> Period:
    readers: dict[re.Pattern, Callable[[re.Match], Period]] = {
        YEAR_FIRST: lambda found: _day(*map(int, found.groups())),
        COMPACT: lambda found: _day(*map(int, found.groups())),
        YEAR_LAST: lambda found: _year_last(found, order),
        YEAR_MONTH: lambda found: _month(int(found[1]), int(found[2])),
        MONTH_YEAR: lambda found: _month(int(found[2]), int(found[1])),
        SERIAL: lambda found: _serial(float(found[0])),
    }
    for pattern, read in readers.items():
        if found := pattern.fullmatch(text):
            return read(found)
    if TWO_DIGITS.fullmatch(text):
        raise DateUnclear("a year of four digits", "Two digits leave the century open.")
    return _worded(text)


def _year_last(found: re.Match, order: str | None) -> Period:
    first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    # Dates with points are written day first everywhere.
    if mark == "." or order == "dmy" or first == second or (order is None and first > 12):
        return _day(year, second, first)
    if order == "mdy" or second > 12:
        return _day(year, first, second)
    raise OrderUnclear("day and month in a known order", "Say whether the file writes day or month first: dmy or mdy.")


def _worded(text: str) -> Period:
    """A date with the name of its month."""
    words = WORDS.findall(text)
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 5]
    named = [word for word in words if not word.isdecimal()]
    solar = next((month for word in named if (month := solar_month(word))), None)
    month = solar or next((month for word in named if (month := gregorian_month(word))), None)
    years = [number for number in numbers if number >= 1000]
    days = [number for number in numbers if number < 1000]
    if month is None or len(years) != 1 or len(days) > 1:
        raise _not_a_date(numbers, month)
    if is_solar(years[0]) != bool(solar):
        raise DateUnclear("month and year of one calendar", "The name of the month and the year are of two calendars.")
    if not days:
        return month_of(years[0], month, solar=bool(solar))
    return day_of(years[0], month, days[0], solar=bool(solar))


def _not_a_date(numbers: list[int], month: int | None) -> DateUnclear:
    if month is not None and len(numbers) == 2:
        return DateUnclear("a year of four digits", "Two digits leave the century open.")
    if month is None and len(numbers) == 1 and 1000 <= numbers[0] <= 2100:
        return DateUnclear("at least the month", "Give at least the month, or leave the row out.")
    return DateUnclear(FORMS, "Rewrite the date in one of these forms.")


def _day(year: int, month: int, day: int) -> Period:
    return day_of(year, month, day, solar=is_solar(year))


def _month(year: int, month: int) -> Period:
    return month_of(year, month, solar=is_solar(year))


def _serial(number: float) -> Period:
    if not SERIALS[0] <= number <= SERIALS[1]:
        raise DateUnclear(FORMS, "A bare number is read as a spreadsheet's day from 20000 (1954) to 60000 (2064) only.")
    day = SERIAL_ZERO + timedelta(days=int(number))
    return Period(day, day)


def _few(rows: tuple[int, ...]) -> str:
    return ", ".join(map(str, rows[:5])) + (" and others" if len(rows) > 5 else "")
