"""Frames are refused before they are measured, in words that say what to mend."""

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

INCIDENT_COLUMNS = (
    "day",
    "last_day",
    "nexus",
    "event_type",
    "confidence",
    "serious",
    "placement",
    "placement_area",
)


class ColumnsMissing(ValueError):
    """A frame lacks columns that the score reads."""


class IdsRepeated(ValueError):
    """Two rows have the same id."""


class GeometryUnusable(ValueError):
    """A row has no geometry, or one of a kind that cannot be scored."""


class CoordinatesOutOfRange(ValueError):
    """A coordinate is not on the globe."""


class DayMissing(ValueError):
    """An incident has no day."""


def check_incidents(incidents: gpd.GeoDataFrame) -> None:
    """Raises the error named after the first thing that is wrong with a frame of incidents."""
    missing = [name for name in INCIDENT_COLUMNS if name not in incidents]
    if missing:
        raise ColumnsMissing(
            f"The incidents lack {', '.join(missing)}; expected the frame of layers.read_incidents. Add the columns."
        )
    _check_rows(incidents, "incident", kinds=("Point",))
    undated = incidents.index[incidents["day"].isna() | incidents["last_day"].isna()]
    if len(undated):
        raise DayMissing(f"Incident {undated[0]} has no day; expected day and last_day. Date it or leave it out.")


def check_places(places: gpd.GeoDataFrame) -> None:
    """Raises the error named after the first thing that is wrong with a frame of places."""
    _check_rows(places, "place", kinds=("Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon"))


def check_lonlat(frame: pd.DataFrame, noun: str) -> None:
    """Raises CoordinatesOutOfRange for the first row whose lon or lat [degrees] is missing or not on the globe."""
    wrong = frame[~((frame["lon"].abs() <= 180) & (frame["lat"].abs() <= 90))]
    for name, lon, lat in wrong[["lon", "lat"]].itertuples():
        _check_coordinates(f"{noun.capitalize()} {name}", [(lon, lat)])


def _check_rows(frame: gpd.GeoDataFrame, noun: str, *, kinds: tuple[str, ...]) -> None:
    if not isinstance(frame, gpd.GeoDataFrame) or frame.active_geometry_name is None:
        raise ColumnsMissing(
            f"The frame of {noun}s lacks a geometry; expected a GeoDataFrame in EPSG:4326. Give it one."
        )
    repeated = frame.index[frame.index.duplicated()]
    if len(repeated):
        raise IdsRepeated(f"The id {repeated[0]} stands on two {noun}s; expected one row each. Rename one of them.")
    if _all_well(frame.geometry.to_numpy(), kinds):
        return
    for name, shape in frame.geometry.items():
        if shape is None or shape.is_empty or shape.geom_type not in kinds:
            found = "no geometry" if shape is None or shape.is_empty else f"a {shape.geom_type}"
            raise GeometryUnusable(f"{noun.capitalize()} {name} has {found}; expected {' or '.join(kinds)}. Place it.")
        _check_coordinates(f"{noun.capitalize()} {name}", shapely.get_coordinates(shape))


def _all_well(shapes: np.ndarray, kinds: tuple[str, ...]) -> bool:
    """Whether no shape need be looked at one by one: all are there, of the kinds asked for, and on the globe."""
    allowed = [shapely.GeometryType[kind.upper()].value for kind in kinds]
    if shapely.is_missing(shapes).any() or shapely.is_empty(shapes).any():
        return False
    found = shapely.get_coordinates(shapes)
    on_globe = (np.abs(found[:, 0]) <= 180) & (np.abs(found[:, 1]) <= 90)
    return bool(np.isin(shapely.get_type_id(shapes), allowed).all() and on_globe.all())


def _check_coordinates(name: str, lonlat: Iterable[tuple[float, float]]) -> None:
    for lon, lat in lonlat:
        if abs(lon) <= 180 and abs(lat) <= 90:
            continue
        swapped = abs(lon) <= 90 and abs(lat) <= 180
        raise CoordinatesOutOfRange(
            f"{name} lies at longitude {lon}, latitude {lat}; expected -180 to 180 and -90 to 90, longitude first. "
            + ("They look swapped: exchange them." if swapped else "Correct them.")
        )
