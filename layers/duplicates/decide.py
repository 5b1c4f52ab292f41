"""Which pairs are one event: as a person says, else by the threshold, each report in at most one pair per source."""

from collections.abc import Mapping

import pandas as pd

from layers.duplicates.score import THRESHOLD


def decided(
    pairs: pd.DataFrame, *, threshold: float = THRESHOLD, said: Mapping[tuple[str, str], bool] | None = None
) -> pd.DataFrame:
    """The pairs of `candidates` that are taken as one event, with `by`: person or threshold.

    `said` holds what a person decided, by (left, right); it wins over the score. Of the others the best pair comes
    first, and a report that is in a pair already is not taken again.
    """
    said = said or {}
    names = list(zip(pairs["left"], pairs["right"], strict=True))
    asked = pd.Series([said.get(name) for name in names], index=pairs.index, dtype=object)
    by_person = pairs[asked.eq(True)]
    rest = pairs[asked.isna() & (pairs["score"] >= threshold)].sort_values("score", ascending=False, kind="stable")
    left, right = set(by_person["left"]), set(by_person["right"])
    taken = []
    for pair in rest.itertuples():
        if pair.left not in left and pair.right not in right:
            taken.append(pair.Index)
            left.add(pair.left)
            right.add(pair.right)
    return pd.concat([by_person.assign(by="person"), rest.loc[taken].assign(by="threshold")])
