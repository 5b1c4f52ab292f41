"""Clusters describe what sits close together, and say so when it is one point."""

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from risk.clusters import ClusterSettingsInvalid, clusters_near, find_clusters
from risk.nearest import distance_to_shape_km
from risk.stations import along
from tests.tinyland import PROVINCE, incident, incidents, placed, road, sites

EAST = [(1.0, 0, 50), (1.1, 0, 40), (1.2, 0, 30)]
WEST = [(-1.0, 0, 90), (-1.1, 0, 80), (-1.2, 0, 70)]


def test_steps_of_eleven_kilometres_make_one_cluster():
    clusters = find_clusters(incidents(*EAST))
    assert clusters["incident_ids"].tolist() == [["I1", "I2", "I3"]]


def test_two_incidents_make_none():
    assert find_clusters(incidents(*EAST[:2])).empty


def test_no_incidents_make_none():
    assert find_clusters(incidents()).empty


def test_incidents_farther_apart_than_the_step_make_none():
    assert find_clusters(incidents(*EAST), eps_km=10).empty


def test_the_earliest_cluster_comes_first_whatever_the_order_of_rows():
    frame = incidents(*EAST, *WEST)
    first, second = find_clusters(frame), find_clusters(frame.iloc[::-1])
    pd.testing.assert_frame_equal(pd.DataFrame(first), pd.DataFrame(second))
    assert first["center_lon"].tolist() == pytest.approx([-1.1, 1.1])


def test_what_is_placed_by_province_is_left_out_and_counted():
    clusters = find_clusters(incidents(*EAST, placed("province", PROVINCE)))
    assert (len(clusters), clusters.attrs["left_out"]) == (1, 1)


def test_many_at_one_point_are_called_so():
    assert find_clusters(incidents(*[(0, 0, 1)] * 3))["same_point"].tolist() == [True]
    assert find_clusters(incidents(*EAST))["same_point"].tolist() == [False]


def test_even_one_point_has_an_area_of_two_kilometres_around_it():
    hull = find_clusters(incidents(*[(0, 0, 1)] * 3)).geometry.iloc[0]
    assert hull.contains(Point(0.0175, 0)) and not hull.contains(Point(0.0185, 0))


def test_unknown_deaths_are_counted_apart():
    rows = [incident(0, 0, killed=killed) for killed in (2, 3, None)]
    cluster = find_clusters(incidents(*rows)).iloc[0]
    assert (cluster["killed"], cluster["killed_unknown"]) == (5, 1)


def test_the_share_that_is_placed_by_district_is_told():
    rows = [(0, 0, 1), (0, 0.1, 2), incident(0, 0.05, placement="district"), (0, 0.02, 3)]
    assert find_clusters(incidents(*rows))["share_coarse"].iloc[0] == 0.25


def test_types_and_actors_are_listed_once():
    rows = [
        incident(0, 0, event_type=word, claimed_by=who)
        for word, who in [("clash", "A"), ("clash", "A"), ("other", None)]
    ]
    cluster = find_clusters(incidents(*rows)).iloc[0]
    assert (cluster["event_types"], cluster["actors"]) == (["clash", "other"], ["A"])


def test_a_site_inside_a_hull_is_at_distance_zero():
    near = clusters_near(sites((1.05, 0), (3, 3)), find_clusters(incidents(*EAST)), 10)
    assert near.to_dict("records") == [{"site_id": "S1", "cluster_id": "C01", "distance_km": 0.0}]


def test_distance_runs_to_the_edge_of_the_hull():
    near = clusters_near(sites((1.0, 0.2)), find_clusters(incidents(*EAST)), 50)
    assert near["distance_km"].iloc[0] == pytest.approx(22.11 - 2, abs=0.02)


def test_a_road_is_near_where_it_comes_near():
    clusters = find_clusters(incidents(*EAST))
    assert clusters_near(road((-3, 0), (1.1, 0)), clusters, 1)["distance_km"].tolist() == [0]


@given(
    st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=1, max_size=6), st.sampled_from([1.0, 50.0, 200.0])
)
def test_the_quick_look_at_circles_loses_no_cluster_that_is_near(points, within_km):
    clusters = find_clusters(incidents(*EAST))
    hull = clusters.geometry.iloc[0]
    near = clusters_near(sites(*points), clusters, within_km)
    every = [distance_to_shape_km(lon, lat, hull) for lon, lat in points]
    assert sorted(near["distance_km"]) == sorted(km for km in every if km <= within_km)


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=2, max_size=4, unique=True))
def test_a_road_is_as_near_as_its_nearest_station(turns):
    clusters, line = find_clusters(incidents(*EAST)), road(*turns)
    _, stations = along(shapely.get_coordinates(line.geometry.iloc[0]))
    hull = clusters.geometry.iloc[0]
    near = clusters_near(line, clusters, 1000)
    assert near["distance_km"].tolist() == [min(distance_to_shape_km(lon, lat, hull) for lon, lat in stations)]


def test_no_clusters_are_near_nothing():
    assert clusters_near(sites((0, 0)), find_clusters(incidents()), 50).empty


@pytest.mark.parametrize("eps_km,least", [(0, 3), (float("nan"), 3), (20, 0)])
def test_settings_that_make_no_sense_are_refused(eps_km, least):
    with pytest.raises(ClusterSettingsInvalid, match="Try 20 and 3"):
        find_clusters(incidents(), eps_km=eps_km, min_incidents=least)
