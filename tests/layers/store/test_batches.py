"""Imports as batches: all or nothing, listed, undone and redone."""

import pandas as pd
import pytest
from shapely import Point

from layers.catalogue import shipped
from layers.geojson import read_features
from layers.incidents import complete_incidents
from layers.load import load_all
from layers.store.columns import INCIDENT, SITE
from layers.store.errors import AlreadySo, ColumnUnknown, IdentifierTaken, RowNotThere, RowUnstorable
from tests.layers.store.samples import batch, incidents, numbered, sites, state


def test_the_columns_are_those_of_the_catalogue():
    assert [*INCIDENT, "geometry"] == list(shipped()["incidents"].columns)
    assert [*SITE, "geometry"] == list(shipped()["sites"].columns)


def test_a_store_that_is_not_there_is_empty_and_stays_unmade(store):
    assert len(store.incidents()) == len(store.sites()) == len(store.batches()) == len(store.points()) == 0
    assert store.trail() == [] and store.verify() == []


def test_what_went_in_comes_out(store):
    shipped_rows = read_features(shipped()["incidents"].path, index="incident_id")
    store.add_batch(batch(), shipped_rows)
    pd.testing.assert_frame_equal(store.incidents()[shipped_rows.columns], shipped_rows, check_like=True)


def test_lines_and_numbers_of_sites_come_out(store):
    shipped_rows = read_features(shipped()["sites"].path, index="site_id")
    store.add_batch(batch(), incidents(), shipped_rows)
    pd.testing.assert_frame_equal(store.sites()[shipped_rows.columns], shipped_rows, check_like=True)


def test_what_comes_out_passes_the_reader_of_incidents(store):
    store.add_batch(batch(), incidents("A", "B"))
    frame = store.incidents()
    own = frame.drop(columns=["dataset", "external_id", "source_row", "batch_id", "version", "merged_ids"])
    countries = load_all().frames["countries"].set_index("name").geometry
    assert list(complete_incidents(own, areas=countries.iloc[:0], countries=countries.iloc[:0]).index) == ["A", "B"]


def test_a_batch_is_listed_with_its_rows_and_terms(store):
    number = store.add_batch(batch(), incidents("A", "B"), sites("S"))
    row = store.batches().loc[number]
    assert (row["incidents"], row["sites"], row["refused"], row["state"]) == (2, 1, 0, "in")
    assert (row["name"], row["imported_by"], row["licence"], row["covers_last"]) == (
        "Field reports",
        "ann",
        "CC BY 4.0",
        "2025-12-31",
    )


def test_refused_rows_are_kept_with_their_reason(store):
    refused = pd.DataFrame({"source_row": [7], "reason": ["no date"], "content": [{"title": "=1+1"}]})
    number = store.add_batch(batch(), incidents("A"), None, refused)
    kept = store.refused(number).iloc[0]
    assert (kept["source_row"], kept["reason"], kept["content"]) == (7, "no date", {"title": "=1+1"})


def test_columns_of_refused_rows_are_kept_as_text(store):
    refused = pd.DataFrame({"source_row": [7], "reason": ["no date"], "title": ["x"], "killed": [3]})
    number = store.add_batch(batch(), incidents("A"), None, refused)
    assert store.refused(number)["content"].iloc[0] == {"title": "x", "killed": "3"}


def test_undo_hides_all_rows_and_redo_shows_them(store):
    before = state(store)
    number = store.add_batch(batch(), incidents("A", "B"), sites("S"))
    after = state(store)
    store.undo(number, "bob")
    assert state(store) == before and len(store.points()) == 0
    assert store.batches().loc[number, "state"] == "undone"
    store.redo(number, "bob")
    assert state(store) == after and len(store.points()) == 2


def test_undone_edits_come_back_with_redo(store):
    number = store.add_batch(batch(), incidents("A"))
    store.edit("incident", "A", {"version": 1, "title": "Edited"}, "bob")
    store.undo(number, "bob")
    store.redo(number, "bob")
    assert store.incidents().loc["A", "title"] == "Edited"


def test_undoing_twice_is_refused(store):
    number = store.add_batch(batch(), incidents("A"))
    store.undo(number, "bob")
    with pytest.raises(AlreadySo, match="undone already"):
        store.undo(number, "bob")


def test_an_unknown_batch_is_named(store):
    with pytest.raises(RowNotThere, match="no batch '9' in the store"):
        store.undo(9, "bob")


def test_the_same_rows_twice_are_refused_and_all_are_named(store):
    store.add_batch(batch(), incidents("A", "B", "C"))
    with pytest.raises(IdentifierTaken, match="in the store already: 2, first.*undo the batch") as refused:
        store.add_batch(batch("Again"), incidents("B", "C", "D"))
    assert sorted(refused.value.identifiers) == ["B", "C"]
    assert len(store.batches()) == 1 and len(store.incidents()) == 3


def test_after_undo_a_better_version_of_the_same_file_can_come_in(store):
    first = store.add_batch(batch(), incidents("A"))
    store.undo(first, "ann")
    store.add_batch(batch("Better"), incidents("A", title="Better"))
    assert list(store.incidents()["title"]) == ["Better"]
    with pytest.raises(IdentifierTaken, match="first A"):
        store.redo(first, "ann")
    assert list(store.incidents()["title"]) == ["Better"] and store.verify() == []


def test_an_identifier_twice_in_one_file_is_refused(store):
    with pytest.raises(IdentifierTaken, match="A stands in the file twice"):
        store.add_batch(batch(), incidents("A", "A"))


def test_a_wrong_row_stores_nothing_of_its_batch(store):
    rows = numbered(0, 30)
    rows["killed"] = [None] * 29 + [1.5]
    with pytest.raises(RowUnstorable, match="I-29: killed is 1.5; expected a whole number"):
        store.add_batch(batch(), rows, sites("S"))
    assert len(store.batches()) == len(store.incidents()) == len(store.sites()) == len(store.trail()) == 0


def test_an_unknown_column_is_named(store):
    with pytest.raises(ColumnUnknown, match="'colour' is no column"):
        store.add_batch(batch(), incidents("A", colour="red"))


def test_a_cancelled_import_leaves_nothing(store):
    def cancel(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add_batch(batch(), incidents("A"), progress=cancel)
    assert len(store.batches()) == 0


def test_progress_ends_at_all_rows(store):
    told = []
    store.add_batch(batch(), incidents("A", "B"), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)


def test_box_and_period_narrow(store):
    rows = incidents("A", "B", "C")
    rows["date"], rows["date_precision"] = ["2025-06-10", "2025-06", "2025-05-31"], ["day", "month", "day"]
    rows = rows.set_geometry([Point(70, 37), Point(71, 37), Point(70, 38)])
    store.add_batch(batch(), rows)
    june = (pd.Timestamp("2025-06-02").date(), pd.Timestamp("2025-06-20").date())
    for found in (store.incidents(period=june).index, store.incidents(rows=store.points(period=june).row).index):
        assert list(found) == ["A", "B"]
    box = (69.9, 36.9, 70.1, 38.1)
    for found in (store.incidents(box).index, store.incidents(rows=store.points(box).row).index):
        assert list(found) == ["A", "C"]


def test_points_are_those_of_the_frame(store):
    store.add_batch(batch(), read_features(shipped()["incidents"].path, index="incident_id"))
    points, known = store.points(), load_all().frames["incidents"]
    frame = store.incidents(rows=points.row)
    assert list(points.serious) == list(known.loc[frame.index, "serious"])
    assert list(points.day) == list(known.loc[frame.index, "day"].to_numpy("datetime64[D]"))
    assert list(points.lon) == list(frame.geometry.x) and list(points.lat) == list(frame.geometry.y)
