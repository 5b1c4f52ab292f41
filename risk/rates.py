"""The sum itself: contributions of incidents to places on one as-of date."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.kernel import share_ahead
from risk.measured import Pairs, remembered
from risk.settings import Settings
from risk.weights import IncidentWeights, incident_weights, weighed_by

Floats = NDArray[np.float64]

# Days and weights that are kept for the next settings: of very many incidents each is long.
FEW_KEPT = 16


@dataclass(frozen=True)
class Rates:
    """One as-of date worked out.

    age_days, usable (known by that date) and weights: one entry per incident. expected: one sum per station, background
    included. worst: the station with the largest sum, one per place. within: by component, (stations, placements), in
    the order of the components of the settings.
    """

    age_days: Floats
    usable: NDArray[np.bool_]
    weights: IncidentWeights
    expected: Floats
    worst: NDArray[np.intp]
    within: list[Floats]
    settings: Settings
    pairs: Pairs

    def contributions(self, station: int) -> Floats:
        """(incidents,) what each adds to the expected incidents of a station."""
        return mixed([share[station][self.pairs.placed] for share in self.within], self.ahead, self.counted)

    @cached_property
    def ahead(self) -> list[Floats]:
        """By component, (incidents,): see `time_factors`."""
        return time_factors(self.settings, self.age_days)

    @cached_property
    def counted(self) -> Floats:
        """(incidents,) weights, 0 for what was not known by that date."""
        return np.where(self.usable, self.weights.total, 0.0)


def work_out(pairs: Pairs, settings: Settings, as_of: pd.Timestamp, *, only: int | None = None) -> Rates:
    """Λ of every station: background + Σ_j w_j · Σ_c share_c · S_c · T_c, rounded once (`math.fsum`).

    Only incidents whose last possible day is not after `as_of` count. The first of equally bad stations is the worst.
    `only` is the row of the one place that is wanted: then other stations are not worked out (NaN). Where placements
    are shared, all stations but the worst of each place are summed by placement first, which differs in the last bits.
    """
    ages, usable, weights = known_and_weighed(pairs, settings, as_of)
    within = pairs.shares(settings.radius_km, [part.reach_km for part in settings.components])
    expected = np.full(len(pairs.at.counts), math.nan)
    rates = Rates(ages, usable, weights, expected, np.zeros(len(pairs.spans), dtype=np.intp), within, settings, pairs)
    summed = _by_placement(rates) if pairs.crowded else _one_by_one(rates)
    for place in range(len(pairs.spans)) if only is None else [only]:
        first, last = pairs.spans[place]
        expected[first:last] = summed(first, last)
        rates.worst[place] = first + int(np.argmax(expected[first:last]))
        if pairs.crowded:
            expected[rates.worst[place]] = math.fsum((*rates.contributions(rates.worst[place]), settings.background))
    return rates


def _one_by_one(rates: Rates) -> Callable[[int, int], list[float]]:
    """Sums of a range of stations, each rounded once."""
    background, felt = rates.settings.background, np.flatnonzero(rates.counted)
    counted, placed = rates.counted[felt], rates.pairs.placed[felt]
    ahead = [factor[felt] for factor in rates.ahead]

    def summed(first: int, last: int) -> list[float]:
        within = [share[first:last, placed] for share in rates.within]
        return [math.fsum((*row, background)) for row in mixed(within, ahead, counted).tolist()]

    return summed


def _by_placement(rates: Rates) -> Callable[[int, int], Floats]:
    """Sums of a range of stations, over placements of which each stands for all incidents that share it."""
    settings, pairs = rates.settings, rates.pairs
    felt = [np.bincount(pairs.placed, rates.counted * factor, len(pairs.of.counts)) for factor in rates.ahead]

    def summed(first: int, last: int) -> Floats:
        return settings.background + sum(
            share[first:last] @ some for share, some in zip(rates.within, felt, strict=True)
        )

    return summed


def known_and_weighed(
    pairs: Pairs, settings: Settings, as_of: pd.Timestamp
) -> tuple[Floats, NDArray[np.bool_], IncidentWeights]:
    """`known_by` the day and the weights of the incidents: kept for the next settings of the day, or day of these."""
    incidents, weighed = pairs.incidents, weighed_by(settings)
    ages, usable = remembered(pairs.kept, (as_of,), lambda: known_by(incidents, as_of), most=FEW_KEPT)
    weights = remembered(pairs.kept, weighed, lambda: incident_weights(incidents, settings), most=FEW_KEPT)
    return ages, usable, weights


def known_by(incidents: pd.DataFrame, as_of: pd.Timestamp) -> tuple[Floats, NDArray[np.bool_]]:
    """Age of each incident [days], 0 for those still to come, and whether its last possible day has passed."""
    ages = (as_of - incidents["day"]).dt.days.to_numpy(dtype=float).clip(min=0.0)
    return ages, (incidents["last_day"] <= as_of).to_numpy()


def time_factors(settings: Settings, ages: Floats) -> list[Floats]:
    """By component, what of each incident's follow-ups it expects in the horizon, from its age [days]."""
    horizon = settings.horizon_days
    return [part.share * share_ahead(ages, part.half_life_days, horizon) for part in settings.components]


def mixed(within: list[Floats], ahead: list[Floats], weights: Floats) -> Floats:
    """Contributions (…, incidents): spatial shares and time factors of each component; weights 0 to 1."""
    result = np.zeros(within[0].shape)
    for share, factor in zip(within, ahead, strict=True):
        result += share * factor
    return result * weights
