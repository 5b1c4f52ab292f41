"""What was measured between places and incidents, and the shares that are looked up in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.kernel import share_within
from risk.placement import Support

T = TypeVar("T")
Floats = NDArray[np.float64]

DRAWS = 400
SEED = 20150102
KEPT = 600


@dataclass
class Pairs:
    """What depends on geometry only; settings and as-of dates come later.

    place_ids: sorted ids. stations: one row per station (see `cut_stations`). incidents: attributes, sorted by id, no
    geometry. at, of: the points that stations and placements stand for. placed: the placement of each incident; here
    every incident has its own, see `risk.many` where they share them. distance_km: (points of stations, points of
    placements). mean_km: (stations, placements), averaged over both [km]. kept: what was worked out for a day or some
    settings before. Shares are kept by radius and reach.
    """

    place_ids: pd.Index
    stations: pd.DataFrame
    incidents: pd.DataFrame
    at: Support
    of: Support
    placed: NDArray[np.intp]
    distance_km: Floats
    mean_km: Floats
    kept: dict = field(default_factory=dict, init=False, repr=False)
    _shares: dict = field(default_factory=dict, repr=False)
    _drawn: dict = field(default_factory=dict, repr=False)
    crowded: ClassVar[bool] = False

    def shares(self, radius_km: float, reaches_km: Sequence[float | None]) -> list[Floats]:
        """By reach, (stations, placements): share of follow-ups within the radius, averaged over both placements."""
        return [self._share(radius_km, reach_km) for reach_km in reaches_km]

    def drawn(self, station: int, seen: NDArray[np.intp], radius_km: float, reaches_km: Sequence) -> list[Floats]:
        """By reach, (draws, seen): the same share when a station and the incidents `seen` are each put at one point."""
        return [self._share_drawn(station, radius_km, reach_km)[:, seen] for reach_km in reaches_km]

    def _share(self, radius_km: float, reach_km: float | None) -> Floats:
        return remembered(
            self._shares,
            (radius_km, reach_km),
            lambda: averaged(self.distance_km, self.at, self.of, _within(radius_km, reach_km)),
        )

    def _share_drawn(self, station: int, radius_km: float, reach_km: float | None) -> Floats:
        return remembered(
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
        return remembered(self._drawn, (station,), lambda: self.distance_km[mine[:, None], self._drawn_points])


def _within(radius_km: float, reach_km: float | None) -> Callable[[Floats], Floats]:
    return lambda kilometres: share_within(kilometres, radius_km, reach_km)


def remembered(store: dict[tuple, T], key: tuple, build: Callable[[], T], *, most: int = KEPT) -> T:
    """The value under the key, built once; a full store starts afresh. Safe when two sessions share it."""
    value = store.get(key)
    if value is None:
        value = build()
        if len(store) >= most:
            store.clear()
        store[key] = value
    return value


def averaged(distance: Floats, at: Support, of: Support, value: Callable[[Floats], Floats]) -> Floats:
    """Mean of `value(distance)` over the points of each station and incident, in an order that rows cannot change."""
    result = np.zeros((len(at.counts), len(of.counts)))
    if not result.size:
        return result
    for station, (start, count) in enumerate(zip(at.starts, at.counts, strict=True)):
        block = value(distance[start : start + count])
        means = np.add.reduceat(block, of.starts, axis=1) / of.counts
        result[station] = means.sum(axis=0) / count
    return result
