"""Reading our own CSV tables."""

import csv
import io
from pathlib import Path

import pandas as pd

from layers.catalogue import dataset, verified
from layers.geojson import FileMalformed, check_columns, check_identifiers
from layers.values import split_list

LISTS = ("sources", "areas", "incident_ids", "site_ids")
SURPLUS = "…"


def read_table(name: str, *, index: str) -> pd.DataFrame:
    """A catalogued CSV file, hash and columns checked; cells joined by ' | ' become lists, blanks None."""
    entry = dataset(name)
    frame = parse_table(verified(entry), index=index)
    check_columns(frame, entry.columns, file=entry.file)
    return frame


def parse_table(path: Path, *, index: str) -> pd.DataFrame:
    """One row per line, indexed by `index`. Raises FileMalformed with the row that does not fit the header."""
    rows, header = _rows(path)
    if index not in header:
        raise FileMalformed(f"{path.name} has no column {index}. Every row needs that identifier: add it.")
    for number, row in enumerate(rows, start=1):
        if SURPLUS in row or None in row.values():
            raise FileMalformed(f"{path.name}, row {number}: expected {len(header)} cells. Correct the row.")
    check_identifiers([row.get(index) for row in rows], index, path.name)
    return _typed(pd.DataFrame(rows, columns=header, dtype=object).set_index(index))


def _rows(path: Path) -> tuple[list[dict], list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise FileMalformed(f"{path.name}, line {line}: not UTF-8. Save the file as UTF-8 CSV.") from error
    lines = csv.DictReader(io.StringIO(text, newline=""), restkey=SURPLUS, restval=None, strict=True)
    try:
        return list(lines), list(lines.fieldnames or ())
    except csv.Error as error:
        raise FileMalformed(f"{path.name}, line {lines.line_num}: {error}. Correct the quotes of that line.") from error


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    for column in frame:
        cells = [split_list(cell) if column in LISTS else cell or None for cell in frame[column]]
        frame[column] = pd.Series(cells, frame.index, object)
    return frame
