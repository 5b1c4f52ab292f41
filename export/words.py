"""Words for rows: dates with their precision, places with their placement, counts that may be unknown."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from export.language import ENGLISH, Language

Row = Mapping[str, Any]

DATE_WORDS = {"day": "{day}", "approx": "about {day}", "reported": "reported {day}", "month": "{day} (day not known)"}
PLACEMENT_WORDS = {
    "exact": "exact point",
    "place": "town or neighbourhood, within about {distance}",
    "district": "district or nearby town, within about {distance}",
    "province": "wider area, within about {distance}",
}
HYPOTHESIS_WORDS = {
    "radical_groups": "Radical groups",
    "taliban_factions": "Taliban factions",
    "criminal_networks": "Criminal networks",
    "other": "Other",
    "unknown": "Unknown",
}
TARGET_WORDS = {"any": "serious incident", "direct": "incident with direct Chinese nexus"}
NEXUS_WORDS = {
    "direct": "Direct: Chinese people or missions",
    "project": "Project: Chinese-linked site or money",
    "context": "Context",
}


def day_text(day: Any, *, language: Language = ENGLISH) -> str:
    """A day as '26 Nov 2025'."""
    return language.day(day)


def when(row: Row, *, language: Language = ENGLISH) -> str:
    """When it happened, as precisely as known."""
    first = row["first_day"]
    day = language.month(first) if first != row["last_day"] else language.day(first)
    return language.say(DATE_WORDS[row["date_precision"]], day=day)


def where(row: Row, *, language: Language = ENGLISH) -> str:
    """How precisely it is located: a sentence, because a district is not a dot."""
    if row["placement_areas"]:
        areas = language.join(row["placement_areas"])
        return language.say("known only to {areas}: stands for the whole area", areas=areas)
    return language.say(PLACEMENT_WORDS[row["placement"]], distance=language.km(row["placement_radius_km"]))


def known(value: Any) -> bool:
    """Whether a cell holds something: blank is not known, never zero."""
    return not (
        value is None or (isinstance(value, str) and not value) or (pd.api.types.is_scalar(value) and pd.isna(value))
    )


def count_range(row: Row, name: str, *, language: Language = ENGLISH) -> str:
    """'3', '3 (0 to 5 reported)', 'at least 2', 'not known': a best figure with the range that reports give."""
    best, low, high = (_whole(row.get(key)) for key in (name, f"{name}_min", f"{name}_max"))
    figures = {"best": language.number(best), "low": language.number(low), "high": language.number(high)}
    spread = low is not None and high is not None and low != high
    if best is None:
        if spread:
            return language.say("not verified ({low} to {high} reported)", **figures)
        return language.say("not verified (up to {high} reported)", **figures) if high else language.say("not known")
    if spread:
        return language.say("{best} ({low} to {high} reported)", **figures)
    if high is not None and high > best:
        return language.say("{best} (up to {high} reported)", **figures)
    return figures["best"]


def percent(probability: float, *, language: Language = ENGLISH) -> str:
    """A chance as a person says it; extremes are not rounded to certainty."""
    return language.percent(probability)


def plural(count: int, one: str, many: str = "", *, language: Language = ENGLISH) -> str:
    """'1 site', '2 sites'; other languages need both texts, with their {n}, in their translations."""
    return language.count(count, f"{{n}} {one}", f"{{n}} {many or one + 's'}")


def _whole(value: Any) -> int | None:
    return int(value) if known(value) else None
