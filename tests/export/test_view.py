"""A link is a view: what is written is read back, and what cannot be followed is said and left out."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.view import FIRST_DAY, LAST_DAY, PARSERS, View, read_view, write_view
from tests.export.views import DEFAULT, VIEWS, words_of

FIELDS = [field.name for field in fields(View)]
LISTS = [name for name in FIELDS if isinstance(getattr(DEFAULT, name), tuple)]
DAYS = [name for name in FIELDS if isinstance(getattr(DEFAULT, name), date)]
CHOICES = [name for name in FIELDS if words_of(name)]
HOSTILE = (
    "<script>",
    "${1}",
    "`",
    "javascript:x",
    "../../etc/passwd",
    "'; --",
    "\u2028",
    "\x00",
    "１",
    "٢٥",
    "1e9",
    " ",
)
QUERIES = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=12), st.text(max_size=80), max_size=6)


def complaint_of(query: dict[str, str]) -> str:
    """The one complaint about a query that must leave the usual view."""
    view, complaints = read_view(query, DEFAULT)
    assert view == DEFAULT
    assert len(complaints) == 1
    return complaints[0]


def test_every_field_can_be_written_and_read():
    assert set(PARSERS) == set(FIELDS)


@given(VIEWS)
def test_every_view_survives_its_link(view: View):
    assert read_view(write_view(view, DEFAULT), DEFAULT) == (view, [])


@given(VIEWS)
def test_a_link_is_made_of_plain_words(view: View):
    assert all(type(part) is str for pair in write_view(view, DEFAULT).items() for part in pair)


@pytest.mark.parametrize("name", FIELDS)
@given(view=VIEWS)
def test_a_link_names_a_field_only_when_it_is_not_as_usual(name: str, view: View):
    assert (name in write_view(view, DEFAULT)) == (getattr(view, name) != getattr(DEFAULT, name))


def test_the_usual_view_needs_no_words():
    assert write_view(DEFAULT, DEFAULT) == {}


@pytest.mark.parametrize("name", LISTS)
def test_nothing_chosen_is_a_choice_too(name: str):
    view, complaints = read_view({name: ""}, DEFAULT)
    assert (getattr(view, name), complaints) == ((), [])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_in_its_own_order_and_each_word_once(name: str):
    words = words_of(name)
    view, _ = read_view({name: ",".join([*reversed(words), *words])}, DEFAULT)
    assert getattr(view, name) == words


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", FIELDS)
def test_hostile_words_are_named_and_the_usual_value_stays(name: str, text: str):
    said = complaint_of({name: text})
    assert name in said
    assert repr(text) in said


@pytest.mark.parametrize("name", FIELDS)
def test_an_overlong_value_gets_a_short_complaint(name: str):
    assert len(complaint_of({name: "A" * 100_000})) < 600


@pytest.mark.parametrize("name", CHOICES)
def test_the_complaint_names_what_could_be_chosen(name: str):
    said = complaint_of({name: "unicorn"})
    assert all(str(word) in said for word in words_of(name))


def test_one_unknown_word_leaves_out_the_whole_list():
    assert "'unicorn'" in complaint_of({LISTS[0]: f"{words_of(LISTS[0])[0]},unicorn"})


def test_an_unknown_field_is_said_with_the_known_ones():
    assert "selected" in complaint_of({"colour": "red"})


def test_a_list_of_complaints_names_each_part():
    _, complaints = read_view({"colour": "red", "as_of": "soon"}, DEFAULT)
    assert [said.split("=")[0] for said in complaints] == ["The link says colour", "The link says as_of"]


def test_what_is_right_is_followed_although_another_part_is_wrong():
    view, _ = read_view({"as_of": "2020-02-29", "colour": "red"}, DEFAULT)
    assert view.as_of == date(2020, 2, 29)


@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize("text", ["1989-12-31", "2100-01-02", "0001-01-01", "9999-12-31"])
def test_a_day_out_of_reach_is_said_with_the_days_in_reach(name: str, text: str):
    said = complaint_of({name: text})
    assert str(FIRST_DAY) in said
    assert str(LAST_DAY) in said


@pytest.mark.parametrize("text", ["2021-02-29", "yesterday", "2026-4-1", "17.04.2026"])
def test_a_day_that_no_calendar_has_is_said_with_an_example(text: str):
    assert "expected a day such as 2026-04-17" in complaint_of({"as_of": text})


def test_a_period_that_ends_before_it_starts_is_left_out_whole():
    said = complaint_of({"first_day": "2024-01-02", "last_day": "2024-01-01"})
    assert "2024-01-02 to 2024-01-01" in said


def test_a_period_of_one_day_is_a_period():
    view, complaints = read_view({"first_day": "2024-01-01", "last_day": "2024-01-01"}, DEFAULT)
    assert (view.first_day, view.last_day, complaints) == (date(2024, 1, 1), date(2024, 1, 1), [])


@pytest.mark.parametrize("text", ["site:", "planet:MARS", ":SITE-01", "site", "SITE:SITE-01", "site:" + "x" * 1200])
def test_a_reference_needs_a_kind_and_a_name_of_ordinary_length(text: str):
    assert "expected a reference such as site:SITE-01" in complaint_of({"selected": text})


@given(QUERIES)
def test_no_link_whatever_stops_the_page(query: dict[str, str]):
    view, _ = read_view(query, DEFAULT)
    assert view.first_day <= view.last_day


@given(QUERIES)
def test_a_link_is_followed_the_same_way_when_written_again(query: dict[str, str]):
    view, _ = read_view(query, DEFAULT)
    assert read_view(write_view(view, DEFAULT), DEFAULT) == (view, [])


def test_an_endless_name_in_a_link_is_cut():
    _, complaints = read_view({"x" * 5000: "1"}, DEFAULT)
    assert len(complaints[0]) < 1000
