"""Reading a stranger's file: the one door for dashboard and command line."""

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely

from layers.reading.columns import TEXT, clean_text
from layers.reading.errors import FileEmpty, FileTooLarge, FormatUnknown
from layers.reading.limits import Limits, Progress
from layers.reading.parsed import Parsed, Source
from layers.reading.process import Errand, read_apart
from layers.reading.raw import RawTable
from layers.reading.readers import parse
from layers.reading.shapes import DEGREES

DTYPES = {TEXT: pd.StringDtype("pyarrow", na_value=float("nan")), pa.int64(): pd.Int64Dtype()}
DTYPES |= {pa.float64(): pd.Float64Dtype(), pa.bool_(): pd.BooleanDtype()}


def read_file(  # noqa: PLR0913  the door has one argument for each thing a caller may decide
    path_or_bytes: Path | str | bytes,
    name: str,
    *,
    limits: Limits = Limits(),  # noqa: B008  frozen
    layer: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> RawTable:
    """One row per record of the file, read in a process of its own that has no network and bounded memory and time.

    `name` is what the sender called the file; it is never opened. `layer` is a sheet, a layer or a member.
    `progress` is called about ten times a second; `cancelled` is asked as often, and True ends reading.
    Raises FileRefused; its subclasses in `layers.reading.errors` name the situation and say what to do.
    """
    with _opened(path_or_bytes) as file:
        _check_size(os.fstat(file.fileno()).st_size, limits)
        shown = safe_name(name)
        parsed, sha256 = read_apart(file, Errand(shown, limits, layer, progress, cancelled))
    return raw_table(parsed, shown, sha256)


def read_here(data: bytes, name: str, *, limits: Limits = Limits(), layer: str | None = None) -> RawTable:  # noqa: B008
    """The same in this process, without its walls: for tests of parsers and for files of our own."""
    _check_size(len(data), limits)
    shown = safe_name(name)
    parsed = parse(Source(data, limits, layer), shown)
    return raw_table(parsed, shown, hashlib.sha256(data).hexdigest())


def raw_table(parsed: Parsed, name: str, sha256: str) -> RawTable:
    """The table with the promised kinds of cells."""
    frame = parsed.table.to_pandas(types_mapper=DTYPES.get, date_as_object=True)
    frame.index = pd.RangeIndex(len(frame) if parsed.table.num_columns else len(parsed.rows))
    rows = pd.Series(parsed.rows, index=frame.index, name="row")
    return RawTable(frame, _geometry(parsed, frame.index), rows, parsed.format, parsed.notes, sha256, name)


def safe_name(name: str) -> str:
    """The last part of a name, safe to show; "file" when nothing is left."""
    return clean_text(PurePosixPath(name.replace("\\", "/")).name) or "file"


def _geometry(parsed: Parsed, index: pd.Index) -> gpd.GeoSeries | None:
    if parsed.geometry is None:
        return None
    return gpd.GeoSeries(shapely.from_wkb(parsed.geometry.to_numpy(zero_copy_only=False)), index=index, crs=DEGREES)


@contextmanager
def _opened(path_or_bytes: Path | str | bytes) -> Iterator[BinaryIO]:
    """A plain file at its start; bytes lie in a file without a name, which the system removes by itself."""
    if isinstance(path_or_bytes, bytes):
        with tempfile.TemporaryFile() as file:
            file.write(path_or_bytes)
            file.flush()
            file.seek(0)
            yield file
        return
    # Without waiting: a pipe with nobody at its other end would hold us for ever.
    handle = os.open(path_or_bytes, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise FormatUnknown("This is a device, a pipe or a folder; expected a plain file. Send the file itself.")
        yield file


def _check_size(size: int, limits: Limits) -> None:
    most = max(limits.bytes, limits.stream_bytes)
    if size > most:
        raise FileTooLarge(
            f"The file has {size:,} bytes; at most {most:,} are read. Split it by year or country, "
            "or save it as Parquet, which is about ten times smaller."
        )
    if size == 0:
        raise FileEmpty("The file is empty: it has no bytes. Export it again, or download it again.")
