"""Simple forecasters that a score has to beat, and a black box that shows how much there was to learn."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from risk.fit.exposures import grid
from risk.record.rows import Rows

Floats = NDArray[np.float64]
Forecaster = Callable[[Rows], Floats]
Learner = Callable[[Rows], Forecaster]

NEVER = 0.001
HALF = 0.5
TRUST_TRIES = 2.0
TRACE = 0.02
CEILING_TRACE = 0.05
CEILING_C = 0.1
UNPENALISED = 1e6
KERNEL = (20.0, 28.0)


def all_zero(rows: Rows) -> Forecaster:
    """Nothing ever happens: 0.1 %, because the log loss of a plain zero is infinite."""
    return lambda new: np.full(len(new.day), NEVER)


def climatology(rows: Rows) -> Forecaster:
    """The share of past rows with an incident (plus half), everywhere and always."""
    rate = _base_rate(rows)
    return lambda new: np.full(len(new.day), rate)


def site_history(rows: Rows) -> Forecaster:
    """The place's own share of past periods with an incident, smoothed by two periods of climatology."""
    rate = _base_rate(rows)
    return lambda new: (new.hits + TRUST_TRIES * rate) / (new.tries + TRUST_TRIES)


def recent_count(rows: Rows) -> Forecaster:
    """Incidents within the radius in the last horizon, plus half; logistic regression on its logarithm."""
    return _calibrated(lambda some: some.recent[:, 0] + HALF, rows)


def recent_count_tuned(rows: Rows) -> Forecaster:
    """The same over whichever of the horizon, 90, 180 or 365 days fits the past best."""
    columns = range(rows.recent.shape[1])
    return _best([lambda some, c=c: some.recent[:, c] + HALF for c in columns], rows)


def one_kernel(rows: Rows) -> Forecaster:
    """Kernel density with one published kernel, 20 km and 28 days, calibrated."""
    chosen = [(part.reach_km, part.half_life_days) for part in grid()].index(KERNEL)
    return _calibrated(lambda some: some.exposure[:, chosen] + TRACE, rows)


def one_kernel_tuned(rows: Rows) -> Forecaster:
    """The same with whichever reach and half-life of the grid fits the past best."""
    return _best([lambda some, c=c: some.exposure[:, c] + TRACE for c in range(rows.exposure.shape[1])], rows)


def logistic_ceiling(rows: Rows) -> Forecaster:
    """Logistic regression on the logarithms of all exposures: no sign, no sum, no explanation asked of it."""
    if rows.happened.all() or not rows.happened.any():
        return climatology(rows)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=CEILING_C, max_iter=1000))
    model.fit(np.log(rows.exposure + CEILING_TRACE), rows.happened)
    return lambda new: model.predict_proba(np.log(new.exposure + CEILING_TRACE))[:, 1]


SIMPLE: dict[str, Learner] = {
    "all zero": all_zero,
    "climatology": climatology,
    "site history": site_history,
    "recent count": recent_count,
    "one kernel": one_kernel,
}
TUNED: dict[str, Learner] = {
    "recent count, best window": recent_count_tuned,
    "one kernel, best of 24": one_kernel_tuned,
}
CEILING: dict[str, Learner] = {"logistic ceiling": logistic_ceiling}
ALL: dict[str, Learner] = SIMPLE | TUNED | CEILING


def _base_rate(rows: Rows) -> float:
    return (float(rows.happened.sum()) + HALF) / (len(rows.day) + 1.0)


def _calibrated(level: Callable[[Rows], Floats], rows: Rows) -> Forecaster:
    if rows.happened.all() or not rows.happened.any():
        return climatology(rows)
    line = LogisticRegression(C=UNPENALISED).fit(np.log(level(rows))[:, None], rows.happened)
    return lambda new: line.predict_proba(np.log(level(new))[:, None])[:, 1]


def _best(levels: list[Callable[[Rows], Floats]], rows: Rows) -> Forecaster:
    tried = [_calibrated(level, rows) for level in levels]
    losses = [log_loss(rows.happened, forecast(rows), labels=[False, True]) for forecast in tried]
    return tried[int(np.argmin(losses))]
