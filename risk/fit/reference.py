"""Places to learn from and to be judged at, chosen before the first outcome that they are asked about."""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from risk.distance import WGS84
from risk.fit.history import History
from risk.placement import equal_area_points

Floats = NDArray[np.float64]

MARGIN_KM = 25.0
FIXED = 0


class TooFewPlaces(ValueError):
    """Nothing is known from which to choose places."""


def reference_places(history: History, before: int, *, count: int = 400, seed: int = FIXED) -> pd.DataFrame:
    """One row per place (name, lon, lat): where something had happened before `before`, and random locations.

    Up to half are distinct points of earlier incidents, each with the same chance whatever happened there; the others
    are spread evenly over the region of the earlier incidents. Only what was known **before** that day is looked at: a
    place chosen because of a later incident would make every forecast for it look too low.
    """
    known = history.before(before).lonlat
    if len(known) == 0:
        raise TooFewPlaces(
            "No incident lies before the first as-of day, so no place can be chosen; expected at least one. "
            "Give a file of places with --places."
        )
    rng = np.random.default_rng(seed)
    busy = known[np.sort(rng.permutation(len(known))[: count // 2])]
    around = equal_area_points(region(known), 4 * count)
    quiet = around[np.sort(rng.permutation(len(around))[: count - len(busy)])]
    names = [f"earlier incident {n}" for n in range(1, len(busy) + 1)] + [
        f"random {n}" for n in range(1, len(quiet) + 1)
    ]
    return pd.DataFrame(np.vstack([busy, quiet]), columns=["lon", "lat"], index=pd.Index(names, name="place"))


def region(lonlat: Floats, margin_km: float = MARGIN_KM) -> shapely.Geometry:
    """The convex hull of points (n, 2) [degrees], widened by discs of `margin_km` [km]."""
    azimuths = np.arange(0.0, 360.0, 30.0)
    starts = np.repeat(lonlat, len(azimuths), axis=0)
    lon, lat, _ = WGS84.fwd(*starts.T, np.tile(azimuths, len(lonlat)), np.full(len(starts), margin_km * 1000.0))
    return shapely.MultiPoint(np.column_stack([lon, lat])).convex_hull
