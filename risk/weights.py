"""How much each incident counts towards the target."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.checks import ColumnsMissing
from risk.settings import Settings

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class IncidentWeights:
    """One entry per incident, each from 0 to 1; `total` = kind × certainty.

    kind: what it says about the target (nexus, event type, seriousness). certainty: the chance that it happened as
    reported (confidence) and belongs to the chosen hypothesis. is_target: whether it is itself a target incident.
    """

    kind: Floats
    certainty: Floats
    is_target: NDArray[np.bool_]

    @property
    def total(self) -> Floats:
        return self.kind * self.certainty


def incident_weights(incidents: pd.DataFrame | gpd.GeoDataFrame, settings: Settings) -> IncidentWeights:
    """Weights of incidents under the settings, in the order of the rows.

    Words that the settings do not list: an event type weighs 1 (a new word must not hide violence), a nexus as
    "context", a confidence as "low". Raises ColumnsMissing when a hypothesis is chosen and none are given.
    """
    serious = incidents["serious"].fillna(False).astype(bool).to_numpy()
    event = _looked_up(_event_words(incidents, serious), settings.event_weights, otherwise=1.0)
    nexus = dict(settings.nexus_weights)
    if settings.target == "any":
        kind, is_target = np.where(serious, event, 0.0), serious
    else:
        kind = event * _looked_up(incidents["nexus"], settings.nexus_weights, otherwise=nexus.get("context", 0.0))
        is_target = (incidents["nexus"] == "direct").to_numpy()
    certainty = _certainty(incidents, settings)
    return IncidentWeights(kind, certainty, is_target & (kind * certainty > 0))


def weighed_by(settings: Settings) -> tuple:
    """What of the settings decides the weights: two settings that agree in it weigh the same incidents alike."""
    words = (settings.event_weights, settings.nexus_weights, settings.confidence_weights)
    return (settings.target, settings.hypothesis, *words)


def _event_words(incidents: pd.DataFrame, serious: NDArray[np.bool_]) -> pd.Series:
    words = incidents["event_type"]
    return words.where(~((words == "other") & serious), "other, serious")


def _certainty(incidents: pd.DataFrame, settings: Settings) -> Floats:
    low = dict(settings.confidence_weights).get("low", 0.0)
    confidence = _looked_up(incidents["confidence"], settings.confidence_weights, otherwise=low)
    if settings.hypothesis is None:
        return confidence
    if "hypotheses" not in incidents:
        raise ColumnsMissing(
            f"The incidents lack hypotheses, which {settings.hypothesis!r} is read from. Add the column or choose None."
        )
    return confidence * np.array([_of_hypothesis(cell, settings.hypothesis) for cell in incidents["hypotheses"]])


def _of_hypothesis(cell: object, hypothesis: str) -> float:
    weights = cell if isinstance(cell, dict) else {"unknown": 1.0}
    return float(weights.get(hypothesis, 0.0))


def _looked_up(words: pd.Series, weights: tuple[tuple[str, float], ...], *, otherwise: float) -> Floats:
    table = {word: float(weight) for word, weight in weights}
    found = {word: table.get(word, float(otherwise)) for word in words.unique()}
    return words.map(found).to_numpy(dtype=float)
