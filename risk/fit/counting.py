"""How many incidents to expect, and how far the number can stray: a Gamma–Poisson law with fitted dispersion."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import gammaln
from scipy.stats import gamma, nbinom

Floats = NDArray[np.float64]

LOW, HIGH = 0.1, 0.9
MEAN_SD = (0.5, 0.2)
SHAPE_SD = (1.0, 0.3)
LEVELS = (-20.0, 20.0)


@dataclass(frozen=True)
class CountLaw:
    """N ~ Poisson(Gamma) with mean exp(a + b·log Λ) and shape exp(c + d·log Λ).

    The mean may differ from Λ because Λ is fitted to whether anything happens, not to how much: incidents come in
    bursts. a, b, c, d = 0, 1, 0, 0 is where few data leave it (mean Λ, a geometric law).
    """

    mean_level: float = 0.0
    mean_slope: float = 1.0
    shape_level: float = 0.0
    shape_slope: float = 0.0

    def mean(self, expected: Floats) -> Floats:
        """Expected number of incidents for each Λ."""
        return np.exp(np.clip(self.mean_level + self.mean_slope * _log(expected), *LEVELS))

    def shape(self, expected: Floats) -> Floats:
        """Shape of the Gamma for each Λ: the smaller, the more a place strays from its mean."""
        return np.exp(np.clip(self.shape_level + self.shape_slope * _log(expected), *LEVELS))

    def counts(self, expected: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Lowest and highest number of the 80 % interval, both included: it holds at least 80 %, often more."""
        law = self._law(expected)
        return law.ppf(LOW).astype(np.int64), law.ppf(HIGH).astype(np.int64)

    def drawn(self, expected: Floats, shape: float, levels: Floats) -> tuple[Floats, NDArray[np.int64]]:
        """Gamma rate and number at each level (0 to 1) around each Λ (draws,), under one shape."""
        mean = self.mean(expected)
        numbers = nbinom.ppf(levels, shape, shape / (shape + mean)).astype(np.int64)
        return gamma.ppf(levels, shape) * mean / shape, numbers

    def covered(self, expected: Floats, counts: NDArray[np.int64]) -> Floats:
        """Chance (0 to 1) that the randomised 80 % interval holds each observed count.

        The randomised probability integral transform F(n−1) + V·p(n), V uniform, lies between 0.1 and 0.9: here the
        exact share of V for which it does, so that nothing is drawn. Under the right law its mean is 0.8 even where
        most counts are 0; an interval of whole numbers could not be that sharp.

        References
        ----------
        Czado, Gneiting, Held (2009), doi:10.1111/j.1541-0420.2009.01191.x: predictive model assessment for counts.
        """
        law = self._law(expected)
        low, high = law.cdf(counts - 1), law.cdf(counts)
        inside = np.clip(np.minimum(high, HIGH) - np.maximum(low, LOW), 0.0, None)
        middle = ((low + high) / 2 >= LOW) & ((low + high) / 2 <= HIGH)
        return np.where(high - low > 1e-12, inside / np.maximum(high - low, 1e-12), middle)

    def _law(self, expected: Floats) -> object:
        shape = self.shape(expected)
        return nbinom(shape, shape / (shape + self.mean(expected)))


def fit_counts(expected: Floats, counts: NDArray[np.int64], *, certainty: float = 1.0) -> CountLaw:
    """The law under which the counts (rows,) are likeliest, pulled to mean Λ and shape 1 (normal priors, `MEAN_SD`)."""
    level = _log(expected)

    def loss(at: Floats) -> float:
        mean = np.exp(np.clip(at[0] + at[1] * level, *LEVELS))
        shape = np.exp(np.clip(at[2] + at[3] * level, *LEVELS))
        pull = (at - [0.0, 1.0, 0.0, 0.0]) / [*MEAN_SD, *SHAPE_SD]
        return -certainty * float(_log_mass(counts, mean, shape).sum()) + float(pull @ pull) / 2

    return CountLaw(*minimize(loss, [0.0, 1.0, 0.0, 0.0], method="L-BFGS-B").x.tolist())


def _log_mass(counts: NDArray[np.int64], mean: Floats, shape: Floats) -> Floats:
    steps = gammaln(counts + shape) - gammaln(shape) - gammaln(counts + 1)
    return steps + shape * np.log(shape / (shape + mean)) + counts * np.log(mean / (shape + mean))


def _log(expected: Floats) -> Floats:
    return np.log(np.maximum(np.asarray(expected, dtype=float), 1e-10))
