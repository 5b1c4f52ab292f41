"""Points that stand for areas."""

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Point, Polygon, box

from risk.placement import equal_area_points, support
from tests.tinyland import DISTRICT, PROVINCE, incident, incidents, placed


def test_an_exact_incident_is_its_own_point():
    points = support(incidents((1, 2)))
    assert points.lonlat.tolist() == [[1, 2]]
    assert points.weight.tolist() == [1]


def test_weights_of_a_row_add_up_to_one():
    points = support(incidents(placed("province", PROVINCE), (0, 0), placed("district", DISTRICT)))
    assert points.counts.tolist() == [128, 1, 64]
    assert np.bincount(points.row, points.weight).tolist() == [1, 1, 1]


def test_every_point_lies_inside_its_area():
    triangle = Polygon([(0, 0), (3, 0), (0, 1)])
    lon, lat = equal_area_points(triangle, 64).T
    assert shapely.contains_xy(triangle, lon, lat).all()


def test_equal_areas_get_equal_numbers_of_points():
    tall = box(0, 0, 1, 60)
    lat = equal_area_points(tall, 512)[:, 1]
    middle = np.degrees(np.arcsin(np.sin(np.radians(60)) / 2))
    assert np.mean(lat < middle) == pytest.approx(0.5, abs=0.01)


def test_both_parts_of_a_split_area_are_covered():
    parts = MultiPolygon([box(0, 0, 1, 1), box(5, 0, 6, 1)])
    lon = equal_area_points(parts, 64)[:, 0]
    assert np.mean(lon < 2) == pytest.approx(0.5, abs=0.05)


def test_a_sliver_that_no_point_hits_still_has_one():
    sliver = Polygon([(0, 0), (1, 1), (1, 1 + 1e-9)])
    assert len(equal_area_points(sliver, 64)) == 1


def test_the_same_area_gives_the_same_points_in_any_company():
    alone = support(incidents(placed("district", DISTRICT))).lonlat
    together = support(incidents((5, 5), placed("district", DISTRICT))).lonlat
    assert (together[1:] == alone).all()


@pytest.mark.parametrize("nothing", [None, float("nan"), Point(0, 0), Polygon()])
def test_what_is_not_an_area_leaves_the_point(nothing):
    assert support(incidents(incident(0, 0, placement_area=nothing))).counts.tolist() == [1]
