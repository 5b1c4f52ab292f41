"""How far a score can be trusted, and what decides it."""

import numpy as np
import pytest

from risk.interval import Uncertain, dominant, intervals
from risk.model import NearRepeatModel
from risk.pairs import measure
from tests.tinyland import PROVINCE, TODAY, incident, incidents, placed, sites


def part(*, background=0.1, contributions=(), certainty=None, drawn=None) -> Uncertain:
    found = np.array(contributions, dtype=float)
    sure = np.ones(len(found)) if certainty is None else np.array(certainty)
    spread = np.tile(found, (400, 1)) if drawn is None else drawn
    return Uncertain(background + found.sum(), background, found, sure, spread)


def score(*rows):
    return NearRepeatModel().score(measure(sites((0, 0)), incidents(*rows)), TODAY).iloc[0]


def width(*rows) -> float:
    row = score(*rows)
    return (row["probability_high"] - row["probability_low"]) / row["probability"]


def test_the_background_alone_counts_as_half_an_incident():
    assert part().shape == pytest.approx(0.5)


def test_equal_incidents_and_half_of_one_count_as_they_are():
    assert part(background=0.1, contributions=[0.2, 0.2, 0.2]).shape == pytest.approx(3.5)


def test_traces_of_far_incidents_add_no_precision():
    assert part(contributions=[1e-9] * 50).shape == pytest.approx(0.5, abs=1e-6)


def test_many_incidents_make_a_narrower_interval_than_one():
    assert width(*[(0, 0, 10)] * 40) < width((0, 0, 10))


def test_exact_and_certain_incidents_leave_only_counting():
    assert score((0, 0, 10))["dominated_by"] == "counting"


def test_many_doubtful_reports_are_dominated_by_attribution():
    assert dominant(part(background=0.001, contributions=[0.1] * 5, certainty=[0.2] * 5)) == "attribution"


def test_incidents_somewhere_in_a_province_are_dominated_by_placement():
    assert score(*[placed("province", PROVINCE)] * 30)["dominated_by"] == "placement"


@pytest.mark.parametrize("drawn", [0.0, 50.0])
def test_the_point_estimate_is_inside_even_where_draws_miss_it(drawn):
    ((low, high, _),) = intervals([part(contributions=[1.0], drawn=np.full((400, 1), drawn))])
    assert low <= 1 - np.exp(-1.1) <= high


def test_doubt_keeps_the_mean_so_the_estimate_stays_well_inside():
    row = score(*[incident(0, 0, 10, confidence="low")] * 200)
    assert row["probability_low"] < row["probability"] < row["probability_high"]


def test_a_doubtful_report_widens_the_interval():
    sure, doubtful = ([incident(0, 0, 10, confidence=word)] * 40 for word in ("high", "low"))
    assert width(*doubtful) > width(*sure)


def test_the_interval_of_a_sure_count_is_that_of_a_gamma():
    row = score(*[(0, 0, 10)] * 50)
    rates = -np.log1p([-row["probability_low"], -row["probability_high"]])
    assert rates / row["expected_incidents"] == pytest.approx([0.823, 1.184], abs=0.03)
