"""Reading our own CSV tables."""

import csv
from pathlib import Path

import pandas as pd

from layers.catalogue import dataset, verified
from layers.geojson import FileMalformed, check_columns
from layers.values import split_list

LISTS = ("sources", "areas", "incident_ids", "site_ids")


def read_table(name: str, *, index: str) -> pd.DataFrame:
    """A catalogued CSV file, hash and columns checked; cells joined by ' | ' become lists, blanks None."""
    entry = dataset(name)
    frame = parse_table(verified(entry), index=index)
    check_columns(frame, entry.columns, file=entry.file)
    return frame


def parse_table(path: Path, *, index: str) -> pd.DataFrame:
    """One row per line, indexed by `index`. Raises FileMalformed with the line that does not fit the header."""
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv.DictReader(stream, restkey="…", restval=None, strict=True)
        try:
            rows = list(lines)
        except (csv.Error, UnicodeDecodeError) as error:
            raise FileMalformed(f"{path.name}, line {lines.line_num}: {error}. Save it as UTF-8 CSV.") from error
    for number, row in enumerate(rows, start=1):
        if "…" in row or None in row.values():
            raise FileMalformed(f"{path.name}, row {number}: expected {len(lines.fieldnames)} cells. Correct the row.")
    frame = pd.DataFrame(rows, dtype=object)
    if index not in frame or frame[index].duplicated().any():
        raise FileMalformed(f"{path.name} needs a column {index} without repeats.")
    return _typed(frame.set_index(index))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    for column in frame:
        as_list = column in LISTS
        frame[column] = pd.Series([split_list(v) if as_list else v or None for v in frame[column]], frame.index, object)
    return frame
