"""Where the shipped incidents lie: as areas, on the right side of the Panj."""

import geopandas as gpd
import pytest
import shapely
from pyproj import Geod

from layers.boundaries import countries_by_name

GEOD = Geod(ellps="WGS84")
LINE_ACCURACY_KM = 3.4
SHOHIN = ["INC-044", "INC-060", "INC-064", "INC-068", "INC-070"]
NOVEMBER = ["INC-060", "INC-061"]


@pytest.fixture
def incidents(frames) -> gpd.GeoDataFrame:
    return frames["incidents"]


@pytest.fixture(scope="module")
def countries() -> gpd.GeoSeries:
    return countries_by_name()


def square_km(shape) -> float:
    return abs(GEOD.geometry_area_perimeter(shape)[0]) / 1e6


def km_between(one, other) -> float:
    return GEOD.geometry_length(shapely.shortest_line(one, other)) / 1000


def test_every_country_is_on_the_map(incidents, countries):
    assert set(incidents["country"]) <= set(countries.index)


def test_every_point_lies_in_its_country_or_within_reach_of_it(incidents, countries):
    far = [
        name
        for name, row in incidents.iterrows()
        if km_between(row["geometry"], countries[row["country"]]) > row["placement_radius_km"]
    ]
    assert far == []


def test_only_one_incident_is_exact(incidents):
    assert list(incidents.index[incidents["placement"] == "exact"]) == ["INC-024"]


def test_all_others_are_areas_that_say_why(incidents):
    others = incidents[incidents["placement"] != "exact"]
    assert not others["placement_area"].is_empty.any()
    assert others["placement_note"].str.len().min() > 10


def test_every_area_lies_in_the_country_of_its_row(incidents, countries):
    areas = incidents["placement_area"].dropna()
    abroad = [name for name, area in areas.items() if area.difference(countries[incidents.country[name]]).area > 1e-9]
    assert abroad == []


@pytest.mark.parametrize(("placement", "radius_km"), [("place", 5), ("district", 22)])
def test_a_word_of_placement_has_one_radius(incidents, placement, radius_km):
    assert set(incidents.loc[incidents["placement"] == placement, "placement_radius_km"]) == {radius_km}


def test_a_row_has_a_radius_or_provinces_and_never_both(incidents):
    by_area = incidents["placement_areas"].map(len) > 0
    assert by_area.equals(incidents["placement_radius_km"].isna())


def test_incidents_known_to_a_province_stand_for_its_polygon(incidents, frames):
    assert incidents["placement_area"]["INC-015"].equals(frames["badakhshan"].geometry["AF-BDS"])
    assert incidents["placement_area"]["INC-023"].equals(frames["badakhshan"].geometry["AF-BDS"])
    assert incidents["placement_areas"]["INC-002"] == ["AF-FYB"]


def test_a_province_without_polygon_is_a_wide_disc(incidents):
    wide = incidents[(incidents["placement"] == "province") & (incidents["placement_areas"].map(len) == 0)]
    assert list(wide.index) == ["INC-071"]
    assert square_km(wide["placement_area"].iloc[0]) > 50_000


@pytest.mark.parametrize("name", SHOHIN)
def test_shamsiddin_shohin_is_known_as_a_district_not_as_a_pin(incidents, name):
    row = incidents.loc[name]
    assert (row["admin2"], row["placement"]) == ("Shamsiddin Shohin", "district")
    assert square_km(row["placement_area"]) > 900


def test_the_five_are_all_the_rows_of_shamsiddin_shohin(incidents):
    assert sorted(incidents.index[incidents["admin2"] == "Shamsiddin Shohin"]) == SHOHIN


@pytest.mark.parametrize("name", NOVEMBER)
def test_the_attacks_of_november_2025_lie_on_the_tajik_side(incidents, countries, name):
    area = incidents["placement_area"][name]
    assert incidents["country"][name] == "Tajikistan"
    assert countries["Tajikistan"].covers(incidents.geometry[name])
    assert [name for name, shape in countries.items() if shape.intersection(area).area > 1e-9] == ["Tajikistan"]


@pytest.mark.parametrize("name", NOVEMBER)
def test_their_areas_reach_no_farther_into_afghanistan_than_the_line_is_off(incidents, countries, name):
    beyond = incidents["placement_area"][name].intersection(countries["Afghanistan"])
    deepest = max(km_between(shapely.Point(xy), countries["Tajikistan"]) for xy in shapely.get_coordinates(beyond))
    assert deepest < LINE_ACCURACY_KM


@pytest.mark.parametrize("name", NOVEMBER)
def test_they_are_marked_as_launched_across_the_border(incidents, name):
    assert incidents["cross_border"][name]


def test_darvoz_is_where_it_happened_and_maimay_where_it_came_from(incidents):
    row = incidents.loc["INC-061"]
    assert (row["admin1"], row["admin2"]) == ("GBAO", "Darvoz")
    assert "Maimay" not in row["place"]
    assert "Maimay" in row["attributed_to"]


def test_a_crossing_ends_in_tajikistan_or_is_fired_at_it(incidents):
    crossed = incidents[incidents["cross_border"]]
    assert set(crossed.index[crossed["country"] != "Tajikistan"]) == {"INC-020"}
