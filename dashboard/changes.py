"""What changed since a day: for every site, from where to where, and which incidents are behind it."""

from datetime import date

import pandas as pd
from markupsafe import Markup

from dashboard.frames import Scoring
from dashboard.html import note, table
from dashboard.speech import say, spoken
from export.changes import by_change, change_row, summary
from layers.layer import Frames

HEADER_WORDS = ("Site", "Then", "Now", "Change", "Why: expected incidents")


def changes_section(shown: Frames, incidents: pd.DataFrame, scoring: Scoring, since: date) -> Markup:
    """One row per site in view, the largest change first, under a sentence that counts them."""
    first, last = scoring.covers
    day, language = spoken().day, spoken()
    if not first <= since < scoring.as_of:
        ends = {"first": day(first), "last": day(scoring.as_of)}
        return note(say("Choose a day from {first} to before {last} under “Compared with”.", **ends), "pw-gap")
    if scoring.as_of > last:
        words = say("No data after {day}: what changed since then is not known. Silence is not calm.", day=day(last))
        return note(words, "pw-gap")
    sites = shown["sites"]
    frame = scoring.changes(since).reindex(sites.index)
    said = summary(frame, incidents, (since, scoring.as_of), language=language)
    rows = [
        change_row(language.place(sites.loc[key]), frame.loc[key], incidents, language=language)
        for key in by_change(frame)
    ]
    return note(said) + table(map(say, HEADER_WORDS), rows)
