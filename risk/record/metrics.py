"""How good forecasts were, with intervals that respect that places and days repeat."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

from risk.record.rows import Rows

Floats = NDArray[np.float64]
Figure = Callable[[NDArray[np.bool_], Floats, Floats], float]

BINS = 10
REPEATS = 200
SLOW_REPEATS = 100
SEED = 20190620
TINY = 1e-6
LEVELS = (10, 90)


def log_loss_of(happened: NDArray[np.bool_], chance: Floats, weight: Floats) -> float:
    """Mean −log of the chance given to what happened; chances are kept 10⁻⁶ from 0 and 1."""
    return float(log_loss(happened, np.clip(chance, TINY, 1 - TINY), sample_weight=weight, labels=[False, True]))


def brier_of(happened: NDArray[np.bool_], chance: Floats, weight: Floats) -> float:
    """Mean squared difference between chance and outcome."""
    return float(brier_score_loss(happened, chance, sample_weight=weight))


def auc_of(happened: NDArray[np.bool_], chance: Floats, weight: Floats) -> float:
    """Chance that a row with an incident was given more than one without; NaN when only one kind is there."""
    kinds = np.unique(happened[weight > 0])
    return float(roc_auc_score(happened, chance, sample_weight=weight)) if len(kinds) == 2 else float("nan")


def calibration_error_of(happened: NDArray[np.bool_], chance: Floats, weight: Floats) -> float:
    """Expected calibration error: mean |chance − frequency| over ten bins of equal numbers of rows."""
    curve = calibration_curve(happened, chance, weight)
    return float(np.sum(curve[2] * np.abs(curve[0] - curve[1])) / curve[2].sum())


def calibration_curve(happened: NDArray[np.bool_], chance: Floats, weight: Floats) -> Floats:
    """(3, bins): mean chance, frequency and weight per bin. Bins hold equal numbers of rows; ties share a bin."""
    edges = np.unique(np.quantile(chance, np.linspace(0, 1, BINS + 1)[1:-1]))
    number = np.searchsorted(edges, chance, side="left")
    total = np.bincount(number, weight, len(edges) + 1)
    sums = [np.bincount(number, weight * value, len(edges) + 1) for value in (chance, happened)]
    used = total > 0
    return np.array([*(part[used] / total[used] for part in sums), total[used]])


FIGURES: dict[str, Figure] = {
    "log_loss": log_loss_of,
    "brier": brier_of,
    "auc": auc_of,
    "calibration_error": calibration_error_of,
}


def mean_interval(values: Floats, weights: Floats) -> tuple[float, float]:
    """10th and 90th percentile of a mean over rows, over bootstrap weights (repeats, rows)."""
    used = weights[weights.any(axis=1)]
    return tuple(float(end) for end in np.percentile(used @ values / used.sum(axis=1), LEVELS))


def row_losses(happened: NDArray[np.bool_], chance: Floats) -> Floats:
    """(rows,) −log of the chance given to what happened, as in `log_loss_of`."""
    kept = np.clip(chance, TINY, 1 - TINY)
    return -np.log(np.where(happened, kept, 1 - kept))


def weights_drawn(rows: Rows, repeats: int = REPEATS) -> Floats:
    """(repeats, rows) bootstrap weights: places and as-of days are both drawn with replacement, and multiplied.

    Neighbours in space and in time depend on each other, so rows are never drawn alone. Slightly too wide rather than
    too narrow.

    References
    ----------
    Owen (2007), doi:10.1214/07-AOAS122: the pigeonhole bootstrap.
    """
    rng = np.random.default_rng(SEED)
    drawn = [_drawn(labels, repeats, rng) for labels in (rows.place, rows.day)]
    return drawn[0] * drawn[1]


def interval(figure: Callable[[Floats], float], weights: Floats) -> tuple[float, float]:
    """10th and 90th percentile of a figure over bootstrap weights (repeats, rows); what is NaN is left out."""
    found = np.array([figure(weight) for weight in weights if weight.any()])
    return (
        tuple(float(value) for value in np.nanpercentile(found, LEVELS))
        if np.isfinite(found).any()
        else (np.nan, np.nan)
    )


def chance_error(chance: Floats, repeats: int = 50) -> float:
    """Mean calibration error that forecasts without any fault would show on as many independent rows."""
    rng, one = np.random.default_rng(SEED + 1), np.ones(len(chance))
    return float(np.mean([calibration_error_of(rng.random(len(chance)) < chance, chance, one) for _ in range(repeats)]))


def rank_correlation(rows: Rows, chance: Floats) -> float:
    """Spearman's correlation over places between mean chance and number of incidents; NaN when one does not vary."""
    tries = np.bincount(rows.place)
    means, counts = np.bincount(rows.place, chance) / tries, np.bincount(rows.place, rows.counts)
    if len(tries) < 3 or np.ptp(means) == 0 or np.ptp(counts) == 0:
        return float("nan")
    return float(spearmanr(means, counts).statistic)


def _drawn(labels: NDArray[np.int64], repeats: int, rng: np.random.Generator) -> Floats:
    _, number = np.unique(labels, return_inverse=True)
    kinds = number.max() + 1
    return rng.multinomial(kinds, np.full(kinds, 1 / kinds), size=repeats)[:, number].astype(float)
