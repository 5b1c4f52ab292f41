"""Plain values become Arrow columns with one kind of cell each; column names become safe and unique."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from layers.reading.errors import CellTooLong, JsonTooDeep, TooManyColumns, TooManyRows
from layers.reading.limits import Limits

NAME_CHARACTERS = 120
# The kind that pandas keeps text in, so that nothing is copied on the way.
TEXT = pa.large_string()
# Controls, marks that turn the direction of text, halves of pairs, and the like.
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]+"
)
TYPES = {
    frozenset({str}): TEXT,
    frozenset({int}): pa.int64(),
    frozenset({float}): pa.float64(),
    frozenset({int, float}): pa.float64(),
    frozenset({bool}): pa.bool_(),
    frozenset({date}): pa.date32(),
}


def clean_text(text: object, characters: int = NAME_CHARACTERS) -> str:
    """One line that is safe to show: no control characters, no turned direction, at most so many characters."""
    return " ".join(UNSEEN.sub(" ", str(text)).split())[:characters]


def clean_names(names: Iterable[object]) -> list[str]:
    """Safe, unique column names in the same order; a name without letters becomes column_3."""
    found: dict[str, None] = {}
    for number, name in enumerate(names, start=1):
        wanted = clean_text("" if name is None else name) or f"column_{number}"
        candidate, again = wanted, 2
        while candidate in found:
            candidate, again = f"{wanted}_{again}", again + 1
        found[candidate] = None
    return list(found)


def records_table(records: Sequence[Mapping[str, object]], limits: Limits) -> pa.Table:
    """One row per record, columns in the order in which they first appear.

    Raises TooManyRows, TooManyColumns, CellTooLong or JsonTooDeep.
    """
    check_rows(len(records), limits)
    keys = list(dict.fromkeys(key for record in records for key in record))
    check_columns(len(keys), limits)
    return table_of([[record.get(key) for record in records] for key in keys], keys, limits)


def table_of(columns: Sequence[Sequence[object]], names: Sequence[object], limits: Limits) -> pa.Table:
    """A table of these columns under cleaned names."""
    arrays = [column_of(values, limits) for values in columns]
    return check_cells(pa.table(arrays, names=clean_names(names)), limits)


def column_of(values: Sequence[object], limits: Limits) -> pa.Array:
    """Values of one kind keep it; several kinds become text. Blank text and numbers without end become missing."""
    kinds = set(map(type, values)) - {type(None)}
    if kinds & {dict, list}:
        values = [nested_text(value, limits) if isinstance(value, dict | list) else value for value in values]
        kinds = kinds - {dict, list} | {str}
    try:
        return _blanks_missing(pa.array(values, TYPES[frozenset(kinds)] if kinds else TEXT))
    except MemoryError:
        raise
    except (KeyError, pa.ArrowException, OverflowError, UnicodeError):
        return _blanks_missing(pa.array(list(map(plain_text, values)), TEXT))


def plain_text(value: object) -> str | None:
    """The value as a person would write it; halves of surrogate pairs become question marks."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, str) and value.isascii() else _whole(str(value))


def nested_text(value: object, limits: Limits) -> str:
    """Lists and objects inside a cell, as JSON text. Raises JsonTooDeep."""
    check_depth(value, limits)
    return json.dumps(value, ensure_ascii=False)


def check_depth(value: object, limits: Limits) -> None:
    """Raises JsonTooDeep for a value nested deeper than accepted; does not recurse itself."""
    level, depth = [value], 0
    while level := [item for item in level if isinstance(item, dict | list)]:
        depth += 1
        if depth > limits.json_depth:
            raise JsonTooDeep(
                f"The JSON is nested more than {limits.json_depth} levels deep; reports need fewer than ten. "
                "Export it again as plain records or as GeoJSON."
            )
        level = [part for item in level for part in (item.values() if isinstance(item, dict) else item)]


def check_rows(rows: int, limits: Limits) -> None:
    """Raises TooManyRows."""
    if rows > limits.rows:
        raise TooManyRows(
            f"The file has more than {limits.rows:,} rows (found {rows:,} so far). Split it by year or by country."
        )


def check_columns(columns: int, limits: Limits) -> None:
    """Raises TooManyColumns."""
    if columns > limits.columns:
        raise TooManyColumns(
            f"The file has {columns:,} columns; at most {limits.columns:,} are read. Keep the columns you need."
        )


def check_cells(table: pa.Table, limits: Limits) -> pa.Table:
    """The table, unless a cell is longer than accepted. Raises CellTooLong with the column."""
    for name, column in zip(table.column_names, table.columns, strict=True):
        longest = pc.max(pc.binary_length(column)).as_py() if column.type == TEXT else None
        if longest and longest > limits.cell_characters:
            raise CellTooLong(
                f"A cell in the column {name!r} has {longest:,} bytes of text; at most {limits.cell_characters:,} are "
                "read. A quote that is never closed does this: look for one, or shorten the cell."
            )
    return table


def filled(table: pa.Table) -> np.ndarray:
    """True for each row with at least one cell that is not blank."""
    found = np.zeros(table.num_rows, dtype=bool)
    for column in table.columns:
        if column.null_count == 0:
            return np.ones(table.num_rows, dtype=bool)
        found |= column.is_valid().to_numpy()
    return found


def _blanks_missing(array: pa.Array) -> pa.Array:
    if array.type == TEXT:
        return pc.if_else(pc.equal(array, ""), pa.scalar(None, TEXT), array)
    if pa.types.is_floating(array.type):
        return pc.if_else(pc.is_finite(array), array, pa.scalar(None, array.type))
    return array


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
