"""Words for rows: dates with their precision, places with their placement, counts that may be unknown."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

Row = Mapping[str, Any]

DATE_WORDS = {"day": "{}", "approx": "about {}", "reported": "reported {}", "month": "{} (day not known)"}
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


def day_text(day: Any) -> str:
    """A day as '26 Nov 2025'."""
    return f"{day.day} {day:%b %Y}"


def when(row: Row) -> str:
    """When it happened, as precisely as known."""
    first = row["first_day"]
    text = f"{first:%b %Y}" if first != row["last_day"] else day_text(first)
    return DATE_WORDS[row["date_precision"]].format(text)


def where(row: Row) -> str:
    """How precisely it is located: a sentence, because a district is not a dot."""
    if row["placement_areas"]:
        return "known only to " + ", ".join(row["placement_areas"]) + ": stands for the whole area"
    radius = row["placement_radius_km"]
    words = {
        "exact": "exact point",
        "place": f"town or neighbourhood, within about {radius:g} km",
        "district": f"district or nearby town, within about {radius:g} km",
        "province": f"wider area, within about {radius:g} km",
    }
    return words[row["placement"]]


def known(value: Any) -> bool:
    """Whether a cell holds something: blank is not known, never zero."""
    return not (
        value is None or (isinstance(value, str) and not value) or (pd.api.types.is_scalar(value) and pd.isna(value))
    )


def count_range(row: Row, name: str) -> str:
    """'3', '3 (0 to 5 reported)', 'at least 2', 'not known': a best figure with the range that reports give."""
    best, low, high = (_whole(row.get(key)) for key in (name, f"{name}_min", f"{name}_max"))
    spread = low is not None and high is not None and low != high
    if best is None:
        if spread:
            return f"not verified ({low} to {high} reported)"
        return f"not verified (up to {high} reported)" if high else "not known"
    if spread:
        return f"{best} ({low} to {high} reported)"
    return f"{best} (up to {high} reported)" if high is not None and high > best else str(best)


def percent(probability: float) -> str:
    """A chance as a person says it; extremes are not rounded to certainty."""
    if pd.isna(probability):
        return "–"
    if probability < 0.01:
        return "<1 %"
    return ">99 %" if probability > 0.99 else f"{probability:.0%}".replace("%", " %")


def plural(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _whole(value: Any) -> int | None:
    return int(value) if known(value) else None
