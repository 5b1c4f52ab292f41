"""Entering and editing incidents and sites by hand: a form of the declared columns, checked, seen on a map, saved."""

from datetime import date
from typing import Any

import streamlit as st
from shapely.geometry.base import BaseGeometry

from dashboard.entry_draft import Draft, draft_of, new_draft, save, settled
from dashboard.entry_fields import (
    GRADE_PARTS,
    GRADE_WORDS,
    LABEL_WORDS,
    PLACE_WORDS,
    Field,
    fields_of,
)
from dashboard.html import table
from dashboard.plain import plain
from dashboard.preview import preview_place
from dashboard.signed import ask_name
from dashboard.speech import count, say
from dashboard.told import cell_words, part, retold
from layers.boundaries import coded_areas, countries_by_name, read_countries, read_provinces
from layers.imports import by_hand, site_by_hand
from layers.imports.by_hand import WEIGHTS, Fault
from layers.placement import placement_area
from layers.store import open_store
from layers.values import MARKINGS

READABLE_ERRORS = (OSError, ValueError, KeyError)
NEW_WORDS = {"incident": "New incident", "site": "New site"}
EDIT_WORDS = {"incident": "Edit the incident", "site": "Edit the site"}
# Where a fault of several fields is told.
TOLD_AT = {"grade": GRADE_PARTS[0], "hypotheses": WEIGHTS[0], "geometry": "latitude"}
NEEDED = {"incident": by_hand.NEEDED, "site": site_by_hand.NEEDED}
ABREAST = 3
CHECK, SAVE = "entry_check", "entry_save"


def show_new_buttons() -> None:
    """The buttons that open an empty form."""
    for kind, place in zip(NEW_WORDS, st.columns(2), strict=True):
        if place.button(say(NEW_WORDS[kind]), key=f"new_{kind}", width="stretch"):
            open_form(new_draft(kind))


def open_edit(kind: str, identifier: str) -> None:
    """The form with a stored row as it is now."""
    try:
        open_form(draft_of(open_store(), kind, identifier))
    except READABLE_ERRORS as error:
        st.error(plain(error))


def open_form(draft: Draft) -> None:
    """The window; it stays until the entry is saved or the window closed."""
    st.session_state.entry = draft
    title = EDIT_WORDS[draft.kind] if draft.identifier else NEW_WORDS[draft.kind]
    st.dialog(say(title), width="large")(_show)()


def _show() -> None:
    draft: Draft = st.session_state.entry
    if draft.theirs:
        _show_conflict(draft)
        return
    pressed_save = bool(st.session_state.get(SAVE))
    known = _checked(draft) if pressed_save or st.session_state.get(CHECK) else False
    with st.form(f"entry_{draft.round}", border=False):
        _show_fields(draft)
        _show_outcome(draft)
        by, why = _show_who(pressed_save)
        left, right = st.columns(2)
        left.form_submit_button(say("Check and show on the map"), key=CHECK, width="stretch")
        ready = draft.seen is not None
        right.form_submit_button(say("Save"), type="primary", key=SAVE, disabled=not ready, width="stretch")
    if pressed_save and ready and not known:
        st.warning(say("What you typed changed since it was checked. Look at the map again, then save."))
    elif pressed_save and ready and by:
        _save(draft, by, why)


def _checked(draft: Draft) -> bool:
    """Checks what was typed; whether it is what was shown before."""
    typed = {field.name: _value(draft, field) for field in fields_of(draft.kind)}
    return draft.check(typed, date.today())


def _value(draft: Draft, field: Field) -> Any:
    value = st.session_state.get(_key(draft, field.name), draft.start.get(field.name))
    return value.strip() if isinstance(value, str) else list(value or []) if field.several else value or ""


def _key(draft: Draft, name: str) -> str:
    return f"entry_{draft.round}_{name}"


def _show_fields(draft: Draft) -> None:
    """The questions, short ones three abreast, with what is wrong beneath each."""
    row: list[Field] = []
    for field in fields_of(draft.kind):
        if field.long or len(row) == ABREAST:
            _show_row(row, draft)
            row = []
        if field.long:
            _show_row([field], draft)
        else:
            row.append(field)
    _show_row(row, draft)


def _show_row(row: list[Field], draft: Draft) -> None:
    places = [st.container()] if row and row[0].long else st.columns(ABREAST)
    for field, place in zip(row, places, strict=False):
        with place:
            _ask(field, draft)
            for fault in _faults_at(draft, field.name):
                st.error(fault_words(fault))


def _ask(field: Field, draft: Draft) -> None:
    label, key, value = say(LABEL_WORDS[field.name]), _key(draft, field.name), draft.start.get(field.name)
    meaning = PLACE_WORDS.get(field.name) or field.meaning
    said = say(meaning) if meaning else None
    if field.several:
        names, none = area_names(), say("Not known")
        st.multiselect(label, list(names), value, format_func=names.get, help=said, key=key, placeholder=none)
    elif options := countries() if field.name == "country" else field.options:
        at = options.index(value) if value in options else None
        blank = say("Choose one") if field.name in NEEDED[draft.kind] else say("Not known")
        st.selectbox(label, options, at, format_func=option_words, help=said, key=key, placeholder=blank)
    elif field.long:
        st.text_area(label, value, help=said, key=key)
    else:
        st.text_input(label, value, help=said, key=key)


def option_words(option: str) -> str:
    """One option of a choice in words; marks stay as they are."""
    return option if option in MARKINGS else say(GRADE_WORDS.get(option, option))


@st.cache_data(show_spinner=False)
def area_names() -> dict[str, str]:
    """Codes of provinces and countries that a row may stand for, with their names."""
    names = {**read_countries()["name"], **read_provinces()["name"]}
    return {code: f"{code} {names.get(code, '')}".strip() for code in map(str, coded_areas().index)}


@st.cache_data(show_spinner=False)
def countries() -> tuple[str, ...]:
    """Countries of the map."""
    return tuple(sorted(map(str, countries_by_name().index)))


def _faults_at(draft: Draft, name: str) -> list[Fault]:
    faults = draft.entered.faults if draft.entered else {}
    return [fault for field, fault in faults.items() if TOLD_AT.get(field, field) == name]


def fault_words(fault: Fault) -> str:
    """What is wrong as one sentence, shown as it is: nothing in it is formatting."""
    said = {"found": cell_words(fault.found), "expected": part(fault.expected), "advice": retold(fault.advice)}
    words = say("Found {found}; expected {expected}. {advice}", **said)
    return plain(words)


def _show_outcome(draft: Draft) -> None:
    """How many fields are wrong, or the place on a map, before anything is saved."""
    if draft.entered is None:
        return
    for question in draft.entered.questions:
        st.warning(plain(retold(question)))
    if wrong := len(draft.entered.faults):
        st.error(
            count(
                wrong,
                "{n} field is wrong, said beneath it. Nothing was saved; what you typed stays.",
                "{n} fields are wrong, said beneath each. Nothing was saved; what you typed stays.",
            )
        )
        return
    row = draft.entered.row
    caption = say("Where it lies, and what it stands for. Nothing is saved yet.")
    st.image(preview_place(row["geometry"], stands_for(row)), width="stretch", caption=caption, alt=caption)


def stands_for(row: dict[str, Any]) -> BaseGeometry | None:
    """The area that an entry stands for; none for a line or an exact place."""
    if row["geometry"].geom_type != "Point":
        return None
    return placement_area({**row, "name": "the entry"}, coded_areas(), countries_by_name())


def _show_who(asked: bool) -> tuple[str, str]:
    """Who saves and why, for the trail."""
    left, right = st.columns(2)
    by = ask_name("entry_by", left, in_form=True)
    why = right.text_input(say("Why, for the trail"), max_chars=500, key="entry_why").strip()
    if asked and not by:
        left.error(say("Write your name: the trail says who changed what."))
    return by, why


def _save(draft: Draft, by: str, why: str) -> None:
    try:
        identifier = save(open_store(), draft, by=by, why=why)
    except READABLE_ERRORS as error:
        st.error(plain(error))
        return
    if identifier is None:
        st.rerun(scope="fragment")
    tell(_saved_words(draft, identifier))
    st.session_state.selected, st.session_state.moves = f"{draft.kind}:{identifier}", True
    st.rerun()


def _saved_words(draft: Draft, identifier: str) -> str:
    """That it was saved, and why the map may not show it yet."""
    as_of, day = st.session_state.get("as_of"), draft.entered.row.get("date") or ""
    if as_of is not None and day > as_of.isoformat()[: len(day)]:
        return say(
            "{name} was saved. It is dated after the as-of date: move that to see it on the map.", name=identifier
        )
    return say("{name} was saved. Its card shows the history.", name=identifier)


def tell(words: str, removed: tuple[str, str] | None = None) -> None:
    """What the page says once, after it starts over; `removed` is the kind and identifier of what can be restored."""
    st.session_state.entry_told, st.session_state.entry_removed = words, removed


def _show_conflict(draft: Draft) -> None:
    """Both states of what was to be saved, and the choice between them."""
    st.warning(say("Somebody saved this while you edited it. Nothing of yours was saved yet, and nothing is lost."))
    now = open_store().row(draft.kind, draft.identifier)
    differing = [name for name in draft.mine if shown(draft.mine[name]) != shown(now[name])]
    rows = [(say(LABEL_WORDS[name]), shown(draft.mine[name]), shown(now[name])) for name in differing]
    st.html(table((say("Field"), say("Yours"), say("In the store")), rows))
    kept = {name for name in differing if _mine(name)}
    if now["removed"]:
        st.error(say("It was removed meanwhile. Restore it in the tab Workspace first."))
    if st.button(say("Go on with this choice"), type="primary", key="entry_settle", disabled=bool(now["removed"])):
        draft.theirs = now
        st.session_state.entry = settled(draft, kept)
        st.rerun(scope="fragment")


def _mine(name: str) -> bool:
    words = {True: say("yours"), False: say("the one in the store")}
    label = say("{field}: which one stays", field=say(LABEL_WORDS[name]))
    return bool(st.radio(label, list(words), format_func=words.get, horizontal=True, key=f"entry_mine_{name}"))


def shown(value: Any) -> str:
    """A value of a field as one short text, the same for equal values."""
    if isinstance(value, BaseGeometry):
        value = value.wkt
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "; ".join(map(str, value)) if isinstance(value, list) else "–" if value is None else str(value)
    return text if len(text) <= 200 else f"{text[:199]}…"
