"""What the engine refuses, and what it says."""

import numpy as np
import pytest

from risk.checks import CoordinatesOutOfRange
from risk.exposure import Incidents, Kernels, State, count_within, expected_at
from risk.exposure.inputs import CoordinateMissing, ReachInvalid, ShapesDiffer, StrengthInvalid
from risk.exposure.ledger import LedgerFull, NeverAdded
from risk.settings import Component, HorizonInvalid, SettingInvalid
from tests.risk.exposure.lands import east

HERE = east(0)
DISC = [Component("disc", None, 30.0, 1.0)]


def state(**changes) -> State:
    return State(HERE, DISC, **{"radius_km": 25, "horizon_days": 30, "as_of_day": 100, **changes})


@pytest.mark.parametrize("lost", [np.nan, np.inf])
def test_a_coordinate_that_is_no_number_is_named_by_row(lost):
    with pytest.raises(CoordinateMissing, match="Point in row 1 .* Place it or leave it out"):
        count_within(HERE, [[0, 0], [lost, 0]], 25)


def test_a_place_beyond_the_globe_is_named_by_row():
    with pytest.raises(CoordinatesOutOfRange, match="Place in row 0 lies at longitude 200.0"):
        count_within([[200, 0]], HERE, 25)


def test_swapped_coordinates_are_recognised():
    with pytest.raises(CoordinatesOutOfRange, match="look swapped"):
        count_within(HERE, [[37, 110]], 25)


@pytest.mark.parametrize("radius_km", [0, -1, np.nan, 2001])
def test_a_radius_that_is_no_reach_is_refused(radius_km):
    with pytest.raises(ReachInvalid, match="expected more than 0"):
        count_within(HERE, HERE, radius_km)
    with pytest.raises(ReachInvalid, match="expected more than 0"):
        Kernels(radius_km, (None,))


@pytest.mark.parametrize("reach_km", [0, -20, np.nan])
def test_a_reach_is_above_zero(reach_km):
    with pytest.raises(SettingInvalid, match="or None for the disc"):
        Kernels(25, (reach_km,))


def test_a_horizon_is_above_zero():
    with pytest.raises(HorizonInvalid, match="Try 90"):
        state(horizon_days=0)


def test_points_are_two_columns():
    with pytest.raises(ShapesDiffer, match=r"shape \(1, 3\)"):
        count_within(HERE, [[0, 0, 0]], 25)


@pytest.mark.parametrize("strength", [-1, np.nan, np.inf])
def test_a_strength_is_a_number_from_zero(strength):
    with pytest.raises(StrengthInvalid, match="row 0"):
        state().add(Incidents(HERE, [0], [strength]))


def test_each_point_has_one_strength_and_one_day():
    with pytest.raises(ShapesDiffer, match="one row per point"):
        state().add(Incidents(HERE, [0], [1, 1]))
    with pytest.raises(ShapesDiffer, match="one per point"):
        state().add(Incidents(HERE, [0.5], [1]))


def test_each_point_has_a_strength_per_kernel():
    with pytest.raises(ShapesDiffer, match=r"expected \(1, 2\)"):
        expected_at(HERE, HERE, np.ones((1, 3)), Kernels(25, (None, 20)))


def test_taking_out_what_was_never_in_changes_nothing():
    some = state()
    some.add(Incidents(HERE, [0], [1]))
    before = some.expected
    with pytest.raises(NeverAdded, match="Check which"):
        some.remove(Incidents(HERE, [0], [2]))
    assert np.array_equal(some.expected, before)


def test_a_sum_too_large_to_be_exact_is_refused_and_changes_nothing():
    some = state(horizon_days=10_000)
    for _ in range(2):
        some.add(Incidents(HERE, [99], [2**21]))
    before = some.expected
    with pytest.raises(LedgerFull, match="expected at most 4,194,304"):
        some.add(Incidents(HERE, [99], [2**20]))
    assert np.array_equal(some.expected, before)


def test_strengths_beyond_all_counting_are_refused():
    points = np.zeros((3000, 2))
    with pytest.raises(LedgerFull, match="The strengths add up to"):
        state(horizon_days=10_000).add(Incidents(points, np.full(3000, 99), np.full(3000, 2**21)))


@pytest.mark.parametrize("receivers", [[[0, 0]], np.zeros((20, 2))])
def test_a_surface_too_high_to_be_exact_is_refused(receivers):
    with pytest.raises(LedgerFull, match="expected at most 4,194,304"):
        expected_at(receivers, np.zeros((3, 2)), np.full(3, 2.0**21), Kernels(25, (None,)))
