"""What the fit learns, when it refuses to learn, and that its explanation is its score."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.fit.fitted import FittedModel, NotFitted, Outcomes
from risk.fit.likelihood import fit_calibration, fit_weights
from tests.risk.fit.worlds import TOWNS, WINDOW, history, outcomes, places, steady_towns

DAYS = range(90, 500, 15)
NOTHING = Outcomes(np.empty((0, 24)), np.empty(0, dtype=int), np.empty(0, dtype=int), 0)


@pytest.fixture(scope="module")
def learned() -> FittedModel:
    return FittedModel(WINDOW).fit(outcomes(steady_towns(), DAYS), data_hash="abc")


def test_without_data_the_prior_speaks():
    model = FittedModel(WINDOW).fit(NOTHING)
    assert model.weights_ == pytest.approx(model.prior[:-1])
    assert model.exponent_ == 1


def test_a_handful_of_incidents_hardly_moves_the_prior():
    few = history((0, 0, 0), (0, 0, 200), (2, 2, 260), (0, 0, 320))
    model = FittedModel(WINDOW).fit(outcomes(few, DAYS))
    assert np.abs(model.weights_ - model.prior[:-1]).sum() < 0.3


def test_many_incidents_move_it_towards_what_drives_them():
    model = FittedModel(WINDOW, strength=1.0).fit(outcomes(steady_towns(), DAYS))
    slow = [part.half_life_days >= 180 for part in model.components]
    assert model.prior[:-1][slow].sum() == pytest.approx(0.5)
    assert model.weights_[slow].sum() / model.weights_.sum() > 0.75


def test_forecasts_of_a_known_world_come_true(learned):
    later = outcomes(steady_towns(seed=2), DAYS)
    forecast, observed = learned.probability(later.exposure).mean(), (later.counts > 0).mean()
    assert forecast == pytest.approx(observed, abs=0.05)


def test_weights_are_never_negative(learned):
    assert (learned.weights_ >= 0).all() and learned.background_ > 0


def test_contributions_add_up_to_the_score_to_the_last_bit(learned):
    past, here = steady_towns(), places(*TOWNS[:3].tolist())
    table = learned.explain(here, past, 500)
    score = learned.score(here, past, 500)
    for name, rows in table.groupby("place"):
        assert math.fsum(rows["contribution"]) == score["expected_incidents"][name]


def test_the_explained_score_is_the_fitted_one(learned):
    rows = outcomes(steady_towns(), [500])
    score = learned.score(places(*TOWNS.tolist()), steady_towns(), 500)
    assert score["probability"].to_numpy() == pytest.approx(learned.probability(rows.exposure), rel=1e-9)


def test_an_explanation_names_incident_distance_and_age(learned):
    row = learned.explain(places((0, 0)), history((0.1, 0, 90), (9, 9, 0)), 100).iloc[0]
    assert (row["incident_id"], row["age_days"]) == ("1", 10)
    assert row["distance_km"] == pytest.approx(11.13, abs=0.01)


def test_nothing_on_or_after_the_day_is_explained(learned):
    table = learned.explain(places((0, 0)), history((0, 0, 100), (0, 0, 120), (9, 9, 0)), 100)
    assert table["source"].tolist() == ["background"]


def test_a_place_far_from_everything_keeps_the_background(learned):
    score = learned.score(places((120, 40)), steady_towns(), 500)
    assert score["expected_incidents"]["S1"] == learned.background_ > 0


def test_intervals_hold_the_estimate(learned):
    score = learned.score(places(*TOWNS.tolist()), steady_towns(), 500)
    assert (score["probability_low"] <= score["probability"]).all()
    assert (score["probability"] <= score["probability_high"]).all()
    assert (score["count_low"] <= score["count_high"]).all()


def test_a_model_that_has_learned_nothing_says_so():
    with pytest.raises(NotFitted, match="Call one of them"):
        FittedModel(WINDOW).score(places((0, 0)), history((0, 0, 0)), 10)


def test_a_strong_pull_stays_closer_to_the_prior():
    rows = outcomes(steady_towns(), DAYS)
    weak, strong = (FittedModel(WINDOW, strength=pull).fit(rows) for pull in (1.0, 1e5))
    away = [np.abs(model.weights_ / model.weights_.sum() - model.prior[:-1]).sum() for model in (weak, strong)]
    assert away[1] < away[0]


def test_one_incident_that_raises_many_rows_is_one_incident():
    rows = Outcomes(np.ones((20, 1)), np.ones(20, dtype=int), np.arange(20), 1)
    assert rows.certainty == 1 / 20


def test_weights_solve_a_problem_that_can_be_done_in_the_head():
    happened = np.repeat([True, False], [50, 50])
    found = fit_weights(np.ones((100, 1)), happened, np.array([0.1]), pull=1e-9)
    assert found == pytest.approx([math.log(2)], rel=1e-3)


def test_calibration_leaves_right_forecasts_alone():
    rate = np.repeat([0.1, 1.0], 50_000)
    happened = np.random.default_rng(1).random(len(rate)) < -np.expm1(-rate)
    assert fit_calibration(rate, happened) == pytest.approx((1, 1), abs=0.03)


def test_calibration_follows_the_rows_that_weigh_most():
    happened = np.repeat([True, False, True, False], [800, 200, 200, 800])
    recent = np.repeat([1e-6, 1.0], 1000)
    scale, exponent = fit_calibration(np.ones(2000), happened, certainty=recent)
    assert scale**exponent == pytest.approx(-math.log(0.8), rel=0.1)


def test_an_outcome_of_one_half_life_ago_weighs_half():
    rows = Outcomes(np.ones((2, 1)), np.ones(2, dtype=int), np.array([0, 180]), 2)
    assert rows.recency(180.0).tolist() == [0.5, 1.0]


@settings(max_examples=20, deadline=None)
@given(row=st.lists(st.floats(0, 50), min_size=24, max_size=24), which=st.integers(0, 23), more=st.floats(0, 50))
def test_more_exposure_never_lowers_the_chance(learned, row, which, more):
    less, greater = np.array([row, row])
    greater[which] += more
    assert learned.probability(greater[None])[0] >= learned.probability(less[None])[0]
