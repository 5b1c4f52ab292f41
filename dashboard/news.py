"""What became known since a day, marked on the map and listed first."""

from dataclasses import replace

import pandas as pd
from markupsafe import Markup

from dashboard.frames import Filtered
from dashboard.html import heading, note, table
from dashboard.speech import count, reported, say, spoken
from export.changes import became_known
from export.language import Language
from export.view import View

HALO = ("#111111", "#ffd84d")
HEADER_WORDS = ("Date", "Incident", "Place")


def with_news(shown: Filtered, view: View) -> Filtered:
    """The same frames, each incident told whether it became known since the day compared with; unchanged when off."""
    if not view.news:
        return shown
    incidents = shown.frames["incidents"]
    known = became_known(incidents, (view.since, view.as_of)).index
    marked = incidents.assign(fresh=incidents.index.isin(known))
    return replace(shown, frames={**shown.frames, "incidents": marked}, key=(*shown.key, "news", view.since))


def halo_entry(view: View, language: Language) -> dict:
    """The legend of what is new."""
    words = language.say("became known since {day}", day=language.day(view.since))
    return {
        "title": language.say("New incidents"),
        "unit": language.say("incident, or a mark that holds at least one"),
        "caution": language.say(
            "New is what happened after the day compared with; earlier ones may be reported later."
        ),
        "symbols": [{"label": words, "color": HALO, "mark": "halo", "code": ""}],
    }


def news_section(incidents: pd.DataFrame, view: View) -> Markup:
    """The incidents in view that became known since the day, the newest first; empty when not asked for."""
    if not view.news:
        return Markup("")
    new = became_known(incidents, (view.since, view.as_of)).sort_values("last_day", ascending=False, kind="stable")
    said = {"day": spoken().day(view.since)}
    words = count(len(new), "{n} incident became known since {day}.", "{n} incidents became known since {day}.", **said)
    rows = [(spoken().dated(row.date), reported(row.title), _place(row.place)) for row in new.itertuples()]
    body = table(map(say, HEADER_WORDS), rows) if rows else Markup("")
    return heading(say("New incidents")) + note(words) + body


def _place(text: object) -> str:
    return reported(text) if isinstance(text, str) and text else say("not known")
