"""From values as people give them to values as the store keeps them, and back.

Text is kept as it is, but for NUL characters and lone surrogates: no engine keeps both, so U+FFFD takes their place.
Blank (None, NaN, NA) is kept as nothing. Geometry loses its height. Whatever else does not fit its column is refused.
"""

import hashlib
import json
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import pandas as pd
import shapely

from layers.store.columns import COUNT, JSON, NUMBER, TEXT, TRUTH
from layers.store.errors import GeometryUnusable, RowUnstorable

UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
LARGEST = 2**53
ROWS_AT_ONCE = 1000
READABLE = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def clean(text: str) -> str:
    """The text with U+FFFD where a character cannot be kept."""
    return UNKEEPABLE.sub("\ufffd", text)


def stored(values: Sequence[object], holds: str, *, column: str, rows: Sequence[object]) -> list:
    """A column as the store keeps it. Raises RowUnstorable with the first row, named by `rows`, that does not fit."""
    if holds == TEXT:
        return _texts(values, column, rows)
    keep = KEEPERS[holds]
    kept = []
    for row, value in enumerate(values):
        try:
            kept.append(None if _blank(value) else keep(value))
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise _unfit(rows[row], column, value, holds) from error
    return kept


def plain(value: object, holds: str) -> object:
    """A stored value as people and JSON know it."""
    return json.loads(value) if holds == JSON and value is not None else value


def drawable(geometries: Iterable[object], kind: str, *, rows: Sequence[object]) -> np.ndarray:
    """Geometries fit to be kept, flat, as an array. Raises GeometryUnusable with the first row that is not."""
    array = np.asarray(list(geometries), dtype=object)
    if len(array) and not shapely.is_valid_input(array).all():
        _refuse(~shapely.is_valid_input(array), rows, "it is no geometry")
    array = shapely.force_2d(array)
    _refuse(shapely.is_missing(array) | shapely.is_empty(array), rows, "it has no geometry")
    box = shapely.bounds(array).reshape(-1, 4)
    _refuse(_not_finite(array), rows, "it has a coordinate that is not a number")
    outside = (box[:, 0] < -180) | (box[:, 2] > 180) | (box[:, 1] < -90) | (box[:, 3] > 90)
    _refuse(outside, rows, "it lies outside ±180 degrees of longitude or ±90 of latitude")
    if kind == "POINT":
        _refuse(shapely.get_type_id(array) != 0, rows, "it is not a point")
    return array


def digest(chunks: Iterable[Sequence[Sequence[object]]]) -> str:
    """SHA-256 of rows of stored values, given in chunks of any size."""
    sum_, waiting = hashlib.sha256(), []
    for chunk in chunks:
        waiting.extend(chunk)
        while len(waiting) >= ROWS_AT_ONCE:
            sum_.update(_text(waiting[:ROWS_AT_ONCE]))
            del waiting[:ROWS_AT_ONCE]
    sum_.update(_text(waiting))
    return sum_.hexdigest()


def _text(rows: Sequence[Sequence[object]]) -> bytes:
    return json.dumps(rows, ensure_ascii=True, allow_nan=False).encode() + b"\n"


def _texts(values: Sequence[object], column: str, rows: Sequence[object]) -> list[str | None]:
    kept = [None if value is None or value is pd.NA or value != value else value for value in values]
    for row, value in enumerate(kept):
        if value is not None and not isinstance(value, str):
            kept[row] = _as_text(value, column, rows[row])
    joined = "".join(text for text in kept if text is not None)
    if UNKEEPABLE.search(joined):
        kept = [None if text is None else clean(text) for text in kept]
    return kept


def _as_text(value: object, column: str, row: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise _unfit(row, column, value, TEXT)


def _unfit(row: object, column: str, value: object, holds: str) -> RowUnstorable:
    return RowUnstorable(
        f"{clean(str(row))[:60]}: {column} is {clean(repr(value))[:60]}; expected {EXPECTED[holds]}, or nothing. "
        "Correct the row."
    )


def _blank(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _count(value: object) -> int:
    number = _number(value)
    if number != int(number) or abs(number) > LARGEST:
        raise ValueError(value)
    return int(number)


def _number(value: object) -> float:
    if isinstance(value, bool | np.bool_ | str) or not math.isfinite(value):
        raise ValueError(value)
    return float(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool | np.bool_):
        raise TypeError(value)
    return bool(value)


def _json(value: object) -> str:
    """Lists and mappings as JSON with readable letters."""
    value = value.tolist() if isinstance(value, np.ndarray) else value
    if not isinstance(value, list | tuple | dict):
        raise TypeError(value)
    text = READABLE(value)
    if UNKEEPABLE.search(text) or "\\u0000" in text:
        text = READABLE(_cleaned(value))
    return text


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): _cleaned(part) for key, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list | tuple) else value


def _not_finite(array: np.ndarray) -> np.ndarray:
    coordinates, owners = shapely.get_coordinates(array, return_index=True)
    bad = np.zeros(len(array), dtype=bool)
    bad[owners[~np.isfinite(coordinates).all(axis=1)]] = True
    return bad


def _refuse(bad: np.ndarray, rows: Sequence[object], fault: str) -> None:
    if np.any(bad):
        row = rows[int(np.argmax(bad))]
        raise GeometryUnusable(f"{clean(str(row))[:60]} cannot be kept: {fault}. Correct the row, or leave it out.")


KEEPERS = {COUNT: _count, NUMBER: _number, TRUTH: _truth, JSON: _json}
EXPECTED = {
    TEXT: "text",
    COUNT: "a whole number",
    NUMBER: "a finite number",
    TRUTH: "true or false",
    JSON: "a list or a mapping",
}
