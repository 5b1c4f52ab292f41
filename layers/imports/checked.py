"""What checking a table gives: rows to take, rows refused with the reason, and what a person must decide."""

import csv
import io
import re
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from layers.imports.actors import ActorQuestion
from layers.imports.dates import OrderQuestion
from layers.imports.schema import Schema
from layers.reading.raw import RawTable

# A cell that a spreadsheet would run starts with one of these after nothing but blanks and hidden signs.
RUNS = re.compile(
    "^(?=[\\s'\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@＝＋－＠﹦﹢﹣﹫−]|[\t\r\n])", re.MULTILINE
)
FIGURE = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")


@dataclass(frozen=True)
class Questions:
    """What a person must decide: the mapping of columns, the order of dates, the names of actors."""

    order: tuple[OrderQuestion, ...] = ()
    actors: tuple[ActorQuestion, ...] = ()
    mapping: pd.DataFrame | None = None

    @property
    def sentences(self) -> list[str]:
        """Every question as one sentence."""
        return [question.text for question in (*self.order, *self.actors)]


@dataclass(frozen=True)
class Checked:
    """`accepted`: one incident per row, indexed by incident_id, the columns of the catalogue plus dataset, source_row
    and external_id. `refused`: one row per wrong cell: position, row, column, found, expected, advice. Every row of the
    file is in one of them. `kind` is incidents, or reports, which must not be counted as incidents."""

    schema: Schema
    accepted: gpd.GeoDataFrame
    refused: pd.DataFrame
    questions: Questions
    notes: tuple[str, ...]
    kind: str = "incidents"

    @property
    def refused_rows(self) -> int:
        """How many rows of the file are refused."""
        return int(self.refused["position"].nunique())


def refused_file(checked: Checked, raw: RawTable) -> bytes:
    """The refused rows as they came, with the reasons beside each: UTF-8 CSV that no spreadsheet runs.

    First columns: row (as a person counts), reasons (one per line). Same rows, same bytes.
    """
    reasons = {position: _reasons(cells) for position, cells in checked.refused.groupby("position", sort=True)}
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    place = [] if raw.geometry is None else ["geometry (WKT)"]
    lines.writerow([defused(str(name)) for name in ("row in the file", "reasons", *raw.frame.columns, *place)])
    for position, reason in reasons.items():
        cells = [*raw.frame.loc[position], *([] if raw.geometry is None else [raw.geometry.loc[position]])]
        lines.writerow([int(raw.rows.loc[position]), defused(reason), *(_written(cell) for cell in cells)])
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def defused(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet would run; plain figures stay."""
    return text if FIGURE.fullmatch(text) else RUNS.sub("'", text.replace("\x00", "\ufffd"))


def _reasons(cells: pd.DataFrame) -> str:
    told = zip(cells["column"], cells["found"], cells["expected"], cells["advice"], strict=True)
    return "\n".join(
        f"{column}: found {found}; expected {expected}. {advice}" for column, found, expected, advice in told
    )


def _written(cell: object) -> str:
    missing = cell is None or cell is pd.NA or cell != cell
    return "" if missing else defused(str(cell))
