"""A click on a bar: a type or a time becomes the filter, an actor or a province selects its incidents."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.incidents import KEY
from dashboard.ticked import select_rows

# The selection of every chart, and the column that says which row of the figures a bar is; others stand together.
PICK, PLACE, OTHERS = "pick", "place", -1


def follow_bar(name: str, figures: pd.DataFrame, values: pd.Series) -> None:
    """Does what a click on a chart asks for. `values`: what the chart counts, one per incident, by its identifier."""
    picked = st.session_state[f"chart_{name}"]["selection"].get(PICK) or []
    place = picked[0].get(PLACE, OTHERS) if picked else OTHERS
    if place != OTHERS:
        LINKS[name](figures.iloc[int(place)], values)


def of_bar(values: pd.Series, name: str) -> tuple[str, ...]:
    """Identifiers of the incidents that a bar counts; the name "" is that of what is not known."""
    return tuple(values.index[values.fillna("").astype(str) == name])


def days_of(month: str) -> tuple[date, date]:
    """First and last day of "2025-11", or of the year "2025"."""
    period = pd.Period(month)
    return period.start_time.date(), period.end_time.date()


def _show_type(row: pd.Series, _: pd.Series) -> None:
    if row["name"]:
        st.session_state.types = [row["name"]]


def _show_month(row: pd.Series, _: pd.Series) -> None:
    st.session_state.period = days_of(row["month"])


def _show_year(row: pd.Series, _: pd.Series) -> None:
    st.session_state.period = days_of(str(row["year"]))


def _select(row: pd.Series, values: pd.Series) -> None:
    select_rows(of_bar(values, row["name"]), key=KEY)


LINKS: dict[str, Callable[[pd.Series, pd.Series], None]] = {
    "time": _show_month,
    "types": _show_type,
    "actors": _select,
    "provinces": _select,
    "killed": _show_year,
}
