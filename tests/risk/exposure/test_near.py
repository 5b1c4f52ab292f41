"""Which pairs are within a radius, against pyproj, wherever on earth."""

import numpy as np
import pytest
from pyproj import Geod

from risk.exposure import count_within, pairs_within
from tests.risk.exposure.lands import LANDS, east, scattered, true_matrix_km

HERE = east(0)
WGS84 = Geod(ellps="WGS84")


@pytest.mark.parametrize("radius_km", [5, 25, 265, 2000])
@pytest.mark.parametrize("land", LANDS)
def test_no_pair_is_missing_and_none_invented(land, radius_km):
    places, points = scattered(land, 40), scattered(land, 1500, seed=2)
    found = pairs_within(places, points, radius_km)
    place, point = np.nonzero(true_matrix_km(places, points) <= radius_km)
    assert (found.place.tolist(), found.point.tolist()) == (place.tolist(), point.tolist())


@pytest.mark.parametrize(("radius_km", "error"), [(25, 1e-9), (300, 2e-9), (1000, 1e-7), (2000, 1e-6)])
@pytest.mark.parametrize("land", LANDS)
def test_distances_are_those_of_pyproj(land, radius_km, error):
    places = scattered(land, 1000)
    random = np.random.default_rng(3)
    lon, lat, _ = WGS84.fwd(*places.T, random.uniform(0, 360, 1000), random.uniform(1, radius_km * 999, 1000))
    found = pairs_within(places, np.column_stack([lon, lat]), radius_km)
    truth = WGS84.inv(*places[found.place].T, lon[found.point], lat[found.point])[2] / 1000
    assert len(truth) >= 1000
    assert np.max(np.abs(found.distance_km - truth) / np.maximum(truth, 1e-3)) < error


def test_a_degree_along_the_equator_is_111_kilometres_and_a_third():
    assert pairs_within(HERE, [[1, 0]], 200).distance_km[0] == pytest.approx(111.3195, abs=1e-4)


def test_the_same_place_is_at_distance_zero():
    assert pairs_within([[70, 37]], [[70, 37]], 1).distance_km.tolist() == [0]


def test_both_names_of_the_antimeridian_are_one_place():
    assert pairs_within([[180, 37]], [[-180, 37]], 1).distance_km.tolist() == [0]


def test_a_pole_has_one_place_under_every_longitude():
    assert pairs_within([[20, 90]], [[-70, 90], [110, 90]], 1).distance_km.tolist() == [0, 0]


@pytest.mark.parametrize(("metres", "count"), [(-0.01, 1), (0.01, 0)])
def test_the_edge_is_sharp_to_a_centimetre(metres, count):
    edge = [WGS84.fwd(70, 37, azimuth, 25_000 + metres)[:2] for azimuth in range(0, 360, 15)]
    assert count_within([[70, 37]], edge, 25).tolist() == [24 * count]


@pytest.mark.parametrize("radius_km", [1, 25, 600])
@pytest.mark.parametrize("land", LANDS)
def test_a_ring_just_within_the_radius_is_found_all_round(land, radius_km):
    for place in scattered(land, 100):
        azimuth = np.array([0, 45, 85, 90, 95, 180, 265, 270, 275, 315.0])
        lon, lat, _ = WGS84.fwd(*np.tile(place, (10, 1)).T, azimuth, np.full(10, radius_km * 999.999))
        assert count_within(place, np.column_stack([lon, lat]), radius_km).tolist() == [10]


def test_pairs_come_by_place_and_then_by_point():
    found = pairs_within(east(0, 1, 2), east(2, 1, 0), 1.5)
    assert list(zip(found.place, found.point, strict=True)) == [(0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1)]


def test_counts_are_the_number_of_pairs():
    places, points = scattered("zones 41 to 43", 30), scattered("zones 41 to 43", 120_000, seed=2)
    pairs = pairs_within(places, points, 25)
    assert count_within(places, points, 25).tolist() == np.bincount(pairs.place, minlength=30).tolist()
    assert np.all(np.diff(pairs.place * 120_000 + pairs.point) > 0)


def test_without_points_every_count_is_zero():
    assert count_within(HERE, np.empty((0, 2)), 25).tolist() == [0]
    assert len(pairs_within(HERE, np.empty((0, 2)), 25).place) == 0


def test_without_places_there_is_no_count():
    assert count_within(np.empty((0, 2)), HERE, 25).shape == (0,)
