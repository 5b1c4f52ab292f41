"""The two estimation problems, both convex: weights of a mixture, then its calibration."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]

FLOOR = 1e-10
MOST_STEPS = 1000
SCALE_SD = 0.3
EXPONENT_SD = 0.2
EXPONENT_RANGE = (0.2, 3.0)


class FitNotConverged(ArithmeticError):
    """The solver stopped before it found the best weights."""


def fit_weights(exposure: Floats, happened: NDArray[np.bool_], prior: Floats, *, pull: float) -> Floats:
    """Weights w ≥ 0 (components,) of Λ = exposure @ w that minimise −log likelihood + pull · KL(w ‖ prior).

    exposure (rows, components), happened (rows,): P = 1 − exp(−Λ), convex in w; the generalised Kullback–Leibler
    divergence Σ w·log(w / prior) − w + prior is convex too and keeps every weight positive. `pull` is in units of
    log likelihood: the larger, the closer to the prior. L-BFGS-B with the analytic gradient.

    References
    ----------
    Byrd, Lu, Nocedal, Zhu (1995), doi:10.1137/0916069: L-BFGS-B.
    """

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, slope = minus_log_likelihood(np.maximum(exposure @ weights, FLOOR), happened)
        ratio = np.log(weights / prior)
        penalty = float(np.sum(weights * ratio - weights + prior))
        return value + pull * penalty, exposure.T @ slope + pull * ratio

    return _solved(loss, prior, [(FLOOR, None)] * len(prior))


def fit_calibration(
    expected: Floats, happened: NDArray[np.bool_], *, certainty: float | Floats = 1.0
) -> tuple[float, float]:
    """Scale a and exponent b of P = 1 − exp(−(a·Λ)^b), with Λ = `expected` (rows,).

    A regression with complementary log-log link on log Λ, concave in (b·log a, b). Both are pulled to 1 (normal, log
    scale sd 0.3, exponent sd 0.2): a handful of incidents cannot bend them. `certainty`, one for all or one per row,
    scales the likelihood.
    """
    level = np.log(np.maximum(expected, FLOOR))

    def loss(at: Floats) -> tuple[float, Floats]:
        rate = np.exp(np.clip(at[0] + at[1] * level, -50.0, 50.0))
        value, slope = minus_log_likelihood(rate, happened, weight=certainty)
        push = slope * rate
        penalty = (at[0] / SCALE_SD) ** 2 / 2 + ((at[1] - 1) / EXPONENT_SD) ** 2 / 2
        bend = np.array([at[0] / SCALE_SD**2, (at[1] - 1) / EXPONENT_SD**2])
        return value + penalty, np.array([push.sum(), push @ level]) + bend

    shift, exponent = _solved(loss, np.array([0.0, 1.0]), [(-10.0, 10.0), EXPONENT_RANGE])
    return float(np.exp(shift / exponent)), float(exponent)


def minus_log_likelihood(
    rate: Floats, happened: NDArray[np.bool_], *, weight: float | Floats = 1.0
) -> tuple[float, Floats]:
    """−Σ weight · log P of Bernoulli outcomes with P = 1 − exp(−rate), and its derivative for each rate (rows,)."""
    chance = np.maximum(-np.expm1(-rate), FLOOR)
    losses, slopes = np.where(happened, -np.log(chance), rate), np.where(happened, -np.exp(-rate) / chance, 1.0)
    return float((weight * losses).sum()), weight * slopes


def _solved(loss: Callable[[Floats], tuple[float, Floats]], start: Floats, bounds: list[tuple]) -> Floats:
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": MOST_STEPS})
    if not np.all(np.isfinite(found.x)) or not np.isfinite(found.fun) or found.status == 1:
        raise FitNotConverged(
            f"The fit stopped after {found.nit} steps ({found.message}); expected it to settle. Look for incidents far "
            "outside the region, or score with the declared priors."
        )
    return found.x
