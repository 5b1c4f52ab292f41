"""The declared layers: each builds, explains itself, and can be read on both grounds."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely import LineString, Point

from layers import shipped
from layers.declared import LAYERS, located
from layers.incidents import EVENT_TYPES, NEXUS
from layers.sites import SECTORS
from risk.bands import BANDS, INSUFFICIENT, NO_DATA
from risk.clusters import find_clusters
from risk.declared import ALL_LAYERS, SURFACE_SYMBOLS

LIGHT_GROUND, DARK_GROUND = "#ffffff", "#12161b"
READABLE = 4.5
MARKS = {
    *("disc", "ring", "square", "tag", "line", "stretch", "dotted"),
    *("area", "reach", "hatch", "dash", "solid", "cell", "dots"),
}
BY_NAME = {layer.name: layer for layer in ALL_LAYERS}
EACH_LAYER = pytest.mark.parametrize("layer", [pytest.param(layer, id=layer.name) for layer in ALL_LAYERS])
EACH_SHAPED_LAYER = pytest.mark.parametrize(
    "layer", [pytest.param(layer, id=layer.name) for layer in ALL_LAYERS if layer.geometry != "grid"]
)
EACH_SYMBOL = pytest.mark.parametrize(
    "symbol",
    [
        pytest.param(symbol, id=f"{layer.name}-{symbol.value}")
        for layer in ALL_LAYERS
        for symbol in layer.symbols
        if symbol.mark != "cell"
    ],
)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb after WCAG 2.2."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio after WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def built(frames) -> dict[str, pd.DataFrame]:
    """The frame of every layer, with clusters of the shipped incidents and one site in each band."""
    bands = [*BANDS, INSUFFICIENT, NO_DATA]
    scores = gpd.GeoDataFrame({"band": bands}, geometry=[Point(70, 37)] * len(bands), crs="EPSG:4326")
    stretches = scores.set_geometry([LineString([(70, 37), (71, 37)])] * len(bands), crs="EPSG:4326")
    surface = pd.DataFrame({"class": ["0"]})
    more = {**frames, "scores": scores, "stretches": stretches, "surface": surface}
    more["clusters"] = find_clusters(frames["incidents"])
    more["groups"] = more["tested"] = more["clusters"]
    return {layer.name: layer.build(more) for layer in ALL_LAYERS}


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_names_and_titles_tell_layers_apart():
    assert len(BY_NAME) == len({layer.title for layer in ALL_LAYERS}) == len(ALL_LAYERS)


def test_the_layers_of_this_room_keep_their_order_among_all():
    assert [layer for layer in ALL_LAYERS if layer in LAYERS] == list(LAYERS)


@EACH_SHAPED_LAYER
def test_a_layer_builds_from_the_loaded_frames(layer, built):
    assert isinstance(built[layer.name], gpd.GeoDataFrame)
    assert len(built[layer.name]) > 0
    assert built[layer.name].crs == "EPSG:4326"


@EACH_LAYER
def test_a_layer_says_its_unit_and_its_caution(layer):
    assert layer.unit
    assert layer.caution.endswith(".")
    assert len(layer.caution) > 20


@EACH_LAYER
def test_a_layer_names_datasets_that_are_listed(layer):
    assert layer.datasets
    assert set(layer.datasets) <= set(shipped())


@EACH_LAYER
def test_every_value_that_occurs_has_a_symbol(layer, built):
    frame = built[layer.name]
    occurring = set(frame[layer.column]) if layer.column in frame else {layer.name}
    assert occurring <= {symbol.value for symbol in layer.symbols}


@EACH_SHAPED_LAYER
def test_a_layer_has_the_geometry_that_it_declares(layer, built):
    kinds = {"point": {"Point", "LineString"}, "line": {"LineString"}, "area": {"Polygon", "MultiPolygon", "Point"}}
    assert set(built[layer.name].geom_type) <= kinds[layer.geometry]


@EACH_LAYER
def test_symbols_of_a_layer_are_told_apart_by_value_label_and_colour(layer):
    for word in ("value", "label"):
        assert len({getattr(symbol, word) for symbol in layer.symbols}) == len(layer.symbols)
    alike = {(symbol.light, symbol.code) for symbol in layer.symbols}
    assert len(alike) == len(layer.symbols)


@pytest.mark.parametrize(("ground", "sign"), [("light", -1), ("dark", 1)])
def test_the_surface_gets_stronger_in_equal_order_on_both_grounds(ground: str, sign: int):
    steps = [sign * luminance(getattr(symbol, ground)) for symbol in SURFACE_SYMBOLS if symbol.mark == "cell"]
    assert steps == sorted(steps)


@EACH_SYMBOL
def test_a_light_theme_can_be_read(symbol):
    assert contrast(symbol.light, LIGHT_GROUND) >= READABLE


@EACH_SYMBOL
def test_a_dark_theme_can_be_read(symbol):
    assert contrast(symbol.dark, DARK_GROUND) >= READABLE


@EACH_SYMBOL
def test_a_symbol_needs_no_colour_to_be_known(symbol):
    assert symbol.mark in MARKS
    assert not symbol.label[0].islower()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("incidents_type", EVENT_TYPES),
        ("incidents_nexus", NEXUS),
        ("sites", SECTORS),
        ("score", (*BANDS, INSUFFICIENT, NO_DATA)),
    ],
)
def test_every_word_of_the_contract_has_a_symbol_even_before_it_occurs(name, words):
    assert {symbol.value for symbol in BY_NAME[name].symbols} == set(words)


def test_not_knowing_never_looks_like_low():
    look = {symbol.value: (symbol.mark, symbol.light) for symbol in BY_NAME["score"].symbols}
    assert look["low"][0] not in (look[INSUFFICIENT][0], look[NO_DATA][0])
    assert look["low"][1] not in (look[INSUFFICIENT][1], look[NO_DATA][1])


def test_an_unexpected_value_takes_the_last_symbol():
    assert BY_NAME["incidents_type"].symbol("sabotage").value == "other"
    assert BY_NAME["incidents_type"].symbol("clash").value == "clash"


def test_a_response_stands_at_each_incident_that_it_answers(frames):
    spots = located(frames).loc["RSP-22", "geometry"]
    assert list(spots) == list(frames["incidents"].geometry.loc[["INC-060", "INC-061"]])


def test_a_response_to_an_incident_that_is_filtered_away_goes_with_it(frames):
    left = {**frames, "incidents": frames["incidents"].drop("INC-060")}
    assert list(located(left).loc[["RSP-22"], "incident_ids"]) == ["INC-061"]


def test_a_response_to_no_incident_is_not_on_the_map(frames):
    assert "RSP-02" not in located(frames).index


def test_the_three_provinces_have_layers_of_their_own():
    assert [BY_NAME[name].title for name in ("badakhshan", "takhar", "logar")] == ["Badakhshan", "Takhar", "Logar"]
