"""What reading a stranger's file gives."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from layers.reading.limits import Limits, Progress

__all__ = ["Limits", "Progress", "RawTable"]


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
