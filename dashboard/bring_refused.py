"""The rows of a file that cannot be taken: a table with their reasons, and a file to mend them in."""

from functools import partial

import streamlit as st

from dashboard.speech import say
from layers.imports.checked import Checked, refused_file
from layers.reading.raw import RawTable

SHOWN = 200


def show_refused(checked: Checked, table: RawTable) -> None:
    """Nothing where all rows can be taken; the file is made when it is asked for."""
    if not checked.refused_rows:
        return
    shown = checked.refused.drop(columns="position").head(SHOWN)
    st.dataframe(shown.astype(str), hide_index=True, height=220)
    label, made = say("Download the refused rows with their reasons"), partial(refused_file, checked, table)
    st.download_button(label, made, "refused.csv", "text/csv", on_click="ignore")
