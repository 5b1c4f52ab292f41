"""Marks: what stands too close on screen shares one, and nothing is ever lost or counted twice."""

import geopandas as gpd
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from export.scene.markers import MARK_DISTANCE_PX, TILE_PX, ZOOMS, Gathered, _pixels, gather, levels, numbered
from export.scene.nearest import crowded_marks

LONS, LATS = st.floats(-180, 180), st.floats(-85, 85)
SPREAD = st.lists(st.tuples(LONS, LATS), max_size=40)
CROWDED = st.lists(st.tuples(st.floats(69, 71), st.floats(36, 38)), max_size=40)
POINTS = SPREAD | CROWDED
ZOOM = st.sampled_from(ZOOMS)


def marks_of(points: list[tuple[float, float]], zoom: int) -> list[Gathered]:
    return gather([lon for lon, _ in points], [lat for _, lat in points], zoom)


def degrees(pixels: float, zoom: int) -> float:
    """Degrees of longitude that take so many pixels on screen."""
    return 360 * pixels / (TILE_PX * 2**zoom)


@given(POINTS, ZOOM)
def test_every_point_is_in_exactly_one_mark(points, zoom):
    rows = [row for mark in marks_of(points, zoom) for row in mark.rows]
    assert sorted(rows) == list(range(len(points)))


@given(POINTS, ZOOM, st.data())
def test_points_at_one_place_share_a_mark_at_every_zoom(points, zoom, data):
    twice = points + [data.draw(st.sampled_from(points))] if points else [(70.0, 37.0)] * 2
    first = twice.index(twice[-1])
    assert any({first, len(twice) - 1} <= set(mark.rows) for mark in marks_of(twice, zoom))


@given(POINTS, ZOOM)
def test_marks_come_in_the_order_of_their_first_points(points, zoom):
    firsts = [mark.rows[0] for mark in marks_of(points, zoom)]
    assert firsts == sorted(firsts)


@given(CROWDED, ZOOM)
def test_a_mark_stands_in_the_middle_of_its_points(points, zoom):
    for mark in marks_of(points, zoom):
        lons, lats = zip(*(points[row] for row in mark.rows), strict=True)
        assert min(lons) - 1e-9 <= mark.lon <= max(lons) + 1e-9
        assert mark.lat == pytest.approx(np.mean(lats))


@given(POINTS, ZOOM)
def test_the_same_points_give_the_same_marks(points, zoom):
    assert marks_of(points, zoom) == marks_of(points, zoom)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_points_nearer_than_a_mark_is_wide_share_it_and_others_do_not(zoom):
    near, far = (degrees(MARK_DISTANCE_PX + step, zoom) for step in (-1, 1))
    assert len(marks_of([(70, 0), (70 + near, 0)], zoom)) == 1
    assert len(marks_of([(70, 0), (70 + far, 0)], zoom)) == 2


def test_neighbours_part_when_the_reader_looks_closer():
    points = [(70.0, 37.0), (70.1, 37.0)]
    assert [len(marks_of(points, zoom)) for zoom in (6, 10)] == [1, 2]


def test_a_chain_of_neighbours_is_not_one_mark():
    step = degrees(MARK_DISTANCE_PX - 1, 7)
    assert [mark.rows for mark in marks_of([(70 + step * n, 0) for n in range(3)], 7)] == [(0, 1), (2,)]


def test_no_points_make_no_marks():
    assert gather([], [], 7) == []


def test_a_frame_gets_marks_for_every_zoom_of_the_map():
    frame = gpd.GeoDataFrame(geometry=[Point(70, 37), Point(70, 37)], crs="EPSG:4326")
    assert {zoom: [mark.rows for mark in marks] for zoom, marks in levels(frame).items()} == dict.fromkeys(
        ZOOMS, [(0, 1)]
    )


@given(CROWDED.filter(len), ZOOM)
def test_very_many_points_are_gathered_like_few(points, zoom):
    lon, lat = np.array(points).T
    assert list(crowded_marks(*_pixels(lon, lat, zoom), MARK_DISTANCE_PX)) == list(numbered(lon, lat, zoom))
