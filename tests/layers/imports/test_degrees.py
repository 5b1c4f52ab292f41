"""Degrees in many spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.imports.degrees import DegreesUnclear, degrees_of, in_words, split_pair


@pytest.mark.parametrize(
    "text",
    [
        "37.5",
        "37,5",
        "٣٧٫٥",
        "37°30'N",
        "37° 30' 00\" N",
        "N 37 30 00",
        "37:30:00",
        "37d30m00sN",
        "37°30′00″ شمالی",
        "37.5 с.ш.",
        "北纬37度30分",
    ],
)
def test_one_latitude_in_many_spellings(text):
    assert degrees_of(text, along="latitude") == 37.5


@pytest.mark.parametrize("text", ["-37.5", "37.5 S", "37°30' ю.ш."])
def test_the_south_is_negative(text):
    assert degrees_of(text, along="latitude") == -37.5


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("70.5 E", "swapped"),
        ("42S XG 12345 67890", "MGRS"),
        ("37°75'", "below 60"),
        ("37.5°30'", "whole where minutes follow"),
        ("near the bridge", "Write degrees"),
    ],
)
def test_what_is_no_latitude_says_what_to_do(text, advice):
    with pytest.raises(DegreesUnclear, match=advice):
        degrees_of(text, along="latitude")


@pytest.mark.parametrize("text", ["37.1, 70.5", "37.1,70.5", "37.1; 70.5", "37.1 70.5", "37.1 / 70.5"])
def test_two_coordinates_in_one_cell_are_parted(text):
    assert split_pair(text) == ("37.1", "70.5")


@given(st.floats(-90, 90))
def test_minutes_and_seconds_are_read_back(value):
    assert degrees_of(in_words(value), along="latitude") == pytest.approx(value, abs=0.005 / 3600 + 1e-9)


@given(st.text(max_size=30))
def test_any_text_is_degrees_or_a_clear_refusal(text):
    try:
        assert isinstance(degrees_of(text, along="longitude"), float)
    except DegreesUnclear as error:
        assert str(error)
