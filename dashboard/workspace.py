"""The Workspace page: what was brought in, by whom; undo and redo; the history of every field."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard.bring import offer_bring
from dashboard.entry import show_new_buttons
from dashboard.html import heading, note, table
from dashboard.joined import show_joined
from dashboard.kept import READABLE_ERRORS, show_stored
from dashboard.own_card import HISTORY_WORDS, history_table, show_removed
from dashboard.plain import plain
from dashboard.saved_panel import show_saved
from dashboard.signed import ask_name
from dashboard.speech import say
from layers.store import Store, open_store

STATE_WORDS = {"in": "in", "undone": "undone"}
COLUMN_WORDS = {
    "name": "Name",
    "state": "State",
    "incidents": "Incidents",
    "sites": "Sites",
    "refused": "Refused",
    "marking": "Marking",
    "imported_by": "By",
    "imported_at": "When [UTC]",
    "licence": "Licence",
}


def show_workspace(incidents: pd.DataFrame) -> None:
    """The button that opens the import window, the batches, and what was changed."""
    show_stored()
    offer_bring(incidents, date.today())
    show_new_buttons()
    store = open_store()
    show_saved(store)
    try:
        if not store.exists():
            words = say(
                "Nothing was brought in yet. Imports and edits will live in a file of their own, beside the data."
            )
            st.html(note(words))
            return
        _show_batches(store)
        show_removed(store)
        show_joined(store, incidents)
        _show_history(store)
    except READABLE_ERRORS as error:
        kind = type(error).__name__
        words = say("The workspace cannot be read: {kind}. `python -m layers verify` says more.", kind=kind)
        st.error(f"{words}\n\n{plain(error)}")


def _show_batches(store: Store) -> None:
    st.html(heading(say("Imports")))
    batches = store.batches()
    columns = {name: say(words) for name, words in COLUMN_WORDS.items()}
    shown = batches[list(columns)].assign(state=[say(STATE_WORDS[state]) for state in batches["state"]])
    st.dataframe(shown.rename(columns=columns), height=min(420, 80 + 36 * len(batches)))
    if batches.empty:
        return
    number, by, button = st.columns([2, 2, 1], vertical_alignment="bottom")
    chosen = number.selectbox(
        say("Import"), batches.index, format_func=lambda key: f"{key}: {batches.loc[key, 'name']}"
    )
    who = ask_name("undo_by", by)
    undone = batches.loc[chosen, "state"] != "in"
    if button.button(say("Redo") if undone else say("Undo"), disabled=not who, key="undo_batch"):
        (store.redo if undone else store.undo)(int(chosen), who)
        st.rerun()


def _show_history(store: Store) -> None:
    st.html(heading(say("History")))
    identifier = st.text_input(say("Identifier of an incident"), max_chars=120, key="history_of").strip()
    if not identifier:
        return
    history = store.history("incident", identifier)
    if history.empty:
        st.html(note(say("No field of it was changed.")))
    else:
        st.html(table(map(say, HISTORY_WORDS), history_table(history)))
