"""Which row of a sheet names its columns, and whether any does."""

import re
from collections.abc import Sequence

NUMBER = re.compile(r"\s*[+-]?(\d+([.,]\d+)?|\.\d+)([eE][+-]?\d+)?\s*")
YEAR = re.compile(r"\s*(1[3-9]|20)\d\d\s*")
LOOKED_AT = 20


def find_header(rows: Sequence[Sequence[object]]) -> int:
    """Index of the first row with at least half as many cells as the fullest of the first twenty."""
    counts = [sum(cell not in (None, "") for cell in row) for row in rows[:LOOKED_AT]]
    return next((at for at, count in enumerate(counts) if count and 2 * count >= max(counts)), 0)


def has_header(row: Sequence[object]) -> bool:
    """False when a third of the cells are numbers that are not years: that is a row of data."""
    cells = [str(cell) for cell in row if cell not in (None, "")]
    numbers = [cell for cell in cells if NUMBER.fullmatch(cell)]
    return 3 * len(numbers) < len(cells) or all(YEAR.fullmatch(cell) for cell in numbers)
