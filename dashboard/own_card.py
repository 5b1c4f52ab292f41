"""What the card of a row in the workspace offers: edit, remove, restore, and the history of every field."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.entry import READABLE_ERRORS, open_edit, shown, tell
from dashboard.entry_fields import LABEL_WORDS
from dashboard.html import heading, note, table
from dashboard.plain import plain
from dashboard.signed import NAME, ask_name
from dashboard.speech import count, say
from layers.store import Store, open_store

ACT_WORDS = {
    "add": "entered",
    "edit": "edited",
    "remove": "removed",
    "restore": "restored",
    "merge": "merged",
    "unmerge": "unmerged",
    "import": "imported",
}

HISTORY_WORDS = ("Field", "Before", "After", "Done", "Who", "When", "Why")


def show_told() -> None:
    """What was just done, and how to take it back."""
    words, removed = st.session_state.get("entry_told"), st.session_state.get("entry_removed")
    if not words:
        return
    st.success(plain(words))
    if removed:
        if st.button(say("Restore"), key="entry_restore"):
            _restore(*removed, st.session_state[NAME])
    else:
        st.session_state.entry_told = None


def show_own(kind: str, identifier: str, row: Mapping[str, Any]) -> None:
    """Under a card: that it is shipped and stays, or what may be done to it and what was."""
    if not in_workspace(row):
        st.html(note(say("This came with the product and is read-only. What you enter lives in the workspace.")))
        return
    edit, remove = st.columns(2)
    if edit.button(say("Edit"), key=f"edit_{kind}_{identifier}", width="stretch"):
        open_edit(kind, identifier)
    with remove.popover(say("Remove …"), width="stretch"):
        _show_remove(kind, identifier)
    _show_history(kind, identifier, row)


def in_workspace(row: Mapping[str, Any]) -> bool:
    """Whether a row of the frames is one of the workspace store: those have a version."""
    version = row.get("version")
    return version is not None and not pd.isna(version)


def show_removed(store: Store) -> None:
    """Rows that were removed one by one, each with a button that brings it back."""
    found = [(kind, key, title) for kind in ("incident", "site") for key, title in store.removed(kind)["title"].items()]
    if not found:
        return
    st.html(heading(say("Removed rows")))
    words = {(kind, key): f"{key}: {title}" for kind, key, title in found}
    box, who, button = st.columns([3, 2, 1], vertical_alignment="bottom")
    chosen = box.selectbox(say("Removed row"), list(words), format_func=words.get, key="removed_row")
    by = ask_name("restore_by", who)
    if button.button(say("Restore"), key="restore_row", disabled=not by):
        _restore(*chosen, by)


def history_table(history: pd.DataFrame) -> list[tuple[str, ...]]:
    """One row per field changed, the latest first: field, before, after, what was done, who, when, why."""
    return [
        (
            say(LABEL_WORDS.get(line.field, line.field)),
            shown(line.before),
            shown(line.after),
            say(ACT_WORDS.get(line.what, line.what)),
            line.who,
            say("{moment} UTC", moment=f"{line.when:%Y-%m-%d %H:%M}"),
            line.why,
        )
        for line in history.iloc[::-1].itertuples()
    ]


def _show_remove(kind: str, identifier: str) -> None:
    st.html(note(say("It goes from map, lists and score, and can be restored at any time.")))
    by = ask_name(f"remove_by_{identifier}")
    if st.button(say("Remove"), key=f"remove_{identifier}", disabled=not by):
        try:
            open_store().remove(kind, identifier, by)
        except READABLE_ERRORS as error:
            st.error(plain(error))
            return
        tell(say("{name} was removed.", name=identifier), (kind, identifier))
        st.session_state.selected = ""
        st.rerun()


def _restore(kind: str, identifier: str, by: str) -> None:
    try:
        open_store().restore_row(kind, identifier, by)
    except READABLE_ERRORS as error:
        st.error(plain(error))
        return
    tell(say("{name} is back.", name=identifier))
    st.session_state.selected, st.session_state.moves = f"{kind}:{identifier}", True
    st.rerun()


def _show_history(kind: str, identifier: str, row: Mapping[str, Any]) -> None:
    try:
        history = open_store().history(kind, identifier)
    except READABLE_ERRORS as error:
        st.error(plain(error))
        return
    with st.expander(count(len(history), "History: {n} field changed", "History: {n} fields changed")):
        if not pd.isna(row.get("batch_id")):
            st.html(note(say("It came with import {number}.", number=int(row["batch_id"]))))
        st.html(table(map(say, HISTORY_WORDS), history_table(history)))
