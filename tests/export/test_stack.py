"""Order and opacity of layers as a reader chose them, in what is handed over."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.content import Content
from export.stack import read_stack, stacked, written_stack
from tests.export.conftest import specified

SITES = {"name": "sites", "pane": "areas", "kind": "site", "title": "Sites"}
AREA = {"name": "badakhshan", "pane": "areas", "title": "Badakhshan"}
LINE = {"name": "border", "pane": "lines", "title": "Border"}
CELLS = {"name": "surface", "pane": "surface", "title": "Surface"}
CHOSEN = {"name": "selection", "pane": "areas"}
LAYERS = [SITES, LINE, AREA, CELLS, CHOSEN]


def order(stack: str) -> list[str]:
    return [layer["name"] for layer in stacked(LAYERS, read_stack(stack))]


def test_the_reader_says_which_layer_lies_lowest():
    assert order("sites,border,badakhshan,surface") == ["sites", "border", "badakhshan", "surface", "selection"]


def test_a_layer_that_is_not_named_lies_above_the_one_that_it_usually_follows():
    assert order("sites,badakhshan") == ["surface", "sites", "badakhshan", "border", "selection"]


def test_a_layer_that_is_named_and_not_on_is_passed_over():
    assert order("border,takhar,badakhshan") == order("border,badakhshan")


@pytest.mark.parametrize("stack", ["border:40", "surface,badakhshan,border:40,sites"])
def test_an_opacity_alone_changes_no_order(stack):
    found = stacked(LAYERS, read_stack(stack))
    assert [layer["name"] for layer in found] == [layer["name"] for layer in LAYERS]
    assert [layer.get("opacity") for layer in found] == [1, 0.4, 1, 1, None]
    assert not any("level" in layer for layer in found)


def test_in_an_order_of_the_reader_every_layer_has_its_level():
    assert [layer["level"] for layer in stacked(LAYERS, read_stack("sites,border"))] == [0, 1, 2, 3, 4]


@given(st.permutations([layer["name"] for layer in LAYERS[:4]]), st.integers(0, 4))
def test_no_layer_is_lost_or_doubled(names, many):
    found = stacked(LAYERS, tuple((name, 100) for name in names[:many]))
    assert sorted(layer["name"] for layer in found) == sorted(layer["name"] for layer in LAYERS)
    assert found[-1]["name"] == "selection"


@given(st.permutations([layer["name"] for layer in LAYERS[:4]]))
def test_layers_that_are_all_named_stand_as_the_reader_said(names):
    levels = {layer["name"]: layer.get("level") for layer in stacked(LAYERS, tuple((name, 100) for name in names))}
    usual = names == ["surface", "badakhshan", "border", "sites"]
    assert [levels[name] for name in names] == [None] * 4 if usual else [0, 1, 2, 3]


def test_what_was_written_reads_back():
    assert written_stack(read_stack("border:40,sites")) == "border:40,sites"


def test_the_file_carries_it(world):
    start = replace(specified(world), stack="border:40,sites")
    assert 'stack = "border:40,sites"' in Content(start, world).carried


def test_the_name_of_a_layer_that_may_not_be_named_is_not_carried(world):
    start = replace(specified(world), stack="own:secret-0123:40,sites")
    made = Content(start, world)
    assert made.stack == (("sites", 100),)
    assert "secret" not in made.carried
