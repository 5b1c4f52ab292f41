"""Checks on the words of a frame."""

from collections.abc import Collection, Mapping

import pandas as pd


class ValueUnknown(ValueError):
    """A row uses a word that the data contract does not have."""


def check_values(frame: pd.DataFrame, allowed: Mapping[str, Collection[str]], *, file: str) -> None:
    """Raises ValueUnknown with the first row, the word found and the words expected."""
    for column, words in allowed.items():
        wrong = frame[~frame[column].isin(words)]
        if len(wrong):
            raise ValueUnknown(
                f"{file}, {wrong.index[0]}: {column} is {wrong[column].iloc[0]!r}; "
                f"expected one of {', '.join(words)}. Correct the row."
            )


def split_list(text: object) -> list[str]:
    """Parts of a cell that are joined by ' | '; none where the cell is blank."""
    return [part.strip() for part in text.split(" | ")] if isinstance(text, str) and text.strip() else []
