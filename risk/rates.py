"""The sum itself: contributions of incidents to places on one as-of date."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.kernel import share_ahead
from risk.pairs import Pairs
from risk.settings import Settings
from risk.weights import IncidentWeights, incident_weights

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Rates:
    """One as-of date worked out.

    age_days, usable (known by that date) and weights: one entry per incident. contributions: (stations, incidents).
    expected: one sum per station, background included. worst: the station with the largest sum, one per place.
    """

    age_days: Floats
    usable: NDArray[np.bool_]
    weights: IncidentWeights
    contributions: Floats
    expected: Floats
    worst: NDArray[np.intp]


def work_out(pairs: Pairs, settings: Settings, as_of: pd.Timestamp) -> Rates:
    """Λ of every station: background + Σ_j w_j · Σ_c share_c · S_c · T_c, rounded once (`math.fsum`).

    Only incidents whose last possible day is not after `as_of` count. The first of equally bad stations is the worst.
    """
    ages, usable = known_by(pairs.incidents, as_of)
    weights = incident_weights(pairs.incidents, settings)
    within = [pairs.shares(settings.radius_km, part.reach_km) for part in settings.components]
    contributions = mixed(within, settings, ages, np.where(usable, weights.total, 0.0))
    expected = np.array([math.fsum((*row, settings.background)) for row in contributions.tolist()])
    worst = [first + int(np.argmax(expected[first:last])) for first, last in pairs.spans]
    return Rates(ages, usable, weights, contributions, expected, np.array(worst, dtype=np.intp))


def known_by(incidents: pd.DataFrame, as_of: pd.Timestamp) -> tuple[Floats, NDArray[np.bool_]]:
    """Age of each incident [days], 0 for those still to come, and whether its last possible day has passed."""
    ages = (as_of - incidents["day"]).dt.days.to_numpy(dtype=float).clip(min=0.0)
    return ages, (incidents["last_day"] <= as_of).to_numpy()


def mixed(within: list[Floats], settings: Settings, ages: Floats, weights: Floats) -> Floats:
    """Contributions (…, incidents): `within` has the spatial shares of each component; ages [days], weights 0 to 1."""
    result = np.zeros(within[0].shape)
    for part, share in zip(settings.components, within, strict=True):
        result += share * (part.share * share_ahead(ages, part.half_life_days, settings.horizon_days))
    return result * weights
