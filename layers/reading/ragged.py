"""Rows of a text with too few or too many cells: filled up where that is safe, else left out and named."""

import csv

import numpy as np
import pyarrow as pa
from pyarrow.csv import InvalidRow

from layers.reading.columns import TEXT

KEPT = 10_000
NAMED = 5


class Ragged:
    """Collects the rows that do not fit while the others stream by."""

    def __init__(self, delimiter: str, width: int) -> None:
        self.delimiter, self.width = delimiter, width
        self.filled: dict[int, list[str]] = {}
        self.skipped: list[int] = []

    def met(self, row: InvalidRow) -> str:
        """Called for each row that does not fit; rows are counted from 1."""
        cells = self._cells(row.text) if len(self.filled) < KEPT else None
        if cells is None:
            self.skipped.append(row.number)
        else:
            self.filled[row.number] = cells
        return "skip"

    def joined(self, table: pa.Table) -> tuple[pa.Table, np.ndarray]:
        """The table with the filled rows in their places, and the number of each row."""
        out = np.array([*self.filled, *self.skipped], dtype=np.int64)
        rows = np.ones(table.num_rows + len(out) + 1, dtype=bool)
        rows[0] = False
        rows[out] = False
        numbers = np.flatnonzero(rows)
        if not self.filled:
            return table, numbers
        numbers = np.concatenate([numbers, np.array(list(self.filled), dtype=np.int64)])
        order = np.argsort(numbers, kind="stable")
        return pa.concat_tables([table, self._table(table.schema)]).take(pa.array(order)), numbers[order]

    def notes(self, header: int) -> tuple[str, ...]:
        """What was done to which rows."""
        filled = [row for row, cells in self.filled.items() if row > header and any(cells)]
        skipped = [row for row in self.skipped if row > header]
        fewer = (
            "Rows with fewer cells than the header, or blank ones too many, taken as they are: "
            f"{len(filled):,} (row {_few(filled)})."
        )
        more = f"Rows with more cells than the {self.width} columns, left out: {len(skipped):,} (row {_few(skipped)})."
        return (fewer,) * bool(filled) + (more,) * bool(skipped)

    def _cells(self, text: str) -> list[str] | None:
        try:
            cells = next(csv.reader([text], delimiter=self.delimiter), [])
        except csv.Error:
            return None
        if any(cells[self.width :]):
            return None
        return (cells + [""] * self.width)[: self.width]

    def _table(self, schema: pa.Schema) -> pa.Table:
        columns = zip(*self.filled.values(), strict=True)
        return pa.table([pa.array([cell or None for cell in cells], TEXT) for cells in columns], schema=schema)


def _few(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:NAMED])) + (" and others" if len(rows) > NAMED else "")
