"""Reading incidents: unknown stays unknown, a month is a period, and rival explanations add up."""

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from layers.incidents import EVENT_TYPES, HYPOTHESES, VIOLENT_TYPES, HypothesesInvalid, complete_incidents
from layers.placement import PlacementUnknown
from layers.values import CountInvalid, DatedAfterCoverage, DayInvalid, ValueUnknown
from tests.layers.tinydata import DISTRICT, NORTH, ORDINARY_INCIDENT, SOUTH, SQUARES, UNKNOWN

AREAS = gpd.GeoSeries(SQUARES, crs="EPSG:4326")
COUNTRIES = gpd.GeoSeries({"Afghanistan": SOUTH, "Tajikistan": NORTH}, crs="EPSG:4326")


def completed(*rows: dict, last_covered: date | None = None) -> gpd.GeoDataFrame:
    """The frame of these rows, I1, I2, …, each ordinary where it says nothing."""
    index = pd.Index([f"I{number}" for number in range(1, len(rows) + 1)], name="incident_id")
    points = [Point(0.5, 0.5)] * len(rows)
    frame = gpd.GeoDataFrame([{**ORDINARY_INCIDENT, **row} for row in rows], index, geometry=points, crs="EPSG:4326")
    return complete_incidents(frame, areas=AREAS, countries=COUNTRIES, last_covered=last_covered)


def one(**facts: object) -> pd.Series:
    return completed(facts).iloc[0]


@pytest.mark.parametrize("column", ["killed", "killed_max", "injured"])
def test_a_blank_count_is_unknown_and_never_zero(column):
    assert pd.isna(one(**{column: None})[column])


def test_a_count_of_zero_is_known():
    assert one(killed=0)["killed"] == 0


def test_a_blank_count_beside_a_known_one_stays_blank():
    assert completed({"killed": 3}, {"killed": None})["killed"].isna().tolist() == [False, True]


def test_a_day_is_its_own_period():
    row = one(date="2025-06-10")
    assert row["first_day"] == row["day"] == row["last_day"] == pd.Timestamp("2025-06-10")


@pytest.mark.parametrize(
    ("month", "last"), [("2025-10", "2025-10-31"), ("2024-02", "2024-02-29"), ("2023-02", "2023-02-28")]
)
def test_a_month_lasts_from_its_first_to_its_last_day(month, last):
    row = one(date=month, date_precision="month")
    assert (row["first_day"], row["last_day"]) == (pd.Timestamp(f"{month}-01"), pd.Timestamp(last))


def test_the_age_of_a_month_is_counted_from_its_middle():
    assert one(date="2025-10", date_precision="month")["day"] == pd.Timestamp("2025-10-16")


def test_rows_are_sorted_by_day():
    frame = completed({"date": "2025-06-10"}, {"date": "2024-01-01"}, {"date": "2025-01", "date_precision": "month"})
    assert list(frame.index) == ["I2", "I3", "I1"]


@pytest.mark.parametrize("event_type", VIOLENT_TYPES)
def test_violence_is_serious_even_when_nobody_counted(event_type):
    assert one(event_type=event_type)["serious"]


@pytest.mark.parametrize("event_type", sorted(set(EVENT_TYPES) - set(VIOLENT_TYPES)))
def test_a_protest_or_a_detention_is_not_serious_by_itself(event_type):
    assert not one(event_type=event_type)["serious"]


@pytest.mark.parametrize("column", ["killed", "killed_max", "injured"])
def test_a_protest_with_anyone_reported_hurt_is_serious(column):
    assert one(event_type="mob/protest", **{column: 1})["serious"]


def test_each_row_knows_its_dataset_and_its_area():
    row = one(**DISTRICT)
    assert row["dataset"] == "incidents"
    assert row["placement_area"].contains(row["geometry"])


def test_an_exact_incident_has_no_area():
    assert one(placement="exact")["placement_area"] is None


@pytest.mark.parametrize("column", ["event_type", "nexus", "attribution_status", "confidence", "date_precision"])
@pytest.mark.parametrize("word", ["rumour", "", None])
def test_an_unknown_word_is_refused_with_its_row(column, word):
    with pytest.raises(
        ValueUnknown, match=rf"incidents.geojson, I2: {column} is .* expected one of .* Correct the row"
    ):
        completed({}, {column: word})


def test_an_unknown_placement_is_refused_with_its_row():
    with pytest.raises(ValueUnknown, match="I1: placement is 'somewhere'; expected one of exact, place"):
        one(placement="somewhere")


def test_a_district_without_a_radius_is_refused_with_its_row():
    with pytest.raises(PlacementUnknown, match="I2 is placed by 'district' without radius or area"):
        completed({}, {"placement": "district"})


@pytest.mark.parametrize(
    "weights",
    [
        {**UNKNOWN, "other": 0.1},
        {**UNKNOWN, "unknown": 0.9},
        {**UNKNOWN, "other": 0.5, "unknown": 0.6, "taliban_factions": -0.1},
        {key: weight for key, weight in UNKNOWN.items() if key != "other"},
        {**UNKNOWN, "aliens": 0},
        {},
    ],
    ids=["too much", "too little", "negative", "one is missing", "one is unknown", "none"],
)
def test_explanations_must_add_up_to_one(weights):
    with pytest.raises(HypothesesInvalid, match="I2 weighs .* together 1. Correct the row"):
        completed({}, {"hypotheses": weights})


@pytest.mark.parametrize(
    "weights",
    [None, [0.5, 0.5], {**UNKNOWN, "other": float("nan")}, {**UNKNOWN, "other": "half"}],
    ids=["none", "a list", "not a number", "a word"],
)
def test_explanations_must_be_weights(weights):
    with pytest.raises(HypothesesInvalid, match="I2 .* Correct the row"):
        completed({}, {"hypotheses": weights})


@settings(max_examples=25)
@given(st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(any))
def test_any_shares_of_a_whole_are_accepted(shares):
    weights = dict(zip(HYPOTHESES, [share / sum(shares) for share in shares], strict=True))
    assert one(hypotheses=weights)["hypotheses"] == weights


@pytest.mark.parametrize("date", [None, "", "yesterday", "2025-13-01"])
def test_a_date_that_is_none_is_refused_with_its_row(date):
    with pytest.raises(DayInvalid, match=r"I2: date is .* expected a day .* or a month .* Correct the row"):
        completed({}, {"date": date})


@pytest.mark.parametrize("count", ["many", -1, 1.5, True, float("inf")])
def test_a_count_that_is_none_is_refused_with_its_row(count):
    with pytest.raises(CountInvalid, match="I2: killed is .* expected a whole number from 0, or nothing"):
        completed({}, {"killed": count})


@pytest.mark.parametrize(
    "counts",
    [{"injured_min": 3, "injured_max": 2}, {"killed_min": 3, "killed": 2}, {"killed": 3, "killed_max": 2}],
    ids=["range upside down", "best below", "best above"],
)
def test_counts_that_contradict_each_other_are_refused_with_their_row(counts):
    with pytest.raises(CountInvalid, match="I2: .* is 3, above .* which is 2. Correct them"):
        completed({}, counts)


@pytest.mark.parametrize("harm", ["killed", "injured"])
@pytest.mark.parametrize("whole", ["", "_max"], ids=["no maximum", "maximum"])
def test_more_chinese_than_people_are_refused_with_their_row(harm, whole):
    with pytest.raises(CountInvalid, match=f"I2: {harm}_chinese is 3, of at most 2 {harm}; expected .* Correct one"):
        completed({}, {f"{harm}_chinese": 3, f"{harm}{whole}": 2})


def test_chinese_dead_may_reach_the_maximum_where_the_best_figure_is_lower():
    assert one(killed=1, killed_max=3, killed_chinese=3)["killed_chinese"] == 3


def test_chinese_dead_beside_an_unknown_toll_contradict_nothing():
    assert one(killed_chinese=3)["killed_chinese"] == 3


def test_an_incident_after_the_end_of_coverage_is_refused_with_its_row():
    rows = {"date": "2026-04-17"}, {"date": "2026-04-18"}
    with pytest.raises(DatedAfterCoverage, match="I2: found 2026-04-18; expected no day after 2026-04-17.*Correct the"):
        completed(*rows, last_covered=date(2026, 4, 17))


def test_a_month_that_begins_before_the_end_of_coverage_is_accepted():
    month = {"date": "2026-04", "date_precision": "month"}
    assert len(completed(month, last_covered=date(2026, 4, 17))) == 1


def test_without_a_stated_coverage_any_day_is_accepted():
    assert len(completed({"date": "2030-01-01"})) == 1


@pytest.mark.parametrize(("date", "precision"), [("2025-06-10", "month"), ("2025-06", "day")])
def test_a_date_and_its_precision_must_agree(date, precision):
    with pytest.raises(DayInvalid, match=f"I2: date is '{date}' but date_precision is '{precision}'. Make them agree"):
        completed({}, {"date": date, "date_precision": precision})


@pytest.mark.parametrize("sources", [[], None, "https://example.org"])
def test_a_row_without_a_source_is_refused(sources):
    with pytest.raises(ValueUnknown, match="I2: no sources.*Add where it was read"):
        completed({}, {"sources": sources})


def test_a_marking_must_be_one_of_the_protocol():
    with pytest.raises(ValueUnknown, match="I2: marking is 'SECRET'; expected one of CLEAR, GREEN"):
        completed({}, {"marking": "SECRET"})
