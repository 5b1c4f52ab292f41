"""What becomes of each row of an import that may tell of a known event: joined, kept apart, or left out."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd

from layers.duplicates.candidates import candidates
from layers.duplicates.decide import decided
from layers.duplicates.score import THRESHOLD

Said = Mapping[tuple[str, str], bool]


@dataclass(frozen=True)
class Plan:
    """`pairs`: of the import (left) and known incidents (right), with `same` and `by` as `decided` gives them.

    `left_out`: rows whose identifier is in the store or in the shipped data already.
    """

    pairs: pd.DataFrame
    left_out: tuple[str, ...] = ()

    @cached_property
    def joins(self) -> dict[str, str]:
        """The known incident by the row that is the same; the likelier one where a person named several."""
        same = self.pairs[self.pairs["same"].eq(True)].drop_duplicates("left")
        return dict(zip(same["left"], same["right"], strict=True))

    @property
    def open(self) -> int:
        """How many rows have more than one likely match and are stored apart until a person decides."""
        asked = self.pairs.loc[self.pairs["same"].isna(), "left"]
        return len(set(asked) - set(self.joins))

    def why(self, row: str) -> str:
        """One sentence for the trail: what the row is the same as, the score, and who decided."""
        pair = self.pairs[(self.pairs["left"] == row) & (self.pairs["right"] == self.joins[row])].iloc[0]
        return f"same as {pair['right']}, score {pair['score']:.2f}, decided by {pair['by']}"


def paired(
    theirs: gpd.GeoDataFrame, known: gpd.GeoDataFrame, *, progress: Callable[[int, int], None] | None = None
) -> Plan:
    """Likely repeats of known incidents, not decided yet: the slow part, made once for an import."""
    there = known_names(known)
    taken = tuple(name for name in theirs.index if name in there)
    return Plan(candidates(theirs.drop(index=list(taken)), known, progress=progress), taken)


def planned(found: Plan, *, threshold: float = THRESHOLD, said: Said | None = None) -> Plan:
    """The pairs decided by a person, else by the threshold."""
    return Plan(decided(found.pairs, threshold=threshold, said=said), found.left_out)


def known_names(known: gpd.GeoDataFrame) -> Collection[str]:
    """Identifiers of incidents and of all reports that were merged into them."""
    merged = known["merged_from"].dropna() if "merged_from" in known else ()
    return {*known.index, *(name for names in merged for name in names)}
