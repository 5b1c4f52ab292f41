"""The rows of a file that cannot be taken: a table with their reasons, and a file to mend them in, which is English."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.speech import say
from dashboard.told import cell_words, part, retold
from layers.imports.checked import Checked, refused_file
from layers.reading.raw import RawTable

SHOWN, MOST_PX, ROW_PX = 200, 220, 36
HEAD_WORDS = {
    "row": "Row of the file",
    "column": "Column of the file",
    "found": "What was found",
    "expected": "What was expected",
    "advice": "What to do",
}


def show_refused(checked: Checked, table: RawTable) -> None:
    """Nothing where all rows can be taken; the file is made when it is asked for."""
    if not checked.refused_rows:
        return
    shown = refused_table(checked)
    st.dataframe(shown, hide_index=True, height=min(MOST_PX, ROW_PX * (len(shown) + 1)))
    label, made = say("Download the refused rows with their reasons"), partial(refused_file, checked, table)
    st.download_button(label, made, "refused.csv", "text/csv", on_click="ignore")


def refused_table(checked: Checked) -> pd.DataFrame:
    """The first refused cells with their reasons, in the language of the page; what was found stays as it stood."""
    shown = checked.refused.drop(columns="position").head(SHOWN).astype(str)
    shown = shown.assign(
        found=shown["found"].map(cell_words), expected=shown["expected"].map(part), advice=shown["advice"].map(retold)
    )
    return shown.rename(columns={name: say(words) for name, words in HEAD_WORDS.items()})
