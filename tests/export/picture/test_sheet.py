"""Places on the paper: the projection, north and the window."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Proj

from export.picture.sheet import PROJECTION, Sheet, fitted
from tests.export.picture.paper import MIDDLE, WINDOW

WGS84 = Geod(ellps="WGS84")
SIZES = st.floats(40, 400)
WINDOWS = st.tuples(st.floats(60, 68), st.floats(30, 36), st.floats(68.5, 76), st.floats(36.5, 42))


def sheet(window=WINDOW, width_mm=120.0, height_mm=100.0) -> Sheet:
    return fitted(window, width_mm=width_mm, height_mm=height_mm)


def test_the_origin_of_the_projection_lies_where_its_metres_say():
    on = sheet()
    x, y = on.place(*MIDDLE)
    assert (x, y) == (pytest.approx(-on.left_m / on.metres_per_mm), pytest.approx(on.top_m / on.metres_per_mm))


def test_a_place_lies_where_the_projection_puts_it():
    on, (east_m, north_m) = sheet(), Proj(PROJECTION)(71, 37)
    x, y = on.place(71, 37)
    assert x == pytest.approx((east_m - on.left_m) / on.metres_per_mm)
    assert y == pytest.approx((on.top_m - north_m) / on.metres_per_mm)


def test_lengths_in_the_middle_are_true_within_half_a_percent():
    on = sheet()
    x, _ = on.place([70, 71], [36.5, 36.5])
    assert (x[1] - x[0]) * on.metres_per_mm == pytest.approx(WGS84.inv(70, 36.5, 71, 36.5)[2], rel=0.005)


@given(WINDOWS, SIZES, SIZES)
def test_all_of_the_window_is_on_the_paper_and_touches_two_of_its_edges(window, width, height):
    on = sheet(window, width, height)
    west, south, east, north = window
    along = np.linspace(west, east, 41)
    x, y = on.place([*along, *along, west, east], [*[south] * 41, *[north] * 41, north, north])
    assert x.min() > -0.01 and y.min() > -0.01 and x.max() < width + 0.01 and y.max() < height + 0.01
    assert math.isclose(x.max() - x.min(), width, rel_tol=0.01) or math.isclose(y.max() - y.min(), height, rel_tol=0.01)


@given(WINDOWS, SIZES, SIZES)
def test_a_place_on_the_paper_and_its_degrees_are_the_same_place(window, width, height):
    on = sheet(window, width, height)
    assert on.place(*on.lonlat(width / 3, height / 4)) == (pytest.approx(width / 3), pytest.approx(height / 4))


def test_north_is_up_where_the_projection_is_centred():
    on = sheet()
    assert on.north_degrees(*map(float, on.place(70.5, 36))) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("lon", "side"), [(66.5, 1), (74.5, -1)])
def test_north_leans_towards_the_middle(lon, side):
    on = sheet((64, 34, 76, 39))
    x, y = on.place([lon, lon], [36, 36.01])
    seen = math.degrees(math.atan2(x[1] - x[0], y[0] - y[1]))
    assert on.north_degrees(float(x[0]), float(y[0])) == pytest.approx(seen, abs=0.01)
    assert math.copysign(1, seen) == side


def test_straight_edges_in_degrees_bend_on_the_paper():
    wide = shapely.box(66, 35, 75, 38)
    placed = sheet((66, 34, 75, 39)).placed(wide)[0]
    x, y = sheet((66, 34, 75, 39)).place(70.5, 35)
    assert placed.boundary.distance(shapely.Point(float(x), float(y))) < 0.1


@pytest.mark.parametrize(
    "broken", [None, shapely.Point(), shapely.Point(math.nan, 36), shapely.LineString([(70, 36), (math.inf, 37)])]
)
def test_what_is_broken_is_nowhere(broken):
    assert sheet().placed([broken])[0].is_empty


def test_the_zoom_is_that_of_the_screen_at_the_same_scale():
    on = sheet()
    per_pixel = 156543.03 * math.cos(math.radians(float(on.lonlat(60, 50)[1]))) / 2**on.zoom
    assert per_pixel == pytest.approx(on.metres_per_mm * 0.2, rel=1e-4)
