"""The three tests of a set of incidents against chance, in one go: for the screen and for the command line."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd

from risk.hot_spots import hot_spots, incidents_per_1000_km2
from risk.near_repeat import near_repeats
from risk.scan import Scan, ScanSettings, scan

SCAN, NEAR_REPEATS, HOT_SPOTS = "scan", "near_repeats", "hot_spots"


@dataclass(frozen=True)
class ChanceTests:
    """What the tests found, None where one could not answer; `refused` says why, by the name of the test."""

    scan: Scan | None = None
    near_repeats: pd.DataFrame | None = None
    hot_spots: pd.DataFrame | None = None
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def clusters(self) -> gpd.GeoDataFrame | None:
        """The clusters of the scan that chance does not explain: p at most the cut of its settings."""
        if self.scan is None:
            return None
        found = self.scan.clusters
        return found[found["p_value"] <= self.scan.settings.p_cut]


def run_tests(
    incidents: gpd.GeoDataFrame,
    areas: gpd.GeoDataFrame,
    *,
    settings: ScanSettings,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ChanceTests:
    """Permutation scan, near-repeat table, and hot spots among `areas` (polygons) of the incidents per 1,000 km².

    Each draws with the seed and the replications of `settings`. A test that cannot answer leaves a sentence, the others
    go on. Raises ScanCancelled when the scan is stopped.
    """
    placed = incidents[incidents["placement"] != "province"]
    draws = {"permutations": settings.replications, "seed": settings.seed}
    tests = {
        SCAN: lambda: scan(incidents, settings=settings, progress=progress, cancelled=cancelled),
        NEAR_REPEATS: lambda: near_repeats(incidents, **draws),
        HOT_SPOTS: lambda: hot_spots(incidents_per_1000_km2(placed, areas), areas, **draws),
    }
    found: dict[str, Any] = {}
    refused: dict[str, str] = {}
    for name, test in tests.items():
        try:
            found[name] = test()
        except ValueError as error:
            refused[name] = str(error)
    return ChanceTests(**found, refused=refused)
