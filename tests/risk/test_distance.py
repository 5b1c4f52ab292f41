"""Distances against pyproj, and at the places where distances go wrong."""

import numpy as np
import pytest
from pyproj import Geod

from risk.distance import distance_km, distance_matrix_km

WGS84 = Geod(ellps="WGS84")


def random_pairs(*, most_km: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    lon, lat = random.uniform(-180, 180, 1000), np.degrees(np.arcsin(random.uniform(-1, 1, 1000)))
    km = random.uniform(0.01, most_km, 1000)
    other_lon, other_lat, _ = WGS84.fwd(lon, lat, random.uniform(0, 360, 1000), km * 1000)
    return np.column_stack([lon, lat]), np.column_stack([other_lon, other_lat]), km


@pytest.mark.parametrize("most_km", [1, 50, 1000, 19000])
def test_a_thousand_random_distances_are_those_of_pyproj(most_km):
    start, end, km = random_pairs(most_km=most_km)
    assert np.max(np.abs(distance_km(start, end) / km - 1)) < 1e-6


def test_a_degree_along_the_equator_is_111_kilometres_and_a_third():
    assert distance_km([[0, 0]], [[1, 0]])[0] == pytest.approx(111.3195, abs=1e-4)


def test_the_same_place_is_at_distance_zero():
    assert distance_km([[70, 37]], [[70, 37]])[0] == 0


@pytest.mark.parametrize("start,end", [((179.9, 10), (-179.9, 10)), ((0, 89.9), (180, 89.9)), ((20, -90), (50, -89.5))])
def test_antimeridian_and_poles_are_ordinary_places(start, end):
    expected = WGS84.inv(*start, *end)[2] / 1000
    assert distance_km([start], [end])[0] == pytest.approx(expected, rel=1e-6)


def test_both_names_of_the_antimeridian_are_one_place():
    assert distance_km([[180, 37]], [[-180, 37]])[0] == pytest.approx(0, abs=1e-6)


def test_a_matrix_holds_every_pair():
    matrix = distance_matrix_km([[0, 0], [1, 0]], [[0, 0], [1, 0], [0, 30]])
    assert matrix.shape == (2, 3)
    assert matrix[0, 2] == pytest.approx(WGS84.inv(0, 0, 0, 30)[2] / 1000, rel=1e-6)


def test_no_points_give_no_distances():
    assert distance_matrix_km(np.empty((0, 2)), [[0, 0]]).shape == (0, 1)
