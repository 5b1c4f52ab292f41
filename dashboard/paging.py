"""One page of a long list: sorted and searched as a whole, only the page is put into words."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from layers.incidents import ATTRIBUTION, CONFIDENCE, EVENT_TYPES, NEXUS

PAGE_ROWS = 200
# Columns by which a list of incidents can be sorted; those that start with the largest or newest value.
SORT_WORDS = {
    "day": "Day",
    "title": "Incident",
    "place": "Place",
    "event_type": "Type",
    "nexus": "Nexus",
    "killed": "Killed",
    "attribution_status": "Attribution",
    "confidence": "Confidence",
}
LARGEST_FIRST = ("day", "killed")
FIRST_SORT, LONGEST_SEARCH = "day", 100
SCALES = {
    "event_type": EVENT_TYPES,
    "nexus": NEXUS,
    "attribution_status": ATTRIBUTION,
    "confidence": CONFIDENCE,
}
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Page:
    """The rows of one page: its number, counted from 1, of how many, and the places of its rows in the list."""

    number: int
    pages: int
    rows: slice


def page_at(number: int, rows: int) -> Page:
    """A page of a list of so many rows; a number past an end is the page at that end."""
    pages = max(1, -(-rows // PAGE_ROWS))
    number = min(max(number, 1), pages)
    return Page(number, pages, slice((number - 1) * PAGE_ROWS, min(number * PAGE_ROWS, rows)))


def page_of(order: Rows, row: int) -> int | None:
    """The number of the page on which a row lies; None where the list does not have it."""
    found = np.flatnonzero(order == row)
    return int(found[0]) // PAGE_ROWS + 1 if len(found) else None


def order_of(incidents: pd.DataFrame, by: str, *, reverse: bool = False) -> Rows:
    """Row numbers in the order of a column, among equals the newest first; what is not known comes last."""
    newest = np.arange(len(incidents))[::-1]
    codes = _codes(incidents[by], SCALES.get(by))[newest]
    known = codes >= 0
    if (by in LARGEST_FIRST) != reverse:
        codes = codes.max(initial=0) - codes
    return newest[np.argsort(np.where(known, codes, codes.max(initial=0) + 1), kind="stable")]


def _codes(column: pd.Series, scale: tuple[str, ...] | None) -> Rows:
    """A rising number for each value, -1 where it is not known."""
    if scale is not None:
        return pd.Categorical(column, categories=scale).codes.astype(np.int64)
    return pd.factorize(column, sort=True)[0].astype(np.int64)


def said_of(incidents: pd.DataFrame) -> pd.Series:
    """Title and place of each row, as one text without capitals, for a search."""
    return (incidents["title"].fillna("") + " " + incidents["place"].fillna("")).str.casefold()


def holds(texts: pd.Series, search: str) -> NDArray[np.bool_]:
    """Which texts have every word of a search somewhere in them."""
    found = np.ones(len(texts), dtype=bool)
    for word in search.casefold().split():
        found &= texts.str.contains(word, regex=False).to_numpy(dtype=bool)
    return found
