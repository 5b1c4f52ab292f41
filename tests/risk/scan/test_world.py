"""Circles hold the neighbours within reach, windows are as long as allowed, and bins count back from the last day."""

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from risk.scan import ScanSettings
from risk.scan.cases import read_cases
from risk.scan.circles import circles_around
from risk.scan.world import make_world
from tests.tinyland import TODAY, incidents

DAILY = [(step % 2, 0, step) for step in range(40)]


def made(rows, **settings):
    choices = ScanSettings(**settings)
    cases = read_cases(incidents(*rows), choices)
    return cases, make_world(cases, choices)


def test_a_circle_holds_whoever_is_within_reach_nearest_first():
    rng = np.random.default_rng(1)
    places = np.column_stack([rng.uniform(60, 75, 60), rng.uniform(-40, 70, 60)])
    starts, neighbour, distance_m = circles_around(places, 800.0)
    for centre in range(60):
        true_m = Geod(ellps="WGS84").inv(*np.broadcast_to(places[centre], (60, 2)).T, *places.T)[2]
        mine = slice(starts[centre], starts[centre + 1])
        assert neighbour[mine].tolist() == np.argsort(true_m)[: (true_m <= 800_000).sum()].tolist()
        assert distance_m[mine] == pytest.approx(true_m[neighbour[mine]], abs=1.0)


def test_a_window_has_at_most_the_longest_number_of_days():
    cases, world = made(DAILY, max_days=7)
    first = np.arange(40)
    assert world.window_end.tolist() == np.minimum(first + 6, 39).tolist()


def test_windows_are_measured_in_days_not_in_bins_with_cases():
    cases, world = made([(step % 2, 0, 5 * step) for step in range(12)], max_days=11)
    assert world.window_end.tolist() == [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 11]


def test_a_window_of_steps_is_at_most_the_longest_number_of_days():
    cases, world = made(DAILY, max_days=20, step_days=7)
    assert world.window_end.tolist() == [1, 2, 3, 4, 5, 5]


def test_prospective_windows_start_where_they_can_still_reach_the_end():
    cases, world = made(DAILY, max_days=7, prospective=True)
    assert world.window_end.tolist() == [*range(-1, 32), *[39] * 7]


def test_the_last_bin_is_a_whole_step_and_the_first_is_cut_at_the_period():
    cases, _ = made(DAILY, step_days=7)
    assert cases.bin_last[-1] == TODAY and cases.bin_first[-1] == TODAY - pd.Timedelta(days=6)
    assert cases.bin_first[0] == TODAY - pd.Timedelta(days=39)


def test_days_without_incidents_at_the_end_of_the_period_make_one_bin():
    cases, world = made(DAILY, last_day=TODAY + pd.Timedelta(days=30))
    assert cases.bin_last[-1] == TODAY + pd.Timedelta(days=30)
    assert np.diff(world.cases_before)[-1] == 0


def test_cases_are_counted_before_each_bin_and_place():
    _, world = made([*DAILY, (0, 0, 0)])
    assert world.cases_before[-3:].tolist() == [38, 39, 41]
    assert world.case_of_place.tolist() == [0, 21, 41]


def test_coordinates_a_hand_apart_are_one_place():
    cases, _ = made([*DAILY, (1e-8, -1e-8, 3)])
    assert len(cases.places) == 2


def test_the_limits_of_settings_are_allowed():
    assert ScanSettings(max_radius_km=1000, replications=19, min_cases=2, p_cut=1).p_cut == 1
