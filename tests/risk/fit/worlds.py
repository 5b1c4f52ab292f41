"""Small worlds around 0° east on the equator in which we know what drives the incidents. Day 0 is 1 January 1970."""

import numpy as np
import pandas as pd

from risk.fit.exposures import Window, counts_between, exposures, grid
from risk.fit.fitted import Outcomes
from risk.fit.history import EPOCH, History, from_table

WINDOW = Window(25.0, 30)
TOWNS = np.array([(0.0, 0.0), (2.0, 0.0), (0.0, 2.0), (2.0, 2.0), (4.0, 0.0), (4.0, 2.0), (0.0, 4.0), (2.0, 4.0)])
PER_DAY = np.array([0.2, 0.1, 0.05, 0.03, 0.02, 0.01, 0.005, 0.0])


def history(*rows: tuple[float, float, float]) -> History:
    """Incidents as (longitude, latitude, day number), named 1, 2, …"""
    table = pd.DataFrame(list(rows), columns=["lon", "lat", "day"], index=range(1, len(rows) + 1))
    return from_table(table.assign(day=EPOCH + pd.to_timedelta(table["day"].astype(float), unit="D")))


def steady_towns(days: int = 600, seed: int = 1, rate: float = 1.0) -> History:
    """Every town has its own constant rate, so that the whole record is the best guide."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(PER_DAY * rate, size=(days, len(TOWNS)))
    day, town = np.repeat(np.argwhere(counts), counts[counts > 0], axis=0).T
    return history(*np.column_stack([TOWNS[town] + rng.normal(0, 0.02, (len(town), 2)), day]).tolist())


def outcomes(past: History, days: range) -> Outcomes:
    """What happened near the towns after those days, and how exposed they were."""
    exposure = exposures(TOWNS, past, days, window=WINDOW, components=grid())
    counts = counts_between(TOWNS, past, [(day + 1, day + 30) for day in days], radius_km=25.0)
    return Outcomes(exposure.reshape(-1, exposure.shape[-1]), counts.ravel(), np.tile(days, len(TOWNS)), len(past.day))


def places(*points: tuple[float, float]) -> pd.DataFrame:
    """Places S1, S2, … as lon, lat."""
    names = [f"S{number}" for number in range(1, len(points) + 1)]
    return pd.DataFrame(list(points), columns=["lon", "lat"], index=names)
