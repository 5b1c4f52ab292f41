"""The page around everything: set-up, the link as a view, and what is selected."""

import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import incidents
from dashboard.choose import put
from dashboard.library import library_words
from dashboard.link import Around, of_the_view, read_around, write_around
from dashboard.map.given import GIVEN
from dashboard.map.place import PLACES, STACKS
from dashboard.skip import offer_skips
from dashboard.speech import say, spoken
from dashboard.tabs import NAMES, open_tab, turn_to
from export.language import ENGLISH
from export.language.speech import LOCALES
from export.scene.selection import TABLES
from export.scene.state import BROWSER_NAMES
from export.view import View, default_view, read_view, write_view
from layers.own import missing_own

Frames = Mapping[str, pd.DataFrame]
LANGUAGE, BACK, WANTED = "language", "back", "wanted"
SPEAK = Markup(
    '<div class="pw-language pw-{}"></div><script>document.documentElement.lang = "{}"; window.panjSaid = {}; '
    'window.dispatchEvent(new Event("panj-said"));</script>'
)
ICON = "data:image/png;base64," + b64encode((Path(__file__).parent / "icon.png").read_bytes()).decode()
STYLE = Path(__file__).parent / "page.css"
SCRIPTS = sorted((Path(__file__).parent / "web").glob("*.js"))
LISTEN = Markup('<div class="pw-language"></div><script>{}</script>').format(
    Markup("\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS))
)


def set_up() -> None:
    """Title, icon, style, and what the browser does by itself.

    The icon is in the page: the server forgets a file of the page while it builds the page again.
    """
    st.set_page_config("Panj Watch", page_icon=ICON, layout="wide")
    st.html(STYLE)
    st.html(LISTEN, unsafe_allow_javascript=True)


def speak() -> None:
    """Tells the browser which language the page is in, for readers' voices and fonts, and which way it runs.

    The first words in it are links over the sidebar and the map.

    The style finds the mark and turns the page around; nothing of it is text.
    """
    language = spoken()
    words = SPEAK.format(language.direction, BROWSER_NAMES[language.code], Markup(library_words()))
    st.html(words, unsafe_allow_javascript=True)
    offer_skips()


def start_view(covers: tuple[date, date], frames: Frames) -> tuple[View, list[str]]:
    """The view of the link that opened this session, and what of the last link could not be followed, as now spoken.

    A link is followed when the session begins, when the reader goes back to it, and when a saved view is opened.
    """
    if (query := _asked()) is not None:
        follow(query, covers, frames)
    asked = st.session_state.asked
    view, complaints = read_view(of_the_view(asked), default_view(covers), language=spoken())
    complaints += read_around(asked, spoken())[1]
    return st.session_state.start, complaints + unknown_ids(view.selected, frames) + gone_layers(view, frames)


def _asked() -> dict[str, str] | None:
    """The link to follow now; None while the reader is still on the one that was followed last."""
    query, wanted = st.query_params.to_dict(), st.session_state.pop(WANTED, None)
    back = query.pop(BACK, None)
    if wanted is not None:
        return wanted
    if "start" not in st.session_state:
        return query
    if back in (None, st.session_state.get(BACK)):
        return None
    st.session_state[BACK] = back
    return query


def follow(query: dict[str, str], covers: tuple[date, date], frames: Frames) -> None:
    """Puts everything as a link has it: choices, selection, area, language, open list, and where the map looks."""
    first = "start" not in st.session_state
    st.session_state.language = language_of(query.pop(LANGUAGE, ENGLISH.code))
    view, _ = read_view(of_the_view(query), default_view(covers))
    around, _ = read_around(query)
    if first:
        st.session_state.start = view
    else:
        put(view, frames)
    if not first or around.tab != NAMES[0]:
        turn_to(around.tab)
    st.session_state.asked, st.session_state.area, st.session_state.brief = query, view.area, around.brief
    st.session_state.selected = "" if unknown_ids(view.selected, frames) else view.selected
    st.session_state.moves = bool(st.session_state.selected) and not around.at
    # What the map tells from before, and comes late, is not of this link.
    for told in (PLACES, STACKS, GIVEN):
        told.forget(st.session_state.get("place", ""))
    st.session_state.place = secrets.token_urlsafe(16)
    PLACES.put(st.session_state.place, around.at)
    STACKS.put(st.session_state.place, around.stack)
    incidents.put_choices(around)


def want(query: Mapping[str, str]) -> None:
    """Has a link followed when the page is next built, in the language that is spoken now."""
    st.session_state[WANTED] = {**query, LANGUAGE: spoken().code}


def remember(view: View, covers: tuple[date, date]) -> View:
    """The view with its selection, written to the URL so that the link is the view."""
    view = View(**{**vars(view), "selected": st.session_state.selected, "area": st.session_state.area})
    st.session_state.link = write_view(view, default_view(covers))
    query = present_link()
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
    return view


def present_link(**instead: object) -> dict[str, str]:
    """Query parameters of what is on screen now, where the map looks included."""
    at, stack = (told.get(st.session_state.place) for told in (PLACES, STACKS))
    around = Around(at, open_tab(), st.session_state.brief, stack or (), **incidents.choices())
    said = {} if spoken() == ENGLISH else {LANGUAGE: spoken().code}
    return {**st.session_state.link, **said, **write_around(replace(around, **instead))}


def language_of(code: str) -> str:
    """The language that a link asks for; English where it asks for one that the page does not speak."""
    return code if code in LOCALES else ENGLISH.code


def focus(reference: str | None) -> None:
    """Selects a thing and starts over; nothing happens when it is selected already, no thing, or None."""
    kind = (reference or "").partition(":")[0]
    if kind in TABLES and reference != st.session_state.selected:
        st.session_state.selected = reference
        st.session_state.moves = False
        st.rerun()


def gone_layers(view: View, frames: Frames) -> list[str]:
    """A sentence for every own layer that a link asks for and the workspace does not have."""
    return [
        say(
            "The link asks for the layer {name}, which the workspace does not have any more. It was left out.",
            name=name,
        )
        for name in missing_own(view.layers, frames)
    ]


def unknown_ids(reference: str, frames: Frames) -> list[str]:
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
