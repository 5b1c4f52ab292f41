"""The same for many incidents: those that stand for the same place are measured once, and no distance is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.exposure.arrays import Spread
from risk.exposure.averages import arcs_km, mean_distances_km, mean_shares, spread_of
from risk.exposure.kernels import Kernels
from risk.kernel import share_within
from risk.measured import DRAWS, SEED, Pairs, remembered
from risk.placement import Support, support

Floats = NDArray[np.float64]

MOST_BYTES = 2**30
LEAST_KEPT = 8


@dataclass
class ManyPairs(Pairs):
    """`risk.pairs.Pairs` whose incidents share placements; `distance_km` is empty.

    Shares are worked out by compiled code when first asked for, all reaches of a radius in one sweep, with an error
    below 1e-8. At most 1 GB of them is kept.
    """

    crowded: ClassVar[bool] = True

    def shares(self, radius_km: float, reaches_km: Sequence[float | None]) -> list[Floats]:
        lacking = [reach for reach in dict.fromkeys(reaches_km) if (radius_km, reach) not in self._shares]
        found = mean_shares(*self._spreads, Kernels(radius_km, tuple(lacking))) if lacking else {}
        found |= {reach: self._shares[radius_km, reach] for reach in reaches_km if reach not in found}
        for reach in lacking:
            remembered(self._shares, (radius_km, reach), lambda reach=reach: found[reach], most=self._most)
        return [found[reach] for reach in reaches_km]

    def drawn(self, station: int, seen: NDArray[np.intp], radius_km: float, reaches_km: Sequence) -> list[Floats]:
        kilometres = self._drawn_between(station, seen)
        return [share_within(kilometres, radius_km, reach_km) for reach_km in reaches_km]

    def _drawn_between(self, station: int, seen: NDArray[np.intp]) -> Floats:
        """(draws, seen) distance [km]; the draws of a station are the same whenever they are made."""
        at, of = self._spreads
        random, placed = np.random.default_rng((SEED, station)), self.placed[seen]
        mine = at.start[station] + (random.random(DRAWS) * at.count[station]).astype(np.int64)
        theirs = of.start[placed] + (random.random((DRAWS, len(seen))) * of.count[placed]).astype(np.int64)
        return arcs_km(at, mine, of, theirs)

    @cached_property
    def _spreads(self) -> tuple[Spread, Spread]:
        return spread_of(self.at), spread_of(self.of)

    @property
    def _most(self) -> int:
        return max(LEAST_KEPT, MOST_BYTES // max(1, self.mean_km.nbytes))


def many_pairs(known: tuple[pd.Index, pd.DataFrame, pd.DataFrame, Support], incidents: gpd.GeoDataFrame) -> ManyPairs:
    """Place ids, stations, facts of incidents and points of stations, with the placements of the incidents."""
    placed, first = _placements(incidents)
    of = support(incidents.iloc[first])
    pairs = ManyPairs(*known, of, placed, np.empty((0, 0)), np.empty((len(known[1]), len(first))))
    pairs.mean_km[:] = mean_distances_km(*pairs._spreads)
    return pairs


def _placements(incidents: gpd.GeoDataFrame) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The placement of each incident, and the row that first has each."""
    words = incidents["placement"].astype(str).to_numpy()
    areas = [None if area is None else id(area) for area in incidents["placement_area"]]
    keys = pd.Series(list(zip(incidents.geometry.x, incidents.geometry.y, words, areas, strict=True)))
    placed, distinct = pd.factorize(keys)
    return placed, np.unique(placed, return_index=True)[1]
