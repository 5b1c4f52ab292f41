"""Luck is never shown as news."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from dashboard.findings import results
from layers.boundaries import PROVINCE_DATASETS
from risk.chance import HOT_SPOTS, NEAR_REPEATS, SCAN, ChanceTests, run_tests
from risk.scan import ScanSettings
from tests.risk.test_chance import BACKGROUND, BURST, SQUARES
from tests.tinyland import incidents

FRAMES = {
    name: gpd.GeoDataFrame({"name": [f"<b>{name}"]}, index=[name], geometry=[shapely.Point(0, 0)])
    for name in PROVINCE_DATASETS
}


@pytest.fixture(scope="module")
def tests() -> ChanceTests:
    return run_tests(incidents(*BURST, *BACKGROUND), SQUARES, settings=ScanSettings(replications=99))


def test_a_significant_cluster_is_said_to_be_drawn_solid(tests):
    words = str(results(tests, FRAMES))
    assert "1 of " in words
    assert "Drawn with a solid outline" in words


def test_without_a_significant_cluster_nothing_is_drawn_and_that_is_said(tests):
    strict = run_tests(incidents(*BURST, *BACKGROUND), SQUARES, settings=ScanSettings(replications=19, p_cut=0.01))
    assert "None is drawn: what is seen may be chance" in str(results(strict, FRAMES))


def test_only_clear_cells_are_bold_and_put_into_words(tests):
    words = str(results(tests, FRAMES))
    clear = tests.near_repeats[(tests.near_repeats["q"] <= 0.05) & (tests.near_repeats["ratio"] > 1)]
    assert words.count("<b>") == len(clear)
    assert all(str(sentence) in words for sentence in clear["sentence"])


def test_a_test_that_could_not_answer_says_why():
    words = str(results(ChanceTests(refused=dict.fromkeys((SCAN, NEAR_REPEATS, HOT_SPOTS), "Too <few>.")), FRAMES))
    assert words.count("Too &lt;few&gt;.") == 3


def test_hot_provinces_are_named_and_escaped():
    about = {"value": 1.0, "neighbours": 3, "z": 4.0, "p": 0.001, "q": 0.01, "label": "hot"}
    found = ChanceTests(hot_spots=pd.DataFrame([about], index=["takhar"]), refused={SCAN: "No.", NEAR_REPEATS: "No."})
    words = str(results(found, FRAMES))
    assert "&lt;b&gt;takhar" in words
    assert "says nothing of a place inside one" in words
