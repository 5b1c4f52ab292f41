"""Lists whose rows are ticked: a tick selects on the map, and what is selected on the map is ticked in the list."""

from collections.abc import Iterable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.map.place import PLACES
from dashboard.speech import say
from export.scene.selection import MOST

Names = tuple[str, ...]
KINDS = {"ranking": "site", "incidents": "incident"}


def follow(ids: Names, *, key: str) -> tuple[Names, bool]:
    """What stands first in a list, and whether something else than this list has just selected it.

    What the reader ticks in the list itself stays where it is.
    """
    reference = st.session_state.get("selected", "")
    turned = reference != st.session_state.get(f"seen_{key}")
    if turned:
        st.session_state[f"seen_{key}"] = reference
        st.session_state[f"first_{key}"] = ids[:MOST]
    return st.session_state.get(f"first_{key}", ()), turned


def pinned(index: pd.Index, first: Iterable[str]) -> list[str]:
    """The names of a list, those that stand first moved to its head."""
    head = [name for name in first if name in index]
    return head + [name for name in index if name not in head]


def tick_rows(table: pd.DataFrame, ids: Names, *, key: str, height: int, columns: dict) -> None:
    """Draws a table with the selected rows ticked; a tick, or a click on a cell, changes the selection."""
    names = tuple(map(str, table.index))
    places = [place for place, name in enumerate(names) if name in set(ids)]
    held = st.session_state.get(key)
    if places if held is None else held["selection"]["rows"] != places or held["selection"]["cells"]:
        st.session_state[key] = {"selection": {"rows": places, "columns": [], "cells": []}}
    st.session_state[f"rows_{key}"] = names
    shown = set(names)
    st.session_state[f"beyond_{key}"] = tuple(name for name in ids[:MOST] if name not in shown)
    st.dataframe(
        table,
        hide_index=True,
        height=height,
        key=key,
        column_config=columns,
        on_select=partial(_select, key),
        selection_mode=["multi-row", "single-cell"],
    )
    if st.session_state.get(f"over_{key}") and len(ids) == MOST:
        st.caption(say("At most {n} are selected at once: the first {n} were taken.", n=MOST))


def ticked(state: dict, names: Sequence[str], beyond: Names) -> Names:
    """What a list now selects: a clicked cell its row alone; ticks their rows, and what was selected on other pages."""
    chosen = state["selection"]
    if chosen["cells"]:
        return tuple(names[row] for row, _ in chosen["cells"][-1:] if row < len(names))
    return (*beyond, *(names[row] for row in chosen["rows"] if row < len(names)))


def _select(key: str) -> None:
    """Makes what the reader has just ticked the selection, before the page is built."""
    found = ticked(st.session_state[key], st.session_state[f"rows_{key}"], st.session_state[f"beyond_{key}"])
    select_rows(found, key=key)
    st.session_state[f"seen_{key}"] = st.session_state.selected


def select_rows(names: Names, *, key: str) -> None:
    """Makes rows of a list the selection, as many as can be; the map goes there."""
    st.session_state[f"over_{key}"] = len(names) > MOST
    st.session_state.selected = f"{KINDS[key]}:{','.join(names[:MOST])}" if names else ""
    st.session_state.moves = bool(names)
    if names:
        PLACES.put(st.session_state.place, None)
