"""Many incidents are measured by placement: the same score as one by one, and no distance is kept."""

import math

import numpy as np
import pandas as pd
import pytest

from risk import pairs
from risk.model import NearRepeatModel
from risk.settings import Settings
from risk.surface import chances
from tests.tinyland import COVERED, DISTRICT, TODAY, incidents, sites

ROWS = [(0.1, 0, 3), (0.1, 0, 40), (0.2, 0.1, 9), (0.2, 0.1, 400), (1.5, 0, 70)]
PLACES = sites((0, 0), (0.3, 0.1), (3, 3))
MODEL = NearRepeatModel(Settings(min_incidents=0))


@pytest.fixture
def both(monkeypatch):
    """The same tiny country measured one by one, and by placement; two incidents stand for a district."""
    rows = incidents(*ROWS)
    area = np.array([DISTRICT, DISTRICT, None, None, None], dtype=object)
    rows = rows.assign(placement=["district", "district", "exact", "exact", "exact"], placement_area=area)
    few = pairs.measure(PLACES, rows)
    monkeypatch.setattr(pairs, "FEW", 0)
    return few, pairs.measure(PLACES, rows)


def test_incidents_that_stand_for_the_same_place_are_measured_once(both):
    assert (len(both[0].of.counts), len(both[1].of.counts)) == (5, 3)


def test_no_distance_is_kept(both):
    assert both[1].distance_km.size == 0


def test_the_score_is_the_same(both):
    few, many = (MODEL.score(one, TODAY, covered=COVERED) for one in both)
    same = ["expected_incidents", "probability", "nearest_incident_km"]
    assert np.allclose(few[same], many[same], atol=1e-7, equal_nan=True)
    assert list(few["incidents_in_reach"]) == list(many["incidents_in_reach"])


def test_the_interval_holds_the_score(both):
    row = MODEL.score(both[1], TODAY, covered=COVERED).iloc[0]
    assert row["probability_low"] < row["probability"] < row["probability_high"]


def test_the_explanation_is_still_the_score(both):
    sums = MODEL.explain(both[1], TODAY).groupby("place_id")["contribution"].apply(math.fsum)
    assert list(sums) == list(MODEL.score(both[1], TODAY)["expected_incidents"])


def test_one_place_is_explained_as_among_all(both):
    every, one = MODEL.explain(both[1], TODAY), MODEL.explain(both[1], TODAY, place_id=both[1].place_ids[1])
    pd.testing.assert_frame_equal(one, every[every["place_id"] == both[1].place_ids[1]].reset_index(drop=True))


def test_the_surface_is_the_same(both):
    here = np.array([[0.0, 0.0], [0.5, 0.5]])
    few, many = (chances(one, MODEL.settings, TODAY, lonlat=here)[0] for one in both)
    assert np.allclose(few, many, atol=1e-9)
