"""A specification: a small file that says what to hand over, and refuses what it cannot follow."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.specification import TOP, Specification, SpecificationInvalid, read, usual, written
from tests.export.views import COVERS, VIEWS

TEXT = st.text(st.characters(min_codepoint=32, exclude_categories=("C", "Z")), max_size=60)
WINDOWS = st.tuples(st.floats(56, 66), st.floats(26, 34), st.floats(67, 79), st.floats(35, 44))
SPECIFICATIONS = st.builds(
    Specification,
    view=VIEWS,
    window=WINDOWS,
    title=TEXT,
    by=TEXT,
    subjects=st.lists(TEXT.filter(bool), max_size=3).map(tuple),
    theme=st.sampled_from(["light", "dark", "grey"]),
    on=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    graticule=st.booleans(),
    stack=st.sampled_from(["", "border:40", "sites,badakhshan:90,own:mine-01"]),
)


def said(*lines: str) -> Specification:
    return read("\n".join(["specification = 1", *lines]), COVERS)


@given(SPECIFICATIONS)
def test_what_was_written_reads_back_as_it_was(specification):
    assert read(written(specification), COVERS) == specification


@given(SPECIFICATIONS)
def test_the_same_specification_has_the_same_text(specification):
    assert written(specification) == written(replace(specification))


def test_what_is_not_said_is_as_usual():
    assert said() == usual(COVERS)


def test_the_marking_stands_at_the_top():
    assert said('marking = "AMBER"').marking == "AMBER"


def test_a_view_is_said_in_the_words_of_the_link():
    view = said("[view]", 'layers = ["sites"]', "radius_km = 50", "unverified = false", "as_of = 2025-11-30").view
    assert (view.layers, view.radius_km, view.unverified, view.as_of) == (("sites",), 50, False, date(2025, 11, 30))


@pytest.mark.parametrize(
    ("lines", "advice"),
    [
        (['colour = "red"'], "says 'colour', expected one of kind, subjects, title"),
        (['theme = "pink"'], "theme = 'pink': expected one of light, dark, grey"),
        (
            ['stack = "moon:40"'],
            "stack = 'moon:40': expected layers such as badakhshan,border:40,sites: the lowest first",
        ),
        (["stack = 40"], "stack = '40': expected layers such as"),
        (["title = 3"], "title = '3': expected one line of at most 200 characters"),
        (['title = "a\\nb"'], "title = .*expected one line"),
        (['on = "2026-01-01"'], "on = '2026-01-01': expected a day such as 2026-04-17, without quotes"),
        (["on = 2026-01-01T00:00:00"], "expected a day such as"),
        (['graticule = "yes"'], "graticule = 'yes': expected true or false"),
        (['subjects = "SITE-01"'], r"subjects = 'SITE-01': expected a list such as"),
        (["[view]", 'layers = ["moon"]'], "'moon' is unknown, expected some of badakhshan"),
        (["[view]", "radius_km = 26"], "radius_km = '26': expected one of 5, 10, 25"),
        (["[view]", "speed = 1"], "says 'speed', expected one of as_of"),
        (["[view]", "first_day = 2026-01-02", "last_day = 2026-01-01"], "period ends before it starts.*Swap them"),
        (["window = 3"], "window = '3': expected a table"),
        (["[window]", "west = 1"], r"\[window\] has west: expected west, south, east, north"),
    ],
)
def test_what_cannot_be_followed_is_named(lines, advice):
    with pytest.raises(SpecificationInvalid, match=advice):
        said(*lines)


@pytest.mark.parametrize(
    "corners",
    [(74, 34, 66, 40), (66, 40, 74, 34), (0, 0, 10, 10), *((word, 34, 74, 40) for word in ("nan", "inf", "true"))],
)
def test_a_window_that_is_none_is_refused(corners):
    lines = [f"{name} = {value}" for name, value in zip(("west", "south", "east", "north"), corners, strict=True)]
    with pytest.raises(SpecificationInvalid, match=r"\[window\]"):
        said("[window]", *lines)


@pytest.mark.parametrize("text", ["", "specification = 2", "title = 'x'", "[specification]"])
def test_a_file_of_another_kind_is_refused(text):
    with pytest.raises(SpecificationInvalid, match="does not say specification = 1, its first line"):
        read(text, COVERS)


@pytest.mark.parametrize("text", ["specification = ", "\0", "a" * 200_000, "[" * 5000])
def test_what_is_not_toml_is_refused(text):
    with pytest.raises(SpecificationInvalid, match="is not TOML"):
        read(text, COVERS)


@given(st.sampled_from(sorted(set(TOP) - {"subjects"})), st.integers() | st.floats() | st.lists(st.integers()))
def test_no_value_of_another_type_gets_through(name, value):
    with pytest.raises(ValueError, match="expected"):
        TOP[name](value)
