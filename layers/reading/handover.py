"""The parsed table on its way between two processes: Arrow bytes with names and notes as JSON, no pickle."""

import json
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from layers.reading.errors import OutOfMemory
from layers.reading.limits import Limits
from layers.reading.parsed import Parsed

ROWS, GEOMETRY = "rows", "geometry"


def write_parsed(parsed: Parsed, stream: BinaryIO, limits: Limits) -> None:
    """Writes the table with its notes. Raises OutOfMemory for a table that would fill the other side."""
    columns = {f"c{at}": column for at, column in enumerate(parsed.table.columns)}
    columns[ROWS] = pa.array(parsed.rows, pa.int64())
    if parsed.geometry is not None:
        columns[GEOMETRY] = parsed.geometry
    said = {"names": parsed.table.column_names, "format": parsed.format, "notes": parsed.notes}
    table = pa.table(columns).replace_schema_metadata({"said": json.dumps(said)})
    _check_size(table, limits)
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)


def _check_size(table: pa.Table, limits: Limits) -> None:
    if table.nbytes > limits.table_bytes:
        raise OutOfMemory(
            f"The table takes {table.nbytes:,} bytes; at most {limits.table_bytes:,} are handed over. Split the file."
        )


def read_parsed(stream: BinaryIO) -> Parsed:
    """The table as it was written. Raises pyarrow.ArrowInvalid, ValueError or KeyError for anything else."""
    table = pa.ipc.open_stream(stream).read_all()
    table.validate()
    said = json.loads(table.schema.metadata[b"said"])
    geometry = table.column(GEOMETRY) if GEOMETRY in table.column_names else None
    plain = table.select([f"c{at}" for at in range(len(said["names"]))]).rename_columns(said["names"])
    rows = table.column(ROWS).to_numpy().astype(np.int64)
    return Parsed(plain.replace_schema_metadata(None), rows, said["format"], geometry, tuple(said["notes"]))
