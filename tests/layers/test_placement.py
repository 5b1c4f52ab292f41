"""The area that a row stands for: true in size, and on its own side of the border."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, Point, box

from layers.geojson import CoordinatesOutOfRange
from layers.placement import PLACEMENTS, PlacementUnknown, geodesic_disc, marked_at, placement_area
from tests.layers.tinydata import NORTH, SOUTH, SQUARES

GEOD = Geod(ellps="WGS84")
COUNTRIES = gpd.GeoSeries({"Afghanistan": SOUTH, "Tajikistan": NORTH}, crs="EPSG:4326")
AREAS = gpd.GeoSeries({**SQUARES, "AF": SOUTH, "TJ": NORTH}, crs="EPSG:4326")
KM2 = 1e6


def area_of(lon: float, lat: float, **facts: object):
    ordinary = {"name": "I-1", "placement": "district", "placement_radius_km": 22, "placement_areas": []}
    row = {**ordinary, "country": "Tajikistan", "geometry": Point(lon, lat), **facts}
    return placement_area(row, AREAS, COUNTRIES)


def square_km(shape) -> float:
    return abs(GEOD.geometry_area_perimeter(shape)[0]) / KM2


def distances_km(shape, lon: float, lat: float) -> np.ndarray:
    lons, lats = shapely.get_coordinates(shape).T
    return GEOD.inv(np.full_like(lons, lon), np.full_like(lats, lat), lons, lats)[2] / 1000


@pytest.mark.parametrize("lat", [0, 37.5, -60, 80])
def test_every_corner_of_a_disc_is_a_radius_away(lat):
    assert distances_km(geodesic_disc(70, lat, 22), 70, lat) == pytest.approx(22, abs=0.001)


def test_the_corners_of_a_disc_look_in_all_directions():
    lons, lats = shapely.get_coordinates(geodesic_disc(70, 37.5, 22))[:-1].T
    azimuths, _, _ = GEOD.inv(np.full_like(lons, 70), np.full_like(lats, 37.5), lons, lats)
    assert np.diff(np.sort(azimuths)) == pytest.approx(7.5, abs=0.01)


def test_between_its_corners_a_disc_is_short_by_less_than_half_a_percent():
    edge = geodesic_disc(70, 37.5, 22).exterior
    middles = LineString([edge.interpolate((step + 0.5) / 480, normalized=True) for step in range(480)])
    assert distances_km(middles, 70, 37.5).min() > 22 * 0.995


def test_a_disc_is_as_large_as_a_circle():
    assert square_km(geodesic_disc(70, 37.5, 22)) == pytest.approx(np.pi * 22**2, rel=0.005)


@given(lon=st.floats(-150, 150), lat=st.floats(-75, 75), radius_km=st.floats(0.1, 300))
def test_a_disc_contains_its_centre(lon, lat, radius_km):
    assert geodesic_disc(lon, lat, radius_km).contains(Point(lon, lat))


@given(lat=st.floats(1.85, 3.7))
def test_a_disc_never_leaves_its_own_country(lat):
    assert area_of(1, lat).difference(NORTH).area < 1e-12


def test_a_disc_far_from_the_border_is_whole():
    assert area_of(1, 3).equals(geodesic_disc(1, 3, 22))


def test_a_disc_on_the_border_is_half_a_disc():
    assert square_km(area_of(1, 2)) == pytest.approx(np.pi * 22**2 / 2, rel=0.01)


def test_a_point_on_the_wrong_bank_stands_for_the_right_one():
    wrong = area_of(1, 1.9)
    assert NORTH.covers(wrong)
    assert 0 < square_km(wrong) < np.pi * 22**2 / 2


def test_a_disc_that_does_not_quite_reach_its_country_stays_as_it_is():
    assert area_of(1, 1.7).equals(geodesic_disc(1, 1.7, 22))


def test_a_point_far_from_its_country_is_refused():
    with pytest.raises(CoordinatesOutOfRange, match="I-1 is at 1, 0.5, more than 50 km from Tajikistan.*Correct"):
        area_of(1, 0.5)


def test_coordinates_that_fit_the_other_way_round_look_swapped():
    with pytest.raises(CoordinatesOutOfRange, match="Latitude and longitude look swapped. Correct"):
        area_of(3, 1)


def test_a_country_off_the_map_is_refused():
    with pytest.raises(PlacementUnknown, match="I-1 lies in 'Narnia'.*Use a name of countries.geojson"):
        area_of(1, 3, country="Narnia")


def test_without_any_countries_a_disc_is_not_cut():
    row = {"placement": "district", "placement_radius_km": 22, "placement_areas": [], "country": "Tajikistan"}
    assert placement_area({**row, "geometry": Point(1, 2)}, AREAS, COUNTRIES[:0]).equals(geodesic_disc(1, 2, 22))


def test_a_country_in_two_parts_gives_an_area_in_two_parts():
    split = gpd.GeoSeries({"Tajikistan": shapely.union_all([box(0, 2, 0.9, 4), box(1.1, 2, 2, 4)])})
    row = {"placement": "district", "placement_radius_km": 22, "placement_areas": [], "country": "Tajikistan"}
    assert placement_area({**row, "geometry": Point(1, 3)}, AREAS, split).geom_type == "MultiPolygon"


def test_what_is_exact_stands_for_its_point_alone():
    assert area_of(1, 3, placement="exact", placement_radius_km=0.2) is None


def test_a_province_stands_for_its_polygon():
    assert area_of(1, 3, placement="province", placement_areas=["AF-BDS"]).equals(SQUARES["AF-BDS"])


def test_two_provinces_stand_for_their_union():
    assert area_of(1, 3, placement="province", placement_areas=["TJ-KT", "TJ-GB"]).equals(NORTH)


def test_a_province_is_not_cut_by_the_country_that_is_named():
    assert area_of(1, 3, placement="province", placement_areas=["AF-BDS"], country="Tajikistan").area == 1


def test_an_unknown_code_is_named_with_its_row():
    with pytest.raises(PlacementUnknown, match="I-1 stands for 'AF-XXX'.*Use an ISO 3166-2 code"):
        area_of(1, 3, placement="province", placement_areas=["AF-BDS", "AF-XXX"])


@pytest.mark.parametrize("radius_km", [None, 0, -5, float("nan"), "5"])
def test_an_area_needs_a_radius_or_a_province(radius_km):
    with pytest.raises(PlacementUnknown, match="I-1 is placed by 'district'.*Give placement_radius_km"):
        area_of(1, 3, placement_radius_km=radius_km)


@pytest.mark.parametrize("placement", [word for word in PLACEMENTS if word != "exact"])
def test_whatever_is_not_exact_is_an_area(placement):
    assert area_of(1, 3, placement=placement).area > 0


def test_a_mark_stands_at_the_point_at_the_middle_of_a_line_and_inside_a_province():
    two_squares = shapely.union_all([box(0, 0, 1, 1), box(5, 0, 6, 1)])
    by_province = {"geometry": Point(3, 0.5), "placement": "province", "placement_area": two_squares}
    assert marked_at({"geometry": Point(1, 1), "placement": "district"}).equals(Point(1, 1))
    assert marked_at({"geometry": LineString([(0, 0), (2, 0)])}).equals(Point(1, 0))
    assert two_squares.contains(marked_at(by_province))
