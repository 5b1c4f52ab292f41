"""Sites: what is refused, and what the shipped ones say about place, status and the link to China."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod
from shapely import LineString, Point

from layers.boundaries import countries_by_name
from layers.geojson import CoordinatesOutOfRange
from layers.placement import PlacementUnknown
from layers.sites import SECTORS, STATUSES, complete_sites
from layers.values import ValueUnknown
from tests.layers.tinydata import DISTRICT, NORTH, ORDINARY_SITE, SOUTH, SQUARES

GEOD = Geod(ellps="WGS84")
AREAS = gpd.GeoSeries(SQUARES, crs="EPSG:4326")
COUNTRIES = gpd.GeoSeries({"Afghanistan": SOUTH, "Tajikistan": NORTH}, crs="EPSG:4326")
WEST_EAST_ROAD = LineString([(0.2, 1.5), (1.8, 1.5)])
LINES = ["SITE-22", "SITE-25", "SITE-38"]


def completed(*shapes, **facts: object) -> gpd.GeoDataFrame:
    """The frame of ordinary sites with these shapes, S1, S2, …; `facts` hold for all."""
    index = pd.Index([f"S{number}" for number in range(1, len(shapes) + 1)], name="site_id")
    rows = [{**ORDINARY_SITE, **facts} for _ in shapes]
    frame = gpd.GeoDataFrame(rows, index, geometry=list(shapes), crs="EPSG:4326")
    return complete_sites(frame, areas=AREAS, countries=COUNTRIES)


@pytest.fixture
def sites(frames) -> gpd.GeoDataFrame:
    return frames["sites"]


@pytest.mark.parametrize("column", ["sector", "status", "chinese_link", "confidence", "placement", "marking"])
def test_an_unknown_word_is_refused_with_its_row(column):
    with pytest.raises(ValueUnknown, match=f"sites.geojson, S1: {column} is 'open'; expected one of .* Correct"):
        completed(Point(1, 1), **{column: "open"})


def test_a_line_is_itself_and_stands_for_no_area():
    assert completed(WEST_EAST_ROAD, **DISTRICT)["placement_area"]["S1"] is None


def test_a_point_known_to_a_district_stands_for_a_disc():
    assert completed(Point(1, 1), **DISTRICT)["placement_area"]["S1"].contains(Point(1, 1))


def test_a_district_without_a_radius_is_refused():
    with pytest.raises(PlacementUnknown, match="S1 is placed by 'district'.*Give placement_radius_km"):
        completed(Point(1, 1), placement="district")


@pytest.mark.parametrize("shape", [Point(1, 3.5), LineString([(0, 3.5), (1, 3.5)])], ids=["point", "line"])
def test_a_site_far_from_its_country_is_refused(shape):
    with pytest.raises(CoordinatesOutOfRange, match="S1 is at .* more than 50 km from Afghanistan"):
        completed(shape)


def test_there_are_37_sites_without_the_lead(sites):
    assert len(sites) == 37
    assert "SITE-16" not in sites.index


def test_words_are_those_of_the_contract_and_most_are_in_use(sites):
    assert set(sites["sector"]) == set(SECTORS)
    assert set(sites["status"]) == set(STATUSES)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("SITE-01", "active"),
        ("SITE-02", "terminated"),
        ("SITE-06", "suspended"),
        ("SITE-17", "planned"),
        ("SITE-21", "destroyed"),
        ("SITE-23", "suspended"),
        ("SITE-35", "completed"),
    ],
)
def test_a_status_is_the_one_reported(sites, name, status):
    assert sites["status"][name] == status


def test_a_known_status_says_as_of_when(sites):
    dated = sites["status_as_of"].str.fullmatch(r"20\d\d(-(0[1-9]|1[0-2]))?")
    assert list(sites.index[~dated.fillna(False).astype(bool)]) == ["SITE-08"]
    assert sites["status"]["SITE-08"] == "unknown"


def test_every_status_is_explained(sites):
    assert sites["status_detail"].str.len().min() > 5


def test_a_link_that_is_not_verified_says_why(sites):
    unverified = sites[sites["chinese_link"] == "unverified"]
    assert len(unverified) == 10
    assert unverified["chinese_link_note"].str.len().min() > 20


def test_a_verified_link_says_on_what_it_rests(sites):
    assert sites["chinese_link_note"].str.len().min() > 10


def test_a_value_says_what_it_is(sites):
    assert sites.loc[sites["value_usd"].notna(), "value_note"].notna().all()


def test_a_value_that_nobody_reported_is_unknown_and_never_zero(sites):
    assert sites["value_usd"].isna().any()
    assert (sites["value_usd"].dropna() > 0).all()


def test_every_site_has_a_source_and_may_be_shown(sites):
    assert all(source.startswith("http") for sources in sites["sources"] for source in sources)
    assert set(sites["marking"]) == {"CLEAR"}


def test_only_the_hotel_is_exact(sites):
    assert list(sites.index[sites["placement"] == "exact"]) == ["SITE-20"]


def test_points_that_are_not_exact_stand_for_an_area(sites):
    others = sites[(sites.geom_type == "Point") & (sites["placement"] != "exact")]
    assert not others["placement_area"].is_empty.any()
    assert others["placement_area"].notna().all()


def test_sites_known_to_provinces_stand_for_their_polygons(sites, frames):
    khatlon_and_pamir = frames["provinces_tajikistan"].geometry[["TJ-KT", "TJ-GB"]].union_all()
    assert sites["placement_area"]["SITE-28"].equals(khatlon_and_pamir)
    assert sites["placement_area"]["SITE-17"].equals(frames["logar"].geometry["AF-LOG"])


def test_an_area_lies_in_the_country_of_its_site(sites):
    countries = countries_by_name()
    areas = sites["placement_area"].dropna()
    assert all(area.difference(countries[sites["country"][name]]).area < 1e-9 for name, area in areas.items())


def test_roads_whose_course_is_known_are_lines_that_call_themselves_approximate(sites):
    assert list(sites.index[sites.geom_type == "LineString"]) == LINES
    assert list(sites.index[sites["line_approximate"]]) == LINES
    assert sites.loc[LINES, "placement_note"].str.contains("line").all()


def test_a_road_or_corridor_drawn_as_a_point_says_why(sites):
    points = sites[sites["sector"].isin(["road", "corridor"]) & (sites.geom_type == "Point")]
    assert list(points.index) == ["SITE-26", "SITE-27"]
    assert points["placement_note"].str.len().min() > 40


@pytest.mark.parametrize("name", LINES)
def test_a_line_stays_in_its_country(sites, name):
    line, country = sites.geometry[name], countries_by_name()[sites["country"][name]]
    assert GEOD.geometry_length(line.intersection(country)) >= 0.95 * GEOD.geometry_length(line)


def test_the_border_road_has_the_length_that_was_reported(sites):
    assert GEOD.geometry_length(sites.geometry["SITE-25"]) / 1000 == pytest.approx(109, abs=1)


def test_the_border_road_keeps_within_6_km_of_the_panj(sites, frames):
    border = frames["border"].union_all()
    steps = [sites.geometry["SITE-25"].interpolate(share, normalized=True) for share in np.linspace(0, 1, 101)]
    away = [GEOD.geometry_length(shapely.shortest_line(step, border)) / 1000 for step in steps]
    assert max(away) < 6


def test_the_border_road_passes_where_its_workers_were_attacked(sites, frames):
    spot = frames["incidents"].geometry["INC-061"]
    assert GEOD.geometry_length(shapely.shortest_line(spot, sites.geometry["SITE-25"])) < 1000


@pytest.mark.parametrize(
    ("name", "unknown"), [("SITE-22", "Bozai Gumbaz is not among"), ("SITE-26", "Barsem is not among")]
)
def test_a_road_that_cannot_be_drawn_says_which_place_is_missing(sites, frames, name, unknown):
    assert unknown in sites["placement_note"][name]
    assert not frames["places"]["name"].str.contains("Gumba|Barsem").any()
