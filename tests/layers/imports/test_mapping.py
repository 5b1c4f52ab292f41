"""Columns of an unknown file: guessed by name and content, shown, confirmed, remembered."""

import pytest

from layers.imports.mapping import MappingInvalid, checked_mapping, guess, remember, remembered
from tests.layers.imports.tables import PLAIN, checked, table

LANGUAGES = {
    "English": ("Date", "Lat", "Lon", "Killed"),
    "Russian": ("Дата", "Широта", "Долгота", "Погибшие"),
    "Chinese": ("日期", "纬度", "经度", "死亡人数"),
    "Dari": ("تاریخ", "عرض البلد", "طول البلد", "کشته"),
}


@pytest.mark.parametrize("names", LANGUAGES.values(), ids=LANGUAGES)
def test_columns_are_known_by_their_names(names):
    row = dict(zip(names, ("2025-03-02", "37.1166", "70.58", "2"), strict=True))
    assert list(guess(table(row)).columns) == ["date", "latitude", "longitude", "killed"]
    assert checked(row).accepted["killed"].tolist() == [2]


def test_columns_without_a_name_are_known_by_content():
    found = guess(table({"a": "2025-03-02", "b": "37.1166", "c": "70.58", "d": "Smith"}))
    assert found.columns == {"date": "a", "latitude": "b", "longitude": "c"}


def test_both_coordinates_in_one_column_are_found():
    row = {"when": "2025-03-02", "GPS": "37.1166, 70.58"}
    assert guess(table(row)).columns == {"date": "when", "coordinates": "GPS"}
    assert checked(row).accepted.geometry.iloc[0].coords[0] == (70.58, 37.1166)


def test_a_guess_shows_examples_and_how_sure_it_is():
    first = guess(table(PLAIN)).table.iloc[0]
    assert (first["ours"], first["examples"], first["why"]) == ("date", ["2025-03-02"], "by its name and content")
    assert first["confidence"] == 1.0


def test_content_that_does_not_fit_a_name_lowers_confidence():
    assert guess(table({**PLAIN, "Date": "yes"})).table.iloc[0]["confidence"] == 0.65


def test_a_guess_is_asked_and_a_confirmed_mapping_is_not():
    assert checked(PLAIN).questions.mapping is not None
    assert checked(PLAIN, columns={"date": "Date", "latitude": "Lat", "longitude": "Lon"}).questions.mapping is None


def test_own_words_of_a_file_can_be_explained():
    row, columns = (
        {**PLAIN, "Type": "ghazwa"},
        {"date": "Date", "latitude": "Lat", "longitude": "Lon", "event_type": "Type"},
    )
    assert len(checked(row, columns=columns).accepted) == 0
    told = checked(row, columns=columns, values={"event_type": {"ghazwa": "armed attack"}})
    assert told.accepted["event_type"].tolist() == ["armed attack"]


def test_a_mapping_is_remembered_for_files_with_the_same_columns():
    memory = remember({}, table(PLAIN), {"date": "Date"})
    turned = table(dict(reversed(PLAIN.items())))
    assert remembered(memory, turned) == {"date": "Date"}
    assert remembered(memory, table({"x": "1"})) is None


@pytest.mark.parametrize(
    ("columns", "told"), [({"moon": "Date"}, "no column of an incident"), ({"date": "Day"}, "has no column 'Day'")]
)
def test_a_mapping_that_does_not_fit_is_refused(columns, told):
    with pytest.raises(MappingInvalid, match=told):
        checked_mapping(columns, table(PLAIN))
