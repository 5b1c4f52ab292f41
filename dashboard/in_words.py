"""Pictures as text: what the map shows, with counts, and the figures behind a chart, for who cannot see them."""

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.html import note, table
from dashboard.speech import count, reported, say, spoken

MAP_WORDS = ("Layer", "Unit", "What is drawn")


def show_map_in_words(drawn: Iterable[tuple[dict, dict | None]], *, key: str) -> None:
    """Behind a line under the map: one row per layer that is on, with how many of each kind; closed at first."""
    entries = [entry for _, entry in drawn if entry is not None]
    with st.expander(say("The map in words"), key=f"{key}_in_words_{spoken().code}"):
        st.html(map_in_words(entries))


def map_in_words(entries: Sequence[dict]) -> Markup:
    """A sentence and a table from the legend entries of the layers that are on, in drawing order."""
    words = count(len(entries), "The map shows {n} layer.", "The map shows {n} layers.")
    keys = say("Every site and every incident is also a row of the lists below.")
    rows = [(reported(entry["title"]), entry["unit"], kinds_of(entry["symbols"])) for entry in entries]
    return note(f"{words} {keys}") + (table(map(say, MAP_WORDS), rows) if rows else Markup(""))


def kinds_of(symbols: Iterable[dict]) -> str:
    """How many of each kind are drawn; a dash where there are none."""
    kinds = [
        say("{title}: {words}", title=reported(one["label"]), words=spoken().number(one["count"])) for one in symbols
    ]
    return say("; ").join(kinds) or "–"


def show_figures(figures: pd.DataFrame, titles: Sequence[str], *, key: str) -> None:
    """Behind a line under a chart: its figures as a table, a title for each column; closed at first."""
    with st.expander(say("Figures as a table"), key=f"figures_{key}_{spoken().code}"):
        st.html(figures_table(figures, titles))


def figures_table(figures: pd.DataFrame, titles: Sequence[str]) -> Markup:
    """The rows of a chart; figures in the digits of the language, what is not known as a dash."""
    return table(titles, (map(written, row) for row in figures.itertuples(index=False)))


def written(cell: object) -> str:
    """A cell as read by people: days and figures as the language writes them."""
    language = spoken()
    if not isinstance(cell, str) and pd.isna(cell):
        return "–"
    if isinstance(cell, pd.Timestamp):
        return language.day(cell.date())
    if isinstance(cell, str):
        return language.figures(cell) if cell[:4].isdigit() else reported(cell)
    return language.number(cell, 0 if float(cell).is_integer() else 3)
