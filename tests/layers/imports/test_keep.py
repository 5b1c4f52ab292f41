"""What was checked is kept as one batch: rows, refusals with their reasons, and the source's terms."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from layers.imports.check import check_table
from layers.imports.choices import Choices
from layers.imports.keep import batch_of, keep, kept
from layers.reading.raw import RawTable
from layers.reading.read import read_here
from layers.store import open_store

TEXT = (
    "id,latitude,longitude,date_start,date_end,type_of_violence,best,low,high,side_a,side_b,where_prec,date_prec,country\n"
    "1,37.1,70.1,2025-01-03,2025-01-03,1,2,1,3,A,B,2,1,Tajikistan\n"
    "2,95.0,70.1,2025-01-03,2025-01-03,1,2,1,3,A,B,2,1,Tajikistan\n"
)


@pytest.fixture
def table() -> RawTable:
    return read_here(TEXT.encode(), "ucdp.csv")


@pytest.fixture
def checked(table):
    return check_table(table, Choices(today=date(2026, 1, 1)))


def test_the_batch_carries_the_terms_of_its_source(checked, table):
    batch = batch_of(checked, table, by="Analyst")
    assert (batch.schema, batch.shareable, batch.by, batch.sha256) == ("ucdp", True, "Analyst", table.sha256)
    assert "UCDP" in batch.citation


def test_the_batch_has_the_highest_marking_of_its_rows(checked, table):
    rows = pd.concat([checked.accepted, checked.accepted.assign(marking="RED")])
    assert batch_of(replace(checked, accepted=rows), table, by="x").marking == "RED"


def test_refused_rows_are_kept_with_their_reason(checked, table, tmp_path: Path):
    store = open_store(tmp_path / "store.gpkg")
    number = kept(store, batch_of(checked, table, by="Analyst"), checked)
    (refused,) = store.refused(number).to_dict("records")
    assert refused["source_row"] == 3
    assert "latitude" in refused["reason"]


def test_a_file_without_refusals_is_kept_too(table, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PANJ_WORKSPACE", str(tmp_path))
    good = read_here("\n".join(TEXT.splitlines()[:2]).encode(), "ucdp.csv")
    checked = check_table(good, Choices(today=date(2026, 1, 1)))
    assert "Undo with: python -m layers undo 1" in keep(checked, good)
    assert len(open_store().incidents()) == 1


def test_a_likely_repeat_is_joined_to_the_shipped_incident(table, tmp_path: Path, monkeypatch, frames):
    monkeypatch.setenv("PANJ_WORKSPACE", str(tmp_path))
    known = frames["incidents"][frames["incidents"]["date_precision"] == "day"].iloc[0]
    ours = f"1,{known.geometry.y},{known.geometry.x},{known.date},{known.date},1,1,1,1,A,B,1,1,{known.country}"
    good = read_here("\n".join([TEXT.splitlines()[0], ours]).encode(), "ucdp.csv")
    checked = check_table(good, Choices(today=date(2026, 5, 1)))
    assert keep(checked, good, False, 0.3).startswith("1 rows are joined to known incidents (score 0.3 and more)")
    assert open_store().reports()["into"].tolist() == [known.name]
    assert "1 are known by their identifier and left out" in keep(checked, good, False, 0.3)
