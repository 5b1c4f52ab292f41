"""What a row must hold to be taken as a site, and what is said when it does not."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, MultiPoint, Polygon

from tests.layers.imports.sites.files import PIT, PLAIN, SHAPES, sites
from tests.layers.imports.tables import reasons

WORDS = st.text(max_size=30)


def refusal(row: dict, **more: object) -> str:
    result = sites(row, **more)
    assert result.accepted.empty
    return " ".join(reasons(result))


def test_a_good_row_is_taken_in_our_words():
    site = sites(PLAIN).accepted.iloc[0]
    assert (site["sector"], site["status"], site["country"]) == ("gold", "active", "Afghanistan")
    assert site["sources"] == ["file.csv, row 2"]


def test_what_is_not_said_stays_unknown():
    site = sites({"Site": "Pit", "Sector": "gold", "Lat": "37.1166", "Lon": "70.5812"}).accepted.iloc[0]
    assert (site["status"], site["chinese_link"], site["confidence"]) == ("unknown", "unverified", "low")
    assert site[["operator", "status_as_of", "summary"]].isna().all()
    assert math.isnan(site["value_usd"])


def test_a_row_without_terms_is_not_handed_on():
    assert sites(PLAIN).accepted["marking"].tolist() == ["AMBER+STRICT"]
    assert sites(PLAIN, may_share=True).accepted["marking"].tolist() == ["CLEAR"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Commodity": "wood"}, "Commodity: wood; expected one of gold, copper"),
        ({"Commodity": ""}, "Commodity: nothing; expected a sector. Add it"),
        ({"Status": "odd"}, "Status: odd; expected one of active"),
        ({"Lat": "70.5812", "Lon": "37.1166"}, "Latitude and longitude swapped?"),
        ({"Lat": "0", "Lon": "0"}, "0, 0 is what programs write for unknown"),
        ({"Lat": "51.5", "Lon": "-0.12"}, "It lies outside the region of the map"),
        ({"Lat": "", "Lon": ""}, "Add the place of the site"),
        ({"Lat": "95"}, "latitude within ±90"),
        ({"Status as of": "2031-01"}, "Correct the date"),
        ({"Status as of": "soon"}, "expected a year, month or day"),
        ({"value_usd": "-4"}, "US dollars from 0"),
        ({"start_year": "20190"}, "a year from 1800"),
        ({"Site name": "a\u202eb"}, "Delete the signs that cannot be seen"),
        ({"Site name": "x" * 501}, "Shorten the text"),
        ({"marking": "PURPLE"}, "one of CLEAR"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_column_and_advice(change, said):
    assert said in refusal({**PLAIN, **change})


@pytest.mark.parametrize("text", ["2025", "2025-08", "2025-08-14"])
def test_a_status_is_as_of_a_year_a_month_or_a_day(text):
    assert sites({**PLAIN, "Status as of": text}).accepted["status_as_of"].tolist() == [text]


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (Polygon([(70, 37), (70.1, 37.1), (70.1, 37), (70, 37.1)]), "does not cross itself"),
        (LineString([(37, 70), (37.2, 70.5)]), "swapped"),
        (LineString([(70, 37), (0, 0)]), "delete that vertex"),
        (LineString([(70, 37), (70, 97)]), "latitude within ±90"),
        (MultiLineString([[(70, 37), (70.1, 37)], [(71, 37), (71.1, 37)]]), "Join the parts"),
        (MultiPoint([(70, 37), (70.1, 37)]), "one point, line or area"),
        (LineString([(70 + n * 1e-5, 37) for n in range(50_001)]), "Simplify the shape"),
        (LineString([(70, 37), (math.nan, 37.1)]), "Draw the shape again"),
        (None, "Add the place of the site"),
    ],
)
def test_a_shape_that_can_be_no_site_is_refused(shape, said):
    assert said in refusal(PIT, geometry=[shape])


def test_parts_that_meet_are_one_road():
    parts = MultiLineString([[(70.2, 37.1), (70.4, 37.1)], [(70.4, 37.1), (70.6, 37.2)]])
    assert sites(PIT, geometry=[parts]).accepted.geom_type.tolist() == ["LineString"]


def test_an_area_stands_for_what_it_encloses():
    result = sites(PIT, geometry=[SHAPES[2]])
    assert result.accepted["placement_radius_km"].isna().all()
    assert "Rows that are areas: 1. Each stands for what it encloses." in result.notes


def test_the_second_row_of_one_identifier_is_refused():
    result = sites(*[{**PIT, "site_id": "S-1"}] * 2, geometry=SHAPES[:2])
    assert (result.accepted.index.tolist(), result.refused["row"].tolist()) == (["S-1"], [3])


def test_a_blank_stands_for_what_a_person_says():
    columns = {"name": "Site", "latitude": "Lat", "longitude": "Lon"}
    row = {"Site": "Pit", "Lat": "37.1166", "Lon": "70.5812"}
    assert "say in the mapping what a blank stands for" in refusal(row, columns=columns)
    result = sites(row, columns=columns, values={"sector": {"": "copper"}})
    assert result.accepted["sector"].tolist() == ["copper"]


@settings(max_examples=15, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(PLAIN, WORDS)))
def test_every_row_is_taken_or_refused_with_a_reason(row):
    result = sites({**row, "sector": "gold"})
    assert len(result.accepted) + result.refused_rows == 1
    assert result.refused[["expected", "advice"]].map(bool).all(axis=None)
