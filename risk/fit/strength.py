"""How strongly to trust the prior: chosen by forecasting the later part of the training period from the earlier."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import log_loss

if TYPE_CHECKING:
    from risk.fit.fitted import FittedModel, Outcomes

STRENGTHS = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
CUTS = (0.4, 0.6, 0.8)
FEWEST_INCIDENTS = 5
NO_EVIDENCE = 1.0


def choose_strength(model: "FittedModel", outcomes: "Outcomes") -> float:
    """The strongest pull whose log likelihood over the rolling splits is at most one unit below the best.

    One unit of log likelihood, after rows are weighed by `Outcomes.certainty`, is no evidence for a weaker pull. Each
    split learns from as-of days whose horizon has ended and forecasts the rest up to the next cut. Without
    enough incidents on either side there is nothing to choose by, and the prior is trusted most.
    """
    splits = [parts for parts in _splits(model, outcomes) if _enough(parts)]
    if not splits:
        return STRENGTHS[-1]
    losses = np.array([sum(_loss(model, *parts, strength) for parts in splits) for strength in STRENGTHS])
    return STRENGTHS[int(np.flatnonzero(losses <= losses.min() + NO_EVIDENCE / outcomes.certainty)[-1])]


def held_out(model: "FittedModel", outcomes: "Outcomes", strength: float) -> tuple[NDArray, NDArray]:
    """Λ and counts of the rows that the rolling splits forecast unseen; none without enough incidents."""
    splits = [parts for parts in _splits(model, outcomes) if _enough(parts)]
    expected = [model.estimated(earlier, strength).expected(later.exposure) for earlier, later in splits]
    return np.concatenate([*expected, []]), np.concatenate([*(later.counts for _, later in splits), []]).astype(int)


def _splits(model: "FittedModel", outcomes: "Outcomes") -> list[tuple["Outcomes", "Outcomes"]]:
    days = np.unique(outcomes.days)
    if not len(days):
        return []
    edges = [days[int(len(days) * cut)] for cut in CUTS]
    ends = [*edges[1:], np.inf]
    return [
        (
            outcomes.only(outcomes.days + model.window.horizon_days < edge),
            outcomes.only((outcomes.days >= edge) & (outcomes.days < end)),
        )
        for edge, end in zip(edges, ends, strict=True)
    ]


def _enough(parts: tuple["Outcomes", "Outcomes"]) -> bool:
    return all(part.incidents >= FEWEST_INCIDENTS for part in parts)


def _loss(model: "FittedModel", earlier: "Outcomes", later: "Outcomes", strength: float) -> float:
    chance = model.estimated(earlier, strength).probability(later.exposure)
    return float(log_loss(later.counts > 0, chance, labels=[False, True], normalize=False))
