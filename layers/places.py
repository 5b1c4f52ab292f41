"""Populated places, for labels and for naming where something lies."""

import geopandas as gpd

from layers.boundaries import read_dataset


def read_places() -> gpd.GeoDataFrame:
    """One row per populated place, indexed by GeoNames id, EPSG:4326 points; blank names are None."""
    return read_dataset("places", index="place_id")
