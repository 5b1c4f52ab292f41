"""Links over the sidebar and the map, for who reads with the keyboard."""

import streamlit as st
from markupsafe import Markup

from dashboard.speech import say

MAP, LISTS = "pw-map", "pw-lists"
LINK = Markup('<a href="#{}" target="_self">{}</a>')
TARGET = Markup('<div id="{}" class="pw-lists" tabindex="-1">{}</div>')
WAIT = Markup('<span class="pw-wait" aria-hidden="true">{}</span>')


def offer_skips() -> None:
    """One link at the head of the sidebar, one before the map; seen only while they have the focus."""
    st.sidebar.html(_links((MAP, say("Skip to the map"))))
    st.html(_links((LISTS, say("Skip to the lists"))))


def mark_place(name: str) -> None:
    """Where a link leads to. Before the map, which is drawn over it, words for those who wait."""
    words = WAIT.format(say("The map is being drawn. If this stays, load the page again.")) if name == MAP else ""
    st.html(TARGET.format(name, words))


def _links(*places: tuple[str, str]) -> Markup:
    return Markup('<div class="pw-skip">{}</div>').format(Markup("").join(LINK.format(*place) for place in places))
