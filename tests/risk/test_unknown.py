"""What is not known is never shown as safe."""

import pandas as pd
import pytest
from shapely import box

from risk.model import NearRepeatModel
from risk.pairs import measure
from risk.settings import Settings
from tests.tinyland import COVERED, PROVINCE, TODAY, incident, incidents, placed, sites

THREE = [(0, 0, 10), (0.1, 0, 20), (0, 0.1, 30)]


def score(*rows, as_of=TODAY, settings=None):
    return NearRepeatModel(settings).score(measure(sites((0, 0)), incidents(*rows)), as_of, covered=COVERED).iloc[0]


@pytest.mark.parametrize("rows", [[], THREE[:1], THREE[:2]])
def test_unknown_is_never_shown_as_safe(rows):
    row = score(*rows)
    assert (row["band"], row["status"]) == ("insufficient data", "insufficient data")


def test_three_incidents_in_reach_are_enough_for_a_band():
    assert score(*THREE)["status"] == "scored"
    assert score(*THREE)["incidents_in_reach"] == 3


def test_incidents_out_of_reach_do_not_make_a_band():
    assert score(*[(5, 5, 1)] * 9)["band"] == "insufficient data"


def test_incidents_older_than_the_history_do_not_make_a_band():
    assert score(*[(0, 0, 1827)] * 9)["band"] == "insufficient data"


def test_context_does_not_make_a_band_for_direct():
    rows = [incident(0, 0, nexus=nexus) for nexus in ("direct", "direct", "project", "context")]
    assert score(*rows, settings=Settings(target="direct"))["incidents_in_reach"] == 2


def test_an_incident_somewhere_in_a_wide_country_is_not_in_reach():
    rows = [placed("province", PROVINCE.buffer(20)) for _ in range(3)]
    assert score(*rows)["incidents_in_reach"] == 0


def test_an_incident_less_likely_than_not_within_reach_is_not_counted():
    third, most = box(-0.5, -0.1, 4, 0.1), box(-0.5, -0.1, 1, 0.1)
    assert score(placed("province", third), placed("province", most))["incidents_in_reach"] == 1


@pytest.mark.parametrize("days", [1, -3000])
def test_outside_coverage_there_is_no_data_and_no_figure(days):
    row = score(*THREE, as_of=TODAY + pd.Timedelta(days=days))
    assert (row["band"], row["status"]) == ("no data", "no data")
    assert row.drop(["band", "status"]).isna().all()


def test_on_the_last_covered_day_there_is_data():
    assert score(*THREE, as_of=TODAY)["status"] == "scored"


def test_change_is_unknown_where_either_day_is():
    pairs = measure(sites((0, 0)), incidents(*THREE))
    model = NearRepeatModel()
    assert pd.isna(model.change(pairs, TODAY, days=25)["S1"])
    assert pd.isna(model.change(pairs, TODAY, days=3000, covered=COVERED)["S1"])


def test_nothing_near_leaves_the_nearest_unknown():
    assert pd.isna(score()["nearest_incident_km"])


def test_the_nearest_target_incident_is_named_in_kilometres():
    assert score(incident(0.1, 0, serious=False), (0.2, 0, 1))["nearest_incident_km"] == pytest.approx(22.26, abs=0.01)
