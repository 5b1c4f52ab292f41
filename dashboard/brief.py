"""A brief: one view after the other before an audience. Where it stands lives in the session."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.page import present_link, want
from dashboard.saved import saved_views
from layers.store import open_store

TOP = 8


@dataclass(frozen=True)
class Slide:
    """One view of a brief: a link, its title (blank: the view from which the brief began), and a note."""

    title: str
    link: dict[str, str]
    note: str = ""


def start() -> None:
    """Begins a brief with what is on screen."""
    st.session_state.brief_from, st.session_state.brief_at = present_link(brief=False), 0
    st.session_state.brief = True


def end() -> None:
    """Puts everything back as it was when the brief began."""
    want(st.session_state.pop("brief_from", present_link(brief=False)))


def step(by: int) -> None:
    """Shows the next view (+1) or the one before (-1); at either end nothing happens."""
    slides = st.session_state.brief_slides
    at = min(max(st.session_state.brief_at + by, 0), len(slides) - 1)
    st.session_state.brief_at = at
    want({**slides[at].link, "brief": "1"})


def present_slides(names: Mapping[str, str]) -> tuple[list[Slide], int]:
    """The views of the brief and the place of the one shown; `names` are those of the ranked sites, by identifier."""
    begun = st.session_state.setdefault("brief_from", present_link(brief=False))
    at = st.session_state.setdefault("brief_at", 0)
    if at == 0 or "brief_slides" not in st.session_state:
        st.session_state.brief_slides = [Slide("", begun), *(_saved() or _sites(names, begun))]
    slides = st.session_state.brief_slides
    return slides, min(at, len(slides) - 1)


def forget() -> None:
    """No brief is shown: the next one begins anew."""
    for name in ("brief_from", "brief_at", "brief_slides"):
        st.session_state.pop(name, None)


def _saved() -> list[Slide]:
    """The saved views in their order; none where the workspace cannot be read, which its own tab says."""
    try:
        return [Slide(view.name, view.link, view.note) for view in saved_views(open_store())]
    except (OSError, ValueError, KeyError):
        return []


def _sites(names: Mapping[str, str], begun: Mapping[str, str]) -> list[Slide]:
    """The highest sites, each chosen in the view from which the brief began; the map goes to each."""
    rest = {name: text for name, text in begun.items() if name not in ("at", "selected")}
    return [Slide(name, {**rest, "selected": f"site:{key}"}) for key, name in list(names.items())[:TOP]]
