"""What must hold whatever the data: more, nearer and newer incidents never lower a score."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from risk.model import NearRepeatModel
from risk.pairs import measure
from risk.settings import Settings
from tests.tinyland import DISTRICT, PROVINCE, TODAY, incident, incidents, placed, sites

WGS84 = Geod(ellps="WGS84")
DEGREES = st.floats(-2, 2)
AGES = st.integers(0, 2000)
ROWS = st.lists(st.tuples(DEGREES, DEGREES, AGES), max_size=6)
WORDS = {"nexus": st.sampled_from(["direct", "project", "context"]), "confidence": st.sampled_from(["high", "low"])}
PLACES = sites((0, 0), (0.5, 0.5), (-1, 1))
KINDS = st.sampled_from([Settings(), Settings(target="direct"), Settings(radius_km=60, horizon_days=30)])


def scored(rows, *, places=PLACES, choice=None) -> pd.DataFrame:
    return NearRepeatModel(choice).score(measure(places, incidents(*rows)), TODAY)


def at(km: float, azimuth: float, age: float, **facts) -> dict:
    lon, lat, _ = WGS84.fwd(0, 0, azimuth, km * 1000)
    return incident(lon, lat, age, **facts)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, one=st.tuples(DEGREES, DEGREES, AGES), words=st.fixed_dictionaries(WORDS), choice=KINDS)
def test_adding_an_incident_never_lowers_a_score(rows, one, words, choice):
    before, after = scored(rows, choice=choice), scored([*rows, incident(*one, **words)], choice=choice)
    for figure in ("expected_incidents", "probability"):
        assert (after[figure] >= before[figure]).all()


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, one=st.tuples(DEGREES, DEGREES, AGES))
def test_adding_an_incident_under_an_id_that_sorts_first_never_lowers_a_score(rows, one):
    before, after = scored(rows), scored([*rows, {**incident(*one), "incident_id": "A0"}])
    assert (after["expected_incidents"] >= before["expected_incidents"]).all()


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, near=st.floats(0, 400), step=st.floats(0.001, 400), azimuth=st.floats(0, 360), age=AGES)
def test_an_incident_farther_away_never_raises_a_score(rows, near, step, azimuth, age):
    nearer, farther = (scored([*rows, at(km, azimuth, age)], places=sites((0, 0))) for km in (near, near + step))
    assert farther["expected_incidents"]["S1"] <= nearer["expected_incidents"]["S1"]
    assert farther["probability"]["S1"] <= nearer["probability"]["S1"]


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, one=st.tuples(DEGREES, DEGREES, AGES), older=st.integers(1, 1000))
def test_an_incident_longer_ago_never_raises_a_score(rows, one, older):
    lon, lat, age = one
    newer, aged = scored([*rows, one]), scored([*rows, (lon, lat, age + older)])
    assert (aged["expected_incidents"] <= newer["expected_incidents"]).all()


@settings(max_examples=25, deadline=None)
@given(
    age=AGES,
    area=st.sampled_from([DISTRICT, PROVINCE, PROVINCE.buffer(3)]),
    word=st.sampled_from(["district", "province"]),
)
def test_an_area_never_contributes_more_than_the_site_itself(age, area, word):
    vague, exact = (scored([row], places=sites((0, 0))) for row in (placed(word, area), incident(0, 0)))
    assert vague["expected_incidents"]["S1"] <= exact["expected_incidents"]["S1"]


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.tuples(DEGREES, DEGREES, AGES), min_size=1, max_size=8), data=st.data())
def test_the_order_of_rows_changes_no_bit(rows, data):
    frame = incidents(*rows, placed("district", DISTRICT))
    shuffled = frame.loc[data.draw(st.permutations(list(frame.index)))]
    one, other = (NearRepeatModel().score(measure(PLACES, rows), TODAY) for rows in (frame, shuffled))
    pd.testing.assert_frame_equal(one, other, check_exact=True)


@settings(max_examples=10, deadline=None)
@given(rows=ROWS, order=st.permutations(["S1", "S2", "S3"]))
def test_the_order_of_places_changes_no_bit(rows, order):
    one, other = scored(rows), scored(rows, places=PLACES.loc[order])
    pd.testing.assert_frame_equal(one, other, check_exact=True)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, words=st.fixed_dictionaries(WORDS), choice=KINDS)
def test_the_interval_contains_the_point_estimate(rows, words, choice):
    found = scored([*(incident(*row, **words) for row in rows), placed("province", PROVINCE)], choice=choice)
    assert (found["probability_low"] <= found["probability"]).all()
    assert (found["probability"] <= found["probability_high"]).all()
    assert (found["probability_low"] >= 0).all() and (found["probability_high"] <= 1).all()
