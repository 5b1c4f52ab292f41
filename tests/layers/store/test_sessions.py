"""Several sessions, killed processes, full disks: nothing lost that was reported as stored, nothing half there."""

import random
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from layers.store import database, open_store, sqlite
from layers.store.errors import StoreBusy, StoreForeign, StoreNewer, StoreUnreachable
from tests.layers.store.conftest import process
from tests.layers.store.samples import batch, entered, incidents, numbered, write_some

KILLS, ROWS = 20, 400


def test_what_was_reported_as_stored_survives_every_kill(place):
    """Batch after batch is written, and the process killed at any moment, twenty times."""
    said, moments = set(), random.Random(1)
    for kill in range(KILLS):
        writer = process("for-ever", place, f"K{kill}", ROWS)
        said.add(writer.stdout.readline().strip())
        time.sleep(moments.uniform(0, 0.3))
        writer.kill()
        said |= set(writer.stdout.read().split())
        writer.wait()
    store = open_store(place)
    listed = store.batches()
    assert said - {""} <= set(listed["name"]) and len(said) >= KILLS
    assert len(store.incidents()) == len(listed) * ROWS == len(store.points())
    assert store.verify() == []


def test_four_processes_lose_no_batch_and_no_edit(place):
    store = open_store(place)
    store.add_incident(entered(incident_id="SHARED", killed=0), "ann")
    writers = [process("some", place, f"W{number}") for number in range(4)]
    assert [writer.wait(300) for writer in writers] == [0] * 4
    assert len(store.batches()) == 20 and len(store.incidents()) == 61
    assert store.incidents().loc["SHARED", "killed"] == 20
    assert len(store.history("incident", "SHARED").query("field == 'killed'")) == 21 and store.verify() == []


def test_threads_of_one_store_lose_no_batch_and_no_edit(place):
    store = open_store(place)
    store.add_incident(entered(incident_id="SHARED", killed=0), "ann")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: write_some(place, name), "abcd"))
    assert store.incidents().loc["SHARED", "killed"] == 20 and store.verify() == []


def test_points_follow_what_other_sessions_do(place):
    here, there = open_store(place), open_store(place)
    number = here.add_batch(batch(), incidents("A", "B", "C"))
    assert len(there.points()) == 3
    here.remove("incident", "B", "ann")
    here.add_batch(batch("More"), incidents("D"))
    assert list(there.points().row) == [1, 3, 4]
    here.undo(number, "ann")
    assert list(there.points().row) == [4]


def test_points_begin_anew_after_a_restore(place, tmp_path):
    here, there = open_store(place), open_store(place)
    here.add_batch(batch(), incidents("A"))
    here.backup(tmp_path / "one.gpkg")
    here.add_batch(batch("More"), incidents("B", "C"))
    assert len(there.points()) == 3
    here.restore(tmp_path / "one.gpkg", "ann")
    assert len(there.points()) == 1


def test_a_full_disk_leaves_the_old_state(file):
    store = open_store(file)
    store.add_batch(batch(), incidents("A"))
    filler = process("fill", file, 1_000_000)
    assert filler.communicate(timeout=120)[0].startswith("StoreFull panj-watch.gpkg has no room for the change.")
    assert list(store.incidents().index) == ["A"] and store.verify() == []
    store.add_batch(batch("After"), incidents("B"))
    assert [path.name for path in file.parent.iterdir()] == ["panj-watch.gpkg"]


def test_a_store_that_cannot_even_begin_says_so(file):
    filler = process("fill", file, 10_000)
    assert filler.communicate(timeout=120)[0].startswith("StoreFull")
    assert list(file.parent.iterdir()) == []


def test_a_store_locked_for_too_long_says_so(file, monkeypatch):
    open_store(file).add_batch(batch(), incidents("A"))
    monkeypatch.setattr(sqlite, "WAIT_S", 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="another session .* Nothing was changed"):
            open_store(file).save_view("v", "x", "ann")


@pytest.mark.parametrize("content", [b"", b"not a database at all " * 100, b"SQLite format 3\x00" + b"\x00" * 4080])
def test_a_foreign_file_is_refused_and_left_as_it_is(file, content):
    file.write_bytes(content)
    for act in (open_store(file).batches, lambda: open_store(file).save_view("v", "x", "ann")):
        with pytest.raises((StoreForeign, ValueError), match="is not a store of this product|damaged"):
            act()
    assert file.read_bytes() == content


def test_a_foreign_database_is_refused(file):
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE store (x)")
    content = file.read_bytes()
    with pytest.raises(StoreForeign, match="PANJ_STORE"):
        open_store(file).save_view("v", "x", "ann")
    assert file.read_bytes() == content


def test_a_newer_store_is_refused_with_advice(store, monkeypatch):
    store.save_view("v", "x", "ann")
    monkeypatch.setattr(database, "SCHEMA_VERSION", 0)
    with pytest.raises(StoreNewer, match="has schema 2, made by a newer version .* Update the product"):
        store.views()


@pytest.mark.parametrize("place", ["mysql://x/y", "sqlite+x://", "http://x"])
def test_an_address_of_another_engine_is_refused(place):
    with pytest.raises(StoreUnreachable, match="expected the path of a .gpkg file, or postgresql"):
        open_store(place)


def test_a_server_that_does_not_answer_says_so_without_the_password():
    store = open_store("postgresql+psycopg://ann:secret@127.0.0.1:1/none")
    with pytest.raises(StoreUnreachable, match="cannot be opened") as refused:
        store.batches()
    assert "secret" not in str(refused.value) and "secret" not in store.place


def test_opening_touches_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("PANJ_WORKSPACE", str(tmp_path / "new"))
    monkeypatch.delenv("PANJ_STORE", raising=False)
    assert not open_store().exists() and open_store().place == "panj-watch.gpkg"
    assert list(tmp_path.iterdir()) == []


def test_the_first_change_makes_the_workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("PANJ_WORKSPACE", str(tmp_path / "new"))
    monkeypatch.delenv("PANJ_STORE", raising=False)
    open_store().add_batch(batch(), numbered(0, 2))
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["panj-watch.gpkg"]
