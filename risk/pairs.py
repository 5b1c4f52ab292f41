"""Geometry, measured once: every distance between places and incidents that scores will ask for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.checks import check_incidents, check_places
from risk.distance import distance_matrix_km
from risk.kernel import share_within
from risk.placement import Support, support
from risk.stations import cut_stations

Floats = NDArray[np.float64]

DRAWS = 400
SEED = 20150102
KEPT = 600


@dataclass
class Pairs:
    """What depends on geometry only; settings and as-of dates come later.

    place_ids: sorted ids. stations: one row per station (see `cut_stations`). incidents: attributes, sorted by id, no
    geometry. distance_km: (points of stations, points of incidents). mean_km: (stations, incidents), averaged over both
    placements [km]. Shares are looked up once per radius and reach, then kept.
    """

    place_ids: pd.Index
    stations: pd.DataFrame
    incidents: pd.DataFrame
    at: Support
    of: Support
    distance_km: Floats
    mean_km: Floats
    _shares: dict = field(default_factory=dict, repr=False)
    _drawn: dict = field(default_factory=dict, repr=False)

    def shares(self, radius_km: float, reach_km: float | None) -> Floats:
        """(stations, incidents) share of follow-ups within the radius, averaged over both placements."""
        return _remembered(
            self._shares,
            (radius_km, reach_km),
            lambda: _averaged(self.distance_km, self.at, self.of, _within(radius_km, reach_km)),
        )

    def drawn(self, station: int, radius_km: float, reach_km: float | None) -> Floats:
        """(draws, incidents) the same share when station and incidents are each put at one of their points."""
        return _remembered(
            self._drawn,
            (station, radius_km, reach_km),
            lambda: _within(radius_km, reach_km)(self._drawn_km(station)).astype(np.float32),
        )

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """First and past-the-last row of `stations` of each place."""
        edges = np.searchsorted(self.stations["place"].to_numpy(), np.arange(len(self.place_ids) + 1))
        return list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))

    @cached_property
    def _drawn_points(self) -> NDArray[np.intp]:
        random = np.random.default_rng(SEED).random((DRAWS, len(self.of.counts)))
        return self.of.starts + (random * self.of.counts).astype(np.intp)

    def _drawn_km(self, station: int) -> Floats:
        random = np.random.default_rng(SEED + 1).random(DRAWS)
        mine = self.at.starts[station] + (random * self.at.counts[station]).astype(np.intp)
        return _remembered(self._drawn, (station,), lambda: self.distance_km[mine[:, None], self._drawn_points])


def measure(places: gpd.GeoDataFrame, incidents: gpd.GeoDataFrame) -> Pairs:
    """All distances between places (points, lines or areas) and incidents, both in EPSG:4326 and indexed by id.

    `placement` and `placement_area` are read from both frames; places may lack them and are then exact. Order of rows
    has no effect. Raises ColumnsMissing, IdsRepeated, GeometryUnusable, CoordinatesOutOfRange or DayMissing.
    """
    check_places(places)
    check_incidents(incidents)
    places, incidents = places.sort_index(), incidents.sort_index()
    stations, at = cut_stations(places)
    of = support(incidents)
    distance = distance_matrix_km(at.lonlat, of.lonlat)
    mean = _averaged(distance, at, of, lambda kilometres: kilometres)
    facts = pd.DataFrame(incidents.drop(columns=[incidents.geometry.name, "placement_area"]))
    return Pairs(places.index.rename("place_id"), stations, facts, at, of, distance, mean)


def _within(radius_km: float, reach_km: float | None) -> Callable[[Floats], Floats]:
    return lambda kilometres: share_within(kilometres, radius_km, reach_km)


def _remembered(store: dict, key: tuple, build: Callable[[], Floats]) -> Floats:
    """The value under the key, built once; a full store starts afresh. Safe when two sessions share it."""
    value = store.get(key)
    if value is None:
        value = build()
        if len(store) >= KEPT:
            store.clear()
        store[key] = value
    return value


def _averaged(distance: Floats, at: Support, of: Support, value: Callable[[Floats], Floats]) -> Floats:
    """Mean of `value(distance)` over the points of each station and incident, in an order that rows cannot change."""
    result = np.zeros((len(at.counts), len(of.counts)))
    if not result.size:
        return result
    for station, (start, count) in enumerate(zip(at.starts, at.counts, strict=True)):
        block = value(distance[start : start + count])
        means = np.add.reduceat(block, of.starts, axis=1) / of.counts
        result[station] = means.sum(axis=0) / count
    return result
