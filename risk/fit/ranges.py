"""How far fitted scores can be trusted: 80 % intervals from counting, placement and sources, drawn together."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.fit.contributions import at_each_point
from risk.fit.counting import CountLaw
from risk.fit.history import History
from risk.interval import HIGH, LOW, Uncertain, dominant
from risk.measured import DRAWS, SEED

if TYPE_CHECKING:
    from risk.fit.fitted import FittedModel

Floats = NDArray[np.float64]

RANGES = ("probability_low", "probability_high", "count_low", "count_high", "dominated_by")


def ranges(places: pd.DataFrame, unsure: list[Uncertain], law: CountLaw) -> pd.DataFrame:
    """One row per place: 10th and 90th percentile of chance and number, and the part with the largest variance alone.

    Counting draws from the law around each drawn Λ, placement puts each incident at one of its points, attribution
    keeps it with its certainty; together, 400 seeded times. Numbers are whole: their interval holds 80 % or more.
    """
    rows = [(*_ends(part, law), dominant(part)) for part in unsure]
    return pd.DataFrame(rows, columns=list(RANGES), index=places.index)


def unsure_places(
    model: "FittedModel", places: Floats, history: History, day: int, *, parts: Floats
) -> list[Uncertain]:
    """What is not sure about each place (n, 2), given its contributions `parts` (places, incidents).

    Incidents at one point that are certain cannot vary: they are put into the background.
    """
    vague = np.bincount(history.incident, minlength=len(history.day)) > 1
    unsure = np.flatnonzero((vague | (history.certainty < 1)) & (history.day < day))
    own, rest = parts[:, unsure], np.delete(parts, unsure, axis=1).sum(axis=1) + model.background_
    expected, certainty = own.sum(axis=1) + rest, history.certainty[unsure]
    drawn = _drawn(model, places, history, day, unsure=unsure)
    shapes = model.counts_.shape(expected).tolist()
    return [Uncertain(*row) for row in zip(expected, rest, own, [certainty] * len(own), drawn, shapes, strict=True)]


def _drawn(
    model: "FittedModel", places: Floats, history: History, day: int, *, unsure: NDArray[np.intp]
) -> list[Floats]:
    """For each place (draws, unsure incidents) contributions with each incident at one of its points."""
    if not len(unsure):
        return [np.zeros((DRAWS, 0))] * len(places)
    starts, ends = (np.searchsorted(history.incident, unsure, side=side) for side in ("left", "right"))
    chosen = np.random.default_rng(SEED).random((DRAWS, len(unsure))) + unsure
    entry = np.clip(np.searchsorted(np.cumsum(history.share), chosen, side="right"), starts, ends - 1)
    weighted = list(zip(model.components, model.weights_.tolist(), strict=True))
    found = at_each_point(places, history, day, window=model.window, weighted=weighted)
    return [row[entry] for row in found]


def _ends(part: Uncertain, law: CountLaw) -> tuple[float, float, int, int]:
    levels = np.random.default_rng(SEED + 2).permutation((np.arange(DRAWS) + 0.5) / DRAWS)
    rate, number = law.drawn(part.expected_drawn, part.shape, levels)
    low, high = np.percentile(-np.expm1(-rate), [LOW, HIGH])
    least = np.percentile(number, LOW, method="lower")
    return float(low), float(high), int(least), int(np.percentile(number, HIGH, method="higher"))
