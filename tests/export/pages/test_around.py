"""What stands around a page: dates, filters in words, what was left out, sources, and who made it."""

from datetime import date

import pytest

from export.pages.around import (
    dates_line,
    filters_line,
    footer,
    left_out_line,
    made_line,
    notes,
    score_line,
    sources_line,
)
from tests.export.conftest import making


def test_the_dates_say_until_when_data_go_and_that_silence_is_not_calm(make):
    line = dates_line(make())
    assert "As of 17 Apr 2026" in line
    assert "No data since 18 Apr 2026: Silence is not calm." in line


def test_the_score_says_of_what_it_is_the_chance(make):
    line = score_line(make(view={"radius_km": 50, "horizon_days": 30, "target": "direct"}))
    assert (
        line == "Score: chance of at least one incident with direct Chinese nexus within 50 km in the 30 days after it"
    )


def test_other_assumptions_are_said(make):
    assert score_line(make(view={"half_life_factor": 2.0})).endswith("What if: half-lives × 2")


def test_the_explanation_under_which_it_is_scored_is_said(make):
    assert "only Criminal networks" in score_line(make(view={"hypothesis": "criminal_networks"}))


def test_without_filters_all_incidents_are_shown(make):
    assert filters_line(make()) == "Filters: none, all incidents up to the as-of date. 71 of 71 incidents shown."


def test_filters_say_what_they_keep_and_how_many_are_left(make):
    words = filters_line(make(view={"nexus": ("direct",)}))
    assert words.startswith("Filters: nexus: direct. ")
    assert "of 71 incidents shown" in words


def test_a_period_is_a_filter(make):
    assert "period 1 Jan 2025 to 17 Apr 2026" in filters_line(make(view={"first_day": date(2025, 1, 1)}))


def test_nothing_is_said_of_rows_left_out_when_there_are_none(make):
    assert left_out_line(make()) == ""


def test_rows_left_out_are_counted_and_said_first(secret_world):
    # an incident, a site, and three responses to that incident alone
    content = making(secret_world)(above="redact")
    assert left_out_line(content).startswith("5 rows marked above TLP:GREEN are left out, of scores and clusters too")
    assert notes(content)[0].kind == "warning"


def test_an_as_of_date_without_data_is_said_first(make):
    content = make(view={"as_of": date(2026, 6, 1)})
    assert notes(content)[0].text.startswith("No data on 1 Jun 2026: no score is given")


@pytest.mark.parametrize(
    "publisher", ["Natural Earth (Public domain)", "GeoNames (CC BY 4.0)", "GSHHG", "Panj Watch (CC BY"]
)
def test_sources_are_named_with_their_licence(make, publisher):
    assert publisher in sources_line(make())


def test_who_and_when_are_given_and_not_guessed(make, world):
    assert made_line(make()) == f"made by: not stated · Version 0.5 · Data {world.sha256[:16]}"
    given = made_line(make(by="Desk 4", on=date(2026, 4, 20)))
    assert given.startswith("Made by Desk 4 · Made on 20 Apr 2026 · Version")


@pytest.mark.parametrize("language", ["zh", "ru", "fa"])
def test_in_other_languages_the_frame_is_translated_and_texts_are_said_to_be_english(make, language):
    english, other = footer(make()), footer(make(language=language))
    assert all(one != two for one, two in zip(english, other, strict=True))
    assert len(other[1]) > len(english[1]) / 4


def test_what_makes_a_cluster_is_said_where_it_is_not_as_usual(make):
    assert "space-time clusters" not in filters_line(make())
    words = filters_line(make(view={"group_km": 40}))
    assert "space-time clusters within 40 km and 30 days, of at least 3 incidents (ST-DBSCAN)" in words
