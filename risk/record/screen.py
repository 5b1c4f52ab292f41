"""The score on the screen, asked on past days: same places, settings and formula, and nothing of what came later."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from risk.fit.exposures import Window
from risk.fit.history import day_of
from risk.pairs import Pairs, measure
from risk.rates import work_out
from risk.record.rows import LeakFound
from risk.settings import Settings

Floats = NDArray[np.float64]

SCREEN = "score on screen"


@dataclass(frozen=True)
class ScreenScore:
    """The probability of `risk.NearRepeatModel.score` with declared priors, target "any", for past as-of days.

    sites, incidents: the frames that the screen scores. An as-of day is the first day not known (see
    `risk.record.origins`), so the screen is asked as of the day before it.
    """

    sites: gpd.GeoDataFrame
    incidents: gpd.GeoDataFrame
    window: Window

    def of_sites(self, days: Sequence[int]) -> Floats:
        """(sites, days) chances in the order of `sites`; lines at their worst station, areas averaged, as on screen.

        days: since 1970-01-01. Raises LeakFound when taking later incidents away changes a forecast.
        """
        pairs = measure(self.sites, self.incidents)
        found = self._chances(pairs, days)
        for step in {0, len(days) // 2, len(days) - 1}:
            self._check_no_leak(found[:, step], int(days[step]))
        return found[pairs.place_ids.get_indexer(self.sites.index)]

    def of_points(self, lonlat: Floats, days: Sequence[int]) -> Floats:
        """(points, days) chances of points (n, 2) lon, lat [degrees]."""
        places = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*lonlat.T), crs="EPSG:4326")
        return self._chances(measure(places, self.incidents), days)

    def _chances(self, pairs: Pairs, days: Sequence[int]) -> Floats:
        settings = Settings(radius_km=self.window.radius_km, horizon_days=self.window.horizon_days)
        rates = [work_out(pairs, settings, day_of(day - 1)) for day in days]
        return np.array([[-math.expm1(-rate) for rate in some.expected[some.worst]] for some in rates]).T

    def _check_no_leak(self, found: Floats, day: int) -> None:
        known = self.incidents[self.incidents["last_day"] < day_of(day)]
        if not np.allclose(found, self._chances(measure(self.sites, known), [day])[:, 0], rtol=1e-9, atol=1e-12):
            raise LeakFound(
                f"The score on screen for {day_of(day):%Y-%m-%d} changes when later incidents are removed; expected "
                "the same figures. Look for a comparison that lets the as-of day in."
            )
