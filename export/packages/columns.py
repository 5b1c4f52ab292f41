"""Columns of plain values, each with what it holds, the same for any choice of rows."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
from pandas.api import types

from export.packages.text import clean
from layers.incidents import COUNTS
from risk.report import plain

KINDS = ("truth", "whole", "number", "day", "list", "text")
# Whole numbers that pandas keeps as floats because some are not known.
WHOLE = (*COUNTS, "start_year")
WIDEST_WHOLE = 2**63


@dataclass(frozen=True)
class Column:
    """Values of one column: text, int, float, bool, a list of these, or None; `kind` is one of KINDS."""

    name: str
    kind: str
    values: list[Any]


def columns_of(frame: pd.DataFrame) -> list[Column]:
    """The columns of a frame without geometry, named and ordered as there; one of dicts becomes one per key."""
    kinds = frame.attrs.get("kinds", {})
    found = [part for name in frame for part in _read(str(name), frame[name], kinds.get(name, ""))]
    columns = {column.name: column for column in found}
    if {"day", "first_day", "last_day"} <= columns.keys():
        columns["day"] = _known_days(columns["day"], columns["first_day"], columns["last_day"])
    return list(columns.values())


def kind_of(frame: pd.DataFrame, column: str) -> str:
    """What a column of a flat frame holds, one of KINDS."""
    return frame.attrs.get("kinds", {}).get(column) or _by_values(list(frame[column]))


def plain_value(value: Any) -> Any:
    """`risk.report.plain` with clean text; dates are ISO text, a whole number too long for a file is text."""
    if isinstance(value, dict):
        return {str(key): plain_value(part) for key, part in value.items()}
    if isinstance(value, set | frozenset):
        value = sorted(value, key=str)
    value = plain(value)
    if isinstance(value, list):
        return [plain_value(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()[:10]
    short = isinstance(value, bool | float) or (isinstance(value, int) and abs(value) < WIDEST_WHOLE)
    return value if short or value is None else clean(value)


def _read(name: str, series: pd.Series, kind: str) -> list[Column]:
    values = [plain_value(value) for value in series]
    if any(isinstance(value, dict) for value in values):
        return _spread(name, values)
    kind = kind or _by_dtype(name, series) or _by_values(values)
    return [Column(name, kind, [_whole(value) for value in values] if kind == "whole" else values)]


def _spread(name: str, values: list) -> list[Column]:
    """A column of dicts as one column per key, in the order in which keys first come."""
    rows = [value if isinstance(value, dict) else {} for value in values]
    cells = {key: [row.get(key) for row in rows] for key in dict.fromkeys(key for row in rows for key in row)}
    return [Column(f"{name}_{key}", _by_values(found), found) for key, found in cells.items()]


def _known_days(middle: Column, first: Column, last: Column) -> Column:
    rows = zip(middle.values, first.values, last.values, strict=True)
    return replace(middle, values=[day if start == end else None for day, start, end in rows])


def _by_dtype(name: str, series: pd.Series) -> str:
    if types.is_bool_dtype(series) and series.dtype != object:
        return "truth"
    if types.is_datetime64_any_dtype(series):
        return "day"
    if types.is_integer_dtype(series) or (types.is_float_dtype(series) and name in WHOLE):
        return "whole"
    if types.is_float_dtype(series):
        return "number"
    return "text" if isinstance(series.dtype, pd.StringDtype) else ""


def _by_values(values: list) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return "text"
    if all(isinstance(value, list) for value in known):
        return "list"
    if all(isinstance(value, bool) for value in known):
        return "truth"
    if any(isinstance(value, bool) or not isinstance(value, int | float) for value in known):
        return "text"
    return "whole" if all(isinstance(value, int) for value in known) else "number"


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
