"""Layers on paper in the order and with the opacity that a reader chose."""

import numpy as np
import pytest
from shapely import LineString, box

from export.picture import Grid, Picture, draw_map
from export.picture.colours import channels
from export.stack import read_stack, stacked
from layers.layer import Symbol
from tests.export.picture.paper import MIDDLE, area, colour_at, ground, layer, look, picture, thing

AREA_COLOUR, LINE_COLOUR = "#0000ff", "#ff0000"
AREA = {**area(box(69.5, 35.8, 71.5, 37.2), color=(AREA_COLOUR,) * 2, fill=1.0), "title": "Area"}
LINE = {
    **area(LineString([(69, 36.5), (72, 36.5)]), color=(LINE_COLOUR,) * 2, weight=20.0),
    "name": "border",
    "pane": "lines",
    "title": "Line",
}
INCIDENTS = {**layer(thing(*MIDDLE, code="")), "title": "Incidents"}
SITES = {**layer(thing(*MIDDLE, code="", color=("#000000",) * 2), mark="square"), "title": "Sites"}


HOLLOW = {**layer(thing(*MIDDLE, code="", hollow=True)), "title": "Incidents"}


def ordered(stack: str, *layers: dict) -> Picture:
    return picture(*stacked(layers, read_stack(stack) if stack else ()))


def at_the_middle(made: Picture) -> tuple[int, ...]:
    return colour_at(made.base_png(100), *map(float, made.layout.sheet.place(*MIDDLE)))


def through(colour: str, ground_colour: tuple[int, ...], opacity: float) -> np.ndarray:
    """What is seen where a colour of some opacity lies over another."""
    return np.array(ground_colour) + (np.array(channels(colour)) - ground_colour) * opacity


def test_usually_a_line_lies_over_an_area():
    assert at_the_middle(ordered("", LINE, AREA)) == channels(LINE_COLOUR)


def test_an_area_lies_over_a_line_where_the_reader_said_so():
    assert at_the_middle(ordered("border,badakhshan", LINE, AREA)) == channels(AREA_COLOUR)


def test_a_quarter_of_an_area_leaves_three_quarters_of_what_lies_under_it():
    faded, bare = ordered("badakhshan:25", AREA), picture()
    assert at_the_middle(faded) == pytest.approx(through(AREA_COLOUR, at_the_middle(bare), 0.25), abs=2)


def test_a_surface_lies_over_an_area_where_the_reader_said_so():
    symbols = (Symbol("0", "low", "#ffff00", "#00ffff", "cell"),)
    cells = {"name": "surface", "pane": "surface", "title": "Surface", "image": {"light": "", "dark": ""}}
    grids = {"surface": Grid(np.zeros((4, 4), dtype=int), [[35.0, 69.0], [38.0, 72.0]], symbols)}
    usual, turned = (
        draw_map(stacked([cells, AREA], read_stack(stack)), look(), ground=ground(), grids=grids)
        for stack in ("surface,badakhshan", "badakhshan,surface")
    )
    assert at_the_middle(usual) == channels(AREA_COLOUR)
    assert at_the_middle(turned) == pytest.approx(through("#ffff00", channels(AREA_COLOUR), 150 / 255), abs=3)


@pytest.mark.parametrize("drawn", [INCIDENTS, SITES, HOLLOW], ids=["disc", "square", "hollow"])
def test_a_faded_mark_is_painted_once(drawn):
    """Its rim, its edge and its core do not add up to more than was asked for."""
    faded, full, bare = (made.png(400) for made in (ordered(f"{drawn['name']}:50", drawn), picture(drawn), picture()))
    mark = picture(drawn).marks[0]
    for left_mm in (mark.size_mm / 2 - 0.2, mark.size_mm / 4):
        at = (mark.x_mm - left_mm, mark.y_mm, 400)
        under = np.array(colour_at(bare, *at))
        assert colour_at(faded, *at) == pytest.approx((under + colour_at(full, *at)) / 2, abs=4)


def test_marks_lie_in_the_order_of_the_reader():
    assert [mark.mark for mark in ordered("", SITES, INCIDENTS).marks] == ["square", "disc"]
    assert [mark.mark for mark in ordered("incidents_type,sites", SITES, INCIDENTS).marks] == ["disc", "square"]
