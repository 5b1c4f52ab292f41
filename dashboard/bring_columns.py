"""The columns of a file in the import window: each with examples and a guess, in the words of the reader."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.speech import say, spoken
from layers.imports.mapping import Guesses

NOT_USED = "–"
HEAD_WORDS = {"column": "Column of the file", "examples": "Examples", "why": "Why"}
WHY_WORDS = {
    "by its name": "by its name",
    "by its content": "by its content",
    "by its name and content": "by its name and content",
    "not used": "not used",
}


def choose_each(
    guesses: Guesses, before: Mapping[str, str], *, title: str, options: Sequence[str], key: str
) -> dict[str, str]:
    """The file's column by ours, as the reader leaves the table; `before` is what was kept for such a file."""
    shown = column_table(guesses, before).rename(columns={"ours": title})
    ours = st.column_config.SelectboxColumn(options=[NOT_USED, *options], required=True)
    fixed = [name for name in shown if name != title]
    edited = st.data_editor(shown, hide_index=True, disabled=fixed, column_config={title: ours}, key=key)
    pairs = zip(guesses.table["column"], edited[title], strict=True)
    return {own: theirs for theirs, own in pairs if own != NOT_USED}


def column_table(guesses: Guesses, before: Mapping[str, str]) -> pd.DataFrame:
    """One row per column of the file: its name, examples, why it is guessed, and `ours`, – where it is not used."""
    found, by_file = guesses.table, {theirs: ours for ours, theirs in before.items()}
    guessed = found["ours"].fillna(NOT_USED)
    columns = {
        say(HEAD_WORDS["column"]): found["column"],
        say(HEAD_WORDS["examples"]): [spoken().join(map(str, examples)) for examples in found["examples"]],
        say(HEAD_WORDS["why"]): [say(WHY_WORDS[why]) for why in found["why"]],
        "ours": [by_file.get(name, own) for name, own in zip(found["column"], guessed, strict=True)],
    }
    return pd.DataFrame(columns)
