"""Geometry, measured once: every distance between places and incidents that scores will ask for."""

import geopandas as gpd
import numpy as np
import pandas as pd

from risk.checks import check_incidents, check_places
from risk.distance import distance_matrix_km
from risk.many import many_pairs
from risk.measured import Pairs, averaged
from risk.placement import support
from risk.stations import cut_stations

__all__ = ["Pairs", "measure"]

# Up to so many incidents each has a placement of its own, and every distance is kept.
FEW = 1000


def measure(places: gpd.GeoDataFrame, incidents: gpd.GeoDataFrame) -> Pairs:
    """All distances between places (points, lines or areas) and incidents, both in EPSG:4326 and indexed by id.

    `placement` and `placement_area` are read from both frames; places may lack them and are then exact. Order of rows
    has no effect. Raises ColumnsMissing, IdsRepeated, GeometryUnusable, CoordinatesOutOfRange or DayMissing.
    """
    check_places(places)
    check_incidents(incidents)
    places, incidents = places.sort_index(), incidents.sort_index()
    stations, at = cut_stations(places)
    facts = pd.DataFrame(incidents.drop(columns=[incidents.geometry.name, "placement_area"]))
    known = places.index.rename("place_id"), stations, facts, at
    if len(incidents) > FEW:
        return many_pairs(known, incidents)
    of = support(incidents)
    distance = distance_matrix_km(at.lonlat, of.lonlat)
    mean = averaged(distance, at, of, lambda kilometres: kilometres)
    return Pairs(*known, of, np.arange(len(incidents)), distance, mean)
