"""Reports of one event: joined to stored or shipped incidents, taken apart, undone with their batch."""

import gzip
from pathlib import Path

import pytest
from sqlalchemy import text

from layers.store import Join, open_store
from layers.store.errors import MergeImpossible, RowNotThere, StoreNewer
from tests.layers.store.samples import batch, entered, incidents, sites, state

FIRST_VERSION = Path(__file__).with_name("version_1.gpkg.gz")


@pytest.fixture
def joined(store):
    """A stands for itself; B is a report of the shipped incident S-1, C one of A."""
    joins = [Join("B", "S-1", shipped=True), Join("C", "A", why="score 0.9")]
    store.add_batch(batch(), incidents("A", "B", "C"), joins=joins)
    return store


@pytest.fixture
def old(file):
    """A store as the first version made it: A, edited, with B merged into it, C, and OWN entered by hand."""
    file.write_bytes(gzip.decompress(FIRST_VERSION.read_bytes()))
    return open_store(file)


def shown(store) -> list[str]:
    return list(store.incidents().index)


def test_a_report_of_a_shipped_incident_is_stored_and_not_counted_twice(joined):
    assert shown(joined) == ["A"] and len(joined.points()) == 1
    reports = joined.reports()
    assert list(reports["into"]) == [None, "S-1", "A"] and list(reports["into_shipped"]) == [False, True, False]


def test_joins_of_an_import_are_lines_with_a_history(joined):
    assert [line["what"] for line in joined.trail()] == ["import", "merge", "merge"]
    past = joined.history("incident", "B").iloc[0]
    assert (past["who"], past["field"], past["before"], past["after"]) == ("ann", "same_as", None, "S-1")
    assert joined.history("incident", "C").iloc[0]["why"] == "score 0.9"


def test_taken_apart_reports_stand_for_themselves(joined):
    joined.unmerge(["B", "C"], "bob")
    assert shown(joined) == ["A", "B", "C"] and len(joined.points()) == 3
    assert list(joined.history("incident", "B")["what"]) == ["merge", "unmerge"] and joined.verify() == []


def test_undo_takes_the_joins_of_a_batch_with_it_and_redo_brings_them_back(store):
    store.add_batch(batch(), incidents("A"))
    before = state(store)
    number = store.add_batch(batch("Later"), incidents("B", "C"), joins=[Join("B", "A"), Join("C", "S-1", True)])
    after = state(store)
    store.undo(number, "bob")
    assert state(store) == before and list(store.reports().index) == ["A"]
    store.redo(number, "bob")
    assert state(store) == after and list(store.reports()["into"]) == [None, "A", "S-1"] and store.verify() == []


def test_a_chain_ends_at_the_shipped_incident(joined):
    joined.join([Join("A", "S-2", shipped=True)], "bob")
    assert shown(joined) == [] and len(joined.points()) == 0
    assert list(joined.reports()["into"]) == ["S-2", "S-1", "S-2"]


def test_a_report_is_joined_to_one_incident_only(joined):
    with pytest.raises(MergeImpossible, match="B is merged into another already. Unmerge it first"):
        joined.merge(["B"], "A", "bob")


def test_a_join_that_fails_stores_nothing_of_its_batch(store):
    with pytest.raises(RowNotThere, match="no incident 'Z'"):
        store.add_batch(batch(), incidents("A"), joins=[Join("A", "Z")])
    assert len(store.batches()) == len(store.trail()) == 0


def test_an_import_cancelled_at_its_joins_leaves_nothing(store):
    def cancel(done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add_batch(batch(), incidents("A"), joins=[Join("A", "S-1", True)], progress=cancel)
    assert len(store.batches()) == len(store.reports()) == len(store.trail()) == 0


def test_joins_outlive_backup_and_restore(joined, tmp_path):
    joined.backup(tmp_path / "copy.gpkg")
    joined.unmerge(["B"], "bob")
    joined.restore(tmp_path / "copy.gpkg", "eve")
    assert list(joined.reports()["into"]) == [None, "S-1", "A"] and joined.verify() == []


def test_a_join_made_outside_the_product_is_found(store):
    store.add_batch(batch(), incidents("A"))
    with store._database.writing() as session:
        session.execute(session.tables.of("incident").update().values(same_as="S-1"))
    assert store.verify() == ["incidents of batch 1 are not those that were imported. Compare with a backup."]


def test_a_store_of_the_first_version_opens_with_all_its_rows(old):
    assert shown(old) == ["A", "C", "OWN"]
    old.join([Join("C", "S-1", shipped=True)], "ann")
    assert shown(old) == ["A", "OWN"] and old.verify() == []


def test_bringing_up_a_store_is_one_line_of_its_trail(old):
    lines = len(old.trail())
    last = old.trail()[-1]
    assert (last["what"], last["from_schema"], last["to_schema"]) == ("migrate", 1, 2)
    assert len(old.trail()) == lines and old.batches()["state"].tolist() == ["in"]


def test_a_backup_of_the_first_version_is_restored_on_either_engine(store, tmp_path):
    (tmp_path / "old.gpkg").write_bytes(gzip.decompress(FIRST_VERSION.read_bytes()))
    store.restore(tmp_path / "old.gpkg", "ann")
    assert shown(store) == ["A", "C", "OWN"] and store.verify() == []


def test_a_team_store_of_the_first_version_is_brought_up(store):
    store.add_batch(batch(), incidents("A"), sites("S"))
    store.add_incident(entered(), "ann")
    made_old(store)
    assert len(store.incidents()) == 2 and store.trail()[-1]["what"] == "migrate" and store.verify() == []


def test_bringing_up_that_fails_leaves_the_old_store_whole(old, monkeypatch):
    def fail(session) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(old._database), "renew_views", lambda self, session: fail(session))
        with pytest.raises(KeyboardInterrupt):
            old.incidents()
    assert shown(old) == ["A", "C", "OWN"] and old.verify() == []


def test_a_store_of_a_later_version_is_refused(store):
    store.add_batch(batch(), incidents("A"))
    with store._database.writing() as session:
        session.execute(session.tables.facts.update().values(value="3"))
    with pytest.raises(StoreNewer, match="has schema 3, made by a newer version .* Update the product"):
        store.incidents()


def made_old(store) -> None:
    """Takes away what the second version added."""
    with store._database.writing() as session:
        for kind in ("incident", "site"):
            table = session.tables.of(kind)
            if store.place.endswith(".gpkg"):
                session.execute(text(f"DROP VIEW {table.name}_shown"))
            schema = f"{table.schema}." if table.schema else ""
            session.execute(text(f"DROP INDEX {schema}{table.name}_same_as"))
            session.execute(text(f"ALTER TABLE {table.fullname} DROP COLUMN same_as"))
        session.execute(session.tables.facts.update().values(value="1"))
