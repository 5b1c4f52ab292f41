"""Export this view: a window in which the reader chooses what to hand over, and takes it away as a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.map.place import STACKS
from dashboard.plain import plain
from dashboard.speech import count, say, spoken
from export.areas import provinces_of
from export.content import Content, World, world_of
from export.document.model import LANGUAGES, PAPERS, THEMES
from export.handing import FORMS, Made, made
from export.language.speech import NAMES
from export.marking import AboveCeiling
from export.specification import FIRST_WINDOW, WIDEST, Specification, SpecificationInvalid, read, written
from export.stack import written_stack
from export.view import View
from layers import Loaded
from layers.store import open_store
from layers.values import MARKINGS

KIND_WORDS = {
    "snapshot": "Picture of this map",
    "daily": "Daily brief",
    "site": "Site brief",
    "region": "Region brief",
    "package": "Data package",
    "specification": "Specification only",
}
THEME_WORDS = {"light": "Light", "dark": "Dark", "grey": "Grey, for print"}
ORIENTATION_WORDS = {"landscape": "Landscape", "portrait": "Portrait"}
ABOVE_WORDS = {"refuse": "Refuse and say what", "redact": "Leave out and say how many"}
READABLE_ERRORS = (OSError, ValueError, KeyError)


@dataclass(frozen=True)
class Wanted:
    """What the reader asked for in the window: a specification, a kind of file, and dots per inch."""

    specification: Specification
    kind: str
    form: str
    dpi: int


def window_in(clicked: str | None) -> tuple[float, float, float, float] | None:
    """West, south, east, north of the map when its export button was pressed; None for every other click."""
    kind, _, numbers = (clicked or "").partition(":")
    if kind != "window":
        return None
    try:
        west, south, east, north = (round(float(part), 4) for part in numbers.split(","))
    except ValueError:
        return FIRST_WINDOW
    return west, south, east, north


def offer(clicked: str | None, view: View, data: Loaded) -> str | None:
    """Opens the window when the map's button was just pressed; passes every other click on."""
    window = window_in(clicked)
    if window is None:
        return clicked
    st.session_state.pop("handout", None)
    opened = st.dialog(say("Export this view"), width="large")(show_handout)
    stack = written_stack(STACKS.get(st.session_state.place) or ())
    opened(Specification(replace(view, compare=""), _within(window), stack=stack), data)
    return None


def show_handout(start: Specification, data: Loaded) -> None:
    """Choices, the button that makes the file, and the file."""
    if data.problems:
        problems = spoken().join(data.problems)
        st.error(say("Nothing is exported from data that are not whole: {problems}.", problems=problems))
        return
    wanted = choose_handout(start, data.frames)
    if st.button(say("Make it"), type="primary", key="make_handout"):
        _make(wanted, world_of(data, open_store()))
    offered = st.session_state.get("handout")
    if offered is not None and offered[0] == wanted:
        show_file(offered[1])


def choose_handout(start: Specification, frames: Mapping[str, pd.DataFrame]) -> Wanted:
    """Widgets for everything that a specification says beyond the view."""
    left, right = st.columns(2)
    kind = left.selectbox(say("What"), KIND_WORDS, format_func=_said(KIND_WORDS), key="handout_kind")
    form = right.selectbox(say("Format"), FORMS[kind], key=f"handout_form_{kind}", format_func=str.upper)
    subjects = _subjects(kind, frames)
    title = left.text_input(say("Title"), max_chars=200, key="handout_title", placeholder=say("as usual"))
    by = right.text_input(say("Made by"), max_chars=200, key="handout_by", placeholder=say("not stated"))
    looks = _looks(kind)
    marking = left.selectbox(say("Marking (TLP)"), MARKINGS, MARKINGS.index(start.marking), key="handout_marking")
    above = right.selectbox(
        say("What is marked higher"), ABOVE_WORDS, format_func=_said(ABOVE_WORDS), key="handout_above"
    )
    dots = say("Dots per inch")
    dpi = int(right.number_input(dots, 50, 600, 150, 50, key="handout_dpi")) if form == "png" else 150
    view = replace(start.view, marking=marking)
    said = {"title": title.strip(), "by": by.strip(), "above": above, "subjects": subjects, "on": date.today()}
    shown = kind if kind not in ("package", "specification") else "snapshot"
    return Wanted(replace(start, view=view, kind=shown, **looks, **said), kind, form, dpi)


def show_file(found: Made) -> None:
    """The file to take away, its size and hash, and what the marking kept out of it."""
    label = say("Download {name}", name=found.name)
    st.download_button(label, found.data, found.name, found.mime, key="take_handout", on_click="ignore")
    size = spoken().number(len(found.data) / 1e6, 1)
    st.caption(say("{size} MB, SHA-256 {hash}…, noted in the audit trail.", size=size, hash=found.sha256[:16]))
    if found.left_out:
        one, many = "{n} row is marked too high and left out.", "{n} rows are marked too high and left out."
        st.caption(count(found.left_out, one, many))
    if found.preview:
        st.image(found.preview, width="stretch", alt=found.name)


def _make(wanted: Wanted, world: World) -> None:
    st.session_state.pop("handout", None)
    try:
        specification = read(written(wanted.specification), world.covers)
        bar = st.progress(0.0, say("Drawing and writing …"))
        told = partial(_show_progress, bar)
        found = made(Content(specification, world), wanted.kind, wanted.form, dpi=wanted.dpi, progress=told)
        bar.empty()
    except (AboveCeiling, SpecificationInvalid, *READABLE_ERRORS) as error:
        st.error(plain(error))
        return
    st.session_state.handout = (wanted, found)


def _show_progress(bar: DeltaGenerator, done: int, of: int) -> None:
    bar.progress(done / of, say("{done} of {total} pages drawn, then written …", done=done, total=of))


def _looks(kind: str) -> dict[str, str]:
    if kind in ("package", "specification"):
        return {}
    first, second, third, fourth = st.columns(4)
    paper = first.selectbox(say("Paper"), tuple(PAPERS), key="handout_paper")
    upright = second.selectbox(
        say("Orientation"), ORIENTATION_WORDS, format_func=_said(ORIENTATION_WORDS), key="handout_orientation"
    )
    theme = third.selectbox(say("Theme"), THEMES, format_func=_said(THEME_WORDS), key="handout_theme")
    language = fourth.selectbox(say("Language"), LANGUAGES, format_func=NAMES.get, key="handout_language")
    return {"paper": paper, "orientation": upright, "theme": theme, "language": language}


def _subjects(kind: str, frames: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    """Sites or regions that a brief is about; none is all of them."""
    if kind in ("daily", "site"):
        names = frames["sites"]["name"].to_dict()
        words = say("Sites with a page of their own" if kind == "daily" else "Sites (none chosen: all)")
    elif kind == "region":
        names = {code: spoken().named(name) for code, name in region_names(frames).items()}
        words = say("Provinces and border segments (none chosen: the provinces along the border)")
    else:
        return ()
    key = f"handout_subjects_{kind}"
    return tuple(st.multiselect(words, names, format_func=names.get, key=key, placeholder=say("as usual")))


def region_names(frames: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Names of provinces and border segments by their codes."""
    return provinces_of(frames)["name"].to_dict() | frames["border"]["name"].to_dict()


def _said(words: Mapping[str, str]) -> Callable[[str], str]:
    """The words of a choice in the language of the page."""
    return lambda name: say(words[name])


def _within(window: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The window, no larger than the base map: what lies beyond it has nothing to show."""
    west, south, east, north = window
    found = max(west, WIDEST[0]), max(south, WIDEST[1]), min(east, WIDEST[2]), min(north, WIDEST[3])
    return found if found[0] < found[2] and found[1] < found[3] else FIRST_WINDOW
