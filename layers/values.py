"""Checks on the words, numbers and days of a frame: the first wrong row is named, with what was found and expected."""

import math
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

import pandas as pd

MARKINGS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?")


class ValueUnknown(ValueError):
    """A row uses a word that the data contract does not have."""


class CountInvalid(ValueError):
    """A row has a count of people that cannot be one."""


class DayInvalid(ValueError):
    """A row has no day or month that a calendar knows."""


class DatedAfterCoverage(ValueError):
    """A row is dated after the last day for which its dataset is complete."""


def check_values(frame: pd.DataFrame, allowed: Mapping[str, Collection[str]], *, file: str) -> None:
    """Raises ValueUnknown with the first row, the word found and the words expected."""
    for column, words in allowed.items():
        known = [isinstance(word, str) and word in words for word in frame[column].tolist()]
        if not all(known):
            row = known.index(False)
            raise ValueUnknown(
                f"{file}, {frame.index[row]}: {column} is {frame[column].iloc[row]!r}; "
                f"expected one of {', '.join(words)}. Correct the row."
            )


def check_counts(frame: pd.DataFrame, columns: Iterable[str], *, file: str) -> None:
    """Raises CountInvalid unless every cell is blank or a whole number of people, and ranges run upwards."""
    for column in columns:
        wrong = [not _blank(value) and not _whole(value) for value in frame[column].tolist()]
        if any(wrong):
            row, value = frame.index[wrong.index(True)], frame[column].iloc[wrong.index(True)]
            raise CountInvalid(
                f"{file}, {row}: {column} is {value!r}; expected a whole number from 0, or nothing when it is "
                "not known. Correct the row."
            )
    for name in {column.removesuffix("_min") for column in columns if column.endswith("_min")}:
        for low, high in ((f"{name}_min", name), (name, f"{name}_max"), (f"{name}_min", f"{name}_max")):
            _check_upwards(frame, low, high, file=file)


def check_parts(frame: pd.DataFrame, parts: Mapping[str, str], *, file: str) -> None:
    """Raises CountInvalid for a part above its whole: above `whole`_max, or above `whole` where there is no maximum.

    `parts` gives the column of the whole by the column of the part; blanks contradict nothing.
    """
    for part, whole in parts.items():
        most = pd.to_numeric(frame[f"{whole}_max"]).fillna(pd.to_numeric(frame[whole]))
        above = pd.to_numeric(frame[part]) > most
        if above.any():
            row = frame.index[above][0]
            raise CountInvalid(
                f"{file}, {row}: {part} is {frame[part][row]:g}, of at most {most[row]:g} {whole}; expected no more "
                "than that. Correct one of them."
            )


def check_covered(first_day: pd.Series, last_covered: date | None, *, file: str) -> None:
    """Raises DatedAfterCoverage for the first row that begins after `last_covered`; None: coverage is not stated."""
    if last_covered is None:
        return
    after = first_day > pd.Timestamp(last_covered)
    if after.any():
        row = first_day.index[after][0]
        raise DatedAfterCoverage(
            f"{file}, {row}: found {first_day[row]:%Y-%m-%d}; expected no day after {last_covered}, until which the "
            "catalogue says the file is complete. Correct the date, or move the end of covers in data/catalogue.toml."
        )


def _check_upwards(frame: pd.DataFrame, low: str, high: str, *, file: str) -> None:
    above = pd.to_numeric(frame[low]) > pd.to_numeric(frame[high])
    if above.any():
        row = frame.index[above][0]
        raise CountInvalid(
            f"{file}, {row}: {low} is {frame[low][row]:g}, above {high}, which is {frame[high][row]:g}. Correct them."
        )


def check_sources(frame: pd.DataFrame, *, file: str) -> None:
    """Raises ValueUnknown for a row without a source."""
    for row, sources in zip(frame.index.tolist(), frame["sources"].tolist(), strict=True):
        if not isinstance(sources, list) or not sources or not all(isinstance(source, str) for source in sources):
            raise ValueUnknown(f"{file}, {row}: no sources; expected at least one address. Add where it was read.")


def periods(frame: pd.DataFrame, *, file: str) -> dict[str, pd.Series]:
    """`first_day`, `last_day` and, in their middle, `day` of a column `date` of days or months.

    Raises DayInvalid with the first row that has neither, or whose `date_precision` says otherwise.
    """
    day_like = [_day_like(text) for text in frame["date"].tolist()]
    first = pd.to_datetime(frame["date"].where(day_like), format="ISO8601", errors="coerce")
    if first.isna().any():
        row = frame.index[first.isna()][0]
        raise DayInvalid(
            f"{file}, {row}: date is {frame['date'][row]!r}; expected a day (2026-04-17) or a month (2026-04). "
            "Correct the row."
        )
    month = frame["date"].str.len() == len("2026-04")
    wrong = frame.index[(month & (frame["date_precision"] == "day")) | (~month & (frame["date_precision"] == "month"))]
    if len(wrong):
        raise DayInvalid(
            f"{file}, {wrong[0]}: date is {frame['date'][wrong[0]]!r} but date_precision is "
            f"{frame['date_precision'][wrong[0]]!r}. Make them agree."
        )
    last = first.where(~month, first + pd.offsets.MonthEnd(0))
    return {"first_day": first, "last_day": last, "day": (first + (last - first) / 2).dt.normalize()}


def split_list(text: object) -> list[str]:
    """Parts of a cell that are joined by ' | '; none where the cell is blank."""
    return [part.strip() for part in text.split(" | ")] if isinstance(text, str) and text.strip() else []


def _day_like(text: object) -> bool:
    return isinstance(text, str) and DAY_OR_MONTH.fullmatch(text) is not None


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _whole(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and value >= 0 and value == int(value)
