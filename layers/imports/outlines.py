"""Which country of the map a point lies in, for many points at once."""

from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from layers.boundaries import countries_by_name, read_provinces
from layers.placement import STRAY_KM, geodesic_disc

# Wide enough for the strays of 50 km at any latitude of the map.
MARGIN_DEGREES = 1.5


@cache
def outlines() -> gpd.GeoSeries:
    """Country polygons by English name, read once."""
    shapes = countries_by_name()
    shapely.prepare(shapes.to_numpy())
    return shapes


@cache
def provinces() -> gpd.GeoSeries:
    """Polygons of the Afghan and Tajik provinces by ISO 3166-2 code, read once."""
    shapes = read_provinces().geometry
    shapely.prepare(shapes.to_numpy())
    return shapes


def area_at(longitude: np.ndarray, latitude: np.ndarray, areas: gpd.GeoSeries) -> np.ndarray:
    """The index value of the area that holds each point, None outside of all; arrays of (n,) [degrees]."""
    found = np.full(len(longitude), None, dtype=object)
    for name, shape in areas.items():
        west, south, east, north = shape.bounds
        inside = (west <= longitude) & (longitude <= east) & (south <= latitude) & (latitude <= north)
        places = np.flatnonzero(inside & (found == None))  # noqa: E711
        found[places[shapely.contains_xy(shape, longitude[places], latitude[places])]] = name
    return found


def near_country(longitude: np.ndarray, latitude: np.ndarray, country: np.ndarray) -> np.ndarray:
    """Whether each point lies in, or within 50 km of, the country named for it; false for a name not on the map."""
    near = area_at(longitude, latitude, outlines()) == country
    for name in pd.unique(country[~near]):
        if name in outlines().index:
            places = np.flatnonzero(~near & (country == name))
            near[places] = _within_reach(longitude[places], latitude[places], outlines()[name])
    return near


def country_beside(longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """The country that holds each point, else the nearest one within 50 km, else None."""
    found = area_at(longitude, latitude, outlines())
    close = _inside(longitude, latitude, tuple(outlines().total_bounds))
    for place in np.flatnonzero(close & (found == None)):  # noqa: E711
        point = shapely.Point(longitude[place], latitude[place])
        nearest = outlines().index[int(np.argmin(shapely.distance(outlines().to_numpy(), point)))]
        spot = slice(place, place + 1)
        if _within_reach(longitude[spot], latitude[spot], outlines()[nearest])[0]:
            found[place] = nearest
    return found


def _within_reach(longitude: np.ndarray, latitude: np.ndarray, shape: shapely.Geometry) -> np.ndarray:
    close = _inside(longitude, latitude, shape.bounds)
    for place in np.flatnonzero(close):
        close[place] = geodesic_disc(longitude[place], latitude[place], STRAY_KM).intersects(shape)
    return close


def _inside(longitude: np.ndarray, latitude: np.ndarray, bounds: tuple[float, ...]) -> np.ndarray:
    west, south, east, north = bounds
    across = (longitude >= west - MARGIN_DEGREES) & (longitude <= east + MARGIN_DEGREES)
    return across & (latitude >= south - MARGIN_DEGREES) & (latitude <= north + MARGIN_DEGREES)
