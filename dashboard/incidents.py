"""The list of incidents: page by page, searched and sorted over all rows, its ticked rows selected on the map."""

import geopandas as gpd
import pandas as pd
import streamlit as st

from dashboard import paging, tables
from dashboard.frames import Filtered
from dashboard.link import Around
from dashboard.paging import FIRST_SORT, SORT_WORDS, Page, Rows, holds, order_of, page_at, page_of, said_of
from dashboard.speech import say, spoken
from dashboard.ticked import follow, pinned, tick_rows
from export.scene.selection import Selection

KEY = "incidents"
PAGE, TYPED = "incidents_at", "incidents_page"


def show_incidents(shown: Filtered, total: int, selection: Selection) -> None:
    """The list of incidents, or what to relax when it is empty."""
    left = len(shown.rows)
    if not left:
        st.warning(tables.empty_words(shown.taken, total))
        return
    words = say("{n} of {total} incidents pass the filters. Choose rows: the map goes there.", n=left, total=total)
    st.caption(words)
    by, reverse, search = _sorting() if left > paging.PAGE_ROWS else (FIRST_SORT, False, "")
    key = (shown.key, by, reverse, search)
    order = _ordered(shown, key)
    _show_page(shown.every["incidents"], order, selection.ids if selection.kind == "incident" else (), key)


def _show_page(incidents: gpd.GeoDataFrame, order: Rows, ids: tuple[str, ...], key: tuple) -> None:
    """The rows of the page that is open; the page turns to what was selected elsewhere.

    `order` are row numbers of all incidents, `key` is what they depend on.
    """
    first, turned = follow(ids, key=KEY)
    if turned and ids:
        _turn_to(incidents, order, first)
    page = page_at(int(st.session_state.get(TYPED) or st.session_state.get(PAGE, 1)), len(order))
    st.session_state[PAGE] = page.number
    if page.pages > 1:
        _pager(page, len(order))
    if not len(order):
        st.caption(say("No incident has these words in its title or place."))
        return
    shown = (*key, page.rows.start, page.rows.stop, first, spoken().code)
    table = _table(incidents, order[page.rows], hash(shown), first)
    tick_rows(table, ids, key=KEY, height=420, columns=tables.incident_columns())


def choices() -> dict[str, object]:
    """How the list is sorted and searched, as a part of the link."""
    said = {"sort": FIRST_SORT, "reverse": False, "search": ""}
    return {name: st.session_state.get(f"{KEY}_{name}", usual) for name, usual in said.items()}


def put_choices(around: Around) -> None:
    """Sorts and searches the list as a link has it, before it is drawn."""
    for name in choices():
        st.session_state[f"{KEY}_{name}"] = getattr(around, name)


@st.cache_resource(show_spinner=False, max_entries=100)
def _table(_incidents: gpd.GeoDataFrame, _page: Rows, key: int, _first: tuple[str, ...]) -> pd.DataFrame:
    """A page in words; what was selected elsewhere stands first."""
    rows = _incidents.iloc[_page]
    return tables.incident_table(rows.loc[pinned(rows.index, _first)])


def _turn_to(incidents: gpd.GeoDataFrame, order: Rows, first: tuple[str, ...]) -> None:
    """Opens the page of the first selected row that the list has."""
    places = incidents.index.get_indexer(list(first))
    found = (page_of(order, place) for place in places if place >= 0)
    number = next((number for number in found if number), None)
    if number:
        st.session_state[PAGE] = number
        st.session_state.pop(TYPED, None)


def _sorting() -> tuple[str, bool, str]:
    """Column, whether its order is reversed, and the words searched for."""
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    search = left.text_input(say("Search title and place"), key="incidents_search", max_chars=paging.LONGEST_SEARCH)
    by = middle.selectbox(say("Sort by"), tuple(SORT_WORDS), format_func=_column, key="incidents_sort")
    reverse = right.toggle(say("Reverse the order"), key="incidents_reverse")
    return by, reverse, search


def _column(name: str) -> str:
    return say(SORT_WORDS[name])


def _pager(page: Page, rows: int) -> None:
    """Which rows these are, and the way to other pages."""
    back, said, typed, on = st.columns([2, 5, 3, 2], vertical_alignment="bottom")
    step = {"on_click": _step, "width": "stretch"}
    back.button(say("Previous"), key="incidents_back", disabled=page.number == 1, args=(-1,), **step)
    on.button(say("Next"), key="incidents_on", disabled=page.number == page.pages, args=(1,), **step)
    ends = {"first": page.rows.start + 1, "last": page.rows.stop, "total": rows}
    words = {name: _grouped(number) for name, number in ends.items()}
    said.markdown(say("rows {first} to {last} of {total}", **words))
    st.session_state[TYPED] = page.number
    typed.number_input(say("Page, of {n}", n=page.pages), 1, page.pages, key=TYPED)


def _grouped(number: int) -> str:
    """A row number with a sign between thousands, in English too."""
    return f"{number:,}" if spoken().code == "en" else spoken().number(number)


def _step(pages: int) -> None:
    st.session_state[TYPED] = st.session_state[PAGE] + pages


@st.cache_resource(show_spinner=False, max_entries=20)
def _ordered(_shown: Filtered, key: tuple) -> Rows:
    """Row numbers of what filters and search leave, in the order asked for."""
    _, by, reverse, search = key
    incidents, rows = _shown.every["incidents"], _shown.rows
    order = rows[order_of(incidents[[by]].iloc[rows], by, reverse=reverse)]
    return order[holds(_said(incidents, _shown.key[0]).iloc[order], search)] if search.strip() else order


@st.cache_resource(show_spinner=False, max_entries=2)
def _said(_incidents: gpd.GeoDataFrame, key: int) -> pd.Series:
    return said_of(_incidents)
