"""Figures on forecasts small enough to check by hand."""

import math

import numpy as np
import pytest

from risk.fit.exposures import Window
from risk.record.area import Cells, incidents_per_cell
from risk.record.metrics import (
    auc_of,
    brier_of,
    calibration_curve,
    calibration_error_of,
    interval,
    log_loss_of,
    mean_interval,
    rank_correlation,
    row_losses,
    weights_drawn,
)
from risk.record.rows import Rows
from tests.risk.fit.worlds import history

HAPPENED = np.array([True, False, False, True])
HALF = np.full(4, 0.5)
ONE = np.ones(4)


def rows(places: int, days: int, counts: list[int]) -> Rows:
    place, day = np.repeat(np.arange(places), days), np.tile(np.arange(days), places)
    nothing = np.zeros((len(place), 1))
    return Rows(place, day, nothing, nothing, place, day, np.array(counts))


def test_one_half_for_everything_costs_log_two_and_a_quarter():
    assert log_loss_of(HAPPENED, HALF, ONE) == pytest.approx(math.log(2))
    assert brier_of(HAPPENED, HALF, ONE) == 0.25
    assert auc_of(HAPPENED, HALF, ONE) == 0.5


def test_row_losses_average_to_the_log_loss():
    chance = np.array([0.9, 0.2, 0.0, 1.0])
    assert row_losses(HAPPENED, chance).mean() == pytest.approx(log_loss_of(HAPPENED, chance, ONE))


def test_auc_is_not_known_when_nothing_happened():
    assert math.isnan(auc_of(np.zeros(4, dtype=bool), HALF, ONE))


def test_calibration_error_is_the_distance_from_what_happened():
    assert calibration_error_of(HAPPENED, HALF, ONE) == 0
    assert calibration_error_of(HAPPENED, np.full(4, 0.2), ONE) == pytest.approx(0.3)


def test_the_curve_has_ten_bins_of_equal_numbers():
    chance = np.linspace(0.01, 0.99, 200)
    assert calibration_curve(chance > 0.5, chance, np.ones(200))[2].tolist() == [20] * 10


def test_bootstrap_draws_whole_places_and_days():
    weights = weights_drawn(rows(3, 2, [0] * 6), repeats=5)
    table = weights.reshape(5, 3, 2)
    assert (table.sum(axis=(1, 2)) == 6).all()
    assert all(np.linalg.matrix_rank(draw) == 1 for draw in table)


def test_intervals_hold_the_middle():
    weights = weights_drawn(rows(20, 10, [0] * 200))
    values = np.random.default_rng(1).random(200)
    low, high = mean_interval(values, weights)
    assert low < values.mean() < high
    assert interval(lambda weight: float("nan"), weights[:3]) == pytest.approx((math.nan, math.nan), nan_ok=True)


def test_rank_correlation_is_over_places():
    some = rows(3, 2, [0, 0, 1, 1, 5, 5])
    assert rank_correlation(some, np.array([0.1, 0.2, 0.2, 0.3, 0.9, 0.8])) == pytest.approx(1)
    assert math.isnan(rank_correlation(some, np.full(6, 0.5)))


def test_hit_rates_compare_with_chance_and_with_hindsight():
    incidents = np.zeros(100)
    incidents[:10], incidents[50] = 1, 90
    cells = Cells(rows(100, 1, [0] * 100), incidents, np.zeros((100, 2)))
    found = cells.hit_rates(-np.arange(100.0))
    assert found["10 %"] == pytest.approx((10 / 100 / 0.1, 10 / 99))
    assert cells.hit_rates(incidents)["1 %"] == pytest.approx((90, 1))


def test_hit_rates_without_incidents_are_not_known():
    assert math.isnan(
        Cells(rows(10, 1, [0] * 10), np.zeros(10), np.zeros((10, 2))).hit_rates(np.arange(10.0))["1 %"][0]
    )


def test_an_incident_belongs_to_the_nearest_cell_in_the_horizon():
    middles, past = np.array([(0.0, 0.0), (0.5, 0.0)]), history((0.1, 0, 5), (0.4, 0, 6), (0.4, 0, 20), (9, 9, 5))
    assert incidents_per_cell(middles, past, [4], Window(25.0, 10)).ravel().tolist() == [1, 1]
