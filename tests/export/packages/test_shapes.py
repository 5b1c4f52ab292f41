import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiPoint, Point, Polygon, box

from export.packages.shapes import bounds, tidy
from layers.placement import geodesic_disc


def area_of(ring: shapely.LinearRing) -> float:
    """Twice the signed area, above zero where the ring runs counter-clockwise."""
    x, y = np.asarray(ring.coords).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


def test_outer_rings_run_counter_clockwise_and_holes_clockwise():
    shape = tidy(Polygon(box(0, 0, 9, 9).exterior.coords[::-1], [box(1, 1, 2, 2).exterior.coords]))
    assert area_of(shape.exterior) > 0 and area_of(shape.interiors[0]) < 0


def test_coordinates_have_seven_decimals():
    assert tidy(Point(0.123456789, 1 / 3)).coords[0] == (0.1234568, 0.3333333)


def test_heights_are_dropped():
    assert not tidy(Point(1, 2, 3)).has_z


@pytest.mark.parametrize("shape", [None, Point(), Polygon(), Point(float("nan"), 1)])
def test_what_is_nowhere_is_none(shape):
    assert tidy(shape) is None


def test_a_shape_over_the_antimeridian_is_cut():
    shape = tidy(Polygon([(179, 0), (-179, 0), (-179, 1), (179, 1)]))
    assert shape.geom_type == "MultiPolygon" and shape.equals(
        shapely.union_all([box(179, 0, 180, 1), box(-180, 0, -179, 1)])
    )


def test_a_line_beyond_180_degrees_comes_back_on_the_other_side():
    assert tidy(LineString([(179, 0), (181, 0)])).equals(
        shapely.MultiLineString([[(179, 0), (180, 0)], [(-180, 0), (-179, 0)]])
    )


def test_a_hole_goes_with_the_part_it_is_in():
    ring = [(178, 0), (-178, 0), (-178, 4), (178, 4)]
    shape = tidy(Polygon(ring, [[(-179.5, 1), (-178.5, 1), (-178.5, 2), (-179.5, 2)]]))
    assert shape.area == pytest.approx(4 * 4 - 1)


def test_bounds_span_the_antimeridian_where_that_is_shorter():
    assert bounds([Point(179, 1), Point(-178, 2)]) == [179, 1, -178, 2]


def test_bounds_are_west_south_east_north():
    assert bounds([Point(70, 36), box(68, 35, 69, 37), None]) == [68, 35, 70, 37]


def test_nothing_has_no_bounds():
    assert bounds([None]) is None


@given(st.floats(-180, 180), st.floats(-80, 80), st.floats(1, 100))
def test_a_disc_stays_a_disc_wherever_it_is(lon, lat, radius_km):
    whole = tidy(geodesic_disc(lon, lat, radius_km))
    reference = geodesic_disc(0, lat, radius_km)
    assert whole.is_valid and whole.area == pytest.approx(reference.area, rel=1e-3, abs=1e-9)
    assert shapely.get_coordinates(whole)[:, 0].min() >= -180 and shapely.get_coordinates(whole)[:, 0].max() <= 180


def test_a_ring_that_crosses_itself_is_cut_too():
    shape = tidy(Polygon([(179, 0), (-179, 1), (-179, 0), (179, 1)]))
    assert shape.area == pytest.approx(1.0) and shape.is_valid


def test_a_ring_around_a_pole_stays_as_it_is():
    ring = Polygon([(-120, 80), (0, 80), (120, 80)])
    assert tidy(ring).equals(ring)


def test_many_points_stay_many():
    assert tidy(MultiPoint([(1, 2), (181, 2)])).equals(MultiPoint([(1, 2), (-179, 2)]))
