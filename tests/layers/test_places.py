"""Populated places as shipped, and how a name in another script is picked."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.rebuild.places import admin1_of, rank_of
from layers.rebuild.scripts import chinese_name, dari_name, russian_name

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def places() -> gpd.GeoDataFrame:
    return gpd.read_file(DATA / "basemap" / "places.geojson").set_index("place_id")


def test_every_afghan_and_tajik_place_of_the_source_is_there(places):
    counts = places.country.value_counts()
    assert (counts["AF"], counts["TJ"]) == (319, 103)


def test_places_abroad_are_large(places):
    abroad = places[~places.country.isin(["AF", "TJ"])]
    assert abroad.population.min() >= 50_000


def test_every_afghan_and_tajik_place_has_a_province_of_its_country(places):
    home = places[places.country.isin(["AF", "TJ"])]
    assert (home.admin1.str[:2] == home.country).all()


def test_places_abroad_have_no_province(places):
    assert places.admin1[~places.country.isin(["AF", "TJ"])].isna().all()


@pytest.mark.parametrize(
    ("column", "letters"),
    [
        ("name_zh", "[\u4e00-\u9fff]+"),
        ("name_ru", "[\u0400-\u04ff -]+"),
        ("name_fa", "[\u0600-\u06ff\u200c -]+"),
    ],
)
def test_names_are_in_their_script_only(places, column, letters):
    assert places[column].dropna().str.fullmatch(letters).all()


def test_dushanbe_is_named_in_all_languages(places):
    names = places.loc[1221874, ["name", "name_zh", "name_ru", "name_fa"]]
    assert names.tolist() == ["Dushanbe", "杜尚别", "Душанбе", "دوشنبه"]


def test_an_unknown_population_is_blank_never_zero(places):
    assert places.population.min() > 0
    assert places.population.isna().any()


def test_capitals_and_provincial_seats_are_labelled_first(places):
    assert places["rank"][[1138958, 1221874]].tolist() == [1, 1]
    assert places["rank"][[1142170, 1123004, 1130497, 1221328]].tolist() == [2, 2, 2, 2]


def test_places_lie_on_the_map(places):
    west, south, east, north = places.total_bounds
    assert west >= 55 and south >= 25 and east <= 85 and north <= 48


def test_a_name_that_the_source_does_not_have_is_none():
    latin = ["Kunduz", "Qonduz"]
    assert (chinese_name(latin), russian_name(latin, country="AF"), dari_name(latin, country="AF")) == (None,) * 3


def test_a_russian_spelling_goes_before_a_tajik_one():
    assert russian_name(["Ҳисор", "Гиссар"], country="TJ") == "Гиссар"


def test_a_tajik_spelling_serves_in_tajikistan_only():
    assert russian_name(["Панҷ"], country="TJ") == "Панҷ"
    assert russian_name(["Қандаҳор"], country="AF") is None


def test_simplified_characters_go_before_traditional_ones():
    assert chinese_name(["喀布爾", "喀布尔"]) == "喀布尔"


@pytest.mark.parametrize("name", ["كندز", "لښکرگاه", "میمنہ", "ئاشخاباد"])
def test_arabic_pashto_urdu_and_uyghur_spellings_are_not_dari(name):
    assert dari_name([name], country="AF") is None


def test_abroad_only_a_usual_spelling_is_taken_for_dari():
    assert dari_name(["پشاور", "پشاوور"], country="PK") == "پشاور"
    assert dari_name(["بوخارا"], country="NP") is None


def test_a_former_name_is_not_used():
    assert russian_name(["Чкалов", "Бустонабад"], country="TJ") == "Бустонабад"


@given(st.lists(st.text(min_size=1, max_size=8)))
def test_a_picked_name_is_one_of_the_names_given(names):
    picked = {chinese_name(names), russian_name(names, country="TJ"), dari_name(names, country="AF")}
    assert picked <= {None, *names}


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_a_larger_place_is_never_labelled_later(one, other):
    small, large = sorted((one, other))
    assert rank_of(0, large, country="AF") <= rank_of(0, small, country="AF")


def test_an_unknown_population_is_labelled_last():
    assert rank_of(0, None, country="AF") == 4


def test_a_place_just_outside_counts_to_the_nearest_province_of_its_country():
    squares = [
        ({"iso_3166_2": "AF-X"}, shapely.box(0, 0, 1, 1)),
        ({"iso_3166_2": "TJ-Y"}, shapely.box(0, 1, 1, 2)),
    ]
    assert admin1_of(shapely.Point(0.5, 0.98), squares, country="TJ") == "TJ-Y"
    assert admin1_of(shapely.Point(0.5, 0.5), squares, country="TJ") is None
