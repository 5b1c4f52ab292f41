"""What changed since a day: for every site, from where to where, and which incidents are behind it."""

from datetime import date

import pandas as pd
from markupsafe import Markup

from dashboard.frames import Scoring
from dashboard.html import note, table
from export.words import day_text, percent, plural
from layers.layer import Frames

HEADER = ("Site", "Then", "Now", "Change", "Why: expected incidents")
SMALL = 0.0005


def changes_section(shown: Frames, incidents: pd.DataFrame, scoring: Scoring, since: date) -> Markup:
    """One row per site in view, the largest change first, under a sentence that counts them."""
    first, last = scoring.covers
    if not first <= since < scoring.as_of:
        words = f"Choose a day from {day_text(first)} to before {day_text(scoring.as_of)} under “Compared with”."
        return note(words, "pw-gap")
    if scoring.as_of > last:
        words = f"No data after {day_text(last)}: what changed since then is not known. Silence is not calm."
        return note(words, "pw-gap")
    sites = shown["sites"]
    frame = scoring.changes(since).reindex(sites.index)
    order = frame["change"].abs().sort_values(ascending=False, na_position="last", kind="stable").index
    rows = [_row(sites.loc[key, "name"], frame.loc[key], incidents) for key in order]
    return note(summary(frame, incidents, (since, scoring.as_of))) + table(HEADER, rows)


def summary(frame: pd.DataFrame, incidents: pd.DataFrame, days: tuple[date, date]) -> str:
    """How many incidents became known between two days, and how many sites rose, fell, or cannot be compared."""
    since, until = (pd.Timestamp(day) for day in days)
    new = incidents[(incidents["last_day"] > since) & (incidents["last_day"] <= until)]
    points = (100 * frame["change"]).round()
    rose, fell, unknown = (points > 0).sum(), (points < 0).sum(), points.isna().sum()
    return (
        f"From {day_text(days[0])} to {day_text(days[1])}: {plural(len(new), 'incident')} became known, "
        f"{int(new['serious'].sum())} of them serious. By at least one point {plural(int(rose), 'site')} rose and "
        f"{plural(int(fell), 'site')} fell; {plural(int(unknown), 'site')} cannot be compared, for want of data. "
        "Both days are scored with today's settings."
    )


def _row(name: str, row: pd.Series, incidents: pd.DataFrame) -> tuple:
    figures = percent(row["probability_then"]), percent(row["probability_now"])
    if pd.isna(row["change"]):
        return name, *figures, "–", "too few incidents for a figure"
    points = f"{100 * row['change']:+.1f} points".replace("-", "−")
    return name, *figures, points, _why(row, incidents)


def _why(row: pd.Series, incidents: pd.DataFrame) -> str:
    parts = []
    if row["newest"]:
        title = incidents.loc[row["largest"], "title"]
        parts.append(f"+{row['added']:.3f} from {plural(int(row['newest']), 'new incident')}, most from “{title}”")
    if abs(row["faded"]) > SMALL:
        parts.append(f"{row['faded']:+.3f} because earlier ones grew older".replace("-", "−"))
    return "; ".join(parts) or "nothing new, hardly any fading"
