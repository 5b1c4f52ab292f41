"""The Dushanbe–Kulma highway as shipped: where it runs, how much of it is straight, and what its row may claim."""

import geopandas as gpd
import pytest
import shapely
from pyproj import Geod
from shapely import LineString, Point

from layers.boundaries import countries_by_name

GEOD = Geod(ellps="WGS84")


@pytest.fixture
def sites(frames) -> gpd.GeoDataFrame:
    return frames["sites"]


@pytest.fixture
def highway(sites) -> LineString:
    return sites.geometry["SITE-38"]


@pytest.mark.parametrize(
    ("town", "away_km"),
    [
        ("Dushanbe", 0.01),
        ("Vahdat", 0.01),
        ("Danghara", 0.01),
        ("Kŭlob", 0.01),
        ("Shŭrobod", 0.01),
        ("Qalaikhumb", 0.01),
        ("Rŭshon", 1),
        ("Khorugh", 0.01),
        ("Murghob", 0.01),
    ],
)
def test_the_highway_passes_the_towns_that_its_note_names(highway, frames, town, away_km):
    places = frames["places"]
    spots = places.geometry[(places["name"] == town) & (places["country"] == "TJ")]
    assert min(GEOD.geometry_length(shapely.shortest_line(spot, highway)) for spot in spots) / 1000 < away_km


def test_the_highway_is_as_long_as_its_note_says(sites, highway):
    assert "744 km" in sites["placement_note"]["SITE-38"]
    assert GEOD.geometry_length(highway) / 1000 == pytest.approx(744, abs=0.5)


def test_the_straight_legs_of_the_highway_are_as_long_as_its_note_says(sites, highway, frames):
    ends = shapely.get_coordinates(highway)
    legs = [LineString(pair) for pair in zip(ends[:-1], ends[1:], strict=True)]
    border = frames["border"].union_all()
    straight = [leg for leg in legs if max(Point(end).distance(border) for end in leg.coords) > 0.02]
    assert "458 km are straight legs" in sites["placement_note"]["SITE-38"]
    assert sum(map(GEOD.geometry_length, straight)) / 1000 == pytest.approx(458, abs=2)


def test_the_highway_begins_in_the_capital_and_ends_at_the_border_with_china(highway):
    first, last = (Point(highway.coords[end]) for end in (0, -1))
    countries = countries_by_name()
    assert GEOD.inv(first.x, first.y, 68.779, 38.536)[2] < 100
    assert last.distance(countries["China"]) < 1e-4


def test_the_highway_stays_within_tajikistan(highway):
    outside = highway.difference(countries_by_name()["Tajikistan"])
    assert GEOD.geometry_length(outside) < 10


def test_the_highway_holds_the_section_that_is_being_rebuilt(sites, highway):
    assert set(sites.geometry["SITE-25"].coords) <= set(highway.coords)


def test_the_highway_claims_no_more_than_its_sources(sites):
    row = sites.loc["SITE-38"]
    assert set(row["sources"]) <= set(sites["sources"]["SITE-25"]) | set(sites["sources"]["SITE-27"])
    assert row["chinese_link_note"].startswith("In part only")
    assert row[["value_usd", "chinese_staff", "start_year"]].isna().all()
