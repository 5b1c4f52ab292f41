"""What is wrong, cell by cell, gathered while a table is checked."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

COLUMNS = ("position", "row", "column", "found", "expected", "advice")
LONGEST_FOUND = 120


class Findings:
    """One finding per wrong cell; a row with any finding is refused."""

    def __init__(self, rows: pd.Series) -> None:
        """`rows` gives the row as a person counts it, by position 0 … n-1."""
        self._rows = rows.to_numpy()
        self._parts: list[pd.DataFrame] = []

    def add(self, wrong: np.ndarray, column: str, *, found: object, says: tuple[object, object]) -> None:
        """A finding where `wrong` (n,) is true; `found` (n,) or one value; `says`: expected and advice, (n,) or one."""
        places = np.flatnonzero(wrong)
        if len(places):
            expected, advice = (_at(part, places) for part in says)
            shown = [shortened(value) for value in _at(found, places)]
            cells = (places, self._rows[places], [column] * len(places), shown, expected, advice)
            self._parts.append(pd.DataFrame(dict(zip(COLUMNS, cells, strict=True))))

    @property
    def refused(self) -> np.ndarray:
        """Whether each row has a finding, (n,)."""
        mask = np.zeros(len(self._rows), dtype=bool)
        for part in self._parts:
            mask[part["position"].to_numpy()] = True
        return mask

    def frame(self) -> pd.DataFrame:
        """One row per finding, in the order of the file: position, row, column, found, expected, advice."""
        empty = pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
        whole = pd.concat(self._parts) if self._parts else empty
        return whole.drop_duplicates().sort_values(["position", "column"], kind="stable", ignore_index=True)


def shortened(value: object) -> str:
    """The value as it may be shown in a sentence: one line, at most 120 signs."""
    missing = value is None or value is pd.NA or value != value
    text = "nothing" if missing else "".join(sign if sign.isprintable() else "\ufffd" for sign in str(value))
    return text if len(text) <= LONGEST_FOUND else f"{text[: LONGEST_FOUND - 1]}…"


def _at(values: object, places: np.ndarray) -> Sequence:
    if isinstance(values, str) or not hasattr(values, "__len__"):
        return [values] * len(places)
    return np.asarray(values, dtype=object)[places]
