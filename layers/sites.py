"""Sites: where Chinese people, money or contracts are, each with how sure that link is."""

import geopandas as gpd

from layers.boundaries import coded_areas, countries_by_name, read_dataset
from layers.incidents import CONFIDENCE
from layers.placement import PLACEMENTS, check_country, placement_area
from layers.values import MARKINGS, check_sources, check_values

SECTORS = ("gold", "copper", "oil", "lead-zinc", "road", "corridor", "border post", "energy", "commercial")
STATUSES = ("active", "planned", "suspended", "terminated", "completed", "destroyed", "unknown")
CHINESE_LINK = ("verified", "unverified")

OUTLINES = ("Polygon", "MultiPolygon")

ALLOWED = {
    "sector": SECTORS,
    "status": STATUSES,
    "chinese_link": CHINESE_LINK,
    "confidence": CONFIDENCE,
    "placement": PLACEMENTS,
    "marking": MARKINGS,
}


def read_sites() -> gpd.GeoDataFrame:
    """One row per site, indexed by site_id, EPSG:4326, and `placement_area` (None: line, exact)."""
    return complete_sites(read_dataset("sites", index="site_id"), areas=coded_areas(), countries=countries_by_name())


def complete_sites(
    frame: gpd.GeoDataFrame, *, areas: gpd.GeoSeries, countries: gpd.GeoSeries, file: str = "sites.geojson"
) -> gpd.GeoDataFrame:
    """The validated frame with the area each site stands for. Raises ValueUnknown or PlacementUnknown."""
    check_values(frame, ALLOWED, file=file)
    check_sources(frame, file=file)
    frame["placement_area"] = gpd.GeoSeries(
        [_area(row, areas, countries) for row in frame.assign(name=frame.index).to_dict("records")],
        index=frame.index,
        crs=frame.crs,
    )
    return frame.sort_index()


def _has_radius(row: dict) -> bool:
    return isinstance(row["placement_radius_km"], int | float) and row["placement_radius_km"] > 0


def _area(row: dict, areas: gpd.GeoSeries, countries: gpd.GeoSeries):
    shape = row["geometry"]
    if shape.geom_type == "LineString":
        check_country(row, countries)
        return None
    if shape.geom_type in OUTLINES and not row["placement_areas"] and not _has_radius(row):
        check_country(row, countries)
        return shape
    return placement_area(row, areas, countries)
