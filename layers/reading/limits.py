"""How much of a stranger's file is accepted, and how reading tells how far it is."""

from dataclasses import dataclass

MB, GB = 1_000_000, 1_000_000_000


@dataclass(frozen=True)
class Limits:
    """How much of a file is accepted. Sizes in bytes, times in seconds, the rest are counts.

    `bytes` holds for formats that are read whole; `stream_bytes` for CSV and Parquet, which are read in pieces.
    `ratio` is inflated size over packed size of an archive's member; `archive_depth` 1 is an archive without another
    in it. `memory_bytes` bounds the address space of the reading process, `table_bytes` what it may hand over.
    """

    bytes: int = 250 * MB
    stream_bytes: int = 1 * GB
    rows: int = 2_000_000
    columns: int = 1_000
    cell_characters: int = 100_000
    vertices_each: int = 500_000
    vertices: int = 5_000_000
    members: int = 1_000
    archive_depth: int = 1
    ratio: int = 200
    inflated_bytes: int = 1 * GB
    xml_depth: int = 64
    json_depth: int = 32
    seconds: int = 120
    memory_bytes: int = 6 * GB
    table_bytes: int = 2 * GB


@dataclass(frozen=True)
class Progress:
    """How far reading is: rows read, share of the file from 0 to 1, seconds left (None: cannot be told yet)."""

    rows: int
    share: float
    seconds_left: float | None
