"""How far a score can be trusted: an 80 % interval from counting, placement and attribution."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from risk.measured import DRAWS, SEED, Pairs
from risk.rates import Rates, mixed
from risk.settings import Settings

Floats = NDArray[np.float64]

LOW, HIGH = 10, 90
PARTS = ("counting", "placement", "attribution")
NEGLIGIBLE = 1e-6
MOST_DRAWN = 2000


@dataclass(frozen=True)
class Uncertain:
    """What is not sure about one place: its expected incidents, and contribution and certainty of each incident (n,).

    drawn: (draws, m) contributions when placements are drawn, of the first m of them: all, or the 2,000 largest where
    there are more, beside whose spread the rest does not show. Those below a millionth of the total are left out.
    dispersion: shape of the Gamma–Poisson rate where it was learned from outcomes.
    """

    expected: float
    background: float
    contributions: Floats
    certainty: Floats
    drawn: Floats
    dispersion: float | None = None

    @property
    def shape(self) -> float:
        """Shape of the Gamma–Poisson rate: the learned one, or Kish's effective number with the background as a half.

        Λ² / (background² / ½ + Σ contribution²): ½ for the background alone (Jeffreys), n + ½ for n equal incidents to
        which it adds half of one. Traces of far incidents therefore add no false precision.

        References
        ----------
        Kish (1965), Survey Sampling, Wiley: (Σw)² / Σw².
        """
        effective = self.expected**2 / (2.0 * self.background**2 + float(np.sum(self.contributions**2)))
        return effective if self.dispersion is None else self.dispersion

    @property
    def expected_drawn(self) -> Floats:
        """(draws,) expected incidents with placements drawn and each incident kept with its certainty; same mean."""
        count = self.drawn.shape[1]
        present = _uniforms(count) < self.certainty[:count]
        sure = self.background + float(np.sum(self.contributions[count:]))
        return sure + np.sum(self.drawn * (present / self.certainty[:count]), axis=1)


def uncertain(pairs: Pairs, settings: Settings, rates: Rates, station: int) -> Uncertain:
    """The uncertain parts of one station."""
    found, expected = rates.contributions(station), float(rates.expected[station])
    seen = np.flatnonzero(found > NEGLIGIBLE * expected)
    if len(seen) > MOST_DRAWN:
        seen = seen[np.argsort(-found[seen], kind="stable")]
    first = seen[:MOST_DRAWN]
    within = pairs.drawn(station, first, settings.radius_km, [part.reach_km for part in settings.components])
    drawn = mixed(within, [factor[first] for factor in rates.ahead], rates.weights.total[first])
    return Uncertain(expected, settings.background, found[seen], rates.weights.certainty[seen], drawn)


def intervals(parts: list[Uncertain]) -> list[tuple[float, float, str]]:
    """Lowest and highest probability (10th and 90th percentile of the rate, mapped) and what dominates, per place.

    Counting draws the rate from a Gamma with the drawn incidents as mean; placement draws one point per incident and
    place; attribution keeps each incident with its certainty. Seeded: the same input gives the same figures. The point
    estimate is always inside. What dominates is the part with the largest variance alone.
    """
    if not parts:
        return []
    low, high = np.percentile([_rates_drawn(part) for part in parts], [LOW, HIGH], axis=1)
    spans = zip(parts, low, high, strict=True)
    return [
        (-math.expm1(-min(least, part.expected)), -math.expm1(-max(most, part.expected)), dominant(part))
        for part, least, most in spans
    ]


def dominant(part: Uncertain) -> str:
    """The part of the uncertainty with the largest variance alone: counting, placement or attribution."""
    variances = (
        part.expected**2 / part.shape,
        float(np.var(np.sum(part.drawn, axis=1))),
        float(np.sum(part.contributions**2 * (1.0 - part.certainty) / part.certainty)),
    )
    return PARTS[int(np.argmax(variances))]


def _rates_drawn(part: Uncertain) -> Floats:
    return part.expected_drawn * np.random.default_rng(SEED + 2).standard_gamma(part.shape, DRAWS) / part.shape


@lru_cache(maxsize=128)
def _uniforms(count: int) -> Floats:
    return np.random.default_rng(SEED + 3).random((DRAWS, count))
