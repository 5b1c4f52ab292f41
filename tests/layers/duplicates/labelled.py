"""The labelled set: two sides, and which row of B is a second report of which row of A.

750 UCDP rows (CC BY 4.0; Sundberg & Melander 2013, Högbladh 2019) and the shipped incidents; positives are perturbed
copies, negatives are other events of the same sources, see tests/benchmarks/build_duplicates.py. APART are pairs of
shipped incidents close in place and time, told apart by hand when the incidents were compiled.
"""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from layers.duplicates import THRESHOLD, candidates, decided

FILE = Path(__file__).with_name("labelled.csv")
APART = (
    ("INC-066", "INC-067"),
    ("INC-062", "INC-063"),
    ("INC-038", "INC-039"),
    ("INC-046", "INC-047"),
    ("INC-065", "INC-067"),
    ("INC-056", "INC-058"),
    ("INC-065", "INC-066"),
    ("INC-057", "INC-056"),
    ("INC-029", "INC-030"),
    ("INC-047", "INC-048"),
)


@dataclass(frozen=True)
class Measured:
    """Pairs taken without a person, of them right, pairs that there are, and of these the ones put as a question."""

    found: int
    right: int
    there: int
    asked: int

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.right / self.there

    @property
    def recall_with_person(self) -> float:
        """If a person answers every question rightly."""
        return (self.right + self.asked) / self.there


def labelled() -> pd.DataFrame:
    """One row per report, as in the file."""
    text = {"same_as": str, "attributed_to": str, "date": str}
    return pd.read_csv(FILE, dtype=text, keep_default_na=True).set_index("id")


def as_incidents(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """The rows with the columns that comparing needs."""
    frame = rows.rename(columns={"radius_km": "placement_radius_km"}).assign(claimed_by=None)
    frame["placement_areas"] = [[] for _ in range(len(frame))]
    points = gpd.points_from_xy(frame["longitude"], frame["latitude"])
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def measure(threshold: float = THRESHOLD, *, origin: str = "") -> Measured:
    """The default formula on the set, or on the rows of one origin."""
    rows = labelled()
    rows = rows[rows["origin"].str.contains(origin, regex=False)]
    left, right = (as_incidents(rows[rows["side"] == side]) for side in "AB")
    truth = set(right["same_as"].dropna().items())
    pairs = decided(candidates(left, right), threshold=threshold)
    taken = _names(pairs[pairs["same"].eq(True)])
    shown = _names(pairs[pairs["same"].isna()]) & truth
    return Measured(len(taken), len(taken & truth), len(truth), len(shown))


def _names(pairs: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(pairs["right"], pairs["left"], strict=True))
