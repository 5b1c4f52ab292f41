"""Tables of text: delimiter, encoding and header are guessed and said; the rows stream through Arrow."""

import csv
import io
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from layers.reading.columns import TEXT, check_cells, check_columns, check_rows, clean_names, filled
from layers.reading.encodings import Recoded, find_encoding
from layers.reading.errors import FileDamaged, FileEmpty
from layers.reading.headers import find_header, has_header
from layers.reading.parsed import Parsed, Source
from layers.reading.ragged import Ragged

SAMPLE = 1 << 17
BLOCK = 1 << 23
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
DECIMAL_COMMA = r"^\s*-?\d{1,12},\d+\s*$"
COMMA_OR_WHOLE = r"^\s*-?\d{1,12}(,\d+)?\s*$"


@dataclass(frozen=True)
class Layout:
    """How the text is laid out. `header` is the row of the names, 0 when there is none."""

    encoding: str
    errors: str
    delimiter: str
    header: int
    names: list[str]
    notes: tuple[str, ...] = field(default=())


def parse(source: Source) -> Parsed:
    """One row per row of the text under its header; blank rows are left out."""
    layout = find_layout(source)
    check_columns(len(layout.names), source.limits)
    ragged = Ragged(layout.delimiter, len(layout.names))
    table = _stream(source, layout, ragged)
    table, rows = ragged.joined(table)
    keep = (rows > layout.header) & filled(table)
    if not keep.any():
        raise FileEmpty("The table has a header and no rows under it. Export it again.")
    if not keep.all():
        table, rows = (
            (table.slice(int(keep.argmax())), rows[keep.argmax() :])
            if _only_start(keep)
            else (table.filter(pa.array(keep)), rows[keep])
        )
    table, notes = _decimal_points(table) if layout.delimiter != "," else (table, ())
    return Parsed(table, rows, "csv", notes=(*layout.notes, *ragged.notes(layout.header), *notes))


def find_layout(source: Source) -> Layout:
    """Encoding, delimiter, header row and names, from the beginning of the text."""
    encoding, errors, notes = find_encoding(source.data)
    text = bytes(source.data[:SAMPLE]).decode(encoding, "replace").removeprefix("\ufeff")
    delimiter = find_delimiter(text)
    rows = _sample_rows(text, delimiter)
    at = find_header(rows)
    headed = has_header(rows[at])
    names = rows[at] if headed else [""] * max(map(len, rows))
    return Layout(
        encoding=encoding,
        errors=errors,
        delimiter=delimiter,
        header=at + 1 if headed else 0,
        names=clean_names(names),
        notes=(*notes, *_said(delimiter, at, headed)),
    )


def find_delimiter(text: str) -> str:
    """The character that splits the first rows into the most cells, alike in most of them."""
    lines = text.splitlines()[:50]
    return max(DELIMITERS, key=lambda mark: _evenness(lines, mark))


def _evenness(lines: list[str], mark: str) -> tuple[float, int]:
    rows = _sample_rows("\n".join(lines), mark)
    counts = [len(row) for row in rows if any(row)]
    usual = max(set(counts), key=counts.count) if counts else 1
    return (counts.count(usual) / len(counts) if usual > 1 else 0), usual


def _sample_rows(text: str, delimiter: str) -> list[list[str]]:
    """The first fifty rows; the last is left out, it may be cut."""
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text.replace("\0", " "), newline=""), delimiter=delimiter):
        rows.append(row)
        if len(rows) > 50:
            break
    return rows[:-1] if len(rows) > 2 else rows


def _said(delimiter: str, at: int, headed: bool) -> list[str]:
    notes = [] if delimiter == "," else [f"Cells are separated by {DELIMITERS[delimiter]}."]
    if not headed:
        notes.append("The first row holds numbers, so it is no header: columns are numbered.")
    elif at:
        notes.append(f"The header is row {at + 1}; the rows above it are left out.")
    return notes


def _stream(source: Source, layout: Layout, ragged: Ragged) -> pa.Table:
    batches, count = [], 0
    try:
        reader = _reader(source, layout, ragged)
        for batch in reader:
            count += batch.num_rows
            check_rows(count, source.limits)
            batches.append(check_cells(pa.Table.from_batches([batch]), source.limits))
            source.tell(count, min(1.0, len(batches) * BLOCK / max(len(source.data), 1)))
    except MemoryError:
        raise
    except (pa.ArrowInvalid, pa.ArrowKeyError, UnicodeError, csv.Error) as error:
        raise FileDamaged(
            f"The rows cannot be told apart ({_short(error)}). Expected cells separated by "
            f"{DELIMITERS[layout.delimiter]}. A quote that is never closed does this; look near row {count + 1:,}."
        ) from error
    return pa.concat_tables(batches)


def _as_utf8(source: Source, layout: Layout) -> object:
    if (layout.encoding, layout.errors) == ("utf-8", "strict"):
        return pa.BufferReader(pa.py_buffer(source.data))
    return pa.PythonFile(Recoded(source.data, layout.encoding), mode="r")


def _reader(source: Source, layout: Layout, ragged: Ragged) -> pcsv.CSVStreamingReader:
    return pcsv.open_csv(
        _as_utf8(source, layout),
        pcsv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=layout.names),
        pcsv.ParseOptions(
            delimiter=layout.delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=ragged.met,
        ),
        pcsv.ConvertOptions(column_types=dict.fromkeys(layout.names, TEXT), strings_can_be_null=True, null_values=[""]),
    )


def _decimal_points(table: pa.Table) -> tuple[pa.Table, tuple[str, ...]]:
    """36,73 becomes 36.73 in columns where every cell is such a number."""
    changed = []
    for at, name in enumerate(table.column_names):
        column = table.column(at)
        some = pc.any(pc.match_substring_regex(column, DECIMAL_COMMA)).as_py()
        if some and pc.all(pc.match_substring_regex(column, COMMA_OR_WHOLE)).as_py():
            table = table.set_column(at, name, pc.replace_substring(column, ",", "."))
            changed.append(name)
    return table, ((f"A decimal comma is read as a point in: {', '.join(changed)[:200]}.",) if changed else ())


def _only_start(keep: np.ndarray) -> bool:
    return bool(keep[keep.argmax() :].all())


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160]
