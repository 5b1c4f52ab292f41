"""Words on a map in each language: everything but what was reported and the names of sites is translated."""

import re

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point, box

from export.language import ENGLISH, Language, language
from export.scene.describe import DESCRIBERS, lines_of
from export.scene.legends import legend_entry, merged
from export.scene.state import layer_state, map_state
from export.words import count_range, percent, plural, when, where
from layers.layer import Layer
from risk.declared import ALL_LAYERS

LAYER = {layer.name: layer for layer in ALL_LAYERS}
DAYS = {"first_day": pd.Timestamp("2025-11-26"), "last_day": pd.Timestamp("2025-11-26"), "date_precision": "day"}
PLACED = {"placement": "district", "placement_radius_km": 20.0, "placement_areas": []}
CHANCE = {"band": "high", "probability": 0.6, "probability_low": 0.005, "probability_high": 0.995}
INCIDENT = {"title": "REPORTED", "place": "REPORTED", "killed": 3, "killed_max": 5, "contested": True, **DAYS, **PLACED}
CLUSTER = {"incidents": 4, "event_types": ["clash", "mob/protest"], **DAYS}
ROWS = {
    "incidents_type": INCIDENT,
    "incidents_nexus": INCIDENT,
    "sites": {
        "name": "REPORTED",
        "sector": "gold",
        "status": "active",
        "status_as_of": "2025-08",
        "chinese_link": "verified",
    },
    "score": {"name": "Takhar", "status": "scored", **CHANCE},
    "border": {"name": "Rushon – Shighnan", "length_km": 59.8},
    "stretches": {"name": "Rushon – Shighnan", "from_km": 5.0, "to_km": 10.0, **CHANCE},
    "clusters": CLUSTER,
    "groups": CLUSTER,
    "tested": {"observed": 4, "expected": 0.5, "radius_km": 12.0, "p_value": 0.012, **DAYS},
    "actors": {"name": "Takhar", "actors": ["REPORTED"]},
    "responses": {"actor": "REPORTED", "response_type": "statement", "description": "REPORTED", **DAYS},
}
# What stays in Latin letters: names of methods and makers, and the letter of a probability.
LATIN = re.compile(r"(ST-)?DBSCAN|Natural Earth|REPORTED|\bp\b")
EACH = pytest.mark.parametrize("tongue", [language(code) for code in ("zh", "ru", "fa")], ids=lambda one: one.code)


def english_left(texts: list[str]) -> list[str]:
    return [text for text in texts if re.search("[A-Za-z]", LATIN.sub("", text))]


def all_values(layer: Layer) -> pd.DataFrame:
    return pd.DataFrame({layer.column: [symbol.value for symbol in layer.symbols]})


def texts_of(entry: dict) -> list[str]:
    return [entry["title"], entry["unit"], entry["caution"], *(symbol["label"] for symbol in entry["symbols"])]


def test_there_is_a_row_for_every_layer_that_has_lines():
    assert set(ROWS) == set(DESCRIBERS)


@EACH
@pytest.mark.parametrize("name", ROWS)
def test_no_line_is_left_in_english(name: str, tongue: Language):
    assert english_left(lines_of(name, ROWS[name], language=tongue)) == []


@EACH
@pytest.mark.parametrize("name", ROWS)
def test_every_language_has_as_many_lines_as_english(name: str, tongue: Language):
    assert len(lines_of(name, ROWS[name], language=tongue)) == len(lines_of(name, ROWS[name]))


@EACH
@pytest.mark.parametrize("name", ["incidents_type", "sites", "responses"])
def test_what_was_reported_stays_as_it_was(name: str, tongue: Language):
    assert lines_of(name, ROWS[name], language=tongue)[0] == "REPORTED"


@EACH
@pytest.mark.parametrize("layer", ALL_LAYERS, ids=lambda layer: layer.name)
def test_no_legend_is_left_in_english(layer: Layer, tongue: Language):
    assert english_left(texts_of(legend_entry(layer, all_values(layer), language=tongue))) == []


@EACH
def test_an_empty_layer_says_so(tongue: Language):
    assert english_left(texts_of(legend_entry(LAYER["sites"], pd.DataFrame({"sector": []}), language=tongue))) == []


@pytest.mark.parametrize(("code", "title"), [("en", "A, B"), ("zh", "A、B"), ("ru", "A, B"), ("fa", "A، B")])
def test_merged_titles_have_the_comma_of_the_language(code, title):
    entries = [{"title": name, "unit": "u", "caution": "c", "symbols": []} for name in "AB"]
    assert merged(entries, language=language(code))[0]["title"] == title
    assert map_state([({}, entry) for entry in entries], [], language=language(code))["legend"][0]["title"] == title


@EACH
def test_the_words_of_the_legend_itself(tongue: Language):
    words = map_state([], [], language=tongue)["words"]
    assert english_left([words["legend"], words["caution"]]) == []
    assert (words["code"], words["direction"]) == (tongue.code, tongue.direction)


@EACH
def test_marks_say_what_they_are_in_the_language(tongue: Language):
    row = {**INCIDENT, "event_type": "clash", "placement_area": box(69, 36, 71, 38)}
    frame = gpd.GeoDataFrame([row], index=["I1"], geometry=[Point(70, 37)], crs="EPSG:4326")
    state = layer_state(LAYER["incidents_type"], frame, language=tongue)
    assert english_left([state["words"], state["things"][0]["label"]]) == []
    assert state["things"][0]["lines"] == lines_of("incidents_type", row, language=tongue)


def test_the_tag_of_a_cluster_has_the_digits_of_the_language():
    frame = gpd.GeoDataFrame([ROWS["tested"]], index=["S1"], geometry=[box(70, 37, 71, 38)], crs="EPSG:4326")
    assert layer_state(LAYER["tested"], frame, language=language("fa"))["shapes"][0]["tag"] == "p ۰٫۰۱۲"


def test_words_are_english_unless_another_language_is_asked_for():
    assert lines_of("sites", ROWS["sites"]) == lines_of("sites", ROWS["sites"], language=ENGLISH)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", ["about Nov 2025", "district or nearby town, within about 20 km", "3 (up to 5 reported)", "<1 %"]),
        ("zh", ["约2025年11月", "县或附近城镇，误差约 20 公里", "3（报道最多为 5）", "<1%"]),
        (
            "ru",
            [
                "примерно ноябрь 2025 г.",
                "район или ближайший город, с точностью около 20\u00a0км",
                "3 (по сообщениям, до 5)",
                "<1\u00a0%",
            ],
        ),
        ("fa", ["حدود نومبر ۲۰۲۵", "ولسوالی یا شهر نزدیک، با دقت حدود ۲۰ کیلومتر", "۳ (گزارش‌شده: تا ۵)", "کمتر از ۱٪"]),
    ],
)
def test_words_for_rows_in_each_language(code, words):
    tongue, row = language(code), {**INCIDENT, "date_precision": "approx", "last_day": pd.Timestamp("2025-11-30")}
    said = [when(row, language=tongue), where(row, language=tongue), count_range(row, "killed", language=tongue)]
    assert [*said, percent(0.001, language=tongue)] == words


def test_a_plural_of_a_word_in_another_language():
    assert [plural(5, "site", language=language(code)) for code in ("en", "ru")] == ["5 sites", "5 объектов"]
