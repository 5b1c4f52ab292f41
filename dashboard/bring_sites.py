"""The import window for a file of sites: mapping, what is wrong, a map, and the button that stores."""

from datetime import date

import streamlit as st

from dashboard.bring_columns import NOT_USED, choose_each
from dashboard.bring_refused import show_refused
from dashboard.bring_work import chosen, close_window, keeping
from dashboard.html import lines, note
from dashboard.preview import MOST, picture_of, show_where
from dashboard.signed import ask_name
from dashboard.speech import count, say
from dashboard.told import retold
from export.scene.state import layer_state
from layers.declared import LAYERS
from layers.imports.checked import Checked
from layers.imports.choices import Choices
from layers.imports.keep import batch_of, kept, known_sites
from layers.imports.mapping import remember, remembered
from layers.imports.schemas.sites import PANJ_SITES, generic_sites
from layers.imports.sites.check import check_sites
from layers.imports.sites.mapping import checked_site_mapping, guess_sites, is_own_package, kind_of, site_columns
from layers.reading.raw import RawTable
from layers.sites import SECTORS
from layers.store import open_store

KIND_WORDS = {"incidents": "Incidents", "sites": "Sites", "layer": "A layer of its own"}
MAPPINGS = "columns of files of sites"
SITES = next(layer for layer in LAYERS if layer.name == "sites")


def asked_kind(file_id: str) -> str | None:
    """What the reader said that the file has; None before that, and for a layer, which may be any table."""
    asked = chosen(_key(file_id))
    return asked if asked in ("incidents", "sites") else None


def choose_kind(table: RawTable, file_id: str) -> str:
    """What is in the file: as its content says, or as the reader does."""
    usual, key = kind_of(table), _key(file_id)
    kind = st.segmented_control(
        say("What is in the file"),
        tuple(KIND_WORDS),
        default=chosen(key) or usual,
        format_func=lambda name: say(KIND_WORDS[name]),
        **keeping(key),
    )
    return kind or usual


def _key(file_id: str) -> str:
    return f"bring_kind_{file_id}"


def show_sites(table: RawTable, today: date) -> None:
    """Everything between a table that was read and sites that are stored."""
    own = is_own_package(table)
    columns = {} if own else choose_site_columns(table)
    blank = "" if own else choose_sector(columns)
    may_share = st.toggle(say("I may hand these rows on to others"), False, key=f"bring_sites_share_{table.sha256}")
    values = {"sector": {"": blank}} if blank else {}
    choices = Choices(today=today, columns=columns, values=values, may_share=may_share)
    schema = PANJ_SITES if own else generic_sites(columns, values)
    checked = check_sites(table, choices, schema=schema, known=known_sites())
    show_checked_sites(checked, table)
    by = ask_name("bring_sites_by")
    words = count(len(checked.accepted), "Store {n} site", "Store {n} sites")
    ready = bool(by) and not checked.accepted.empty
    if st.button(words, type="primary", disabled=not ready, key="bring_sites_store"):
        _store(checked, table, (by, columns), may_share=may_share)


def choose_site_columns(table: RawTable) -> dict[str, str]:
    """Which column of the file is which of a site's: guessed or remembered, and the reader's to change."""
    store = open_store()
    memory = store.mappings().get(MAPPINGS, {}) if store.exists() else {}
    before, title = remembered(memory, table) or {}, say("Column of a site")
    found = choose_each(guess_sites(table), before, title=title, options=site_columns(), key="bring_sites_map")
    return checked_site_mapping(found, table)


def choose_sector(columns: dict[str, str]) -> str:
    """The sector of rows that do not say; nothing unless the reader knows it."""
    words = ("", *SECTORS)
    title = say("Sector of rows that do not say")
    return st.selectbox(title, words, format_func=lambda word: say(word) if word else NOT_USED, key="bring_sector")


def show_checked_sites(checked: Checked, table: RawTable) -> None:
    """Counts, notes, refusals to download, and where the good rows lie."""
    good = count(len(checked.accepted), "{n} site can be taken", "{n} sites can be taken")
    bad = count(checked.refused_rows, "{n} row is refused", "{n} rows are refused")
    st.html(note(lines([say("{good}, {bad}.", good=good, bad=bad), *map(retold, checked.notes)])))
    show_refused(checked, table)
    if len(checked.accepted):
        rows = checked.accepted.head(MOST).assign(placement_area=None)
        show_where(picture_of(layer_state(SITES, rows[rows["placement"] != "province"]), rows), len(rows))


def _store(checked: Checked, table: RawTable, said: tuple[str, dict[str, str]], *, may_share: bool) -> None:
    by, columns = said
    store = open_store()
    number = kept(store, batch_of(checked, table, by=by, may_share=may_share), checked)
    if columns:
        store.save_mapping(MAPPINGS, remember(store.mappings().get(MAPPINGS, {}), table, columns), by)
    close_window()
    sites = count(len(checked.accepted), "{n} site was stored", "{n} sites were stored")
    st.session_state.stored = say("Batch {number}: {sites}. Undo it in the tab Workspace.", number=number, sites=sites)
    st.rerun()
