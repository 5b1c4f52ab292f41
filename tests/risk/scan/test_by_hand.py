"""The figures of a scan small enough for a pencil."""

import math

import numpy as np
import pandas as pd
import pytest

from risk.scan import ScanSettings, scan
from risk.scan.kernel import log_likelihood_ratio
from risk.scan.replications import p_gumbel, p_value
from risk.scan.shuffle import shuffled
from tests.tinyland import TODAY, incidents

HERE = [(0, 0, 200), (0, 0, 200), (0, 0, 200), (0, 0, 100)]
THERE = [(1, 0, age) for age in (180, 150, 90, 60, 30, 0)]


def found(**settings):
    return scan(incidents(*HERE, *THERE), settings=ScanSettings(replications=19, **settings)).clusters


def test_expected_is_the_cases_here_times_the_cases_then_over_all():
    assert found().loc["S01", ["observed", "expected", "ratio"]].tolist() == pytest.approx([3, 4 * 3 / 10, 2.5])


def test_the_ratio_is_the_one_of_the_paper():
    by_hand = 3 * math.log(3 / 1.2) + 7 * math.log(7 / 8.8)
    assert found().loc["S01", "log_likelihood_ratio"] == pytest.approx(by_hand)


def test_all_cases_inside_leave_no_term_for_the_rest():
    assert log_likelihood_ratio(10, 5.0, 10) == pytest.approx(10 * math.log(2))


def test_no_more_than_expected_is_no_cluster():
    assert log_likelihood_ratio(3, 3.0, 10) == 0


def test_the_window_is_the_shortest_that_holds_the_cases():
    first, last = found().loc["S01", ["first_day", "last_day"]]
    assert first == last == TODAY - pd.Timedelta(days=200)


def test_longer_steps_of_time_are_counted_back_from_the_last_day():
    first, last = found(step_days=30).loc["S01", ["first_day", "last_day"]]
    assert (first, last) == (TODAY - pd.Timedelta(days=200), TODAY - pd.Timedelta(days=180))


def test_a_circle_never_holds_more_than_half_of_the_incidents():
    crowd = [(0, 0, 100)] * 10
    assert scan(incidents(*crowd, *THERE[:4]), settings=ScanSettings(replications=19)).clusters.empty


def test_p_is_the_rank_among_the_replications_and_itself():
    assert p_value(5.0, np.array([1.0, 5.0, 7.0, 2.0])) == 3 / 5


def test_the_gumbel_law_is_fitted_by_moments():
    mode = 2 - 0.5772156649 * math.sqrt(6) / math.pi
    assert p_gumbel(mode, np.array([1.0, 2.0, 3.0])) == pytest.approx(1 - math.exp(-1))


def test_equal_replications_leave_the_rank_as_gumbel():
    assert p_gumbel(1.0, np.array([1.0, 1.0, 1.0])) == 1


def test_shuffling_keeps_every_day_and_repeats_for_a_number():
    days = np.arange(50, dtype=np.int32)
    assert sorted(shuffled(days, 1, 7)) == days.tolist()
    assert (shuffled(days, 1, 7) == shuffled(days, 1, 7)).all()
    assert (shuffled(days, 1, 7) != shuffled(days, 1, 8)).any()
    assert (shuffled(days, 1, 7) != shuffled(days, 2, 7)).any()


def test_each_order_of_three_is_as_likely():
    orders = [tuple(shuffled(np.arange(3, dtype=np.int32), 1, number)) for number in range(6000)]
    counts = np.unique(orders, axis=0, return_counts=True)[1]
    assert len(counts) == 6 and abs(counts - 1000).max() < 4 * math.sqrt(1000 * 5 / 6)
