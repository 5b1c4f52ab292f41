"""Time under the map, as data: incidents by month, the days in view, and where nothing is known."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from export.language import ENGLISH, Language
from export.select import let_through
from export.view import View

Days = tuple[date, date]
# A day whose parts stand in no other part of a written date.
SAMPLE_YEAR, SAMPLE_DAY = 2001, 22
WINDOWS_DAYS = (30, 90, 180, 365, 1095)


def passing(incidents: pd.DataFrame, view: View) -> pd.Series:
    """True for each incident that every filter but the period lets through, whenever it happened."""
    return pd.concat(let_through(incidents, view), axis=1).all(axis=1)


def monthly(incidents: pd.DataFrame, view: View, ends: Days) -> list[int]:
    """(months from the first to the last of `ends`,) how many incidents pass the filters; none before or after."""
    days = incidents["last_day"].to_numpy(dtype="datetime64[D]")[passing(incidents, view).to_numpy(dtype=bool)]
    first, last = (np.datetime64(end, "M") for end in ends)
    months = int((last - first).astype(int)) + 1
    number = (days[~np.isnat(days)].astype("datetime64[M]") - first).astype(int)
    return np.bincount(number[(number >= 0) & (number < months)], minlength=months).tolist()


def ends_of(covers: Days, today: date) -> Days:
    """First and last day of the bar: whole months, so that the time without data is on it as well."""
    last = max(covers[1], today)
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return covers[0].replace(day=1), after - timedelta(days=1)


def timeline(counts: list[int], view: View, covers: Days, ends: Days, *, language: Language = ENGLISH) -> dict:
    """What the bar draws: days as ISO text, `counts` by month, and what is said of the time without data."""
    after = language.day(covers[1] + timedelta(days=1))
    return {
        "from": str(ends[0]),
        "to": str(ends[1]),
        "covered": [str(day) for day in covers],
        "first_day": str(view.first_day),
        "as_of": str(view.as_of),
        "counts": counts,
        "gap": language.say("no data since {day}", day=after) if covers[1] < ends[1] else "",
    }


def time_words(language: Language = ENGLISH) -> dict:
    """What the bar says by itself; `days` has one pattern of a written day for each month, {d} and {y} its figures."""
    say = language.say
    return {
        "title": say("Time: incidents per month"),
        "play": say("Play (space bar)"),
        "pause": say("Pause (space bar)"),
        "back": say("One step back"),
        "on": say("One step on"),
        "as_of": say("As-of date"),
        "first_day": say("First day shown"),
        "window": say("Window"),
        "step": say("Step"),
        "speed": say("Speed"),
        "until": say("until {day}"),
        "between": say("{first} – {last}"),
        "gap": say("no data"),
        "windows": [["all", say("everything before")], *_windows(language)],
        "length": say("{n} days"),
        "steps": [
            ["1d", say("1 day")],
            ["7d", say("1 week")],
            ["1m", say("1 month")],
            ["3m", say("3 months")],
            ["12m", say("1 year")],
        ],
        "speeds": [["1", say("slow")], ["2", say("medium")], ["4", say("fast")]],
        "days": [_pattern(language, month) for month in range(1, 13)],
    }


def _windows(language: Language) -> list[list[str]]:
    return [[str(days), language.count(days, "{n} day", "{n} days")] for days in WINDOWS_DAYS]


def _pattern(language: Language, month: int) -> str:
    written = language.day(date(SAMPLE_YEAR, month, SAMPLE_DAY))
    figures = (language.figures(str(part)) for part in (SAMPLE_YEAR, SAMPLE_DAY))
    year, day = figures
    return written.replace(year, "{y}").replace(day, "{d}")
