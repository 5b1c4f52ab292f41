"""Provinces, countries and the Tajik–Afghan border."""

import geopandas as gpd
import pandas as pd

from layers.catalogue import dataset, verified
from layers.geojson import check_columns, read_features

PROVINCE_DATASETS = ("badakhshan", "takhar", "logar", "provinces_afghanistan", "provinces_tajikistan")


def read_dataset(name: str, *, index: str) -> gpd.GeoDataFrame:
    """A catalogued GeoJSON file, hash and columns checked. One row per feature, EPSG:4326."""
    entry = dataset(name)
    frame = read_features(verified(entry), index=index)
    check_columns(frame, entry.columns, file=entry.file)
    return frame


def read_provinces(*names: str) -> gpd.GeoDataFrame:
    """One row per province (all 39 unless datasets are named), indexed by ISO 3166-2 code, EPSG:4326 polygons."""
    parts = [read_dataset(name, index="iso_3166_2") for name in names or PROVINCE_DATASETS]
    return pd.concat(parts).sort_index()


def read_countries() -> gpd.GeoDataFrame:
    """One row per country on the map, indexed by ISO 3166-1 alpha-2 code, EPSG:4326 polygons."""
    return read_dataset("countries", index="iso_a2")


def read_border() -> gpd.GeoDataFrame:
    """One row per named segment of the Tajik–Afghan border, west to east, indexed by segment_id, with length_km."""
    return read_dataset("border", index="segment_id").sort_index()


def coded_areas() -> gpd.GeoSeries:
    """Polygons by code: provinces by ISO 3166-2, countries by ISO 3166-1 alpha-2."""
    return pd.concat([read_provinces().geometry, read_countries().geometry])


def countries_by_name() -> gpd.GeoSeries:
    """Country polygons by English name, as incidents and sites name them."""
    return read_countries().set_index("name").geometry
