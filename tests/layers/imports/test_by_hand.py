"""What a person types is held against the rules of imports, and what is taken keeps the contract."""

from datetime import date

import geopandas as gpd
import pytest

from layers.boundaries import coded_areas, countries_by_name
from layers.imports.by_hand import check_incident
from layers.imports.site_by_hand import check_site
from layers.incidents import complete_incidents
from layers.sites import complete_sites

TODAY = date(2026, 4, 17)
INCIDENT = {
    "title": "Shots at a camp",
    "date": "2026-03-02",
    "longitude": "70°34'48\"E",
    "latitude": "37.1166",
    "placement": "district",
    "event_type": "armed attack",
    "nexus": "direct",
    "attribution_status": "unknown",
    "confidence": "low",
    "marking": "GREEN",
    "sources": "https://example.org/a;b\nInterview: field | office",
}
SITE = {
    "name": "Camp",
    "placement": "place",
    "sector": "road",
    "status": "active",
    "chinese_link": "unverified",
    "confidence": "low",
    "marking": "GREEN",
    "sources": "Field visit",
}
POINT = {"longitude": "70.58", "latitude": "37.1166"}
LINE = "LINESTRING (70.1 37.2, 70.3 37.4)"
AREA = '{"type":"Polygon","coordinates":[[[70.1,37.2],[70.3,37.2],[70.2,37.3],[70.1,37.2]]]}'


def frame(row: dict) -> gpd.GeoDataFrame:
    shapes = gpd.GeoSeries([row["geometry"]], index=["one"], crs="EPSG:4326")
    rest = {name: [value] for name, value in row.items() if name not in ("geometry", "dataset")}
    return gpd.GeoDataFrame(rest, geometry=shapes, index=["one"])


def areas() -> dict[str, gpd.GeoSeries]:
    return {"areas": coded_areas(), "countries": countries_by_name()}


def test_an_entered_incident_keeps_the_contract():
    row = check_incident(INCIDENT, TODAY).row
    assert complete_incidents(frame(row), **areas())["serious"].all()
    assert row["country"] == "Afghanistan"
    assert round(row["geometry"].x, 4) == 70.58


def test_sources_are_taken_line_by_line_as_they_are():
    assert check_incident(INCIDENT, TODAY).row["sources"] == ["https://example.org/a;b", "Interview: field | office"]


def test_what_is_blank_stays_not_known():
    row = check_incident(INCIDENT, TODAY).row
    assert (row["killed"], row["cross_border"], row["grade"], row["summary"]) == (None, None, None, None)


def test_a_month_adds_nothing_to_the_summary():
    row = check_incident({**INCIDENT, "date": "2026-03", "summary": "Told twice."}, TODAY).row
    assert (row["date_precision"], row["summary"]) == ("month", "Told twice.")


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"title": ""}, "title", "Fill it in"),
        ({"date": "03/04/2025"}, "date", "Write the year first"),
        ({"date": "2027-01-01"}, "date", "before it happened"),
        ({"killed": "many"}, "killed", "Write one figure"),
        ({"killed": "2", "killed_min": "5"}, "killed_min", "Correct killed_min or killed"),
        ({"killed": "2", "killed_chinese": "3"}, "killed_chinese", "Correct killed_chinese"),
        ({"latitude": "70.58", "longitude": "37.1166"}, "latitude", "swapped"),
        ({"latitude": "37°75'"}, "latitude", "below 60"),
        ({"placement_radius_km": "-3"}, "placement_radius_km", "Correct the radius"),
        ({"grade": "B"}, "grade", "Correct the grade"),
        ({"marking": "PURPLE"}, "marking", "Correct it"),
        ({"sources": "javascript:alert(1)"}, "sources", "Correct the line"),
        ({"sources": "https://"}, "sources", "Correct the line"),
        ({"hypotheses_other": "0.4"}, "hypotheses", "Correct the weights"),
        ({"hypotheses_other": "x"}, "hypotheses_other", "Write a share"),
        ({"place": "a\u202eb"}, "place", "cannot be seen"),
    ],
)
def test_a_fault_is_told_at_its_field(changes, field, told):
    entered = check_incident({**INCIDENT, **changes}, TODAY)
    assert told in entered.faults[field].advice
    assert entered.row is None


def test_weights_are_taken_with_the_blank_ones_as_nothing():
    row = check_incident({**INCIDENT, "hypotheses_other": "0,4", "hypotheses_unknown": "0.6"}, TODAY).row
    assert (row["hypotheses"]["other"], row["hypotheses"]["radical_groups"]) == (0.4, 0)


@pytest.mark.parametrize(
    ("place", "kind"), [(POINT, "Point"), ({"shape": LINE}, "LineString"), ({"shape": AREA}, "Polygon")]
)
def test_an_entered_site_keeps_the_contract(place, kind):
    row = check_site({**SITE, **place}, TODAY).row
    assert complete_sites(frame(row), **areas()).geom_type.tolist() == [kind]


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({}, "latitude", "Add the place"),
        ({**POINT, "shape": LINE}, "shape", "Clear one"),
        ({"shape": "LINESTRING (37.2 70.1, 37.4 70.3)"}, "shape", "swapped"),
        ({**POINT, "sector": "fish"}, "sector", "Correct it"),
        ({**POINT, "value_usd": "-1"}, "value_usd", "leave it blank"),
        ({**POINT, "start_year": "20"}, "start_year", "leave it blank"),
        ({**POINT, "status_as_of": "soon"}, "status_as_of", "Rewrite the date"),
        ({**POINT, "name": "x" * 501}, "name", "Shorten"),
    ],
)
def test_a_fault_of_a_site_is_told_at_its_field(changes, field, told):
    entered = check_site({**SITE, **changes}, TODAY)
    assert told in entered.faults[field].advice
    assert entered.row is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/vsicurl/http://127.0.0.1:1/x", "LINESTRING"),
        ("POLYGON ((70 37, 71 38, 71 37, 70 38, 70 37))", "Draw the area again"),
        ("LINESTRING (700 37, 71 37)", "Correct the coordinates"),
        ("MULTIPOINT ((70 37), (71 37))", "a row of its own"),
        ('{"type": "Polygon", "coordinates": "x"}', "Paste one shape"),
        ('{"type": "FeatureCollection", "features": []}', "no features"),
        ("{" * 100_000, "JSON"),
        ("[" * 100_000, "LINESTRING"),
        ("x" * 3_000_000, "Simplify"),
    ],
)
def test_a_shape_that_cannot_be_is_refused_with_advice(text, told):
    entered = check_site({**SITE, "shape": text}, TODAY)
    assert told in entered.faults["shape"].advice
    assert entered.row is None
