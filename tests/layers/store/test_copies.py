"""Backup and restore: one file, whole, from either engine to either."""

import sqlite3
from contextlib import closing

import pytest

from layers.store import open_store
from layers.store.errors import BackupUnusable
from layers.store.geopackage import add_functions
from tests.layers.store.conftest import process
from tests.layers.store.samples import batch, entered, incidents, numbered, sites, state


@pytest.fixture
def filled(store):
    store.add_batch(batch(), incidents("A", "B", "C"), sites("S"))
    store.edit("incident", "A", {"version": 1, "title": "Edited"}, "bob")
    store.merge(["A"], "C", "bob")
    store.add_layer("Own", incidents("L")[["title", "geometry"]], {"colour": "red"}, "ann")
    return store


def test_a_backup_is_a_store_with_everything(filled, tmp_path):
    filled.backup(tmp_path / "copy.gpkg")
    copy = open_store(tmp_path / "copy.gpkg")
    assert copy.verify() == [] and state(copy) == state(filled) and copy.trail() == filled.trail()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("copy")] == ["copy.gpkg"]


def test_restore_brings_back_the_state_and_says_so_in_the_trail(filled, tmp_path):
    before, number = state(filled), len(filled.trail())
    filled.backup(tmp_path / "copy.gpkg")
    filled.remove("incident", "B", "ann")
    replaced = filled.trail()[-1]["hash"]
    filled.restore(tmp_path / "copy.gpkg", "eve")
    last = filled.trail()[-1]
    assert state(filled) == before and filled.verify() == []
    assert (last["what"], last["who"], last["number"]) == ("restore", "eve", number + 1)
    assert last["replaced_hash"] == replaced


def test_after_a_restore_work_goes_on(filled, tmp_path):
    filled.backup(tmp_path / "copy.gpkg")
    filled.restore(tmp_path / "copy.gpkg", "eve")
    filled.add_batch(batch("More"), incidents("D"))
    filled.edit("incident", "D", {"version": 1, "title": "x"}, "ann")
    assert filled.verify() == []


def test_a_team_moves_from_a_file_to_a_server(file, store, tmp_path):
    alone = open_store(tmp_path / "alone.gpkg")
    alone.add_batch(batch(), incidents("A", "B"), sites("S"))
    alone.backup(tmp_path / "copy.gpkg")
    store.restore(tmp_path / "copy.gpkg", "ann")
    assert state(store) == state(alone) and store.verify() == []


def test_a_backup_replaces_nothing(filled, tmp_path):
    (tmp_path / "thesis.gpkg").write_text("work of years")
    with pytest.raises(BackupUnusable, match="is there already"):
        filled.backup(tmp_path / "thesis.gpkg")
    assert (tmp_path / "thesis.gpkg").read_text() == "work of years"


def test_there_is_nothing_to_copy_before_the_first_change(file, tmp_path):
    with pytest.raises(BackupUnusable, match="no store yet"):
        open_store(file).backup(tmp_path / "copy.gpkg")


def test_a_backup_while_others_write_is_one_moment(place, tmp_path):
    writer = process("for-ever", place, "W", 50)
    writer.stdout.readline()
    for number in range(5):
        open_store(place).backup(tmp_path / f"{number}.gpkg")
    writer.kill()
    writer.communicate()
    for number in range(5):
        copy = open_store(tmp_path / f"{number}.gpkg")
        assert copy.verify() == [] and len(copy.incidents()) == 50 * len(copy.batches()) > 0


@pytest.mark.parametrize("content", [b"", b"no database " * 1000])
def test_what_is_no_backup_is_refused(filled, tmp_path, content):
    before = state(filled)
    (tmp_path / "x.gpkg").write_bytes(content)
    with pytest.raises(BackupUnusable, match="x.gpkg is not a backup of this product. Nothing was changed"):
        filled.restore(tmp_path / "x.gpkg", "ann")
    assert state(filled) == before


def test_a_backup_that_was_tampered_with_is_refused(filled, tmp_path):
    before = state(filled)
    filled.backup(tmp_path / "x.gpkg")
    with closing(sqlite3.connect(tmp_path / "x.gpkg")) as connection:
        add_functions(connection)
        connection.execute("UPDATE incidents SET killed = 9")
        connection.commit()
    with pytest.raises(BackupUnusable, match="x.gpkg is not whole: incidents of batch 1 .* Nothing was changed"):
        filled.restore(tmp_path / "x.gpkg", "ann")
    assert state(filled) == before


def test_a_backup_that_is_not_there_is_named(filled, tmp_path):
    with pytest.raises(BackupUnusable, match="no file none.gpkg"):
        filled.restore(tmp_path / "none.gpkg", "ann")


def test_restore_into_nothing_makes_the_store(file, tmp_path):
    other = open_store(tmp_path / "other.gpkg")
    other.add_incident(entered(incident_id="A"), "ann")
    other.backup(tmp_path / "copy.gpkg")
    store = open_store(file)
    store.restore(tmp_path / "copy.gpkg", "ann")
    assert list(store.incidents().index) == ["A"] and store.verify() == []


def test_other_sessions_keep_working_through_a_restore(file, tmp_path):
    store = open_store(file)
    store.add_batch(batch(), numbered(0, 300))
    store.backup(tmp_path / "copy.gpkg")
    writer = process("for-ever", file, "W", 20)
    writer.stdout.readline()
    for _ in range(5):
        store.restore(tmp_path / "copy.gpkg", "ann")
    writer.stdout.readline()
    alive = writer.poll() is None
    writer.kill()
    writer.communicate()
    assert alive and store.verify() == []
