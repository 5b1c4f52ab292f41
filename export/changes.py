"""What changed since a day, as rows and a sentence: for page and brief alike."""

from datetime import date

import pandas as pd

from export.language import ENGLISH, Language

SMALL = 0.0005


def by_change(frame: pd.DataFrame) -> pd.Index:
    """Identifiers of the rows, the largest change first, those that cannot be compared last."""
    return frame["change"].abs().sort_values(ascending=False, na_position="last", kind="stable").index


def became_known(incidents: pd.DataFrame, days: tuple[date, date]) -> pd.DataFrame:
    """The incidents whose last possible day lies after the first day and not after the second."""
    since, until = (pd.Timestamp(day) for day in days)
    return incidents[(incidents["last_day"] > since) & (incidents["last_day"] <= until)]


def summary(
    frame: pd.DataFrame, incidents: pd.DataFrame, days: tuple[date, date], *, language: Language = ENGLISH
) -> str:
    """How many incidents became known between two days, and how many sites rose, fell, or cannot be compared."""
    say, count = language.say, language.count
    new = became_known(incidents, days)
    points = (100 * frame["change"]).round()
    rose, fell, unknown = int((points > 0).sum()), int((points < 0).sum()), int(points.isna().sum())
    return say(
        "From {first} to {last}: {incidents} became known, {serious} of them serious. By at least one point {rose} "
        "rose and {fell} fell; {unknown} cannot be compared, for want of data. Both days are scored with today's "
        "settings.",
        first=language.day(days[0]),
        last=language.day(days[1]),
        incidents=count(len(new), "{n} incident", "{n} incidents"),
        serious=int(new["serious"].sum()),
        rose=count(rose, "{n} site", "{n} sites"),
        fell=count(fell, "{n} site", "{n} sites"),
        unknown=count(unknown, "{n} site", "{n} sites"),
    )


def change_row(
    name: str, row: pd.Series, incidents: pd.DataFrame, *, language: Language = ENGLISH
) -> tuple[str, str, str, str, str]:
    """Name, chance then, chance now, points between them, and why."""
    figures = language.percent(row["probability_then"]), language.percent(row["probability_now"])
    if pd.isna(row["change"]):
        return name, *figures, "–", language.say("too few incidents for a figure")
    points = language.say("{points} points", points=signed(100 * row["change"], 1, language=language))
    return name, *figures, points, _why(row, incidents, language)


def signed(value: float, digits: int, *, language: Language = ENGLISH) -> str:
    """A number with its sign, minus as a minus."""
    return language.number(value, digits, signed=True).replace("-", "−")


def _why(row: pd.Series, incidents: pd.DataFrame, language: Language) -> str:
    parts = []
    if row["newest"]:
        new = language.count(int(row["newest"]), "{n} new incident", "{n} new incidents")
        parts.append(
            language.say(
                "{added} from {new}, most from “{title}”",
                added=signed(row["added"], 3, language=language),
                new=new,
                title=incidents.loc[row["largest"], "title"],
            )
        )
    if abs(row["faded"]) > SMALL:
        parts.append(
            language.say("{faded} because earlier ones grew older", faded=signed(row["faded"], 3, language=language))
        )
    return language.say("; ").join(parts) or language.say("nothing new, hardly any fading")
