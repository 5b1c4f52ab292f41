"""The page around everything: set-up, the link as a view, and what is selected."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.skip import offer_skips
from dashboard.speech import say, spoken
from export.language import ENGLISH
from export.language.speech import LOCALES
from export.scene.selection import TABLES
from export.scene.state import BROWSER_NAMES
from export.view import View, default_view, read_view, write_view
from layers.own import missing_own

LANGUAGE = "language"
SPEAK = Markup('<div class="pw-language pw-{}"></div><script>document.documentElement.lang = "{}";</script>')
ICON = Path(__file__).parent / "icon.png"
STYLE = Path(__file__).parent / "page.css"


def set_up() -> None:
    """Title, icon (a local file: no request leaves) and style."""
    st.set_page_config("Panj Watch", page_icon=str(ICON), layout="wide")
    st.html(STYLE)


def speak() -> None:
    """Tells the browser which language the page is in, for readers' voices and fonts, and which way it runs.

    The first words in it are links over the sidebar and the map.

    The style finds the mark and turns the page around; nothing of it is text.
    """
    language = spoken()
    words = SPEAK.format(language.direction, BROWSER_NAMES[language.code])
    st.html(words, unsafe_allow_javascript=True)
    offer_skips()


def start_view(covers: tuple[date, date], frames: Mapping[str, pd.DataFrame]) -> tuple[View, list[str]]:
    """The view of the link that opened this session, read once, and what of it could not be followed, as now spoken."""
    if "start" not in st.session_state:
        query = st.query_params.to_dict()
        st.session_state.language = language_of(query.pop(LANGUAGE, ENGLISH.code))
        view, _ = read_view(query, default_view(covers))
        st.session_state.start, st.session_state.asked = view, query
        st.session_state.area = view.area
        st.session_state.selected = "" if unknown_ids(view.selected, frames) else view.selected
        st.session_state.moves = bool(st.session_state.selected)
    view, complaints = read_view(st.session_state.asked, default_view(covers), language=spoken())
    return st.session_state.start, complaints + unknown_ids(view.selected, frames) + gone_layers(view, frames)


def remember(view: View, covers: tuple[date, date]) -> View:
    """The view with its selection, written to the URL so that the link is the view."""
    view = View(**{**vars(view), "selected": st.session_state.selected, "area": st.session_state.area})
    query = write_view(view, default_view(covers))
    if spoken() != ENGLISH:
        query[LANGUAGE] = spoken().code
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
    return view


def language_of(code: str) -> str:
    """The language that a link asks for; English where it asks for one that the page does not speak."""
    return code if code in LOCALES else ENGLISH.code


def focus(reference: str | None, *, move: bool = False) -> None:
    """Selects a thing and starts over; nothing happens when it is selected already, no thing, or None."""
    kind = (reference or "").partition(":")[0]
    if kind in TABLES and reference != st.session_state.selected:
        st.session_state.selected = reference
        st.session_state.moves = move
        st.rerun()


def gone_layers(view: View, frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """A sentence for every own layer that a link asks for and the workspace does not have."""
    return [
        say(
            "The link asks for the layer {name}, which the workspace does not have any more. It was left out.",
            name=name,
        )
        for name in missing_own(view.layers, frames)
    ]


def unknown_ids(reference: str, frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """A sentence when a link points to something that is not in the data."""
    kind, _, names = reference.partition(":")
    if TABLES.get(kind) not in frames:
        return []
    missing = [name for name in names.split(",") if not name.startswith("@") and name not in frames[TABLES[kind]].index]
    return [
        say(
            "The link points to {thing}, which the data does not have. Choose one from the list.",
            thing=f"{kind} {name[:60]!r}",
        )
        for name in missing[:1]
    ]


def say_what_failed(error: Exception) -> bool:
    """Tells the reader that the page could not be built; the log has the rest. True: nothing else is shown."""
    words = say(
        "This view could not be built; nothing was changed or lost. Open the address without what follows the question "
        "mark. If it stays, give the operator this word and the time: {word}.",
        word=type(error).__name__,
    )
    st.error(words)
    return True
