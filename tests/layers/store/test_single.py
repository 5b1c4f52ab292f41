"""One row as its editor sees it, and the rows that were removed."""

import pytest

from layers.store.errors import RowNotThere
from tests.layers.store.samples import entered


def test_an_editor_sees_the_fields_and_the_version(store):
    name = store.add_incident(entered(), "Analyst")
    row = store.row("incident", name)
    assert (row["version"], row["batch_id"], row["removed"]) == (1, None, False)
    store.edit("incident", name, {"killed": 3, "version": 1}, "Analyst")
    assert (store.row("incident", name)["killed"], store.row("incident", name)["version"]) == (3, 2)


def test_a_removed_row_is_listed_until_it_is_back(store):
    name = store.add_incident(entered(), "Analyst")
    assert store.removed("incident").empty
    store.remove("incident", name, "Analyst")
    assert list(store.removed("incident").index) == [name]
    assert store.row("incident", name)["removed"]
    store.restore_row("incident", name, "Analyst")
    assert store.removed("incident").empty


def test_a_row_that_is_not_there_is_said(store):
    with pytest.raises(RowNotThere, match="no incident 'X'"):
        store.row("incident", "X")
