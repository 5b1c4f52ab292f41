"""Where and when follow-ups fall, in cases that can be worked out."""

import math

import numpy as np
import pytest
from scipy.stats import ncx2

from risk.kernel import share_ahead, share_within


def test_at_the_place_itself_the_share_is_a_rayleigh_probability():
    assert share_within(np.array([0.0]), 20, 20)[0] == pytest.approx(1 - math.exp(-0.5), abs=1e-8)


@pytest.mark.parametrize("radius_km,reach_km", [(25, 20), (25, 60), (5, 60), (100, 5)])
def test_the_table_agrees_with_the_noncentral_chi_square(radius_km, reach_km):
    km = np.random.default_rng(1).uniform(0, radius_km + 10 * reach_km, 500)
    exact = ncx2.cdf((radius_km / reach_km) ** 2, 2, (km / reach_km) ** 2)
    assert np.max(np.abs(share_within(km, radius_km, reach_km) - exact)) < 1e-8


@pytest.mark.parametrize("reach_km", [5, 20, 60, None])
def test_the_share_never_rises_with_distance(reach_km):
    km = np.sort(np.random.default_rng(2).uniform(0, 700, 200_000))
    assert np.all(np.diff(share_within(km, 25, reach_km)) <= 0)


def test_far_away_nothing_is_left():
    assert share_within(np.array([1e4]), 25, 60)[0] == 0


def test_the_disc_ends_at_its_radius():
    assert share_within(np.array([0, 25, 25.001]), 25, None).tolist() == [1, 1, 0]


def test_half_of_the_follow_ups_come_within_one_half_life():
    assert share_ahead(np.array([0.0]), 90, 90)[0] == 0.5


def test_an_incident_one_half_life_old_has_half_of_them_left():
    assert share_ahead(np.array([90.0]), 90, 90)[0] == 0.25
