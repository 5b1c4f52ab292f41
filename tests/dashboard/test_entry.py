"""The form of an entry: made from the declared columns, and a stored row comes back from it as it was."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.entry_draft import Draft, draft_of, new_draft, save, settled
from dashboard.entry_fields import KINDS, LABEL_WORDS, decided, fields_of, given_of, typed_of
from dashboard.own_card import history_table
from layers import load_all
from layers.catalogue import dataset
from layers.imports.by_hand import check_incident
from layers.imports.site_by_hand import check_site
from layers.store import Store, open_store

TODAY = date(2026, 11, 30)
ASKED_IN_PARTS = {"incident_id", "site_id", "geometry", "hypotheses", "grade"}
TYPED = {
    "title": "Shots at a camp",
    "date": "2026-03-02",
    "longitude": "70.58",
    "latitude": "37.1166",
    "placement": "district",
    "event_type": "armed attack",
    "nexus": "direct",
    "attribution_status": "unknown",
    "confidence": "low",
    "marking": "GREEN",
    "grade_source": "B",
    "grade_report": "2",
    "sources": "https://example.org/a",
}


@pytest.fixture(scope="module")
def frames():
    return load_all().frames


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "panj-watch.gpkg")


def checked(draft: Draft, **typed: str) -> Draft:
    """The draft with what was typed over what the form showed, found right."""
    draft.check({**draft.start, **typed}, TODAY)
    assert draft.entered.faults == {}
    return draft


def stored(frame, key) -> dict:
    """A row of a frame as the store would give it."""
    row = frame.loc[key].to_dict()
    row = {name: None if isinstance(value, float) and value != value else value for name, value in row.items()}
    return {**row, "geometry": row["geometry"].wkt}


@pytest.mark.parametrize("kind", KINDS)
def test_every_declared_column_is_asked_for_by_name(kind):
    asked = {field.name for field in fields_of(kind)}
    assert set(dataset(KINDS[kind][0]).columns) - asked <= ASKED_IN_PARTS
    assert asked <= set(LABEL_WORDS)


@pytest.mark.parametrize("place", range(0, 71, 14))
def test_a_shipped_incident_comes_back_from_the_form_as_it_was(frames, place):
    row = stored(frames["incidents"], frames["incidents"].index[place])
    back = check_incident(given_of(typed_of("incident", row)), TODAY)
    assert back.faults == {}
    names = set(dataset("incidents").columns) - {"incident_id", "geometry"}
    assert {name: back.row[name] for name in names} == {name: row[name] for name in names}
    assert back.row["geometry"].wkt == row["geometry"]


@pytest.mark.parametrize("place", [0, 20])
def test_a_shipped_site_comes_back_from_the_form_as_it_was(frames, place):
    row = stored(frames["sites"], frames["sites"].index[place])
    back = check_site(given_of(typed_of("site", row)), TODAY)
    assert back.faults == {}
    names = set(dataset("sites").columns) - {"site_id", "geometry"}
    assert {name: back.row[name] for name in names} == {name: row[name] for name in names}


def test_only_what_was_typed_anew_is_changed():
    before = {"title": "A", "longitude": "1", "placement": "place", "grade_source": "A"}
    assert decided(before, dict(before)) == set()
    assert decided(before, {**before, "longitude": "2", "grade_source": "B"}) == {"geometry", "country", "grade"}


def test_what_was_seen_is_known_and_anything_else_is_not():
    draft = checked(new_draft("incident"), **TYPED)
    assert draft.check({**draft.start, **TYPED}, TODAY)
    assert not draft.check({**draft.start, **TYPED, "killed": "1"}, TODAY)


def test_an_edit_touches_nothing_else(store: Store):
    key = save(store, checked(new_draft("incident"), **TYPED), by="Analyst")
    assert save(store, checked(draft_of(store, "incident", key), killed="3"), by="Second", why="count") == key
    last = store.history("incident", key).query("what == 'edit'")
    assert last[["field", "before", "after", "who", "why"]].values.tolist() == [["killed", None, 3, "Second", "count"]]


def test_who_saves_second_keeps_what_is_chosen_and_what_others_wrote(store: Store):
    key = save(store, checked(new_draft("incident"), **TYPED), by="Analyst")
    mine = checked(draft_of(store, "incident", key), killed="3", injured="1")
    save(store, checked(draft_of(store, "incident", key), killed="8", weapon="rifle"), by="Other")
    assert save(store, mine, by="Second") is None
    assert (mine.mine["killed"], mine.theirs["killed"]) == (3, 8)
    again = settled(mine, {"injured"})
    assert save(store, checked(again), by="Second") == key
    row = store.row("incident", key)
    assert (row["killed"], row["injured"], row["weapon"]) == (8, 1, "rifle")


def test_the_history_says_before_after_and_who_with_the_latest_first(store: Store):
    key = save(store, checked(new_draft("incident"), **TYPED), by="Analyst")
    save(store, checked(draft_of(store, "incident", key), killed="3"), by="Second")
    assert history_table(store.history("incident", key))[0][:5] == ("Killed", "–", "3", "edited", "Second")
