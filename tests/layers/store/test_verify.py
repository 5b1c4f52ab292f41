"""Tampering shows: in a row, in a line, in what the file declares."""

import json
import re
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from layers.store import open_store
from layers.trail import sealed, written
from tests.layers.store.samples import batch, entered, incidents, sites


@pytest.fixture
def filled(store):
    """A batch of two incidents and a site, an edit of A, an entry by hand, a layer."""
    store.add_batch(batch(), incidents("A", "B"), sites("S"))
    store.edit("incident", "A", {"version": 1, "title": "Edited"}, "bob")
    store.add_incident(entered(), "ann")
    store.add_layer("Own", incidents("L")[["title", "geometry"]], {}, "ann")
    assert store.verify() == []
    return store


def forge(store, statement: str, **values: object) -> None:
    """Changes the store behind its back, with the trail's guard taken off."""
    with store._database.writing() as session:
        schema = "" if store.place.endswith(".gpkg") else "panj_watch."
        if schema:
            session.execute(text("SET LOCAL session_replication_role = replica"))
        elif "trail" in statement:
            session.execute(text("DROP TRIGGER trail_no_update"))
            session.execute(text("DROP TRIGGER trail_no_delete"))
        session.execute(text(statement.replace("@", schema)), values)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE @incidents SET title = 'x' WHERE incident_id = 'A'", "incident A was changed outside.*: title"),
        ("UPDATE @incidents SET killed = 9 WHERE incident_id = 'A'", "incidents of batch 1 are not those"),
        ("UPDATE @incidents SET killed = 9 WHERE incident_id = 'B'", "incidents of batch 1 are not those"),
        ("UPDATE @incidents SET title = 'x' WHERE fid = 3", "incident OWN-INCIDENT-3 was changed outside.*: title"),
        ("UPDATE @incidents SET removed = (1 = 1) WHERE incident_id = 'B'", "incidents of batch 1 are not those"),
        ("UPDATE @incidents SET merged_into = 1 WHERE incident_id = 'B'", "incidents of batch 1 are not those"),
        ("UPDATE @incidents SET version = 7 WHERE incident_id = 'A'", "incident A was changed outside.*: version"),
        ("DELETE FROM @incidents WHERE incident_id = 'B'", "incidents of batch 1 are not those"),
        ("UPDATE @incidents SET batch_id = NULL WHERE incident_id = 'B'", "trail tells of no such entry"),
        ("UPDATE @sites SET operator = 'x'", "sites of batch 1 are not those"),
        ("UPDATE @batches SET licence = 'mine'", "batch 1 was changed outside the product: licence"),
        ("UPDATE @batches SET removed = (1 = 1)", "batch 1 was changed outside the product: removed"),
        ("UPDATE @own_features SET properties = '{}'", "Features of own layer 1"),
        ("UPDATE @own_layers SET name = 'x'", "layer x was changed outside the product: name"),
        ("INSERT INTO @views VALUES (1, 'v', 'x', 1, (1 = 0))", "view 1 is in the store, but the trail tells of no"),
        ("INSERT INTO @refused VALUES (1, 1, 2, 'r', '{}')", "Refused rows of batch 1"),
        ("DELETE FROM @own_layers WHERE fid > 0 AND fid NOT IN (SELECT 0)", "layer 1 is gone|points at a row"),
        ("UPDATE @trail SET who = 'eve' WHERE fid = 2", "Line 2 of the trail has columns that differ"),
        ("UPDATE @trail SET line = replace(line, 'bob', 'eve') WHERE fid = 2", "Line 2 of the trail .* was changed"),
        ("DELETE FROM @trail WHERE fid = 2", "Line 2 of the trail .* was changed, or a line before it"),
        ("DELETE FROM @trail WHERE fid = 4", "layer 1 is in the store, but the trail tells of no"),
    ],
)
def test_what_was_changed_outside_is_found(filled, statement, found):
    if filled.place.endswith(".gpkg") and "own_layers WHERE" in statement:
        pytest.skip("SQLite's foreign keys refuse this statement by themselves")
    forge(filled, statement)
    assert any(re.search(found, sentence) for sentence in filled.verify()), filled.verify()


def test_a_line_sealed_anew_contradicts_the_rows(filled):
    """Even one who seals the last line again cannot make the rows fit it."""
    lines = filled.trail()
    last = {**lines[-1], "changes": {**lines[-1]["changes"], "name": [None, "Other"]}}
    again = sealed({key: value for key, value in last.items() if key not in ("hash", "previous")}, last["previous"])
    forge(filled, "UPDATE @trail SET line = :line, hash = :hash WHERE fid = 4", line=written(again), hash=again["hash"])
    assert "layer Own was changed outside the product: name" in filled.verify()[-1]


@pytest.mark.parametrize("statement", ["UPDATE {}trail SET who = 'eve'", "DELETE FROM {}trail"])
def test_the_trail_refuses_to_be_changed(filled, statement):
    schema = "" if filled.place.endswith(".gpkg") else "panj_watch."
    with pytest.raises(DBAPIError, match="only ever added to"), filled._database.writing() as session:
        session.execute(text(statement.format(schema)))
    assert filled.verify() == []


def test_every_change_is_one_line(filled):
    whats = [(line["what"], line["kind"]) for line in filled.trail()]
    assert whats == [("import", "batch"), ("edit", "incident"), ("add", "incident"), ("add", "layer")]


def test_a_trigger_planted_in_the_file_is_found(file):
    store = open_store(file)
    store.add_batch(batch(), incidents("A"))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON incidents BEGIN DELETE FROM batches; END")
    assert store.verify() == ["Tables, views or triggers of panj-watch.gpkg are not those that this product makes."]


def test_a_damaged_file_is_said_to_be_so(file):
    store = open_store(file)
    store.add_batch(batch(), incidents(*(f"I-{number}" for number in range(500))))
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 9000] = b"\x07" * 9000
    file.write_bytes(content)
    try:
        found = store.verify()
    except (ValueError, OSError) as error:
        found = [str(error)]
    assert found


def test_a_line_of_the_trail_is_plain_ascii(store):
    store.save_view("Вид", "‮", "анна")
    with store._database.reading() as session:
        line = session.execute(session.tables.trail.select()).one().line
    assert line.isascii() and json.loads(line)["who"] == "анна"
