"""Saved views in the tab Workspace: keep what is on screen, open, put in order, remove, bring back."""

import streamlit as st

from dashboard.html import heading, note
from dashboard.kept import READABLE_ERRORS, done
from dashboard.page import present_link, want
from dashboard.plain import plain
from dashboard.saved import LONGEST_NAME, LONGEST_NOTE, SavedView, keep, move, remove, removed, restore, saved_views
from dashboard.signed import ask_name
from dashboard.speech import say, spoken
from dashboard.tabs import NAMES, open_tab
from layers.store import Store


def show_saved(store: Store) -> None:
    """The saved views in the order in which a brief steps through them, and what may be done to them."""
    st.html(heading(say("Saved views")))
    st.html(
        note(
            say(
                "A brief (key b) steps through these in their order. Each keeps what is chosen and where the map looks."
            )
        )
    )
    who = ask_name("saved_by")
    try:
        _show_form(store, who)
        views = saved_views(store)
        for at, view in enumerate(views):
            _show_view(store, view, (at, len(views)), who)
        _show_removed(store, who)
    except READABLE_ERRORS as error:
        st.error(plain(error))


def kept_link() -> dict[str, str]:
    """What of the present link a saved view keeps: not the language and the open list, which are the reader's."""
    link = present_link(brief=False, tab=NAMES[0])
    link.pop("language", None)
    return link


def _show_form(store: Store, who: str) -> None:
    with st.popover(say("Save this view …"), key="save_view"):
        name = st.text_input(say("Name of the view"), max_chars=LONGEST_NAME, key="saved_name")
        words = st.text_area(say("Note for the speaker"), max_chars=LONGEST_NOTE, key="saved_note")
        if not who:
            st.caption(say("Enter your name above first: the trail keeps who saved it."))
        if st.button(say("Save"), key="saved_save", disabled=not (who and name.strip())):
            done(
                lambda: keep(store, name, kept_link(), words, who), say("The view {name} is saved.", name=name.strip())
            )


def _show_view(store: Store, view: SavedView, place: tuple[int, int], who: str) -> None:
    at, of = place
    with st.container(key=f"saved_{at}", border=True, horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            st.markdown(f"{spoken().number(at + 1)}\\. **{plain(view.name)}**")
            if view.note:
                st.caption(plain(view.note))
        st.button(say("Open"), key=f"saved_open_{at}", on_click=_open, args=(view.link,))
        up, down = f"saved_up_{at}", f"saved_down_{at}"
        if st.button("↑", key=up, help=say("Earlier"), disabled=not who or at == 0):
            done(lambda: move(store, view.name, -1, who))
        if st.button("↓", key=down, help=say("Later"), disabled=not who or at == of - 1):
            done(lambda: move(store, view.name, 1, who))
        if st.button(say("Remove"), key=f"saved_remove_{at}", disabled=not who):
            done(lambda: remove(store, view.name, who), say("{name} was removed.", name=view.name))


def _open(link: dict[str, str]) -> None:
    want({"tab": open_tab(), **link})


def _show_removed(store: Store, who: str) -> None:
    names = removed(store)
    if not names:
        return
    box, button = st.columns([3, 1], vertical_alignment="bottom")
    name = box.selectbox(say("Removed view"), names, key="saved_gone")
    if button.button(say("Restore"), key="saved_restore", disabled=not who):
        done(lambda: restore(store, name, who), say("{name} is back.", name=name))
