"""Scores that can be added up in the head."""

import math

import pandas as pd
import pytest
from shapely import box

from risk.bands import band_of
from risk.model import SCORES, NearRepeatModel
from risk.pairs import measure
from risk.settings import Component, Settings
from tests.tinyland import COVERED, DISTRICT, KM, TODAY, incident, incidents, placed, sites

DISC = (Component("disc", None, 90.0, 1.0),)
PLAIN = Settings(components=DISC, min_incidents=0)


def score(*rows, settings=PLAIN, places=None, as_of=TODAY, covered=COVERED):
    pairs = measure(sites((0, 0)) if places is None else places, incidents(*rows))
    return NearRepeatModel(settings).score(pairs, as_of, covered=covered)


def expected(*rows, settings=PLAIN, **more):
    return score(*rows, settings=settings, **more)["expected_incidents"].iloc[0] - settings.background


def test_an_incident_at_the_site_today_counts_half_when_the_half_life_is_the_horizon():
    assert expected((0, 0, 0)) == pytest.approx(0.5)


def test_an_incident_one_half_life_old_counts_a_quarter():
    assert expected((0, 0, 90)) == pytest.approx(0.25)


def test_two_incidents_count_twice():
    assert expected((0, 0, 0), (0.1, 0, 0)) == pytest.approx(1.0)


def test_beyond_the_radius_the_disc_counts_nothing():
    assert expected((0.3, 0, 0)) == 0


def test_the_probability_is_one_minus_the_chance_of_none():
    row = score((0, 0, 0)).iloc[0]
    assert row["probability"] == -math.expm1(-row["expected_incidents"])


def test_without_incidents_the_background_is_left():
    settings = Settings(min_incidents=0)
    assert score(settings=settings)["expected_incidents"].iloc[0] == settings.background


def test_the_background_is_half_an_incident_in_the_widest_reach_and_the_history():
    settings = Settings(radius_km=60, horizon_days=1826)
    assert settings.background == pytest.approx(0.5)


def test_the_prior_expects_one_follow_up_somewhere_some_time():
    everywhere = Settings(radius_km=2000, horizon_days=100_000, reach_limit_km=1)
    found = NearRepeatModel(everywhere).explain(measure(sites((0, 0)), incidents((0, 0, 0))), TODAY)
    assert found.set_index("source").loc["incident", "contribution"] == pytest.approx(1.0)


def test_an_incident_after_the_as_of_date_does_not_count():
    assert expected((0, 0, 0), as_of=TODAY - pd.Timedelta(days=1)) == 0


def test_an_incident_that_may_lie_after_the_as_of_date_does_not_count():
    month = incident(0, 0, 20, last_day=TODAY + pd.Timedelta(days=1))
    assert expected(month) == 0


def test_incidents_of_a_far_future_leave_a_figure():
    assert expected((0, 0, 0), as_of=TODAY - pd.Timedelta(days=100_000), covered=None) == 0


def test_an_area_leaves_the_contributions_of_others_alone():
    far = placed("province", box(10, 10, 11, 11))
    assert expected(far, (0, 0, 0), placed("district", box(20, 20, 21, 21))) == pytest.approx(0.5)


def test_a_low_confidence_counts_half():
    assert expected(incident(0, 0, confidence="low")) == pytest.approx(0.25)


def test_what_is_not_serious_does_not_count_towards_any():
    assert expected(incident(0, 0, serious=False, event_type="mob/protest")) == 0


@pytest.mark.parametrize("nexus,weight", [("direct", 1.0), ("project", 0.25), ("context", 0.05)])
def test_towards_direct_the_nexus_weighs(nexus, weight):
    direct = Settings(components=DISC, target="direct", min_incidents=0)
    assert expected(incident(0, 0, nexus=nexus), settings=direct) == pytest.approx(0.5 * weight)


def test_towards_any_every_nexus_weighs_the_same():
    assert expected(incident(0, 0, nexus="direct")) == expected(incident(0, 0, nexus="context"))


def test_an_event_type_nobody_listed_counts_in_full():
    assert expected(incident(0, 0, event_type="rocket")) == pytest.approx(0.5)


def test_a_hypothesis_takes_its_share():
    shares = {"radical_groups": 0.6, "criminal_networks": 0.4}
    settings = Settings(components=DISC, hypothesis="radical_groups", min_incidents=0)
    assert expected(incident(0, 0, hypotheses=shares), settings=settings) == pytest.approx(0.3)


def test_half_of_an_area_within_reach_counts_half():
    half = box(0, -0.01, 2 * 24.9 * KM, 0.01)
    narrow = Settings(components=DISC, radius_km=24.9, min_incidents=0)
    assert expected(placed("province", half), settings=narrow) == pytest.approx(0.25, abs=0.01)


def test_a_site_known_to_its_district_is_averaged_over_it():
    places = sites((0, 0), placement="district", placement_area=[box(0, -0.01, 2 * 25 * KM, 0.01)])
    assert expected((0, 0, 0), places=places) == pytest.approx(0.25, abs=0.04)


def test_contributions_add_up_to_the_score_to_the_last_bit():
    rows = [(0.01 * n, 0.02 * n, 37 * n) for n in range(30)] + [placed("district", DISTRICT)]
    pairs, model = measure(sites((0, 0), (0.3, 0.2)), incidents(*rows)), NearRepeatModel()
    sums = model.explain(pairs, TODAY).groupby("place_id")["contribution"].apply(math.fsum)
    assert (sums == model.score(pairs, TODAY)["expected_incidents"]).all()


def test_the_explanation_names_each_incident_with_distance_age_and_weight():
    pairs = measure(sites((0, 0)), incidents(incident(0.1, 0, 10, confidence="low")))
    first = NearRepeatModel().explain(pairs, TODAY).iloc[0]
    assert first["incident_id"] == "I1"
    assert (first["distance_km"], first["age_days"], first["weight"]) == (pytest.approx(11.13, abs=0.01), 10, 0.5)


def test_scores_do_not_change_when_they_are_asked_again():
    pairs, model = measure(sites((0, 0)), incidents((0, 0), placed("district", DISTRICT))), NearRepeatModel()
    pd.testing.assert_frame_equal(model.score(pairs, TODAY), model.score(pairs, TODAY), check_exact=True)


def test_change_is_the_difference_of_two_scores():
    pairs = measure(sites((0, 0)), incidents((0, 0, 10)))
    before, now = (NearRepeatModel(PLAIN).score(pairs, TODAY - pd.Timedelta(days=days)) for days in (30, 0))
    change = NearRepeatModel(PLAIN).change(pairs, TODAY, days=30)
    assert change["S1"] == now["probability"]["S1"] - before["probability"]["S1"] > 0


def test_a_table_has_the_same_columns_with_and_without_data():
    assert list(score((0, 0)).columns) == list(score((0, 0), covered=(COVERED[0], COVERED[0])).columns) == list(SCORES)


def test_no_places_give_an_empty_table():
    assert score((0, 0), places=sites()).empty


@pytest.mark.parametrize(
    "probability,band",
    [(0, "low"), (0.049, "low"), (0.05, "guarded"), (0.2, "elevated"), (0.45, "high"), (0.8, "severe"), (1, "severe")],
)
def test_bands_begin_at_their_lower_edge(probability, band):
    assert band_of(probability) == band
