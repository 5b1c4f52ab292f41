"""The ranked list: which sites stand highest, with interval, band and change."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard.speech import say, spoken, spread
from dashboard.ticked import follow, pinned, tick_rows
from export.scene.selection import Selection

# Languages whose figures look as a browser writes them.
PLAIN_FIGURES = ("en", "zh")
COLUMN_WORDS = (
    "Site",
    "Chance",
    "Band",
    "80 % interval",
    "Top 5",
    "30 days",
    "90 days",
    "Incidents",
    "Expected",
)
HELP_WORDS = {
    "Chance": "Chance of at least one incident within the radius in the horizon.",
    "80 % interval": "Counting, placement and attribution together.",
    "30 days": "Change in percentage points since 30 days before the as-of date, scored with the same settings.",
    "90 days": "Change in percentage points since 90 days before the as-of date, scored with the same settings.",
    "Top 5": "Under how many plausible settings the site is among the five highest: half-lives and reaches halved and "
    "doubled, reports trusted more and less.",
    "Incidents": "Incidents of the forecast kind within 100 km in the last five years.",
    "Expected": "Expected incidents within the radius in the horizon.",
}


def ranking_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns as read by people; figures that are not known are dashes."""
    return pd.DataFrame(
        {
            "#": written(range(1, len(frame) + 1), 0),
            "Site": [spoken().named(name) for name in frame["name"]],
            "Chance": _chances(frame["probability"]),
            "Band": [say(band) for band in frame["band"]],
            "80 % interval": [spread(low, high) for low, high in _pairs(frame)],
            "Top 5": [_share(value, frame.attrs["settings"]) for value in frame["top_share"]],
            "30 days": [_points(value) for value in frame["change_30_days"]],
            "90 days": [_points(value) for value in frame["change_90_days"]],
            "Incidents": written(frame["incidents_in_reach"], 0),
            "Expected": written(frame["expected_incidents"], 3),
        },
        index=frame.index,
    )


def written(values: Iterable[float], digits: int) -> list:
    """A column of figures: numbers where the browser writes them as the language does, else words in its digits.

    Only numbers can be sorted by size.
    """
    if spoken().code in PLAIN_FIGURES:
        return [round(value, digits) if digits else value for value in values]
    return [spoken().number(value, digits) for value in values]


def show_sites(frame: pd.DataFrame, selection: Selection, key: int) -> None:
    """Draws the ranking, another one for each `key`; what another part of the page selected stands first in it."""
    table = _table(frame, (key, spoken().code))
    ids = selection.ids if selection.kind == "site" else ()
    first, _ = follow(ids, key="ranking")
    tick_rows(table.loc[pinned(table.index, first)], ids, key="ranking", height=470, columns=_columns())


@st.cache_resource(show_spinner=False, max_entries=100)
def _table(_frame: pd.DataFrame, key: tuple[int, str]) -> pd.DataFrame:
    return ranking_table(_frame)


def _columns() -> dict:
    column, side = st.column_config.Column, "right" if spoken().direction == "rtl" else None
    helps = {name: say(words) for name, words in HELP_WORDS.items()}
    usual = {name: column(say(name), help=helps.get(name), alignment=side) for name in COLUMN_WORDS}
    return {
        **usual,
        "#": column(width=36),
        "Site": column(say("Site"), width=235),
        **({"Chance": _bars(helps["Chance"])} if spoken().code in PLAIN_FIGURES else {}),
    }


def _bars(words: str) -> dict:
    """Chances as bars, where the browser writes their figures as the language does."""
    return st.column_config.ProgressColumn(
        say("Chance"), format="%.1f %%", min_value=0, max_value=100, width=105, help=words
    )


def _chances(values: pd.Series) -> Iterable:
    """Chances in percent: numbers for bars, else words in the digits of the language."""
    shares = (100 * values).round(1)
    if spoken().code in PLAIN_FIGURES:
        return shares
    return ["–" if pd.isna(share) else say("{n} %", n=spoken().number(share, 1)) for share in shares]


def _pairs(frame: pd.DataFrame) -> Iterable[tuple[float, float]]:
    return zip(frame["probability_low"], frame["probability_high"], strict=True)


def _share(value: float, settings: int) -> str:
    return "–" if pd.isna(value) else say("{part} of {whole}", part=round(value * settings), whole=settings)


def _points(value: float) -> str:
    """A change in whole points, no change as such."""
    if pd.isna(value):
        return "–"
    points = round(100 * value)
    return f"±{spoken().number(0)}" if points == 0 else spoken().number(points, 0, signed=True)
