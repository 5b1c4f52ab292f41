"""Scale bar, arrow, small map and graticule."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from export.picture.furniture import graticule_on, key_on, locator_on, round_km
from export.picture.sheet import fitted
from tests.export.picture.paper import WINDOW, ground, picture

WGS84 = Geod(ellps="WGS84")
WINDOWS = st.tuples(st.floats(60, 68), st.floats(30, 36), st.floats(68.5, 76), st.floats(36.5, 42))


@given(WINDOWS, st.floats(60, 400), st.floats(60, 400))
def test_the_scale_bar_is_as_long_as_the_ground_under_it(window, width, height):
    on = fitted(window, width_mm=width, height_mm=height)
    key = key_on(on, [])
    (x, y), scale = key.start, key.scale
    lon, lat = on.lonlat([x, x + scale.length_mm], [y, y])
    assert WGS84.inv(lon[0], lat[0], lon[1], lat[1])[2] / 1000 == pytest.approx(scale.km, rel=0.001)
    assert 0.07 * width < scale.length_mm < 0.21 * width


@pytest.mark.parametrize(
    ("km", "round_"), [(137, 100), (99, 50), (49.9, 20), (20, 20), (1.4, 1), (0.6, 0.5), (0.023, 0.02)]
)
def test_the_bar_is_a_round_length(km, round_):
    assert round_km(km) == pytest.approx(round_)


def test_scale_and_arrow_stand_at_the_bottom_left():
    left, top, right, bottom = key_on(fitted(WINDOW, width_mm=120, height_mm=100), []).box
    assert left < 5 and 85 < top < bottom < 100 and right < 60


def test_scale_and_arrow_make_way_for_marks():
    on = fitted(WINDOW, width_mm=120, height_mm=100)
    assert key_on(on, [(5, 90, 10, 95)]).box[0] > 60


def test_the_arrow_points_to_true_north_where_it_stands():
    made = picture(window=(64, 34, 69, 38))
    assert made.north_degrees == made.layout.sheet.north_degrees(*made.layout.key.arrow)
    assert made.north_degrees > 1


def test_the_small_map_stands_in_the_first_corner_without_marks():
    on = fitted(WINDOW, width_mm=120, height_mm=100)
    assert locator_on(on, ground(), []).box[0] > 60
    assert locator_on(on, ground(), [(100, 5, 110, 10)]).box[0] < 10


def test_there_is_no_small_map_where_every_corner_is_taken():
    on = fitted(WINDOW, width_mm=120, height_mm=100)
    assert locator_on(on, ground(), [(0, 0, 120, 100)]) is None


def test_a_very_small_window_still_shows_on_the_small_map():
    on = fitted((70, 36, 70.05, 36.05), width_mm=120, height_mm=100)
    here = locator_on(on, ground(), []).here
    assert here.area > 2


def test_meridians_are_named_at_the_top_and_parallels_at_the_right():
    lines = graticule_on(fitted(WINDOW, width_mm=120, height_mm=100))
    named = {line.words: line.at for line in lines if line.at}
    assert named["70°E"][1] == 0 and named["36°N"][0] == 120


def test_a_meridian_is_named_where_it_leaves_the_paper():
    on = fitted(WINDOW, width_mm=120, height_mm=100)
    x, y = {line.words: line.at for line in graticule_on(on) if line.at}["70°E"]
    assert float(on.lonlat(x, y)[0]) == pytest.approx(70, abs=0.001)


def test_parallels_bend():
    line = next(line for line in graticule_on(fitted(WINDOW, width_mm=120, height_mm=100)) if line.words == "36°N")
    assert np.ptp(line.line[:, 1]) > 0.3
