"""What the map is given: data that stays data, marks that say how sure they are, a legend of what is on the map."""

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from shapely import LineString, Point, box

from export.scene.legends import legend_entry, merged
from export.scene.state import layer_state, map_state, outline
from layers.layer import Layer, Symbol
from layers.placement import PLACEMENTS
from risk.declared import ALL_LAYERS

LAYER = {layer.name: layer for layer in ALL_LAYERS}


def site(lon: float = 70, lat: float = 37, **facts: object) -> gpd.GeoDataFrame:
    row = {"name": "Mine", "sector": "gold", "status": "active", "status_as_of": "2025", "chinese_link": "verified"}
    about = {**row, "placement": "place", "placement_area": None, **facts}
    return gpd.GeoDataFrame([about], index=["S1"], geometry=[Point(lon, lat)], crs="EPSG:4326")


def incident(**facts: object) -> gpd.GeoDataFrame:
    day = pd.Timestamp("2025-11-26")
    row = {"title": "Attack", "event_type": "clash", "nexus": "direct", "place": "Town", "contested": False}
    dates = {"first_day": day, "last_day": day, "date_precision": "day"}
    spot = {
        "placement": "exact",
        "placement_radius_km": 5.0,
        "placement_areas": [],
        "placement_area": box(69, 36, 71, 38),
    }
    return gpd.GeoDataFrame(
        [{**row, **dates, **spot, "killed": 1, **facts}], index=["I1"], geometry=[Point(70, 37)], crs="EPSG:4326"
    )


def only_thing(layer: str, frame: gpd.GeoDataFrame) -> dict:
    (thing,) = layer_state(LAYER[layer], frame)["things"]
    return thing


def entry(title: str, unit: str = "incident", caution: str = "Careful.") -> dict:
    return {"title": title, "unit": unit, "caution": caution, "symbols": [{"label": title}]}


def test_the_same_content_has_the_same_hash():
    assert layer_state(LAYER["sites"], site())["hash"] == layer_state(LAYER["sites"], site())["hash"]


@pytest.mark.parametrize(
    "facts",
    [{"name": "Other"}, {"sector": "oil"}, {"status": "planned"}, {"chinese_link": "unverified"}, {"lon": 70.01}],
)
def test_the_hash_changes_when_what_is_drawn_does(facts):
    assert layer_state(LAYER["sites"], site(**facts))["hash"] != layer_state(LAYER["sites"], site())["hash"]


def test_two_layers_that_look_alike_have_their_own_hash():
    hashes = {layer_state(LAYER[name], incident())["hash"] for name in ("incidents_type", "incidents_nexus")}
    assert len(hashes) == 2


@pytest.mark.parametrize("placement", PLACEMENTS)
@pytest.mark.parametrize("link", ["verified", "unverified"])
def test_a_site_is_hollow_when_its_link_or_its_place_is_not_sure(link, placement):
    frame = site(chinese_link=link, placement=placement, placement_area=box(69, 36, 71, 38))
    assert only_thing("sites", frame)["hollow"] == (link != "verified" or placement == "province")


@pytest.mark.parametrize(
    ("placement", "hollow"), [("exact", False), ("place", False), ("district", True), ("province", True)]
)
def test_an_incident_is_hollow_when_it_stands_for_an_area(placement, hollow):
    assert only_thing("incidents_type", incident(placement=placement))["hollow"] is hollow


def test_a_ring_is_never_hollow_because_it_always_is():
    assert only_thing("incidents_nexus", incident(placement="district"))["hollow"] is False


def test_a_coarse_incident_draws_the_area_it_stands_for_and_an_exact_one_does_not():
    shapes = [
        layer_state(LAYER["incidents_type"], incident(placement=word))["shapes"] for word in ("district", "exact")
    ]
    assert [len(drawn) for drawn in shapes] == [1, 0]


def test_an_area_that_several_incidents_share_is_drawn_once():
    both = pd.concat([incident(placement="district"), incident(placement="district").rename({"I1": "I2"})])
    assert len(layer_state(LAYER["incidents_type"], both)["shapes"]) == 1


def test_a_road_is_a_line_with_a_mark_on_it():
    frame = site(sector="road").set_geometry([LineString([(70, 37), (71, 37)])], crs="EPSG:4326")
    state = layer_state(LAYER["sites"], frame)
    assert state["shapes"][0]["geometry"]["type"] == "LineString"
    assert state["things"][0]["at"] == [37, 70.5]


def test_a_mark_says_where_it_is_latitude_first_as_the_map_wants_it():
    assert only_thing("sites", site(lon=70.12342, lat=37.5))["at"] == [37.5, 70.1234]


def test_what_has_no_place_is_not_drawn():
    assert layer_state(LAYER["sites"], site().set_geometry([None], crs="EPSG:4326"))["things"] == []


def test_hostile_text_is_handed_on_as_it_is():
    assert only_thing("sites", site(name="<b>`${x}`"))["lines"][0] == "<b>`${x}`"


def test_an_endless_line_is_cut():
    assert len(only_thing("sites", site(name="A" * 9999))["lines"][0]) == 160


def test_neighbours_that_say_the_same_become_one_entry():
    (one,) = merged([entry("Takhar"), entry("Logar")])
    assert one["title"] == "Takhar, Logar"
    assert [symbol["label"] for symbol in one["symbols"]] == ["Takhar", "Logar"]


@pytest.mark.parametrize("difference", [{"unit": "site"}, {"caution": "Careless."}])
def test_neighbours_with_another_unit_or_caution_stay_apart(difference):
    assert len(merged([entry("Takhar"), entry("Logar", **difference)])) == 2


def test_entries_that_are_not_neighbours_stay_apart():
    assert [one["title"] for one in merged([entry("A"), entry("B", unit="site"), entry("C")])] == ["A", "B", "C"]


def test_merging_leaves_the_entries_as_they_were():
    entries = [entry("Takhar"), entry("Logar")]
    merged(entries)
    assert entries == [entry("Takhar"), entry("Logar")]


def test_the_legend_has_only_values_that_are_on_the_map():
    both = pd.concat([site(sector="oil"), site(sector="gold")])
    assert [symbol["label"] for symbol in legend_entry(LAYER["sites"], both)["symbols"]] == ["Gold", "Oil"]


@pytest.mark.parametrize("layer", ALL_LAYERS, ids=lambda layer: layer.name)
def test_an_empty_layer_says_so_and_keeps_its_caution(layer: Layer):
    said = legend_entry(replace(layer, asked=False), pd.DataFrame({layer.column: []}))
    assert (said["symbols"], said["unit"]) == ([], "nothing to show with these filters")
    assert said["caution"] == layer.caution


def test_a_layer_without_its_column_has_its_one_symbol():
    layer = Layer("x", "X", "g", "u", "c", "area", (), dict, "layer", (Symbol("x", "X", "#000", "#fff", "area"),))
    assert [symbol["label"] for symbol in legend_entry(layer, pd.DataFrame({"name": ["a"]}))["symbols"]] == ["X"]


def test_the_selection_lies_on_top():
    drawn = [(layer_state(LAYER["sites"], site()), entry("Sites"))]
    state = map_state(drawn, [outline(box(0, 0, 1, 1), color=("#000", "#fff"))])
    assert [layer["name"] for layer in state["layers"]] == ["sites", "selection"]


def test_another_selection_has_another_hash():
    hashes = {
        map_state([], [outline(box(0, 0, size, 1), color=("#000", "#fff"))])["layers"][0]["hash"] for size in (1, 2)
    }
    assert len(hashes) == 2


def test_no_layer_and_no_selection_is_a_state_too():
    assert (map_state([], [])["layers"], map_state([], [])["legend"]) == ([], [])


def test_a_layer_that_nobody_asked_for_yet_is_not_in_the_legend():
    assert legend_entry(LAYER["tested"], pd.DataFrame({"layer": []})) is None
    assert map_state([({"name": "tested"}, None)], [])["legend"] == []


def test_a_label_that_two_merged_layers_share_stands_once_with_the_first_mark():
    one, other = ({"title": "T", "unit": "u", "caution": "c", "symbols": [{"label": "Low", "mark": m}]} for m in "ab")
    assert merged([one, other])[0]["symbols"] == [{"label": "Low", "mark": "a"}]


def cluster(layer: str, **facts: object) -> dict:
    """The only shape of a layer of clusters."""
    days = {"first_day": pd.Timestamp("2025-01-01"), "last_day": pd.Timestamp("2025-01-09")}
    frame = gpd.GeoDataFrame([facts | days], index=["S01"], geometry=[box(70, 37, 71, 38)])
    return layer_state(LAYER[layer], frame)["shapes"][0]


def test_a_cluster_beyond_chance_is_solid_and_carries_its_p_value_on_the_map():
    shape = cluster("tested", observed=4, expected=0.5, radius_km=12.0, p_value=0.012)
    assert (shape["tag"], shape["ref"], shape["dash"]) == ("p 0.012", "tested:S01", "")


def test_a_descriptive_cluster_is_dashed_and_carries_none():
    shape = cluster("groups", incidents=4, event_types=["clash"])
    assert (shape["tag"], shape["ref"]) == ("", "cluster:S01")
    assert shape["dash"]
