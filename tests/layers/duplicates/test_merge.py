"""One incident out of several reports: every source kept, no difference hidden."""

import pytest

from layers.duplicates import merged
from tests.layers.duplicates.reports import reports

PROVINCE = {"placement": "province", "placement_areas": ["AF-BDS"], "placement_radius_km": None, "km": 40}


def test_all_sources_and_identifiers_are_kept():
    row = merged(reports({}, {"sources": ["https://example.org/b", "https://example.org/a"]}), keep="R2")
    assert row["sources"] == ["https://example.org/b", "https://example.org/a"]
    assert row["merged_from"] == ["R2", "R1"]


def test_blanks_are_filled_from_the_other_report():
    assert merged(reports({}, {"injured": 7.0}), keep="R1")["injured"] == 7


def test_figures_that_differ_are_told_and_span_a_range():
    row = merged(reports({}, {"killed": 9.0}), keep="R1")
    assert (row["killed"], row["killed_min"], row["killed_max"], row["contested"]) == (4, 4, 9, True)
    assert "killed: R1 4, R2 9" in row["disagreement"]


def test_a_known_place_beats_a_province():
    row = merged(reports(PROVINCE, {}), keep="R1")
    assert (row["placement"], row["geometry"].y) == ("place", 37.1166)


def test_a_known_day_beats_a_month():
    row = merged(reports({"date": "2025-03", "date_precision": "month"}, {}), keep="R1")
    assert (row["date"], row["date_precision"]) == ("2025-03-02", "day")


def test_the_strictest_marking_holds():
    assert merged(reports({}, {"marking": "AMBER+STRICT"}), keep="R1")["marking"] == "AMBER+STRICT"


def test_a_part_is_never_above_its_whole():
    assert merged(reports({}, {"killed": None, "killed_chinese": 6.0}), keep="R1")["killed_chinese"] is None


def test_a_range_filled_in_never_contradicts_the_best_figure():
    row = merged(reports({}, {"killed": None, "killed_min": 5.0, "killed_max": 8.0}), keep="R1")
    assert row["killed_min"] <= row["killed"] <= row["killed_max"]


def test_an_unknown_report_cannot_be_kept():
    with pytest.raises(KeyError, match="R9"):
        merged(reports({}), keep="R9")


def test_the_name_of_a_place_comes_with_the_place():
    one = {**PROVINCE, "place": "Badakhshan", "admin1": "Badakhshan"}
    row = merged(reports(one, {"place": "Fayzabad", "admin1": None}), keep="R1")
    assert (row["place"], row["admin1"]) == ("Fayzabad", "Badakhshan")


def test_derived_days_come_with_the_date():
    one = {"date": "2025-03", "date_precision": "month", "day": 16}
    assert merged(reports(one, {"day": 2}), keep="R1")["day"] == 2


def test_deaths_that_another_report_tells_make_an_incident_serious():
    quiet = {"event_type": "other", "killed": None, "serious": False}
    assert merged(reports(quiet, {"serious": True}), keep="R1")["serious"]
