"""What cannot be fitted or scored is refused with advice, and what can is never a silent zero."""

import math

import numpy as np
import pytest

from risk.checks import CoordinatesOutOfRange
from risk.fit import likelihood
from risk.fit.exposures import Window
from risk.fit.fitted import FittedModel, Outcomes
from risk.fit.likelihood import FitNotConverged, fit_weights
from risk.settings import HorizonInvalid, RadiusInvalid
from tests.risk.fit.worlds import WINDOW, history, outcomes, places, steady_towns

NAN = float("nan")
HAPPENED = np.array([True, False, True])


@pytest.fixture(scope="module")
def unmoved() -> FittedModel:
    return FittedModel(WINDOW).fit(Outcomes(np.empty((0, 24)), np.empty(0, int), np.empty(0, int), 0))


@pytest.mark.parametrize("radius_km", [0, -25, NAN])
def test_a_window_needs_a_radius(radius_km):
    with pytest.raises(RadiusInvalid, match="Try 25"):
        Window(radius_km, 30)


@pytest.mark.parametrize("horizon_days", [0, -30, NAN])
def test_a_window_needs_a_horizon(horizon_days):
    with pytest.raises(HorizonInvalid, match="Try 90"):
        Window(25.0, horizon_days)


@pytest.mark.parametrize("point", [(NAN, 0), (0, NAN), (NAN, NAN)])
def test_an_incident_without_a_coordinate_is_named(point):
    with pytest.raises(CoordinatesOutOfRange, match="Incident 2 lies at .* Correct them"):
        history((0, 0, 0), (*point, 1))


@pytest.mark.parametrize("figure", ["score", "explain"])
def test_a_place_without_a_coordinate_is_named(unmoved, figure):
    with pytest.raises(CoordinatesOutOfRange, match="Place S2 lies at longitude nan"):
        getattr(unmoved, figure)(places((0, 0), (NAN, 0)), history((0, 0, 0)), 10)


def test_swapped_coordinates_of_a_place_are_suspected(unmoved):
    with pytest.raises(CoordinatesOutOfRange, match="look swapped"):
        unmoved.score(places((37, 110)), history((0, 0, 0)), 10)


@pytest.mark.parametrize("rows", [[], [(0, 0, 20)]])
def test_without_a_known_incident_the_background_is_the_score(unmoved, rows):
    score = unmoved.score(places((0, 0)), history(*rows), 10).iloc[0]
    assert score["expected_incidents"] == unmoved.background_ > 0
    assert score["probability_low"] < score["probability"] < score["probability_high"]


def test_one_incident_is_enough_for_a_score(unmoved):
    score = unmoved.score(places((0, 0)), history((0, 0, 5)), 10)
    assert score["expected_incidents"]["S1"] > unmoved.background_


def test_twenty_reports_of_one_day_and_point_count_as_one(unmoved):
    one, twenty = (unmoved.score(places((0, 0)), history(*[(0, 0, 5)] * count), 10) for count in (1, 20))
    assert twenty["expected_incidents"]["S1"] == pytest.approx(one["expected_incidents"]["S1"])


def test_without_places_there_is_no_row(unmoved):
    assert unmoved.score(places(), history((0, 0, 5)), 10).empty


def test_exposures_that_are_not_numbers_cannot_be_fitted():
    with pytest.raises(FitNotConverged, match="score with the declared priors"):
        fit_weights(np.full((3, 1), NAN), HAPPENED, np.array([0.1]), pull=1.0)


def test_a_fit_that_does_not_settle_in_time_is_refused(monkeypatch):
    monkeypatch.setattr(likelihood, "MOST_STEPS", 1)
    with pytest.raises(FitNotConverged, match="stopped after 1 steps"):
        FittedModel(WINDOW, strength=1.0).fit(outcomes(steady_towns(), range(90, 500, 30)))


def test_outcomes_that_are_all_alike_can_be_fitted():
    always = Outcomes(np.ones((20, 24)), np.ones(20, int), np.arange(20), 20)
    model = FittedModel(WINDOW).fit(always)
    assert 0.5 < model.probability(np.ones((1, 24)))[0] < 1
    assert math.isfinite(model.exponent_)
