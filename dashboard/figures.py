"""How charts write figures and days in the language of the page, and that voices take their table instead."""

import altair as alt
import pandas as pd
from babel.dates import get_day_names, get_month_names

from dashboard.speech import spoken
from export.language import Language

PERCENT_SIGNS = {"zh": "%", "ru": "\N{NO-BREAK SPACE}%", "fa": "٪"}
DAYS = {"zh": "%Y年%-m月%-d日", "ru": "%-d %b %Y", "fa": "%-d %B %Y"}
MONTHS = {"zh": "%Y年%b"}
DARI_MONTH = "timeFormat(datum.value, '%B') + ' ' + format(year(datum.value), 'd')"
MONTH = "%b %Y"
SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)


def localised(chart: alt.LayerChart) -> alt.LayerChart:
    """The chart with figures, days and months as the language of the page writes them; English is the library's own.

    Its single marks and axes are kept from voices, to which the library would say them in English and with raw numbers:
    the chart has a name, and its figures stand in a table.
    """
    language, silent = spoken(), {"aria": False, "mark": alt.MarkConfig(aria=False)}
    if language.code == "en":
        return chart.configure(**silent)
    return chart.configure(**silent, locale={"number": _numbers(language), "time": _days(language)})


def month_axis() -> alt.Axis:
    """An axis of months with their years. The library writes dates with Latin digits, so Dari puts them together."""
    if spoken().code == "fa":
        return alt.Axis(labelExpr=DARI_MONTH)
    return alt.Axis(format=MONTHS.get(spoken().code, MONTH))


def day_axis() -> alt.Axis:
    """An axis of days, months or years as the library chooses; of months in Dari."""
    return month_axis() if spoken().code == "fa" else alt.Axis()


def with_words(frame: pd.DataFrame, *days: str) -> pd.DataFrame:
    """The frame with words for each named column of days, such as day_words, for tooltips; blank where not known."""
    say_day = spoken().day
    words = {f"{name}_words": [say_day(day) if pd.notna(day) else "" for day in frame[name]] for name in days}
    return frame.assign(**words)


def _numbers(language: Language) -> dict:
    symbols = language.locale.number_symbols[language.locale.default_numbering_system]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["", ""],
        "percent": PERCENT_SIGNS[language.code],
        "numerals": list(language.figures("0123456789")),
    }


def _days(language: Language) -> dict:
    """Gregorian days and months under their own names; the week of the charting library begins on Sunday."""
    months = {width: get_month_names(width, "stand-alone", language.locale) for width in ("wide", "abbreviated")}
    weekdays = {width: get_day_names(width, "stand-alone", language.locale) for width in ("wide", "abbreviated")}
    return {
        "dateTime": f"{DAYS[language.code]} %H:%M",
        "date": DAYS[language.code],
        "time": "%H:%M",
        "periods": ["", ""],
        "days": [weekdays["wide"][day] for day in SUNDAY_FIRST],
        "shortDays": [weekdays["abbreviated"][day] for day in SUNDAY_FIRST],
        "months": [months["wide"][month] for month in range(1, 13)],
        "shortMonths": [months["abbreviated"][month] for month in range(1, 13)],
    }
