"""The export window: which click opens it, and on what part of the map."""

import pytest

from dashboard.handout import FIRST_WINDOW, KIND_WORDS, WIDEST, _within, region_names, window_in
from export.handing import FORMS
from layers import load_all


def test_the_map_says_what_it_shows():
    assert window_in("window:66.1,33.5,74.2,39.75") == (66.1, 33.5, 74.2, 39.75)


@pytest.mark.parametrize("clicked", [None, "", "site:SITE-01", "incident:INC-001,INC-002"])
def test_every_other_click_opens_nothing(clicked):
    assert window_in(clicked) is None


@pytest.mark.parametrize("clicked", ["window:", "window:1,2,3", "window:a,b,c,d"])
def test_a_window_that_is_none_becomes_the_first_one(clicked):
    assert window_in(clicked) == FIRST_WINDOW


def test_a_wider_window_than_the_base_map_is_cut():
    assert _within((-180.0, -80.0, 180.0, 80.0)) == WIDEST


def test_a_window_beyond_the_base_map_becomes_the_first_one():
    assert _within((-20.0, -10.0, -10.0, -5.0)) == FIRST_WINDOW


def test_every_kind_has_a_format():
    assert set(FORMS) == set(KIND_WORDS)


def test_regions_are_named():
    names = region_names(load_all().frames)
    assert names["AF-BDS"] == "Badakhshan"
    assert names["BORDER-09"].startswith("Shamsiddin Shohin")
