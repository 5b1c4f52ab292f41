"""A region cut into equal areas: how many incidents fall where the score is highest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from risk.distance import earth_centred
from risk.fit.exposures import Window
from risk.fit.history import History
from risk.fit.reference import region
from risk.placement import equal_area_points
from risk.record.origins import Timeline
from risk.record.rows import Rows, rows_of

Floats = NDArray[np.float64]

CELLS = 500
SHARES = (0.01, 0.05, 0.10)


@dataclass(frozen=True)
class Cells:
    """Cells of equal area, each with its middle: rows per cell and judged day, incidents (rows,) that fell into it.

    middles: (cells, 2) lon, lat [degrees].
    """

    rows: Rows
    incidents: Floats
    middles: Floats

    def hit_rates(self, chance: Floats) -> dict[str, tuple[float, float]]:
        """(PAI, PEI) by share of the area, "1 %", "5 %", "10 %": where the chance (rows,) was highest on each day.

        PAI: share of the incidents that fell into the chosen area, divided by its share of the area (1 is chance). PEI:
        PAI divided by the PAI of whoever knew the outcome (1 is perfect). Ties are broken by the order of the cells.

        References
        ----------
        Chainey, Tompson, Uhlig (2008), doi:10.1057/palgrave.sj.8350066: prediction accuracy index.
        Hunt (2016), Do crime hot spots move? PhD thesis: prediction efficiency index.
        """
        total = self.incidents.sum()
        if total == 0:
            return {_named(share): (np.nan, np.nan) for share in SHARES}
        caught, best = ([self._caught(by, share) for share in SHARES] for by in (chance, self.incidents))
        return {
            _named(share): (float(hit / total / share), float(hit / most))
            for share, hit, most in zip(SHARES, caught, best, strict=True)
        }

    def _caught(self, by: Floats, share: float) -> float:
        result = 0.0
        for day in np.unique(self.rows.day):
            here = np.flatnonzero(self.rows.day == day)
            chosen = here[np.argsort(-by[here], kind="stable")[: max(1, round(share * len(here)))]]
            result += self.incidents[chosen].sum()
        return result


def _named(share: float) -> str:
    return f"{100 * share:g} %"


def cells_of(places: Floats, history: History, timeline: Timeline, window: Window) -> Cells:
    """500 cells over the region of the places (n, 2): the convex hull and 25 km around it."""
    middles = equal_area_points(region(places), CELLS)
    rows = rows_of(middles, history, timeline.days, window).on(timeline.judged_on)
    return Cells(rows, incidents_per_cell(middles, history, timeline.judged_on, window).ravel(), middles)


def incidents_per_cell(middles: Floats, history: History, days: Sequence[int], window: Window) -> Floats:
    """(cells, days) incidents in the horizon after each day whose nearest middle this is, at most R away."""
    distance, cell = cKDTree(earth_centred(*middles.T)).query(earth_centred(*history.lonlat.T))
    result = np.zeros((len(middles), len(days)))
    for column, day in enumerate(days):
        when = (history.day > day) & (history.day <= day + window.horizon_days)
        take = when[history.incident] & (distance[history.point] <= window.radius_km)
        np.add.at(result[:, column], cell[history.point[take]], history.share[take])
    return result
