"""Rolling origins: learn from what was known, forecast, wait, compare; again and again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.checks import check_lonlat
from risk.fit.exposures import Window, inside_radius
from risk.fit.fitted import FittedModel
from risk.fit.history import History
from risk.fit.reference import TooFewPlaces, reference_places
from risk.record.area import Cells, cells_of
from risk.record.baselines import ALL, Forecaster
from risk.record.origins import Timeline, rolling_origins
from risk.record.rows import Rows, rows_of
from risk.record.screen import SCREEN, ScreenScore

Floats = NDArray[np.float64]

FITTED = "fitted score"
DECLARED = "declared priors"
STRENGTH_KEPT = 3


@dataclass(frozen=True)
class Record:
    """Everything that a track record is computed from.

    rows: one row per place and judged day. chances: P of each forecaster (rows,). expected: Λ (rows,). covered: chance
    (0 to 1) that the randomised 80 % interval holds the count; plainly_covered: 1 where the interval of whole numbers
    does. cells, on_cells: the same on an equal-area grid. model: the last fit.
    """

    window: Window
    history: History
    places: pd.DataFrame
    timeline: Timeline
    rows: Rows
    chances: dict[str, Floats]
    expected: Floats
    covered: Floats
    plainly_covered: Floats
    cells: Cells
    on_cells: dict[str, Floats]
    model: FittedModel

    @property
    def judged_incidents(self) -> int:
        """How many different incidents are behind the judged outcomes."""
        near = _near(self.history, self.places[["lon", "lat"]].to_numpy(dtype=float), self.window)
        ahead = near.day[:, None] - self.timeline.judged_on
        return int(((ahead > 0) & (ahead <= self.window.horizon_days)).any(axis=1).sum())


@dataclass(frozen=True)
class Fold:
    """One fit: the fitted model, every forecaster by name, and the days that it is judged on."""

    model: FittedModel
    forecasters: dict[str, Forecaster]
    judged: NDArray[np.int64]


def backtest(
    history: History,
    *,
    window: Window,
    places: pd.DataFrame | None = None,
    seed: int = 0,
    screen: ScreenScore | None = None,
) -> Record:
    """The record of the fitted score and of its rivals, and of the score on screen where `screen` is given.

    places: lon, lat [degrees], one per site of `screen` in the same order; a reference set chosen before the first
    as-of day unless given. Raises RecordTooShort, TooFewPlaces or CoordinatesOutOfRange.
    """
    timeline = rolling_origins(history, window.horizon_days)
    places = reference_places(history, timeline.first, seed=seed) if places is None else places
    lonlat = _lonlat(places)
    rows = rows_of(lonlat, history, timeline.days, window)
    folds = list(_folds(rows, timeline, _near(history, lonlat, window), window))
    judged, cells = rows.on(timeline.judged_on), cells_of(lonlat, history, timeline, window)
    shown = _shown(screen, cells, timeline)
    return Record(
        window=window,
        history=history,
        places=places,
        timeline=timeline,
        rows=judged,
        chances=_chances(folds, judged) | shown[0],
        on_cells=_chances(folds, cells.rows) | shown[1],
        cells=cells,
        model=folds[-1].model,
        **_counted(folds, judged),
    )


def _lonlat(places: pd.DataFrame) -> Floats:
    if places.empty:
        raise TooFewPlaces("The places hold no row; expected at least one. Add one, or give no places at all.")
    check_lonlat(places, "place")
    return places[["lon", "lat"]].to_numpy(dtype=float)


def _near(history: History, lonlat: Floats, window: Window) -> History:
    near = inside_radius(lonlat, history, window.radius_km)
    return history.only(np.asarray(near.sum(axis=0)).ravel() > 0)


def _folds(rows: Rows, timeline: Timeline, near: History, window: Window) -> Iterator[Fold]:
    model = None
    for number, (learned, judged) in enumerate(timeline.blocks()):
        past, known = rows.on(learned), near.before(int(judged[0]))
        incidents = int((known.day > timeline.first).sum())
        strength = model.strength_ if number % STRENGTH_KEPT else None
        model = FittedModel(window, strength=strength).fit(past.outcomes(incidents), data_hash=known.fingerprint)
        own = {FITTED: _of_model(model), DECLARED: _declared(window)}
        yield Fold(model, own | {name: learn(past) for name, learn in ALL.items()}, judged)


def _chances(folds: list[Fold], rows: Rows) -> dict[str, Floats]:
    return {
        name: _joined(folds, rows, lambda fold, some, n=name: fold.forecasters[n](some))
        for name in folds[0].forecasters
    }


def _shown(screen: ScreenScore | None, cells: Cells, timeline: Timeline) -> tuple[dict, dict]:
    """Chances of the score on screen for the rows and for the cells, by name; nothing without a screen."""
    if screen is None:
        return {}, {}
    days = timeline.judged_on.tolist()
    return {SCREEN: screen.of_sites(days).ravel()}, {SCREEN: screen.of_points(cells.middles, days).ravel()}


def _counted(folds: list[Fold], rows: Rows) -> dict[str, Floats]:
    return {
        "expected": _joined(folds, rows, lambda fold, some: fold.model.expected(some.exposure)),
        "covered": _joined(folds, rows, _covered),
        "plainly_covered": _joined(folds, rows, _plainly_covered),
    }


def _covered(fold: Fold, rows: Rows) -> Floats:
    return fold.model.counts_.covered(fold.model.expected(rows.exposure), rows.counts)


def _plainly_covered(fold: Fold, rows: Rows) -> NDArray[np.bool_]:
    low, high = fold.model.counts_.counts(fold.model.expected(rows.exposure))
    return (rows.counts >= low) & (rows.counts <= high)


def _declared(window: Window) -> Forecaster:
    model = FittedModel(window)
    shares = np.array([part.share for part in model.components])
    return lambda rows: -np.expm1(-(rows.exposure @ shares + model.prior[-1]))


def _of_model(model: FittedModel) -> Forecaster:
    return lambda rows: model.probability(rows.exposure)


def _joined(folds: list[Fold], rows: Rows, figure: Callable[[Fold, Rows], Floats]) -> Floats:
    result = np.empty(len(rows.day))
    for fold in folds:
        result[np.isin(rows.day, fold.judged)] = figure(fold, rows.on(fold.judged))
    return result
