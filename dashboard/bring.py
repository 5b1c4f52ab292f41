"""Bring your own reports: read a file, map its columns, see what is wrong, look at it on a map, then store it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.bring_layer import show_layer
from dashboard.bring_sites import asked_kind, choose_kind, show_sites
from dashboard.html import note
from dashboard.preview import preview_map
from layers.duplicates import THRESHOLD, candidates
from layers.imports.check import check_table
from layers.imports.checked import Checked, refused_file
from layers.imports.choices import Choices
from layers.imports.dates import ORDERS
from layers.imports.drafting import contract
from layers.imports.keep import batch_of, kept
from layers.imports.mapping import checked_mapping, guess, remember, remembered
from layers.imports.schemas import SCHEMAS, recognised, schema_named
from layers.imports.schemas.generic import SPECIAL, generic
from layers.imports.tables import read_table_of
from layers.reading.raw import Progress, RawTable
from layers.reading.read import read_file
from layers.store import Store, open_store

READABLE_ERRORS = (OSError, ValueError, KeyError)
SHOWN = 200
FORMATS = "CSV, XLSX, GeoJSON, JSON, KML, KMZ, GeoPackage, Parquet, zipped Shapefile"
MAPPINGS = "columns of files"
OURS = "column of an incident"
NOT_USED = "–"


@st.dialog("Bring your own reports", width="large")
def show_bring(incidents: pd.DataFrame, today: date) -> None:
    """Upload, mapping, what is wrong, a map, and the button that stores; nothing is kept before it is pressed."""
    file = st.file_uploader(
        "CSV, XLSX, GeoJSON, KML, KMZ, GeoPackage, Parquet, zipped Shapefile, JSON", key="bring_file"
    )
    if file is None:
        st.html(note("ACLED, UCDP, GTD, GDELT files and packages of this product are recognised by their content."))
        return
    try:
        table = _read(file.getvalue(), file.name, file.file_id)
        kind = choose_kind(table, file.file_id)
        if kind != "incidents":
            (show_sites if kind == "sites" else show_layer)(table, today)
            return
        checked = choose_and_check(table, today)
        if checked is not None:
            show_checked(checked, table, incidents)
    except READABLE_ERRORS as error:
        st.error(_plain(error))


def _read(data: bytes, name: str, file_id: str) -> RawTable:
    """The file as read in its own process; kept while the window is open, so that choices do not read it again."""
    held, kind = st.session_state.get("bring_table"), asked_kind(file_id)
    if held is None or held[0] != (file_id, kind):
        bar = st.progress(0.0, "Reading …")
        tell = partial(_told_on, bar)
        table = read_table_of(
            lambda file, called, layer=None: read_file(file, called, layer=layer, progress=tell), data, kind, name=name
        )
        bar.empty()
        st.session_state.bring_table = held = ((file_id, kind), table)
    return held[1]


def _told_on(bar, at: Progress) -> None:
    bar.progress(at.share, f"{at.rows:,} rows read")


def choose_and_check(table: RawTable, today: date) -> Checked | None:
    """What the reader chooses, and the table checked under it."""
    found = recognised(table)
    names = (*SCHEMAS, "generic")
    usual = names.index(found.name) if found else len(SCHEMAS)
    name = st.selectbox("Read as", names, usual, format_func=_title, key="bring_schema")
    columns = choose_columns(table) if name == "generic" else {}
    order = st.segmented_control("How 03/04/2025 is meant", ORDERS, format_func=_order, key="bring_order")
    may_share = st.toggle("I may hand these rows on to others", False, key="bring_share")
    choices = Choices(today=today, date_order=order, columns=columns, may_share=may_share)
    schema = generic(columns, {}) if name == "generic" else schema_named(name, table)
    checked = check_table(table, choices, schema=schema)
    actors = choose_actors(checked)
    return check_table(table, replace(choices, actors=actors), schema=schema) if actors else checked


def choose_columns(table: RawTable) -> dict[str, str]:
    """Which column of the file is which of ours: guessed or remembered, with examples, and the reader's to change."""
    memory = open_store().mappings().get(MAPPINGS, {}) if open_store().exists() else {}
    guesses, before = guess(table).table, remembered(memory, table) or {}
    by_file = {theirs: ours for ours, theirs in before.items()}
    own = guesses["ours"].fillna(NOT_USED)
    shown = guesses[["column", "examples", "why"]].assign(**{OURS: guesses["column"].map(by_file).fillna(own)})
    options = [NOT_USED, *dict.fromkeys((*contract(), *SPECIAL))]
    column = st.column_config.SelectboxColumn(options=options, required=True)
    fixed = ["column", "examples", "why"]
    edited = st.data_editor(shown, hide_index=True, disabled=fixed, column_config={OURS: column}, key="bring_columns")
    chosen = {own: theirs for theirs, own in zip(edited["column"], edited[OURS], strict=True) if own != NOT_USED}
    return checked_mapping(chosen, table)


def choose_actors(checked: Checked) -> dict[str, str]:
    """Names that are like one we know; nothing is renamed before the reader says so."""
    said = {}
    for number, question in enumerate(checked.questions.actors[:20]):
        if st.checkbox(question.text, key=f"bring_actor_{number}_{question.name[:40]}"):
            said[question.name] = question.suggestion
    return said


def show_checked(checked: Checked, table: RawTable, incidents: pd.DataFrame) -> None:
    """Counts, questions, refusals to download, rows and map, and the button."""
    good, bad = len(checked.accepted), checked.refused_rows
    st.html(note(f"{good} of {len(table.frame)} rows can be taken, {bad} are refused. {' '.join(checked.notes)}"))
    for question in checked.questions.order:
        st.warning(_plain(question.text))
    if bad:
        shown = checked.refused.drop(columns="position")
        st.dataframe(shown.head(SHOWN).astype(str), hide_index=True, height=220)
        st.download_button("Download the refused rows with their reasons", refused_file(checked, table), "refused.csv")
    if not good:
        return
    st.image(preview_map(checked.accepted), width="stretch", caption="Where the rows lie; nothing is stored yet.")
    twice = show_duplicates(checked, incidents)
    by = st.text_input("Your name, for the trail", key="bring_by", max_chars=80)
    leave_out = len(twice) and st.toggle(
        f"Leave out the {len(twice)} rows that are known already", True, key="bring_twice"
    )
    known = tuple(twice["left"]) if leave_out else ()
    if st.button(f"Store {good - len(known)} rows", type="primary", disabled=not by.strip(), key="bring_store"):
        _store(checked, table, by.strip(), known)


def show_duplicates(checked: Checked, incidents: pd.DataFrame) -> pd.DataFrame:
    """Rows that are likely reports of an incident that is known already, with the score and its parts."""
    found = candidates(checked.accepted, incidents)
    likely = found[found["score"] >= THRESHOLD].drop_duplicates("left")
    if len(likely):
        names = incidents["title"].to_dict()
        told = likely.assign(known_as=likely["right"].map(names)).round(2)
        st.html(note(f"{len(likely)} rows are likely known already (score {THRESHOLD:g} and more)."))
        st.dataframe(told, hide_index=True, height=180)
    return likely


def _store(checked: Checked, table: RawTable, by: str, known: tuple[str, ...]) -> None:
    store = open_store()
    new = checked.accepted.drop(index=list(known))
    checked = replace(checked, accepted=new)
    batch = batch_of(checked, table, by=by, may_share=bool(st.session_state.get("bring_share")))
    bar = st.progress(0.0, "Storing …")
    number = kept(store, batch, checked, _shown_on(bar, len(new)))
    _remember_columns(store, table, by)
    st.session_state.pop("bring_table", None)
    st.session_state.stored = f"Batch {number}: {len(new)} rows were stored. Undo it in the tab Workspace."
    st.rerun()


def _remember_columns(store: Store, table: RawTable, by: str) -> None:
    if st.session_state.get("bring_schema") == "generic":
        memory = store.mappings().get(MAPPINGS, {})
        store.save_mapping(MAPPINGS, remember(memory, table, choose_columns(table)), by)


def _shown_on(bar, total: int) -> Callable[[int, int], None]:
    return lambda done, of: bar.progress(min(1.0, done / max(1, of)), f"{done:,} of {total:,} rows")


def _title(name: str) -> str:
    return SCHEMAS[name].title if name in SCHEMAS else "Other columns, mapped below"


def _order(name: str) -> str:
    return {"dmy": "3 April", "mdy": "4 March"}[name]


def _plain(error: object) -> str:
    text = str(error.args[0] if isinstance(error, Exception) and error.args else error)
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!|$:<>~" else sign for sign in text)
