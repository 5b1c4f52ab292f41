"""Provinces, countries and the border as shipped."""

import json
import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from layers.catalogue import dataset
from layers.rebuild.districts import AFGHAN, TAJIK
from layers.rebuild.provinces import PROVINCES

DATA = Path(__file__).parents[2] / "data"
GEOD = Geod(ellps="WGS84")
OWN = {"badakhshan": "AF-BDS", "takhar": "AF-TAK", "logar": "AF-LOG"}
PROVINCE_FILES = (*OWN, "provinces_afghanistan", "provinces_tajikistan")


def read(name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(next(DATA.rglob(f"{name}.geojson")))


@pytest.fixture(scope="module")
def provinces() -> gpd.GeoDataFrame:
    return pd.concat([read(name) for name in PROVINCE_FILES]).set_index("iso_3166_2")


@pytest.fixture(scope="module")
def border() -> gpd.GeoDataFrame:
    return read("border_tj_af").set_index("segment_id")


@pytest.fixture(scope="module")
def countries() -> gpd.GeoDataFrame:
    return read("countries").set_index("iso_a2")


def country_outline(provinces: gpd.GeoDataFrame, code: str):
    return shapely.coverage_union_all(provinces.geometry[provinces.country == code].to_numpy())


def test_every_province_is_there_once(provinces):
    assert sorted(provinces.index) == sorted(province.iso_3166_2 for province in PROVINCES)
    assert provinces.country.value_counts().to_dict() == {"AF": 34, "TJ": 5}


@pytest.mark.parametrize(("name", "code"), OWN.items())
def test_a_province_of_concern_has_a_file_of_its_own(name, code):
    assert list(read(name).iso_3166_2) == [code]


def test_no_two_provinces_share_a_name(provinces):
    assert provinces.name.is_unique
    assert provinces.name_local.is_unique


@pytest.mark.parametrize(
    ("code", "seat", "longitude", "latitude"),
    [
        ("AF-DAY", "Nili", 66.13, 33.72),
        ("AF-URU", "Tarinkot", 65.87, 32.63),
        ("AF-PAN", "Bazarak", 69.52, 35.31),
        ("AF-PAR", "Charikar", 69.17, 35.01),
        ("AF-LOG", "Pul-e Alam", 69.03, 33.99),
        ("AF-TAK", "Taloqan", 69.53, 36.74),
        ("AF-BDS", "Fayzabad", 70.58, 37.12),
        ("TJ-GB", "Khorugh", 71.55, 37.49),
    ],
)
def test_a_province_holds_its_seat(provinces, code, seat, longitude, latitude):
    assert provinces.geometry[code].contains(shapely.Point(longitude, latitude)), seat


def test_daykundi_and_panjshir_have_their_own_names(provinces):
    assert provinces.loc[["AF-DAY", "AF-PAN"], "name"].tolist() == ["Daykundi", "Panjshir"]


def test_local_names_are_in_the_local_script(provinces):
    dari, tajik = (provinces.name_local[provinces.country == code] for code in ("AF", "TJ"))
    assert dari.str.fullmatch("[\u0600-\u06ff ]+").all()
    assert tajik.str.fullmatch("[\u0400-\u04ff ]+").all()


def test_shapes_are_valid(provinces, countries):
    assert provinces.is_valid.all()
    assert countries.is_valid.all()


def test_neighbouring_provinces_neither_overlap_nor_leave_gaps(provinces):
    areas = provinces.geometry.to_numpy()
    assert shapely.coverage_is_valid(areas)
    whole = shapely.get_parts(shapely.union_all(areas))
    assert shapely.get_num_interior_rings(whole).sum() == 0


def test_badakhshan_and_takhar_share_an_edge(provinces):
    edge = provinces.geometry["AF-BDS"].intersection(provinces.geometry["AF-TAK"])
    assert 100 < GEOD.geometry_length(edge) / 1000 < 400


def test_country_outlines_are_the_union_of_their_provinces(provinces, countries):
    for code in ("AF", "TJ"):
        assert countries.geometry[code].equals(country_outline(provinces, code))


def test_countries_do_not_overlap(countries):
    areas = countries.geometry.to_numpy()
    assert shapely.union_all(areas).area == pytest.approx(shapely.area(areas).sum(), abs=1e-3)


def test_the_border_is_about_1171_km_long(border):
    assert border.length_km.sum() == pytest.approx(1171, abs=2)


def test_segment_lengths_are_geodesic(border):
    measured = border.geometry.map(GEOD.geometry_length) / 1000
    assert np.allclose(measured, border.length_km, atol=0.001)


def test_segments_join_end_to_end_from_west_to_east(border):
    ends = [(line.coords[0], line.coords[-1]) for line in border.geometry]
    assert all(before[1] == after[0] for before, after in zip(ends, ends[1:], strict=False))
    assert ends[0][0][0] < ends[-1][1][0]


def test_segments_are_numbered_and_named_apart(border):
    assert list(border.index) == [f"BORDER-{number:02d}" for number in range(1, len(border) + 1)]
    assert border.name.is_unique


def test_no_segment_is_absurdly_short(border):
    assert border.length_km.min() > 15


def test_the_border_has_the_very_vertices_of_both_countries(provinces, border):
    vertices = {xy for line in border.geometry for xy in line.coords}
    for code in ("TJ", "AF"):
        outline = shapely.get_coordinates(country_outline(provinces, code))
        assert vertices <= {tuple(xy) for xy in outline.tolist()}


def test_a_segment_lies_on_the_provinces_it_names(provinces, border):
    for segment in border.itertuples():
        for code in (segment.tajik_province, segment.afghan_province):
            assert segment.geometry.distance(provinces.geometry[code]) == 0


def test_a_segment_says_that_districts_are_approximate(border):
    assert border.method.str.contains("approximate").all()


def test_no_country_is_empty_and_all_neighbours_touch_the_two(countries):
    assert not countries.is_empty.any()
    home = countries.geometry[["AF", "TJ"]].union_all()
    touching = countries.index[shapely.distance(countries.geometry, home) < 1e-4]
    assert {"PK", "IR", "TM", "UZ", "KG", "CN"} <= set(touching)


@pytest.mark.parametrize("name", [*PROVINCE_FILES, "countries", "border_tj_af"])
def test_a_file_has_one_feature_per_line_and_five_decimals(name):
    text = next(DATA.rglob(f"{name}.geojson")).read_text(encoding="utf-8")
    assert len(text.splitlines()) == len(json.loads(text)["features"]) + 2
    assert not re.search(r"\d\.\d{6}", text)


def test_the_caution_names_every_district_centre_that_no_gazetteer_has():
    approximate = [district.name for district in (*TAJIK, *AFGHAN) if district.place_id is None]
    assert len(approximate) == 5
    assert all(name in dataset("border").caution for name in approximate)
