"""Bring your own reports: read a file, map its columns, see what is wrong, look at it on a map, then store it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.bring_columns import choose_each
from dashboard.bring_groups import choose_groups, is_grouped
from dashboard.bring_layer import show_layer
from dashboard.bring_refused import show_refused
from dashboard.bring_repeats import SAID, choose_repeats
from dashboard.bring_sites import asked_kind, choose_kind, show_sites
from dashboard.bring_work import OPEN, awaited, begin, chosen, close_window, keeping, outcome, stopping, under_way
from dashboard.frames import fingerprint
from dashboard.html import lines, note
from dashboard.jobs import Progress
from dashboard.plain import plain
from dashboard.preview import preview_map, show_where
from dashboard.signed import ask_name
from dashboard.speech import count, say
from dashboard.told import part, retold
from layers.duplicates import Plan, paired
from layers.imports.check import check_table
from layers.imports.checked import Checked
from layers.imports.choices import Choices
from layers.imports.dates import ORDERS
from layers.imports.drafting import contract
from layers.imports.keep import batch_of, joins_of, kept, without
from layers.imports.mapping import checked_mapping, guess, remember, remembered
from layers.imports.schema import Schema
from layers.imports.schemas import SCHEMAS, recognised, schema_named
from layers.imports.schemas.gdelt import GDELT, group_reports
from layers.imports.schemas.generic import SPECIAL, generic
from layers.imports.tables import read_table_of
from layers.reading.raw import Progress as ReadSoFar
from layers.reading.raw import RawTable
from layers.reading.read import read_file
from layers.store import Store, open_store

READABLE_ERRORS = (OSError, ValueError, KeyError)
MAPPINGS = "columns of files"
SHIPPED = "incidents"
ORDER_WORDS = {"dmy": "3 April", "mdy": "4 March"}


@dataclass(frozen=True)
class Taken:
    """What will be stored: the checked rows of a table, and what becomes of repeats."""

    checked: Checked
    table: RawTable
    plan: Plan
    columns: dict[str, str]
    may_share: bool


def offer_bring(incidents: pd.DataFrame, today: date) -> None:
    """The button, and the window while it is open: it stays so when the page starts over under it."""
    if st.button(say("Bring your own reports …"), key="bring"):
        st.session_state[OPEN] = True
    if st.session_state.get(OPEN):
        st.dialog(say("Bring your own reports"), width="large", on_dismiss=close)(show_bring)(incidents, today)


def close() -> None:
    """Stops what is under way and lets go of the file."""
    close_window()
    st.session_state.pop(SAID, None)


def show_bring(incidents: pd.DataFrame, today: date) -> None:
    """Upload, mapping, what is wrong, a map, and the button that stores; nothing is kept before it is pressed."""
    if under_way("store"):
        _finish()
        return
    file = st.file_uploader(
        say("CSV, XLSX, GeoJSON, KML, KMZ, GeoPackage, Parquet, zipped Shapefile, JSON"), key="bring_file"
    )
    if file is None:
        st.html(note(say("ACLED, UCDP, GTD, GDELT files and packages of this product are recognised by content.")))
        return
    outcome("store")
    try:
        table = _read(file.getvalue(), file.name, file.file_id)
        if table is not None:
            _show_table(table, file.file_id, incidents, today)
    except READABLE_ERRORS as error:
        st.error(plain(error))


def _read(data: bytes, name: str, file_id: str) -> RawTable | None:
    """The file as read in its own process; kept while the window is open, so that choices do not read it again."""
    kind = asked_kind(file_id)

    def work(progress: Progress, cancelled: Callable[[], bool]) -> RawTable:
        def told(at: ReadSoFar) -> None:
            progress(at.rows, max(at.rows, round(at.rows / at.share)) if at.share else 0)

        def read(file: bytes, called: str, layer: str | None = None) -> RawTable:
            return read_file(file, called, layer=layer, progress=told, cancelled=cancelled)

        return read_table_of(read, data, kind, name=name)

    return awaited("read", (file_id, kind), work)


def _show_table(table: RawTable, file_id: str, incidents: pd.DataFrame, today: date) -> None:
    kind = choose_kind(table, file_id)
    if kind != "incidents":
        (show_sites if kind == "sites" else show_layer)(table, today)
        return
    found = choose_and_check(table, today)
    if found is not None:
        show_checked(*found, incidents)


def choose_and_check(table: RawTable, today: date) -> tuple[Checked, RawTable, Choices] | None:
    """What the reader chooses, the table checked under it, and the table, whose media reports are grouped.

    Nothing that was chosen for one file holds for the next.
    """
    found, own = recognised(table), table.sha256
    names = (*SCHEMAS, "generic")
    usual = names.index(found.name) if found else len(SCHEMAS)
    name = st.selectbox(say("Read as"), names, usual, format_func=_title, key=f"bring_schema_{own}")
    columns = choose_columns(table) if name == "generic" else {}
    order = st.segmented_control(say("How 03/04/2025 is meant"), ORDERS, format_func=_order, key=f"bring_order_{own}")
    may_share = st.toggle(say("I may hand these rows on to others"), False, key=f"bring_share_{own}")
    choices = Choices(today=today, date_order=order, columns=columns, may_share=may_share)
    schema = generic(columns, {}) if name == "generic" else schema_named(name, table)
    checked = _checked("check", table, choices, schema)
    actors = choose_actors(checked[0]) if checked else {}
    if actors:
        choices = replace(choices, actors=actors)
        checked = _checked("check again", table, choices, schema)
    return (*checked, choices) if checked else None


def _checked(stage: str, table: RawTable, choices: Choices, schema: Schema) -> tuple[Checked, RawTable] | None:
    """The rows checked, beside the page."""

    def work(progress: Progress, cancelled: Callable[[], bool]) -> tuple[Checked, RawTable]:
        told, rows = stopping(progress, cancelled), len(table.frame)
        grouped = group_reports(table) if schema is GDELT else table

        def at(_: str, share: float) -> None:
            told(round(share * rows), rows)

        return check_table(grouped, choices, schema=schema, progress=at), grouped

    return awaited(stage, (table.sha256, schema.name, repr(choices)), work)


def choose_columns(table: RawTable) -> dict[str, str]:
    """Which column of the file is which of ours: guessed or remembered, with examples, and the reader's to change."""
    memory = open_store().mappings().get(MAPPINGS, {}) if open_store().exists() else {}
    options, title = tuple(dict.fromkeys((*contract(), *SPECIAL))), say("Column of an incident")
    before = remembered(memory, table) or {}
    chosen = choose_each(guess(table), before, title=title, options=options, key="bring_columns")
    return checked_mapping(chosen, table)


def choose_actors(checked: Checked) -> dict[str, str]:
    """Names that are like one we know; nothing is renamed before the reader says so."""
    said = {}
    for number, question in enumerate(checked.questions.actors[:20]):
        key = f"bring_actor_{number}_{question.name[:40]}"
        if st.checkbox(plain(retold(question.text)), chosen(key, False), **keeping(key)):
            said[question.name] = question.suggestion
    return said


def show_checked(checked: Checked, table: RawTable, choices: Choices, incidents: pd.DataFrame) -> None:
    """Counts, questions, refusals to download, rows and map, groups and repeats to decide, and the button."""
    show_findings(checked, table)
    if is_grouped(table):
        checked = without(checked, choose_groups(checked, table))
    if checked.accepted.empty:
        return
    show_where(preview_map(checked.accepted), len(checked.accepted))
    found = _repeats(checked, choices, incidents)
    if found is None:
        return
    plan = choose_repeats(found, checked.accepted, incidents)
    checked = without(checked, plan.left_out)
    by = ask_name("bring_by")
    rows = len(checked.accepted)
    words = count(rows, "Store {n} row", "Store {n} rows")
    if st.button(words, type="primary", disabled=not by or not rows, key="bring_store"):
        taken = Taken(checked, table, plan, dict(choices.columns), choices.may_share)
        begin("store", by, _storing(taken, by, incidents))
        st.rerun()


def show_findings(checked: Checked, table: RawTable) -> None:
    """How many rows can be taken, what must be asked, and the refused rows with their reasons."""
    good, bad = len(checked.accepted), checked.refused_rows
    words = say("{good} of {all} rows can be taken; refused: {bad}.", good=good, all=len(table.frame), bad=bad)
    st.html(note(lines([words, *map(retold, checked.notes)])))
    for question in checked.questions.order:
        st.warning(plain(retold(question.text)))
    show_refused(checked, table)


def _repeats(checked: Checked, choices: Choices, incidents: pd.DataFrame) -> Plan | None:
    """Likely reports of incidents that are known already, beside the page."""
    key = (tuple(checked.accepted.index), checked.schema.name, repr(choices), hash(fingerprint()))

    def work(progress: Progress, cancelled: Callable[[], bool]) -> Plan:
        return paired(checked.accepted, incidents, progress=stopping(progress, cancelled))

    return awaited("repeats", key, work)


def _storing(taken: Taken, by: str, incidents: pd.DataFrame) -> Callable[..., dict[str, Any]]:
    """Work that stores all in one transaction, or nothing where it is stopped."""
    store, shipped = open_store(), incidents.index[incidents["dataset"] == SHIPPED]
    batch = batch_of(taken.checked, taken.table, by=by, may_share=taken.may_share)
    joins = joins_of(taken.plan, shipped)

    def work(progress: Progress, cancelled: Callable[[], bool]) -> dict[str, Any]:
        number = kept(store, batch, taken.checked, stopping(progress, cancelled), joins=joins)
        if taken.columns:
            _remember_columns(store, taken, by)
        return {"number": number, "rows": len(taken.checked.accepted), "joined": len(joins)}

    return work


def _remember_columns(store: Store, taken: Taken, by: str) -> None:
    memory = store.mappings().get(MAPPINGS, {})
    store.save_mapping(MAPPINGS, remember(memory, taken.table, taken.columns), by)


def _finish() -> None:
    """Progress while rows are stored; then the window closes, and the page says what was done."""
    done = outcome("store")
    if done is None:
        return
    words = count(
        done["rows"],
        "Batch {number}: {n} row was stored, {joined} joined to known incidents. Undo it in the tab Workspace.",
        "Batch {number}: {n} rows were stored, {joined} joined to known incidents. Undo it in the tab Workspace.",
        number=done["number"],
        joined=done["joined"],
    )
    close()
    st.session_state.stored = words
    st.rerun()


def _title(name: str) -> str:
    return part(SCHEMAS[name].title) if name in SCHEMAS else say("Other columns, mapped below")


def _order(name: str) -> str:
    return say(ORDER_WORDS[name])
