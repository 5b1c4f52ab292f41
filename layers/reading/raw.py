"""What reading a stranger's file gives, and how much of it is accepted."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

MB, GB = 1_000_000, 1_000_000_000


@dataclass(frozen=True)
class Limits:
    """How much of a file is accepted. Sizes in bytes, times in seconds, the rest are counts.

    `bytes` holds for formats that are read whole; `stream_bytes` for CSV and Parquet, which are read in pieces.
    `ratio` is inflated size over packed size of an archive's member; `archive_depth` 1 is an archive without another
    in it. `memory_bytes` bounds the address space of the reading process.
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


@dataclass(frozen=True)
class Progress:
    """How far reading is: rows read, share of the file from 0 to 1, seconds left (None: cannot be told yet)."""

    rows: int
    share: float
    seconds_left: float | None


@dataclass(frozen=True)
class RawTable:
    """One row per record of the file, as text or plain values, nothing interpreted.

    `frame`: RangeIndex; every column has one kind of cell: text (dtype str), whole numbers (Int64), numbers (Float64),
    yes/no (boolean) or days (object of datetime.date). A column of several kinds is text throughout. A blank is
    missing: test with `isna()`. Column names are unique, cleaned text.
    `geometry`: EPSG:4326, same index, None where a record has none; None for a format without geometry.
    `rows`: row as a person counts it in the file, same index: the first data row under a header is 2;
    where a format has no header, the first record is 1.
    `format`: csv, xlsx, geojson, json, kml, kmz, gpkg, parquet or shapefile.
    `notes`: what a person should know; `sha256` is of the bytes as given; `name` is safe to show.
    """

    frame: pd.DataFrame
    geometry: gpd.GeoSeries | None
    rows: pd.Series
    format: str
    notes: tuple[str, ...]
    sha256: str
    name: str
