"""Three tests in one go; one that cannot answer leaves a sentence and stops nothing."""

import geopandas as gpd
import pytest
import shapely

from risk.chance import HOT_SPOTS, NEAR_REPEATS, SCAN, run_tests
from risk.scan import ScanCancelled, ScanSettings
from tests.tinyland import incidents

QUICK = ScanSettings(replications=19)
BURST = [(0, 0, 10), (0.02, 0, 9), (0, 0.02, 8), (0.01, 0.01, 7)]
BACKGROUND = [(x / 2, y / 2, 40 * n) for n, (x, y) in enumerate((i % 4, i // 4) for i in range(16))]
SQUARES = gpd.GeoDataFrame(
    geometry=[shapely.box(x, y, x + 1, y + 1) for x in range(-1, 2) for y in range(-1, 2)], crs="EPSG:4326"
)


def test_a_burst_is_found_by_the_scan_and_by_the_near_repeat_table():
    tests = run_tests(incidents(*BURST, *BACKGROUND), SQUARES, settings=QUICK)
    assert set(tests.scan.clusters.iloc[0]["incident_ids"]) >= {"I1", "I2", "I3", "I4"}
    assert tests.near_repeats.iloc[0]["ratio"] > 1
    assert len(tests.hot_spots) == 9
    assert tests.refused == {}


def test_only_what_chance_does_not_explain_is_a_cluster():
    strict = ScanSettings(replications=19, p_cut=0.01)
    assert run_tests(incidents(*BURST, *BACKGROUND), SQUARES, settings=strict).clusters.empty


def test_two_incidents_are_refused_by_each_test_in_a_sentence_of_its_own():
    tests = run_tests(incidents((0, 0, 1), (0, 0, 2)), SQUARES.iloc[:4], settings=QUICK)
    assert set(tests.refused) == {SCAN, NEAR_REPEATS, HOT_SPOTS}
    assert all(words.endswith(".") for words in tests.refused.values())
    assert tests.clusters is None


def test_one_refusal_leaves_the_other_tests_alone():
    tests = run_tests(incidents(*BURST, *BACKGROUND), SQUARES.iloc[:4], settings=QUICK)
    assert set(tests.refused) == {HOT_SPOTS}
    assert tests.scan is not None


def test_progress_is_told_and_a_stop_is_obeyed():
    told = []
    run_tests(incidents(*BURST, *BACKGROUND), SQUARES, settings=QUICK, progress=lambda *step: told.append(step))
    assert told[-1] == (19, 19)
    with pytest.raises(ScanCancelled, match="stopped"):
        run_tests(incidents(*BURST, *BACKGROUND), SQUARES, settings=QUICK, cancelled=lambda: True)
