"""Lines by their score: where along a road or a border the figure is high, and where too little is known."""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from risk.model import Coverage, Day, NearRepeatModel
from risk.pairs import Pairs
from risk.settings import Settings
from risk.stations import is_line, pieces

COLUMNS = ("place_id", "name", "from_km", "to_km", "probability", "band", "geometry")


def stretches(
    pairs: Pairs, settings: Settings, as_of: Day, *, places: gpd.GeoDataFrame, covered: Coverage = None
) -> gpd.GeoDataFrame:
    """One row per stretch of a line whose stations share a band, in the order of the line, EPSG:4326.

    places: the frame that was measured, with `name`. from_km, to_km [km along the line], probability: the highest of
    its stations, missing where the day is outside `covered`. A station stands for half the way to its neighbours.
    """
    profile = NearRepeatModel(settings).profile(pairs, as_of, covered=covered)
    lines = places[[is_line(shape) for shape in places.geometry]]
    by_place = dict(list(profile.groupby("place_id", sort=False)))
    rows = [row for key, line in lines.iterrows() for row in _of_line(key, line, by_place[key])]
    frame = gpd.GeoDataFrame(rows, columns=list(COLUMNS), geometry="geometry", crs="EPSG:4326")
    frame.index = [f"{row.place_id}@{row.from_km:.0f}" for row in frame.itertuples()]
    return frame


def _of_line(key: str, line: gpd.GeoSeries, stations: pd.DataFrame) -> list[tuple]:
    parts, edges = pieces(line["geometry"]), _edges(stations["km"].tolist())
    band, chance = stations["band"].to_numpy(), stations["probability"].to_numpy(dtype=float)
    turns = [0, *(np.flatnonzero(band[1:] != band[:-1]) + 1).tolist(), len(band)]
    return [
        (key, line["name"], edges[first], edges[last], np.fmax.reduce(chance[first:last]), band[first])
        + (_joined(parts[first:last]),)
        for first, last in pairwise(turns)
    ]


def _edges(km: list[float]) -> list[float]:
    middles = [(one + other) / 2.0 for one, other in pairwise(km)]
    return [km[0], *middles, km[-1]]


def _joined(parts: list[shapely.LineString]) -> shapely.Geometry:
    return shapely.line_merge(shapely.union_all(parts)) if len(parts) > 1 else parts[0]
