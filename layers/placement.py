"""How precisely something is located: the area that a row stands for, never a pin where the source names a district."""

from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod
from shapely import Point, Polygon, make_valid, union_all
from shapely.geometry.base import BaseGeometry

from layers.geojson import CoordinatesOutOfRange

WGS84 = Geod(ellps="WGS84")
STRAY_KM = 50.0
AZIMUTHS = np.arange(0.0, 360.0, 7.5)
ROW = ["name", "country", "placement", "placement_radius_km", "placement_areas", "geometry"]
PLACEMENTS = ("exact", "place", "district", "province")


class PlacementUnknown(ValueError):
    """A row says neither a radius nor an area that the product knows."""


@lru_cache(maxsize=1024)
def geodesic_disc(lon: float, lat: float, radius_km: float) -> Polygon:
    """Polygon of 48 points at `radius_km` [km] from the centre, along the WGS 84 geodesic."""
    start = (np.full(len(AZIMUTHS), value) for value in (lon, lat))
    lons, lats, _ = WGS84.fwd(*start, AZIMUTHS, np.full(len(AZIMUTHS), radius_km * 1000.0))
    return shapely.polygons(np.column_stack((lons, lats)))


def placement_area(row: dict, areas: gpd.GeoSeries, countries: gpd.GeoSeries) -> BaseGeometry | None:
    """The polygon a row stands for: None where exact, its provinces, or a disc kept on its own side of the border.

    row has `placement`, `placement_radius_km` [km], `placement_areas` (codes in the index of `areas`), `country`
    (a name in the index of `countries`) and `geometry`. Raises PlacementUnknown with the row's name.
    """
    check_country(row, countries)
    if row["placement"] == "exact":
        return None
    if row["placement_areas"]:
        return _union(row, areas)
    if not isinstance(row["placement_radius_km"], int | float) or not row["placement_radius_km"] > 0:
        raise PlacementUnknown(
            f"{row['name']} is placed by {row['placement']!r} without radius or area. "
            "Give placement_radius_km, or the codes of its provinces in placement_areas."
        )
    centre = row["geometry"].representative_point()
    disc = geodesic_disc(centre.x, centre.y, row["placement_radius_km"])
    return _kept_inside(disc, countries.get(row["country"]))


def placement_areas(
    frame: gpd.GeoDataFrame, areas: gpd.GeoSeries, countries: gpd.GeoSeries
) -> list[BaseGeometry | None]:
    """`placement_area` of every row of a frame, in its order; rows placed alike are worked out once.

    Raises PlacementUnknown or CoordinatesOutOfRange with the name of the first row that is wrong.
    """
    for country in countries:
        shapely.prepare(country)
    found: dict[tuple, BaseGeometry | None] = {}
    return [_kept(found, row, areas, countries) for row in frame.assign(name=frame.index)[ROW].to_dict("records")]


def marked_at(row: dict) -> Point:
    """Where a mark may stand: the row's point, the middle of a line, inside an area or the provinces it names."""
    if row["geometry"].geom_type == "LineString":
        return row["geometry"].interpolate(0.5, normalized=True)
    if row.get("placement") == "province" and row.get("placement_area") is not None:
        return row["placement_area"].representative_point()
    return row["geometry"] if row["geometry"].geom_type == "Point" else row["geometry"].representative_point()


def _kept(found: dict, row: dict, areas: gpd.GeoSeries, countries: gpd.GeoSeries) -> BaseGeometry | None:
    shape = row["geometry"]
    place = (shape.x, shape.y) if shape.geom_type == "Point" else shape.wkb
    key = (row["placement"], row["country"], str(row["placement_radius_km"]), str(row["placement_areas"]), place)
    if key not in found:
        found[key] = placement_area(row, areas, countries)
    return found[key]


def _union(row: dict, areas: gpd.GeoSeries) -> BaseGeometry:
    unknown = [code for code in row["placement_areas"] if code not in areas.index]
    if unknown:
        raise PlacementUnknown(
            f"{row['name']} stands for {unknown[0]!r}, which no boundary file has. Use an ISO 3166-2 code of "
            "Afghanistan or Tajikistan, or the two letters of a country on the map."
        )
    return union_all(areas.loc[row["placement_areas"]].to_numpy())


def check_country(row: dict, countries: gpd.GeoSeries) -> None:
    """Raises PlacementUnknown for a country that is not on the map, CoordinatesOutOfRange for a point far from it."""
    if countries.empty:
        return
    if row["country"] not in countries.index:
        raise PlacementUnknown(
            f"{row['name']} lies in {row['country']!r}, which is not on the map. Use a name of countries.geojson."
        )
    point = row["geometry"].representative_point()
    if shapely.contains_xy(countries[row["country"]], point.x, point.y):
        return
    if not geodesic_disc(point.x, point.y, STRAY_KM).intersects(countries[row["country"]]):
        swapped = countries[row["country"]].contains(Point(point.y, point.x))
        raise CoordinatesOutOfRange(
            f"{row['name']} is at {point.x:g}, {point.y:g}, more than {STRAY_KM:g} km from {row['country']}; expected "
            f"longitude first.{' Latitude and longitude look swapped.' if swapped else ''} Correct the coordinates."
        )


def _kept_inside(disc: Polygon, country: BaseGeometry | None) -> BaseGeometry:
    if country is None or shapely.contains_properly(country, disc):
        return disc
    inside = make_valid(disc.intersection(country))
    return disc if inside.is_empty else inside
