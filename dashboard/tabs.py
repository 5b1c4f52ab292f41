"""The lists under the map: their titles, their names in a link, and which one lies open."""

import streamlit as st

from dashboard.speech import say, spoken

TAB_WORDS = (
    "Incidents",
    "Responses",
    "What changed",
    "Clusters",
    "Provinces and border",
    "Layers and sources",
    "The score",
    "Track record",
    "Workspace",
    "Charts",
    "About",
)
NAMES = tuple(words.lower().replace(" ", "-") for words in TAB_WORDS)


def titles() -> list[str]:
    """The titles in the language of the page."""
    return [say(title) for title in TAB_WORDS]


def tabs_key() -> str:
    """What the tabs are called in the session; each language has its own."""
    return f"lists_{spoken().code}"


def open_tab() -> str:
    """The name of the list that lies open."""
    title, said = st.session_state.get(tabs_key()), titles()
    return NAMES[said.index(title) if title in said else opened()]


def turn_to(name: str) -> None:
    """Opens a list, before the tabs are drawn."""
    if st.session_state.get("lists_spoken") == spoken().code:
        st.session_state[tabs_key()] = titles()[NAMES.index(name)]
    st.session_state.open_list = NAMES.index(name)


def opened() -> int:
    """The place of the list that was open when the page began to speak this language: it stays so under its new title.

    It is told once for each language; were it to follow every click, the tabs would start over in between.
    """
    if st.session_state.get("lists_spoken") != spoken().code:
        st.session_state.lists_spoken = spoken().code
        st.session_state.lists_first = st.session_state.get("open_list", 0)
    return st.session_state.lists_first
