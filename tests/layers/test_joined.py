"""Reports of one event are one incident, shown with all its sources, handed on only with what may go."""

import pytest
from shapely import Point

from export.marking import Leave, cleared
from layers import load_all
from layers.catalogue import shipped
from layers.duplicates.plan import known_names
from layers.joined import join_reports
from layers.store import Join, open_store
from layers.store.errors import MergeImpossible
from tests.layers.store.samples import batch, incidents

SHIPPED = ("I-1", "I-2", "I-3")


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path / "s.gpkg")


def here(*names: str, **facts: object):
    """Reports in the middle of Logar."""
    return incidents(*names, **facts).set_geometry([Point(0.5, 0.5)] * len(names), crs="EPSG:4326")


def stored(store, *joins: Join, shareable: bool = False, **facts: object) -> None:
    """Reports A and B of a source that forbids to hand them on, unless it allows it."""
    rows = here("A", "B", **{"sources": ["https://b"], "killed": 4, **facts})
    store.add_batch(batch(shareable=shareable), rows, joins=joins)


def to_shipped(name: str) -> Join:
    return Join(name, "I-1", shipped=True)


def loaded(store):
    found = load_all(store)
    assert found.problems == {}
    return found.frames


def given(frames, **leave: object):
    """The incidents of an export, and how many rows and reports were left out."""
    found = cleared(frames, {}, Leave("RED", **{"refuse": False, **leave}))
    return found.frames["incidents"], found.left_out


def test_a_report_of_a_shipped_incident_is_shown_as_part_of_it(tiny, store):
    stored(store, to_shipped("B"))
    frame = loaded(store)["incidents"]
    assert sorted(frame.index) == ["A", *SHIPPED]
    row = frame.loc["I-1"]
    assert row["merged_from"] == ["I-1", "B"] and row["sources"] == ["https://example.org", "https://b"]
    assert (row["killed"], row["dataset"], row["serious"]) == (4, "incidents", True)


def test_kinds_of_columns_stay_as_shipped(tiny, store):
    before = load_all().frames["incidents"]
    stored(store, to_shipped("B"))
    after = loaded(store)["incidents"]
    same = ("day", "first_day", "serious", "geometry", "placement_area", "contested")
    names = [name for name in same if name in before]
    assert after[names].dtypes.to_dict() == before[names].dtypes.to_dict()


def test_figures_that_differ_span_a_range_and_are_said(tiny, store):
    rows = here("A", "B", "C")
    rows["killed"], rows["disagreement"] = [1, 9, None], None
    store.add_batch(batch(), rows, joins=[Join("B", "A"), Join("C", "A")])
    row = loaded(store)["incidents"].loc["A"]
    assert (row["killed_min"], row["killed_max"], row["contested"]) == (1, 9, True)
    assert "killed: A 1, B 9" in row["disagreement"] and row["merged_from"] == ["A", "B", "C"]


def test_taken_apart_the_shipped_incident_is_as_it_was(tiny, store):
    before = load_all().frames["incidents"]
    stored(store, to_shipped("B"))
    store.unmerge(["B"], "ann")
    after = loaded(store)["incidents"]
    assert sorted(after.index) == ["A", "B", *SHIPPED]
    assert after.loc["I-1", before.columns].astype(str).equals(before.loc["I-1"].astype(str))


def test_the_merged_row_takes_the_strictest_marking(tiny, store):
    stored(store, to_shipped("B"), marking="AMBER+STRICT")
    assert loaded(store)["incidents"].loc["I-1", "marking"] == "AMBER+STRICT"


def test_an_export_shows_the_shipped_row_without_a_report_that_may_not_go(tiny, store):
    before = load_all().frames["incidents"]
    stored(store, to_shipped("B"), marking="AMBER+STRICT", summary="secret", place="secret")
    found, left_out = given(loaded(store))
    assert sorted(found.index) == sorted(SHIPPED) and left_out == {"incidents": 1, "reports": 1}
    assert found.loc["I-1", before.columns].astype(str).equals(before.loc["I-1"].astype(str))
    assert "secret" not in found.to_csv() and "https://b" not in found.to_csv() and "reports" not in found


def test_with_third_party_the_whole_merged_row_goes(tiny, store):
    stored(store, to_shipped("B"))
    found, left_out = given(loaded(store), third_party=True)
    assert found.loc["I-1", "merged_from"] == ["I-1", "B"] and left_out == {}


def test_a_report_above_the_ceiling_stays_behind_and_the_rest_goes(tiny, store):
    stored(store, to_shipped("A"), to_shipped("B"), shareable=True)
    version = int(store.reports().loc["B", "version"])
    store.edit("incident", "B", {"version": version, "marking": "RED"}, "ann")
    found = cleared(loaded(store), {}, Leave("AMBER", refuse=False)).frames["incidents"]
    assert found.loc["I-1", "merged_from"] == ["I-1", "A"] and found.loc["I-1", "marking"] == "CLEAR"


def test_what_may_go_of_a_stored_incident_goes_under_its_own_name(tiny, store):
    store.add_batch(batch("Closed", shareable=False), here("A"))
    store.add_batch(batch("Open", shareable=True), here("B"), joins=[Join("B", "A")])
    found, _ = given(loaded(store))
    assert sorted(found.index) == ["B", *SHIPPED]


def test_the_batch_undone_the_shipped_row_stands_alone(tiny, store):
    stored(store, to_shipped("B"))
    store.undo(1, "ann")
    assert sorted(loaded(store)["incidents"].index) == sorted(SHIPPED)


def test_reports_of_a_shipped_incident_that_is_gone_speak_for_themselves(tiny, store):
    stored(store, Join("A", "GONE", shipped=True), Join("B", "GONE", shipped=True))
    frame = loaded(store)["incidents"]
    assert sorted(frame.index) == ["A", *SHIPPED] and frame.loc["A", "merged_from"] == ["A", "B"]


def test_names_of_merged_reports_are_known(tiny, store):
    stored(store, to_shipped("B"))
    assert known_names(loaded(store)["incidents"]) == {"A", "B", *SHIPPED}


def test_by_hand_the_shipped_incident_is_the_one_that_is_kept(store):
    stored(store)
    assert join_reports(store, ["A", "I-1", "B"], "ann", shipped=SHIPPED) == "I-1"
    assert list(store.reports()["into"]) == ["I-1", "I-1"]


def test_by_hand_the_first_of_stored_ones_is_kept(store):
    stored(store)
    assert join_reports(store, ["B", "A"], "ann", shipped=SHIPPED) == "B"


def test_two_shipped_incidents_are_never_joined(store):
    with pytest.raises(MergeImpossible, match="I-1 and I-2 are both shipped data, which stay as they are"):
        join_reports(store, ["I-1", "I-2"], "ann", shipped=SHIPPED)


def test_the_world_of_the_shipped_catalogue_has_no_reports(frames):
    assert "reports" not in frames["incidents"] and "incidents" in shipped()
