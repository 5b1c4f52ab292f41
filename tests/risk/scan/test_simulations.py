"""Planted clusters are found where they were planted; worlds of chance keep the promised share of false alarms."""

import numpy as np
import pytest
from scipy.stats import binom

from risk.scan import ScanSettings, scan
from tests.risk.scan.worlds import world

PLANTED, SIZE, CHANCE_WORLDS = 100, 10, 200
SETTINGS = ScanSettings(replications=99)


def recall_and_precision(seed: int) -> tuple[float, float]:
    """Shares of the planted incidents found, and of the found incidents planted, in the most likely cluster."""
    first = scan(world(chance=80, cluster=SIZE, seed=seed), settings=SETTINGS).clusters.iloc[0]
    hits = len(set(first["incident_ids"]) & {f"I{number}" for number in range(1, SIZE + 1)})
    significant = first["p_value"] <= 0.05
    return significant * hits / SIZE, significant * hits / len(first["incident_ids"])


@pytest.fixture(scope="module")
def planted_worlds():
    return np.array([recall_and_precision(seed) for seed in range(PLANTED)])


def test_planted_clusters_are_found_where_they_were_planted(planted_worlds):
    recall, precision = planted_worlds.mean(axis=0)
    print(f"recall {recall:.3f}, precision {precision:.3f} over {PLANTED} planted clusters")
    assert recall > 0.9 and precision > 0.9


def test_worlds_of_chance_are_called_clusters_as_often_as_promised():
    chances = [
        scan(world(chance=80, seed=seed), settings=SETTINGS).clusters["p_value"].iloc[0]
        for seed in range(CHANCE_WORLDS)
    ]
    false_alarms = int((np.array(chances) <= 0.05).sum())
    low, high = binom.interval(0.99, CHANCE_WORLDS, 0.05)
    print(f"{false_alarms} of {CHANCE_WORLDS} worlds of chance have p ≤ 0.05; expected {low:.0f} to {high:.0f}")
    assert low <= false_alarms <= high
