"""`python -m layers …` on the workspace store: a table, a sentence, and an exit code that a script can use."""

import pytest

from layers.__main__ import main
from layers.store import Store, open_store
from tests.layers.store.samples import batch, incidents


@pytest.fixture
def filled(file, monkeypatch) -> Store:
    monkeypatch.setenv("PANJ_STORE", str(file))
    monkeypatch.setenv("PANJ_WORKSPACE", str(file.parent / "workspace"))
    store = open_store()
    store.add_batch(batch(), incidents("A", "B"))
    return store


def test_batches_are_listed(filled, capsys):
    assert main(["batches"]) == 0
    assert "Field reports" in capsys.readouterr().out


def test_undo_and_redo_by_number(filled, capsys):
    assert main(["undo", "1", "--by", "bob"]) == 0
    assert len(filled.incidents()) == 0 and "python -m layers redo 1" in capsys.readouterr().out
    assert main(["redo", "1", "--by", "bob"]) == 0
    assert len(filled.incidents()) == 2 and filled.trail()[-1]["who"] == "bob"


def test_an_unknown_batch_gives_code_2_and_a_sentence(filled, capsys):
    assert main(["undo", "9"]) == 2
    assert capsys.readouterr().err.startswith("There is no batch '9'")


def test_history_stays_on_its_line_whatever_the_text(filled, capsys):
    filled.edit("incident", "A", {"version": 1, "title": "x\n\x1b[31m\u202e"}, "eve\n", "why")
    assert main(["history", "incident", "A"]) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) == 1 and r"\u202e" in out and r"\u001b" in out and out.count('"') % 2 == 0


def test_the_trail_ends_with_its_hash(filled, capsys):
    assert main(["trail"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"Last hash: {filled.trail()[-1]['hash']}"


def test_restore_keeps_what_it_replaces(filled, file, capsys):
    assert main(["backup", str(file.parent / "copy.gpkg")]) == 0
    filled.remove("incident", "A", "bob")
    assert main(["restore", str(file.parent / "copy.gpkg"), "--by", "ann"]) == 0
    (kept,) = (file.parent / "workspace").glob("before-restore-*.gpkg")
    assert list(open_store(kept).incidents().index) == ["B"] and len(filled.incidents()) == 2


def test_verify_has_a_line_for_the_workspace(filled, capsys):
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Workspace store panj-watch.gpkg: ok, 1 batches, 1 changes."


def test_verify_gives_code_1_for_a_store_that_is_none(filled, file, capsys):
    file.write_bytes(b"no database " * 1000)
    assert main(["verify"]) == 1
    assert "is not a store of this product" in capsys.readouterr().out


def test_reports_are_merged_and_taken_apart(filled, capsys):
    assert main(["merge", "A", "B", "--by", "bob"]) == 0
    assert "python -m layers unmerge B" in capsys.readouterr().out and list(filled.incidents().index) == ["A"]
    assert main(["unmerge", "B", "--by", "bob"]) == 0
    assert list(filled.incidents().index) == ["A", "B"] and filled.trail()[-1]["who"] == "bob"


def test_the_shipped_incident_is_kept_wherever_it_is_named(filled, frames, capsys):
    shipped = frames["incidents"].index[0]
    assert main(["merge", "A", shipped]) == 0
    assert filled.reports()["into"].tolist() == [shipped, None]


def test_what_cannot_be_merged_gives_code_2_and_a_sentence(filled, capsys):
    assert main(["unmerge", "A"]) == 2
    assert main(["merge", "A"]) == 2
    assert "A is not merged" in capsys.readouterr().err
