"""Actors: areas named by reports, and how many are named for each."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely import union_all

from layers.actors import actor_areas, complete_actors
from layers.boundaries import PROVINCE_DATASETS, coded_areas
from layers.incidents import HYPOTHESES
from layers.values import ValueUnknown
from tests.layers.tinydata import SOUTH, SQUARES

AREAS = gpd.GeoSeries({**SQUARES, "AF": SOUTH}, crs="EPSG:4326")


def completed(*areas: list[str], **facts: object) -> gpd.GeoDataFrame:
    """One actor for each list of areas, A1, A2, …; `facts` hold for all."""
    index = pd.Index([f"A{number}" for number in range(1, len(areas) + 1)], name="actor_id")
    ordinary = {"name": list(index), "hypothesis": "other", "confidence": "high"}
    return complete_actors(pd.DataFrame({**ordinary, **facts, "areas": list(areas)}, index), areas=AREAS)


def presence(*areas: list[str]) -> dict[str, str]:
    """Class of each named area on the map of square countries."""
    named = gpd.GeoDataFrame({"name": AREAS.index}, AREAS.index, geometry=AREAS)
    nothing = named[:0]
    provinces = {name: nothing for name in PROVINCE_DATASETS} | {"badakhshan": named.drop("AF")}
    return actor_areas({**provinces, "countries": named.loc[["AF"]], "actors": completed(*areas)})["presence"].to_dict()


def test_an_actor_is_drawn_where_reports_place_it():
    assert completed(["AF-BDS", "AF-TAK"]).geometry["A1"].equals(union_all([SQUARES["AF-BDS"], SQUARES["AF-TAK"]]))


def test_an_actor_without_an_area_is_kept_and_drawn_nowhere():
    assert completed([], ["AF-BDS"]).geometry.isna().tolist() == [True, False]


def test_an_unknown_area_is_refused_with_its_row():
    with pytest.raises(ValueUnknown, match="actors.csv, A2: areas is 'AF-XXX'; expected one of AF-TAK, .* Correct"):
        completed(["AF-BDS"], ["AF-TAK", "AF-XXX"])


@pytest.mark.parametrize("column", ["hypothesis", "confidence"])
def test_an_unknown_word_is_refused_with_its_row(column):
    with pytest.raises(ValueUnknown, match=f"actors.csv, A1: {column} is 'sure'; expected one of"):
        completed(["AF-BDS"], **{column: "sure"})


@pytest.mark.parametrize(("count", "word"), [(1, "few"), (2, "few"), (3, "some"), (5, "some"), (6, "many")])
def test_a_province_is_classed_by_the_number_of_actors_named_for_it(count, word):
    assert presence(*[["AF-BDS"]] * count) == {"AF-BDS": word}


def test_an_actor_named_for_a_country_is_not_counted_in_its_provinces():
    assert presence(["AF"], ["AF-BDS"]) == {"AF": "country", "AF-BDS": "few"}


def test_no_actors_make_no_areas():
    assert presence([]) == {}


def test_there_are_12_actors(frames):
    assert len(frames["actors"]) == 12


def test_every_actor_is_placed_in_areas_that_the_map_has(frames):
    codes = frames["actors"]["areas"].explode()
    assert set(codes) <= set(coded_areas().index)
    assert not frames["actors"].is_empty.any()


def test_every_actor_stands_for_one_explanation(frames):
    assert set(frames["actors"]["hypothesis"]) == set(HYPOTHESES) - {"unknown"}


def test_every_actor_has_sources_and_a_record(frames):
    assert (frames["actors"]["sources"].map(len) >= 1).all()
    assert frames["actors"]["record"].notna().all()


def test_no_actor_against_whom_nothing_is_verified_is_credited_with_an_attack(frames):
    unproven = frames["actors"].loc[["ACT-03", "ACT-07", "ACT-08"], "record"]
    assert unproven.str.startswith("None verified").all()


def test_badakhshan_is_where_most_actors_are_named(frames):
    assert actor_areas(frames)["presence"]["AF-BDS"] == "many"
