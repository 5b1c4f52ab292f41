"""Parquet and GeoParquet: columns of plain kinds, geometry from WKB, in pieces."""

import json
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyproj
import shapely

from layers.reading.columns import TEXT, check_cells, check_columns, check_rows, clean_names, clean_text, column_of
from layers.reading.errors import ArchiveBomb, FileDamaged, FileEmpty, FileTruncated, ProjectionUnknown
from layers.reading.limits import Limits
from layers.reading.parsed import Data, Parsed, Source
from layers.reading.shapes import crs_of_code, in_degrees, unreadable, wkb_column

PIECE = 100_000
MAGIC = b"PAR1"
INTEGERS_AS = pa.int64()


def parse(source: Source) -> Parsed:
    """One row per row of the file."""
    _check_ends(source.data)
    try:
        file = pq.ParquetFile(pa.BufferReader(pa.py_buffer(source.data)), arrow_extensions_enabled=False)
        _check_sizes(file.metadata, source.limits)
        table = _stream(file, source)
        return _plain(table, _geo(file.schema_arrow.metadata or {}), source.limits)
    except MemoryError:
        raise
    except (pa.ArrowException, OSError, OverflowError, UnicodeError) as error:
        raise FileDamaged(f"The Parquet file is damaged ({clean_text(error)}). Write it again.") from error


def _check_ends(data: Data) -> None:
    if data[-4:] != MAGIC or len(data) < 12:
        raise FileTruncated("The Parquet file has no end: its last four bytes are not PAR1. Download it again.")


def _check_sizes(metadata: pq.FileMetaData, limits: Limits) -> None:
    check_rows(metadata.num_rows, limits)
    check_columns(metadata.num_columns, limits)
    groups = [metadata.row_group(at) for at in range(metadata.num_row_groups)]
    size = sum(max(group.total_byte_size, 0) for group in groups)
    if size > 4 * limits.inflated_bytes:
        raise ArchiveBomb(f"The Parquet file unpacks to {size:,} bytes. Split it by year or by country.")
    if not metadata.num_rows:
        raise FileEmpty("The Parquet file has no rows. Write it again.")


def _stream(file: pq.ParquetFile, source: Source) -> pa.Table:
    batches, count, total = [], 0, file.metadata.num_rows
    for batch in file.iter_batches(batch_size=PIECE, use_threads=False):
        count += batch.num_rows
        check_rows(count, source.limits)
        batches.append(batch)
        source.tell(count, min(1.0, count / total))
    if count != total:
        raise FileDamaged(f"The Parquet file says {total:,} rows and has {count:,}. Write it again.")
    return pa.Table.from_batches(batches)


def _geo(metadata: dict[bytes, bytes]) -> dict:
    try:
        geo = json.loads(metadata.get(b"geo", b"{}"))
    except (ValueError, RecursionError) as error:
        raise FileDamaged("What the Parquet file says about its geometry is no JSON. Write it again.") from error
    return geo if isinstance(geo, dict) else {}


def _plain(table: pa.Table, geo: dict, limits: Limits) -> Parsed:
    rows = np.arange(1, table.num_rows + 1)
    primary = geo.get("primary_column")
    described = (
        geo.get("columns", {}).get(primary)
        if isinstance(geo.get("columns"), dict) and isinstance(primary, str)
        else None
    )
    kept, names, notes = [], [], []
    for at, field in enumerate(table.schema):
        column = None if field.name == primary and described is not None else _values(table.column(at), limits)
        if column is not None:
            kept.append(column)
            names.append(field.name)
        elif field.name != primary:
            notes.append(f"The column {clean_text(field.name, 40)!r} holds {field.type} and is left out."[:200])
    plain = check_cells(pa.table(kept, names=clean_names(names)), limits)
    if not isinstance(described, dict) or primary not in table.column_names:
        return Parsed(plain, rows, "parquet", notes=tuple(notes))
    geometries, bad = _geometries(table.column(primary), described)
    geometries, moved = in_degrees(geometries, _crs(described))
    wkb, wrong = wkb_column(geometries, rows, limits)
    unread = (unreadable(rows[bad]),) if bad.any() else ()
    return Parsed(plain, rows, "parquet", wkb, (*moved, *notes, *unread, *wrong))


def _values(column: pa.ChunkedArray, limits: Limits) -> pa.ChunkedArray | pa.Array | None:
    """The column in one of our kinds; None for kinds that no report needs."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _values(pc.cast(column, kind.value_type), limits)
    for fits, change in KINDS:
        if fits(kind):
            return change(column, limits)
    return None


def _texts(column: pa.ChunkedArray, _: Limits) -> pa.ChunkedArray:
    text = pc.cast(column, TEXT)
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, TEXT), text)


def _wholes(column: pa.ChunkedArray, limits: Limits) -> pa.ChunkedArray:
    try:
        return pc.cast(column, INTEGERS_AS)
    except pa.ArrowInvalid:
        return _texts(column, limits)


def _floats(column: pa.ChunkedArray, _: Limits) -> pa.ChunkedArray:
    numbers = pc.cast(column, pa.float64())
    return pc.if_else(pc.is_finite(numbers), numbers, pa.scalar(None, pa.float64()))


def _days(column: pa.ChunkedArray, _: Limits) -> pa.ChunkedArray:
    return pc.cast(column, pa.date32())


def _same(column: pa.ChunkedArray, _: Limits) -> pa.ChunkedArray:
    return column


def _nested(column: pa.ChunkedArray, limits: Limits) -> pa.Array:
    return column_of(column.to_pylist(), limits)


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)


def _is_written(kind: pa.DataType) -> bool:
    return pa.types.is_decimal(kind) or pa.types.is_timestamp(kind) or pa.types.is_time(kind)


Change = Callable[[pa.ChunkedArray, Limits], pa.ChunkedArray | pa.Array]
KINDS: tuple[tuple[Callable[[pa.DataType], bool], Change], ...] = (
    (_is_text, _texts),
    (pa.types.is_boolean, _same),
    (pa.types.is_integer, _wholes),
    (pa.types.is_floating, _floats),
    (pa.types.is_date, _days),
    (_is_written, _texts),
    (pa.types.is_nested, _nested),
    (pa.types.is_null, _texts),
)


def _geometries(column: pa.ChunkedArray, described: dict) -> tuple[np.ndarray, np.ndarray]:
    if described.get("encoding") != "WKB" or not (
        pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type)
    ):
        raise FileDamaged("The geometry of the Parquet file is not WKB, which is what is read. Write it as WKB.")
    wkb = column.to_numpy(zero_copy_only=False)
    geometries = shapely.from_wkb(wkb, on_invalid="ignore")
    return geometries, np.array([blob is not None for blob in wkb]) & shapely.is_missing(geometries)


def _crs(described: dict) -> pyproj.CRS | None:
    crs = described.get("crs", {})
    if not crs:
        return None
    name = crs.get("id") if isinstance(crs, dict) else None
    if not isinstance(name, dict):
        raise ProjectionUnknown(
            "The reference system of the Parquet file has no code. Save it again in EPSG:4326 (longitude and latitude)."
        )
    code = f"{name.get('authority')}:{name.get('code')}"
    return None if code == "OGC:CRS84" else crs_of_code(code)
