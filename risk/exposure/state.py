"""Expected incidents at places, kept up to date while incidents come and go."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from risk.exposure.arrays import Points
from risk.exposure.compiled import contribute
from risk.exposure.index import grid_over
from risk.exposure.inputs import ShapesDiffer, checked_lonlat, checked_strength, frozen
from risk.exposure.kernels import Kernels
from risk.exposure.ledger import MOST_STRENGTH, enter, incidents
from risk.exposure.near import squared_pairs
from risk.kernel import share_ahead
from risk.settings import Component, HorizonInvalid

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

OLDEST_DAYS = 36_525


@dataclass(frozen=True)
class Incidents:
    """One entry per point at which an incident may lie; an exact incident has one, a spread one several.

    lonlat: (k, 2) [degrees]; day: (k,) whole days since 1970-01-01; strength: (k,) weight of the incident × share of it
    that lies at this point, in incidents.
    """

    lonlat: ArrayLike
    day: ArrayLike
    strength: ArrayLike


@dataclass(frozen=True)
class Contributions:
    """One entry per place and point within reach: rows of the place and the point, values (pairs, components)."""

    place: Numbers
    point: Numbers
    values: Floats


class State:
    """Expected incidents within `radius_km` [km] of places in the `horizon_days` [days] after a day, by component.

    receivers: (n, 2) lon, lat [degrees]; points, stations of lines, cells of a grid, or points of areas (`averaged`).
    A component adds share × strength × `share_within` × `share_ahead` for every incident **before** the as-of day (days
    since 1970-01-01); ages above 36,525 days count as that. Adding k points costs k × places within reach, and gives
    the same bits as starting over with all of them in any order; see `risk.exposure.ledger`. One writer at a time.

    Raises CoordinateMissing, CoordinatesOutOfRange, ReachInvalid, SettingInvalid or HorizonInvalid.
    """

    def __init__(
        self,
        receivers: ArrayLike,
        components: Sequence[Component],
        *,
        radius_km: float,
        horizon_days: float,
        as_of_day: int,
    ) -> None:
        if not (np.isfinite(horizon_days) and horizon_days > 0):
            raise HorizonInvalid(f"horizon_days is {horizon_days}; expected more than 0 days. Try 90.")
        self.as_of_day = int(as_of_day)
        kernels = Kernels(radius_km, tuple(part.reach_km for part in components))
        factors = time_factors(components, horizon_days)
        self._most, self._mixture = factors.max(initial=0.0), kernels.mixture(factors)
        self._grid = grid_over(receivers, kernels.limit_km)
        self._ledger = np.zeros((len(self._grid.places), len(components)), np.int64)

    @property
    def expected(self) -> Floats:
        """(receivers, components) expected incidents."""
        return incidents(self._ledger)

    @property
    def total(self) -> Floats:
        """(receivers,) expected incidents of all components together."""
        return incidents(self._ledger.sum(axis=1))

    def add(self, some: Incidents) -> None:
        """Add incidents; raises StrengthInvalid, ShapesDiffer, the errors of coordinates, or LedgerFull."""
        self._enter(self._points(some, sign=1))

    def remove(self, some: Incidents) -> None:
        """Take out incidents that were added, to the last bit; raises NeverAdded if a sum would fall below 0."""
        self._enter(self._points(some, sign=-1))

    def contributions(self, some: Incidents) -> Contributions:
        """What these incidents add, pair by pair: the sum of all that were added is `expected`, bit for bit."""
        points = self._points(some, sign=1)
        place, point, arc2 = squared_pairs(self._grid, points.lonlat)
        return Contributions(place, point, incidents(contribute(arc2, point, points, self._mixture)))

    def _enter(self, points: Points) -> None:
        bound = points.strength if self._most <= 1.0 else points.strength * self._most
        self._ledger = enter(self._ledger, self._grid, points, self._mixture, bound)

    def _points(self, some: Incidents, *, sign: int) -> Points:
        lonlat = checked_lonlat(some.lonlat, "Incident")
        strength = checked_strength(some.strength, (len(lonlat),), MOST_STRENGTH)
        day = np.asarray(some.day)
        if day.shape != (len(lonlat),) or (len(day) and not np.issubdtype(day.dtype, np.integer)):
            raise ShapesDiffer(
                f"The days have the shape {day.shape} and type {day.dtype}; expected ({len(lonlat)},) whole days since "
                "1970-01-01. Give one per point."
            )
        age = np.clip(self.as_of_day - day, 0, OLDEST_DAYS)
        return Points(lonlat, strength, frozen(age, np.int32), sign)


def time_factors(components: Sequence[Component], horizon_days: float) -> Floats:
    """(36,526, components) share × `share_ahead` by age [days]; 0 at age 0, as nothing is known of the as-of day."""
    age = np.arange(OLDEST_DAYS + 1, dtype=float)
    columns = [part.share * share_ahead(age, part.half_life_days, horizon_days) for part in components]
    factors = np.stack(columns, axis=1) if columns else np.zeros((len(age), 0))
    factors[0] = 0.0
    return factors
