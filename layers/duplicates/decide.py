"""Which pairs are one event: as a person says, else by the threshold where no other pair comes close."""

from collections.abc import Mapping

import pandas as pd

from layers.duplicates.score import THRESHOLD

# By this much a pair must lead over any other pair of either report; judgement, see the benchmark.
CLEAR_BY = 0.05


def decided(
    pairs: pd.DataFrame,
    *,
    threshold: float = THRESHOLD,
    clear_by: float = CLEAR_BY,
    said: Mapping[tuple[str, str], bool] | None = None,
) -> pd.DataFrame:
    """The pairs of `candidates` with `same` (True, False, or None: ask a person) and `by` (person or threshold).

    `said` holds what a person decided, by (left, right), and wins over the score. Below the threshold a pair is not
    one event. Above it, it is one only where it leads by `clear_by` over every other pair of its two reports, those
    that a person denied aside; else it is a question. A report that a person paired is in no other pair.
    """
    said = said or {}
    names = list(zip(pairs["left"], pairs["right"], strict=True))
    answers = pd.Series([said.get(name) for name in names], index=pairs.index, dtype=object)
    confirmed = pairs[answers.eq(True)]
    spoken_for = pairs["left"].isin(confirmed["left"]) | pairs["right"].isin(confirmed["right"])
    open_pairs = pairs[answers.isna() & ~spoken_for]
    same = answers.where(answers.notna(), False)
    likely = open_pairs[open_pairs["score"] >= threshold]
    clear = likely["score"] - _rival(open_pairs).loc[likely.index] >= clear_by
    same.loc[likely.index] = pd.Series([True if leads else None for leads in clear], index=likely.index, dtype=object)
    return pairs.assign(same=same.astype(object), by=answers.isna().map({True: "threshold", False: "person"}))


def _rival(pairs: pd.DataFrame) -> pd.Series:
    """The best score of any other pair that has the left or the right report of each pair; 0 where there is none."""
    rivals = pd.DataFrame({side: _best_other(pairs, side) for side in ("left", "right")}, index=pairs.index)
    return rivals.max(axis=1)


def _best_other(pairs: pd.DataFrame, side: str) -> pd.Series:
    ordered = pairs.sort_values("score", ascending=False, kind="stable")
    best = ordered.groupby(side)["score"].transform("first")
    rank = ordered.groupby(side).cumcount()
    second = ordered["score"].where(rank == 1).groupby(ordered[side]).transform("max").fillna(0.0)
    return second.where(rank == 0, best).reindex(pairs.index)
