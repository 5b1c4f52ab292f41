"""A tour in a strip above the map: offered once, opened by a button, not shown where a link asks for something."""

import streamlit as st
from markupsafe import Markup

from dashboard.speech import say

SEEN = "panj_tour"
# A year, in seconds.
KEPT_S = 365 * 86400
REMEMBER = Markup('<script>document.cookie = "{}=seen; path=/; max-age={}; SameSite=Strict";</script>')
OFFER = "offer"
STEP_WORDS = {
    "The map": "A disc is an incident, a square is a site; a number counts several. Hollow means that the place or the "
    "Chinese link is not certain. Click one: its card opens under the map.",
    "Layers and legend": "Switch layers on and off in the sidebar. The legend on the map explains only what is on; its "
    "“!” holds what to be careful about.",
    "The score": "The list under the map ranks sites by the chance of an incident. “Insufficient data” is not “low”. "
    "A card says why: every incident that adds to the figure, with km and days.",
    "Time": "The bar under the map moves the day that everything is seen from. Hatched: no data, which is not calm.",
    "Tools": "On the map: go to a place, measure, draw an area of your own, and hand over what you see as picture, "
    "brief or data.",
    "Lists": "Below: every incident with its sources, what changed, the score's assumptions and track record, your own "
    "reports, and “About” with data, limits and keys.",
}


def show_tour() -> None:
    """The strip, in a place that is always there, so that nothing below it is built anew."""
    if "tour" not in st.session_state:
        st.session_state.tour = OFFER if is_first_visit() else None
    _strip()


def is_first_visit() -> bool:
    """Whether the link asks for nothing and this browser was not offered the tour before."""
    return not st.session_state.get("asked") and st.context.cookies.get(SEEN) != "seen"


def begin() -> None:
    """Opens the first step."""
    st.session_state.tour = 0


@st.fragment
def _strip() -> None:
    at = st.session_state.get("tour")
    with st.container(key="tour"):
        if at == OFFER:
            _offer()
        elif at is not None:
            _step(at)


def _offer() -> None:
    st.html(REMEMBER.format(SEEN, KEPT_S), unsafe_allow_javascript=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(Markup("<span>{}</span>").format(say("New here? Six short steps show how to read this page.")))
        st.button(say("Take the tour"), on_click=begin, key="tour_begin")
        st.button(say("Not now"), on_click=go, args=(None,), key="tour_later", type="tertiary")


def _step(at: int) -> None:
    title, words = list(STEP_WORDS.items())[at]
    of = say("{n} of {total}", n=at + 1, total=len(STEP_WORDS))
    shown = Markup('<p role="status"><b>{}</b> <small>{}</small><br>{}</p>')
    st.html(shown.format(say(title), of, say(words)))
    with st.container(horizontal=True):
        st.button(say("Back"), on_click=go, args=(at - 1,), disabled=at == 0, key="tour_back")
        if at + 1 < len(STEP_WORDS):
            st.button(say("Next"), on_click=go, args=(at + 1,), key="tour_next", type="primary")
        st.button(say("Close"), on_click=go, args=(None,), key="tour_close", type="tertiary")


def go(step: int | None) -> None:
    """Shows a step, or nothing any more."""
    st.session_state.tour = step
