"""Marks on the paper: none is lost, none covers another of its layer, each stands at or near its place."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from export.picture.boxes import meetings
from export.picture.marks import gathered, marks_of
from export.picture.sheet import fitted
from tests.export.picture.paper import MIDDLE, WINDOW, layer, picture, thing

SHEET = fitted(WINDOW, width_mm=120, height_mm=100)
PLACES = st.lists(st.tuples(st.floats(67, 74), st.floats(34, 39)), max_size=40)


def things(places: list) -> list[dict]:
    return [thing(*place) for place in places]


@given(PLACES)
def test_everything_on_the_paper_is_counted_once(places):
    x, y = SHEET.place([lon for lon, _ in places], [lat for _, lat in places])
    rows = sorted(row for group, _ in gathered(things(places), SHEET) for row in group)
    assert rows == np.flatnonzero(SHEET.holds(x, y)).tolist()


@given(PLACES)
def test_marks_of_a_layer_do_not_cover_each_other(places):
    marks = marks_of([layer(*things(places))], SHEET, "light")
    feet = np.array([mark.foot for mark in marks]).reshape(-1, 2)
    apart = np.hypot(*(feet[:, None] - feet[None]).transpose(2, 0, 1))
    sizes = np.array([mark.placed.size_mm for mark in marks])
    assert (apart + np.eye(len(marks)) * 1e9 >= (sizes[:, None] + sizes[None]) / 2).all()


@given(PLACES)
def test_a_mark_stands_wholly_on_the_paper(places):
    boxes = [mark.box for mark in marks_of([layer(*things(places), mark="square")], SHEET, "light")]
    assert all(b[0] > -1e-6 and b[1] > -1e-6 and b[2] < 120 + 1e-6 and b[3] < 100 + 1e-6 for b in boxes)


def test_a_disc_lies_where_the_projection_puts_it():
    (mark,) = picture(layer(thing(*MIDDLE))).marks
    x, y = SHEET.place(*MIDDLE)
    assert (mark.x_mm, mark.y_mm) == (float(x), float(y))


def test_a_mark_that_stands_for_several_says_how_many():
    (mark,) = picture(layer(thing(70, 36), thing(70.001, 36), thing(70, 36.001, label="Clash"))).marks
    assert (mark.code, mark.hollow) == ("3", False)
    assert mark.words == "3 × incident: 2 × Attack, 1 × Clash"


def test_the_size_of_a_mark_grows_with_what_it_stands_for():
    one, two = picture(layer(thing(70, 36), thing(71, 36), thing(71, 36))).marks
    assert two.size_mm > one.size_mm


def test_a_mark_that_has_grown_takes_in_what_it_would_cover():
    beside = SHEET.lonlat(*np.add(SHEET.place(*MIDDLE), (5.3, 0)))
    (mark,) = picture(layer(*[thing(*MIDDLE)] * 10, thing(*map(float, beside)))).marks
    assert mark.code == "11"


def test_a_square_stands_above_its_place_and_a_tag_below():
    square = picture(layer(thing(*MIDDLE), mark="square")).marks[0]
    tag = picture(layer(thing(*MIDDLE), mark="tag")).marks[0]
    _, y = SHEET.place(*MIDDLE)
    assert square.y_mm + square.size_mm / 2 < y < tag.y_mm - tag.size_mm / 3


def test_a_square_steps_aside_for_a_disc():
    above = SHEET.lonlat(*np.add(SHEET.place(*MIDDLE), (0, -5)))
    marks = marks_of([layer(thing(*MIDDLE), mark="square"), layer(thing(*map(float, above)))], SHEET, "light")
    assert meetings([marks[0].box], [marks[1].box]).tolist() == [0]


def test_a_ring_lies_around_the_disc_of_the_same_incidents():
    several = [thing(70, 36), thing(70.02, 36), thing(70.1, 36.01), thing(71, 36.3)]
    disc, ring = layer(*several), replace_mark(layer(*several), "ring")
    marks = marks_of([disc, ring], SHEET, "light")
    places = [{mark.foot for mark in marks if mark.placed.mark == kind} for kind in ("disc", "ring")]
    assert places[0] == places[1]


def replace_mark(state: dict, mark: str) -> dict:
    return {**state, "mark": mark, "name": "incidents_nexus"}


def test_rings_are_drawn_over_discs_and_discs_over_squares():
    states = [replace_mark(layer(thing(70, 36)), "ring"), layer(thing(70, 36)), layer(thing(70, 36), mark="square")]
    assert [mark.mark for mark in picture(*states).marks] == ["square", "disc", "ring"]


def test_a_place_that_is_no_number_has_no_mark():
    assert picture(layer(thing(float("nan"), 36))).marks == ()


def test_what_is_not_sure_is_hollow():
    assert picture(layer(thing(70, 36, hollow=True))).marks[0].hollow


def test_a_mark_has_the_colour_of_the_theme():
    colours = [picture(layer(thing(70, 36)), theme=theme).marks[0].colour for theme in ("light", "dark", "grey")]
    assert colours == ["#b23a00", "#ff8a4c", "#4f4f4f"]
