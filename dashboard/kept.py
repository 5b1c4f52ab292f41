"""Doing something that is kept in the workspace, and saying so after the page has started over."""

import time
from collections.abc import Callable

import streamlit as st

from dashboard.plain import plain

READABLE_ERRORS = (OSError, ValueError, KeyError)
SHOWN_S = 15


def done(act: Callable[[], object], words: str = "") -> None:
    """Does it and starts over with the words; says it when it cannot be done."""
    try:
        act()
    except READABLE_ERRORS as error:
        st.error(plain(error))
        return
    st.session_state.stored = words
    st.rerun()


def show_stored() -> None:
    """What was just kept: for some seconds, so that a page which starts over at once does not swallow it."""
    told, now = st.session_state.get("stored"), time.monotonic()
    seen = st.session_state.get("stored_seen")
    if not told:
        return
    if seen is None or seen[0] != told:
        seen = st.session_state.stored_seen = (told, now)
    if now - seen[1] > SHOWN_S:
        st.session_state.stored, st.session_state.stored_seen = "", None
        return
    st.success(plain(told))
