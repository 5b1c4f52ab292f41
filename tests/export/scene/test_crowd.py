"""A crowded layer: a map that asks for a window is told every incident in it, once."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.language import ENGLISH
from export.scene.crowd import Crowd, points_of, read_question
from export.scene.selection import standing_at
from layers import read_incidents
from risk.declared import ALL_LAYERS

INCIDENTS = read_incidents()
LAYER = next(layer for layer in ALL_LAYERS if layer.name == "incidents_type")
EVERYWHERE = (-180.0, -85.0, 180.0, 85.0)


def crowd(rows=None) -> Crowd:
    return Crowd(LAYER, points_of(INCIDENTS), np.arange(len(INCIDENTS)) if rows is None else rows, ENGLISH)


def told(found: dict) -> int:
    return len(found["single"]) + sum(mark[2] for mark in found["many"])


@given(st.integers(4, 12), st.floats(60, 80))
def test_every_incident_is_told_once_however_the_window_is_cut(zoom, middle):
    west, east = (-180.0, -85.0, middle, 85.0), (np.nextafter(middle, 99), -85.0, 180.0, 85.0)
    one = crowd()
    assert told(one.seen(zoom, west)) + told(one.seen(zoom, east)) == len(INCIDENTS)


def test_a_filter_tells_only_its_rows():
    assert told(crowd(np.array([3, 5, 8])).seen(7, EVERYWHERE)) == 3


def test_a_gathered_mark_says_how_many_are_serious():
    found = crowd().seen(4, EVERYWHERE)
    singles = sum(mark["serious"] for mark in found["single"])
    assert singles + sum(mark[3] for mark in found["many"]) == INCIDENTS["serious"].sum()


def test_a_single_mark_says_what_the_small_map_says():
    mark = crowd(np.array([0])).seen(9, EVERYWHERE)["single"][0]
    assert (mark["id"], mark["lines"][0]) == (INCIDENTS.index[0], INCIDENTS["title"].iloc[0])


def test_what_is_told_is_json():
    json.dumps(crowd().seen(8, EVERYWHERE), allow_nan=False)


def test_what_stands_at_one_place_can_be_listed():
    points = points_of(INCIDENTS)
    found = standing_at(f"@{points.lat[0]:.4f},{points.lon[0]:.4f}", INCIDENTS)
    assert INCIDENTS.index[0] in found


@pytest.mark.parametrize("place", ["@", "@1", "@a,b", "@nan,nan", "@1,2,3"])
def test_a_place_that_is_none_lists_nothing(place):
    assert standing_at(place, INCIDENTS) == ()


@pytest.mark.parametrize(
    "query", [{}, {"zoom": "x", "box": "1,2,3,4"}, {"zoom": "7", "box": "1,2,3"}, {"zoom": "7", "box": "nan,1,2,3"}]
)
def test_a_question_that_is_none_is_refused(query):
    with pytest.raises((KeyError, ValueError)):
        read_question(query)
