"""Pairs in reach are all found, and no others are looked at."""

import numpy as np
import pandas as pd
import pytest

from layers.duplicates import candidates, scored
from tests.layers.duplicates.labelled import APART, as_incidents, labelled, measure
from tests.layers.duplicates.reports import reports


def test_a_second_report_is_found_and_a_far_one_is_not():
    found = candidates(reports({}), reports({"km": 3}, {"km": 300}, {"date": "2025-06-01"}, prefix="S"))
    assert found[["left", "right"]].to_numpy().tolist() == [["R1", "S1"]]


def test_a_frame_with_itself_gives_every_pair_once():
    same = reports({}, {}, {"km": 300})
    assert candidates(same, same)[["left", "right"]].to_numpy().tolist() == [["R1", "R2"]]


def test_a_province_reaches_as_far_as_it_is_wide():
    province = {"placement": "province", "placement_areas": ["AF-BDS"], "placement_radius_km": None}
    assert len(candidates(reports({}), reports({"km": 60, **province}))) == 1


def test_no_report_on_one_side_is_no_error():
    assert candidates(reports({}), reports({})[:0]).empty


def test_blocking_loses_no_pair_that_a_full_comparison_finds():
    rows = labelled().query("origin == 'shipped incidents' or origin == 'UCDP GED sample, region'")
    left, right = (as_incidents(rows[rows["side"] == side]) for side in "AB")
    grid = pd.MultiIndex.from_product([range(len(left)), range(len(right))]).to_frame().to_numpy()
    everything = scored(left.iloc[grid[:, 0]], right.iloc[grid[:, 1]]).query("score >= 0.5")
    found = candidates(left, right, least=0.5)
    assert set(zip(found["left"], found["right"], strict=True)) == set(
        zip(everything["left"], everything["right"], strict=True)
    )
    assert np.sort(found["score"]) == pytest.approx(np.sort(everything["score"]))


def test_the_labelled_set_is_found_as_well_as_the_readme_says():
    found = measure()
    assert found.there == 274
    assert found.precision == pytest.approx(0.86, abs=0.01)
    assert found.recall == pytest.approx(0.715, abs=0.01)
    assert found.recall_with_person == pytest.approx(0.97, abs=0.01)


def test_most_shipped_incidents_told_apart_by_hand_score_below_the_threshold(frames):
    one, other = (frames["incidents"].loc[list(side)] for side in zip(*APART, strict=True))
    assert (scored(one, other)["score"] < 0.6).sum() >= 5
