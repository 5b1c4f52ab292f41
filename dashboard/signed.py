"""The name for the trail: asked where something is kept, and offered again by the next field that asks."""

from typing import Any

import streamlit as st

from dashboard.speech import say

NAME, LONGEST = "trail_name", 80


def ask_name(key: str, place: Any = st, *, in_form: bool = False) -> str:
    """A field for the name, in `place`; what was typed is kept even where the page starts over before it is read.

    Fields of a form are told to nobody before it is sent, so there the name is kept once it is read.
    """
    words, before = say("Your name, for the trail"), st.session_state.get(NAME, "")
    told = {} if in_form else {"on_change": _keep, "args": (key,)}
    name = place.text_input(words, before, max_chars=LONGEST, key=key, **told).strip()
    if name:
        st.session_state[NAME] = name
    return name


def _keep(key: str) -> None:
    st.session_state[NAME] = st.session_state[key].strip()
