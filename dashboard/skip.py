"""Links over the sidebar and the map, for who reads with the keyboard."""

import streamlit as st
from markupsafe import Markup

from dashboard.speech import say

MAP, LISTS = "pw-map", "pw-lists"
LINK = Markup('<a href="#{}" target="_self">{}</a>')
TARGET = Markup('<div id="{}" class="pw-lists" tabindex="-1"></div>')


def offer_skips() -> None:
    """One link at the head of the sidebar, one before the map; seen only while they have the focus."""
    st.sidebar.html(_links((MAP, say("Skip to the map"))))
    st.html(_links((LISTS, say("Skip to the lists"))))


def mark_place(name: str) -> None:
    """Where a link leads to."""
    st.html(TARGET.format(name))


def _links(*places: tuple[str, str]) -> Markup:
    return Markup('<div class="pw-skip">{}</div>').format(Markup("").join(LINK.format(*place) for place in places))
