"""The .dbf part of a Shapefile: a table of fixed widths, read as one block."""

from collections.abc import Callable
from datetime import date

import numpy as np

from layers.reading.columns import check_columns, check_rows
from layers.reading.encodings import find_encoding
from layers.reading.errors import FileDamaged, FileTruncated
from layers.reading.limits import Limits

FIELD = 32
ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "65001": "utf-8",
    "cp1252": "cp1252",
    "1252": "cp1252",
    "ansi 1252": "cp1252",
    "iso-8859-1": "latin-1",
    "iso88591": "latin-1",
    "8859_1": "latin-1",
    "cp1251": "cp1251",
    "1251": "cp1251",
    "ansi 1251": "cp1251",
    "1256": "cp1256",
    "cp1256": "cp1256",
    "936": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "gb2312": "gb18030",
    "cp866": "cp866",
    "866": "cp866",
    "koi8-r": "koi8-r",
}


def read_dbase(data: bytes, cpg: bytes | None, limits: Limits) -> tuple[list[str], list[list], list[str]]:
    """Names, columns of plain values (None where blank), and notes. Raises FileTruncated or FileDamaged."""
    rows, start, width = _header(data)
    check_rows(rows, limits)
    fields = _fields(data[FIELD:start], width)
    check_columns(len(fields), limits)
    if start + rows * width > len(data):
        raise FileTruncated(f"The .dbf part has {len(data):,} bytes; {rows:,} rows need more. Download it again.")
    encoding, notes = _encoding(data[start:], cpg)
    block = np.frombuffer(data, dtype=np.uint8, count=rows * width, offset=start).reshape(rows, width)
    columns, at = [], 1
    for _, kind, size in fields:
        cells = np.ascontiguousarray(block[:, at : at + size]).view(f"S{size}").ravel() if rows else []
        columns.append([VALUES.get(kind, _text)(cell.decode(encoding, "replace").strip()) for cell in cells])
        at += size
    return [name.decode(encoding, "replace") for name, *_ in fields], columns, notes


def _header(data: bytes) -> tuple[int, int, int]:
    if len(data) < FIELD + 1:
        raise FileTruncated(
            f"The .dbf part has {len(data)} bytes; its header alone needs {FIELD + 1}. Download it again."
        )
    rows = int.from_bytes(data[4:8], "little")
    start, width = int.from_bytes(data[8:10], "little"), int.from_bytes(data[10:12], "little")
    if start < FIELD + 1 or width < 1:
        raise FileDamaged("The header of the .dbf part contradicts itself. Export it again.")
    return rows, start, width


def _fields(header: bytes, width: int) -> list[tuple[bytes, str, int]]:
    fields = []
    for at in range(0, len(header) - FIELD + 1, FIELD):
        entry = header[at : at + FIELD]
        if entry[0] == 0x0D:
            break
        fields.append((entry[:11].split(b"\0")[0], chr(entry[11]), entry[16]))
    if any(size == 0 for *_, size in fields) or 1 + sum(size for *_, size in fields) > width:
        raise FileDamaged("The fields of the .dbf part are wider than its rows. Export it again.")
    return fields


def _encoding(body: bytes, cpg: bytes | None) -> tuple[str, list[str]]:
    said = (cpg or b"").decode("ascii", "replace").strip().lower()
    if said in ENCODINGS:
        return ENCODINGS[said], []
    encoding, _, notes = find_encoding(body) if not body.isascii() else ("utf-8", "", ())
    return encoding, [*notes]


def _text(cell: str) -> str | None:
    return cell.rstrip("\0") or None


def _number(cell: str) -> object:
    if not cell.strip("*\0 "):
        return None
    try:
        return float(cell) if any(mark in cell for mark in ".eEnN") else int(cell)
    except ValueError:
        return cell


def _day(cell: str) -> object:
    if not cell.strip("0\0 "):
        return None
    try:
        return date(int(cell[:4]), int(cell[4:6]), int(cell[6:8]))
    except ValueError:
        return cell


def _yes(cell: str) -> bool | None:
    return {"T": True, "Y": True, "F": False, "N": False}.get(cell.upper())


VALUES: dict[str, Callable[[str], object]] = {"N": _number, "F": _number, "D": _day, "L": _yes}
