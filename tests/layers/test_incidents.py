"""The shipped incidents: what the rows say, and what they must not pretend to know."""

import re

import geopandas as gpd
import pandas as pd
import pytest

from layers import coverage
from layers.incidents import COUNTS, HYPOTHESES

WORDING = ["title", "summary", "target", "hypotheses_basis", "placement_note", "disagreement"]


@pytest.fixture
def incidents(frames) -> gpd.GeoDataFrame:
    return frames["incidents"]


def known(values: pd.Series) -> dict:
    """The values as a dict with None for unknown."""
    return {name: None if pd.isna(value) else value for name, value in values.items()}


def test_there_are_71_incidents(incidents):
    assert len(incidents) == 71


def test_nothing_lies_after_the_end_of_coverage(incidents):
    last = coverage("incidents")[1]
    assert last.isoformat() == "2026-04-17"
    assert incidents["last_day"].max() == pd.Timestamp(last)


def test_leads_without_a_source_are_not_data(incidents):
    assert not {"INC-001", "INC-018"} & set(incidents.index)


def test_every_incident_has_an_address_to_read(incidents):
    assert all(re.match("https?://", source) for sources in incidents["sources"] for source in sources)
    assert (incidents["sources"].map(len) >= 1).all()


def test_a_single_source_is_never_high_confidence(incidents):
    single = incidents[incidents["sources"].map(len) == 1]
    assert "high" not in set(single["confidence"])


def test_everything_may_be_shown_to_anyone(incidents):
    assert set(incidents["marking"]) == {"CLEAR"}


def test_nothing_is_graded_before_an_analyst_has_graded_it(incidents):
    assert incidents["grade"].isna().all()


def test_explanations_have_a_reason_and_leave_room_for_doubt(incidents):
    assert incidents["hypotheses_basis"].str.len().min() > 20
    assert all(weights["unknown"] > 0 for weights in incidents["hypotheses"])
    assert all(sum(weights[name] for name in HYPOTHESES) == pytest.approx(1) for weights in incidents["hypotheses"])


def test_a_claim_names_who_claims(incidents):
    assert incidents["claimed_by"].notna().equals(incidents["attribution_status"] == "claimed")


def test_best_counts_lie_within_their_ranges(incidents):
    for harm in ("killed", "injured"):
        best, least, most = (incidents[f"{harm}{suffix}"] for suffix in ("", "_min", "_max"))
        assert not (best < least).any()
        assert not (best > most).any()


def test_no_more_chinese_than_people_are_counted(incidents):
    for harm in ("killed", "injured"):
        assert not (incidents[f"{harm}_chinese"] > incidents[harm]).any()


def test_counts_are_whole_and_not_negative(incidents):
    counts = incidents[list(COUNTS)].stack().dropna()
    assert (counts >= 0).all()
    assert (counts % 1 == 0).all()


def test_contested_rows_say_who_says_what(incidents):
    assert incidents.loc[incidents["contested"], "disagreement"].str.len().min() > 50


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("INC-054", {"killed": 1, "killed_min": 1, "killed_max": 8, "killed_chinese": None, "injured": None}),
        ("INC-056", {"killed": 5, "killed_min": 1, "killed_max": 5, "killed_chinese": 0, "injured": 3}),
        ("INC-066", {"killed": 4, "killed_min": 4, "killed_max": 6, "injured_min": 5, "injured_max": 16}),
        ("INC-067", {"killed": None, "killed_min": 0, "killed_max": 5, "killed_chinese": None, "injured": None}),
    ],
)
def test_contested_figures_stay_ranges_and_blanks(incidents, name, expected):
    assert incidents.loc[name, "contested"]
    assert known(incidents.loc[name, list(expected)]) == expected


def test_only_four_rows_are_contested(incidents):
    assert sorted(incidents.index[incidents["contested"]]) == ["INC-054", "INC-056", "INC-066", "INC-067"]


@pytest.mark.parametrize(
    ("name", "speaker"),
    [
        ("INC-020", "ISKP claims"),
        ("INC-021", "Local sources report"),
        ("INC-028", "NRF claims"),
        ("INC-035", "Pro-Taliban outlet reports"),
        ("INC-047", "Local sources report"),
        ("INC-051", "the AFF claims"),
        ("INC-052", "staff say .* officials deny"),
        ("INC-062", "AFF claims"),
        ("INC-063", "Taliban source tells"),
        ("INC-065", "One outlet reports"),
    ],
)
def test_a_title_names_the_side_when_only_one_speaks(incidents, name, speaker):
    assert re.search(speaker, incidents["title"][name])


@pytest.mark.parametrize(
    ("name", "most"), [("INC-024", 3), ("INC-028", 4), ("INC-047", 4), ("INC-051", 2), ("INC-062", 3), ("INC-067", 5)]
)
def test_a_toll_told_by_one_side_has_a_range_and_no_best_figure(incidents, name, most):
    counts = known(incidents.loc[name, ["killed", "killed_min", "killed_max"]])
    assert counts == {"killed": None, "killed_min": 0, "killed_max": most}


@pytest.mark.parametrize("name", ["INC-008", "INC-011", "INC-054", "INC-058", "INC-065", "INC-067"])
def test_chinese_deaths_are_blank_where_nobody_says_whose_deaths_they_were(incidents, name):
    assert pd.isna(incidents["killed_chinese"][name])


def test_nothing_says_without_a_speaker_that_the_oil_staff_were_held(incidents, frames):
    assert "deny arrests" in incidents["summary"]["INC-052"]
    assert "deny arrests" in frames["responses"]["notes"]["RSP-13"]
    assert "deny arrests" in frames["sites"]["chinese_staff"]["SITE-02"]


def test_the_fight_at_payan_mor_is_known_to_a_month(incidents):
    row = incidents.loc["INC-056"]
    assert (row["first_day"], row["last_day"]) == (pd.Timestamp("2025-10-01"), pd.Timestamp("2025-10-31"))


def test_the_verified_chinese_dead_on_the_border_since_november_2024_are_seven(incidents):
    names = ["INC-044", "INC-045", "INC-060", "INC-061"]
    assert incidents.loc[names, "killed_chinese"].tolist() == [1, 1, 3, 2]


@pytest.mark.parametrize("column", WORDING)
def test_text_is_plain_and_tidy(incidents, column):
    text = incidents[column].dropna()
    untidy = text[text.str.contains(r"[<>{}]|  |\bseed\b|\bSEED\b|TODO|^\s|\s$")]
    assert list(untidy.index) == []


def test_titles_are_short_and_tell_incidents_apart(incidents):
    assert incidents["title"].str.len().max() <= 90
    assert incidents["title"].is_unique
