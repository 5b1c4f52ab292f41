"""Entries by hand: every field has a history, nobody overwrites what they have not seen, everything can be undone."""

import pytest
from shapely import Point

from layers.store.errors import (
    AlreadySo,
    ColumnUnknown,
    EditConflict,
    GeometryUnusable,
    IdentifierTaken,
    MergeImpossible,
    RowNotThere,
)
from tests.layers.store.samples import batch, entered, incidents, sites


@pytest.fixture
def filled(store):
    store.add_batch(batch(), incidents("A", "B", "C"), sites("S"))
    return store


def test_an_entry_gets_a_name_and_is_shown(store):
    name = store.add_incident(entered(), "ann")
    assert list(store.incidents().index) == [name] == ["OWN-INCIDENT-1"]
    assert len(store.points()) == 1


def test_a_site_is_entered_and_edited(store):
    store.add_site({"site_id": "NEW", "name": "Mine", "geometry": Point(70, 37)}, "ann")
    store.edit("site", "NEW", {"version": 1, "name": "Old mine"}, "bob")
    assert store.sites().loc["NEW", "name"] == "Old mine"


def test_a_name_that_is_taken_is_refused(filled):
    with pytest.raises(IdentifierTaken, match="incident 'A' already"):
        filled.add_incident(entered(incident_id="A"), "ann")


def test_an_entry_without_a_place_is_refused(store):
    with pytest.raises(GeometryUnusable, match="has no geometry"):
        store.add_incident({"incident_id": "A", "title": "x"}, "ann")


def test_an_edit_shows_and_has_a_history_of_every_field(filled):
    filled.edit("incident", "A", {"version": 1, "title": "New", "killed": 2, "grade": "B2"}, "bob", "second source")
    row = filled.incidents().loc["A"]
    assert (row["title"], row["killed"], row["grade"], row["version"]) == ("New", 2, "B2", 2)
    past = filled.history("incident", "A").set_index("field")
    assert past[["before", "after"]].to_dict("index") == {
        "title": {"before": "Title of A", "after": "New"},
        "killed": {"before": None, "after": 2},
        "grade": {"before": None, "after": "B2"},
    }
    assert set(past["who"]) == {"bob"} and set(past["why"]) == {"second source"} and str(past["when"].dt.tz) == "UTC"


def test_a_moved_point_has_a_history_and_moves_on_the_map(filled):
    filled.points()
    filled.edit("incident", "A", {"version": 1, "geometry": Point(60.5, 30.25)}, "bob")
    past = filled.history("incident", "A").iloc[0]
    assert (past["before"], past["after"]) == ("POINT (70 37)", "POINT (60.5 30.25)")
    box = (60, 30, 61, 31)
    assert list(filled.incidents(box).index) == ["A"] and list(filled.points(box).lon) == [60.5]


def test_lists_and_weights_have_a_history(filled):
    filled.edit("incident", "A", {"version": 1, "sources": ["https://a", "https://b"]}, "bob")
    assert filled.history("incident", "A").iloc[0]["after"] == ["https://a", "https://b"]


def test_an_entry_begins_its_history_with_its_fields(store):
    name = store.add_incident(entered(), "ann")
    past = store.history("incident", name).set_index("field")
    assert past.loc["title", "after"] == "Entered" and past.loc["title", "before"] is None


def test_an_edit_that_changes_nothing_leaves_no_line(filled):
    lines = len(filled.trail())
    assert filled.edit("incident", "A", {"version": 1, "title": "Title of A"}, "bob") == 1
    assert len(filled.trail()) == lines


def test_an_edit_of_what_another_changed_meanwhile_shows_both(filled):
    filled.edit("incident", "A", {"version": 1, "title": "Bob's"}, "bob")
    with pytest.raises(EditConflict, match='changed by bob at .* yours "Eve.s", in the store "Bob.s"'):
        filled.edit("incident", "A", {"version": 1, "title": "Eve's"}, "eve")
    assert filled.incidents().loc["A", "title"] == "Bob's"


@pytest.mark.parametrize("field", ["incident_id", "batch_id", "fid", "removed", "dataset", "x; DROP TABLE incidents"])
def test_fields_that_nobody_edits_are_refused(filled, field):
    with pytest.raises(ColumnUnknown, match="of a incident cannot be set"):
        filled.edit("incident", "A", {"version": 1, field: "x"}, "bob")


def test_an_edit_says_which_version_it_saw(filled):
    with pytest.raises(ColumnUnknown, match="which version the editor saw"):
        filled.edit("incident", "A", {"title": "x"}, "bob")


def test_an_unknown_row_is_named(filled):
    with pytest.raises(RowNotThere, match="no incident 'Z'"):
        filled.edit("incident", "Z", {"version": 1, "title": "x"}, "bob")


def test_a_removed_row_is_gone_until_it_is_restored(filled):
    filled.remove("incident", "A", "bob")
    assert list(filled.incidents().index) == ["B", "C"] and len(filled.points()) == 2
    with pytest.raises(AlreadySo, match="removed already"):
        filled.remove("incident", "A", "bob")
    filled.restore_row("incident", "A", "bob")
    assert list(filled.incidents().index) == ["A", "B", "C"] and len(filled.points()) == 3
    assert list(filled.history("incident", "A")["what"]) == ["remove", "restore"]


def test_a_merged_incident_keeps_all_sources(filled):
    filled.edit("incident", "B", {"version": 1, "sources": ["https://b"]}, "bob")
    filled.merge(["B", "C"], "A", "bob")
    row = filled.incidents().loc["A"]
    assert row["sources"] == ["https://example.org", "https://b"] and row["merged_ids"] == ["B", "C"]
    assert list(filled.incidents().index) == ["A"] and len(filled.points()) == 1


def test_unmerged_incidents_stand_for_themselves(filled):
    filled.merge(["B"], "A", "bob")
    filled.unmerge(["B"], "bob")
    frame = filled.incidents()
    assert list(frame.index) == ["A", "B", "C"] and frame.loc["A", "sources"] == ["https://example.org"]


def test_what_was_merged_into_an_undone_row_is_shown_again(store):
    store.add_batch(batch(), incidents("A"))
    other = store.add_batch(batch("Other"), incidents("B"))
    store.merge(["A"], "B", "ann")
    assert list(store.incidents().index) == ["B"]
    store.undo(other, "ann")
    assert list(store.incidents().index) == ["A"] and len(store.points()) == 1


def test_merges_in_a_chain_keep_all_sources_and_never_close_a_ring(filled):
    filled.merge(["B"], "A", "bob")
    filled.merge(["A"], "C", "bob")
    assert filled.incidents().loc["C", "merged_ids"] == ["A", "B"]
    with pytest.raises(MergeImpossible, match="merged into itself"):
        filled.merge(["C"], "B", "bob")
    with pytest.raises(MergeImpossible, match="merged into another already"):
        filled.merge(["B"], "C", "bob")


def test_own_layers_keep_style_and_features(store):
    store.add_layer("Checkpoints", incidents("A", "B")[["title", "geometry"]], {"colour": "#ff0000"}, "ann")
    assert store.layers().loc["Checkpoints", "style"] == {"colour": "#ff0000"}
    assert list(store.layer("Checkpoints")["title"]) == ["Title of A", "Title of B"]
    store.edit("layer", "Checkpoints", {"version": 1, "style": {"colour": "#0000ff"}}, "ann")
    assert store.layers().loc["Checkpoints", "style"] == {"colour": "#0000ff"}
    store.remove("layer", "Checkpoints", "ann")
    assert len(store.layers()) == 0
    with pytest.raises(RowNotThere, match="was removed"):
        store.layer("Checkpoints")


def test_mappings_and_views_are_kept_by_name(store):
    store.save_mapping("Ministry", {"Дата": "date"}, "ann")
    store.save_mapping("Ministry", {"Дата": "date", "Место": "place"}, "ann")
    store.save_view("Briefing", "?zoom=7", "ann")
    assert store.mappings() == {"Ministry": {"Дата": "date", "Место": "place"}}
    assert store.views() == {"Briefing": "?zoom=7"}
    store.remove("view", "Briefing", "ann")
    assert store.views() == {}
    store.save_view("Briefing", "?zoom=8", "ann")
    assert store.views() == {"Briefing": "?zoom=8"} and store.verify() == []
