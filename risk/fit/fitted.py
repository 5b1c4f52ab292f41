"""The fitted mixture: the declared priors, moved by what happened as far as the data allow."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.checks import check_lonlat
from risk.fit.contributions import contributions, mean_distances_km
from risk.fit.counting import fit_counts
from risk.fit.exposures import Window, exposures, grid
from risk.fit.history import History
from risk.fit.likelihood import fit_calibration, fit_weights
from risk.fit.ranges import ranges, unsure_places
from risk.fit.strength import choose_strength, held_out
from risk.settings import Component, Settings

Floats = NDArray[np.float64]

BACKGROUND = "background"
SPREAD = 0.2
FOLLOWED_HORIZONS = 6
EXPLAINED = ("place", "source", "incident_id", "contribution", "share", "distance_km", "age_days")


class NotFitted(ValueError):
    """A model was asked for figures before it had learned."""


@dataclass(frozen=True)
class Outcomes:
    """One row per place and past as-of day, what a fit learns from.

    exposure (rows, components) from `risk.fit.exposures`, counts (rows,) incidents within the radius in the horizon
    after the day, days (rows,) as-of days. incidents: how many different ones are behind the counts.
    """

    exposure: Floats
    counts: NDArray[np.int64]
    days: NDArray[np.int64]
    incidents: int

    @property
    def certainty(self) -> float:
        """Different incidents per row with one, at most 1: an incident that raises twenty rows is still one."""
        return min(1.0, self.incidents / max(1, int((self.counts > 0).sum())))

    def recency(self, half_life_days: float) -> Floats:
        """(rows,) 2^(−age / half-life), 1 for the latest as-of day."""
        latest = self.days.max() if len(self.days) else 0
        return np.exp2((self.days - latest) / half_life_days)

    def only(self, keep: NDArray[np.bool_]) -> "Outcomes":
        """Some of the rows; the number of incidents shrinks as the rows with one do."""
        kept = int((self.counts[keep] > 0).sum()) / max(1, int((self.counts > 0).sum()))
        return Outcomes(self.exposure[keep], self.counts[keep], self.days[keep], round(self.incidents * kept))


class FittedModel:
    """Λ = background + Σ_c weight_c · exposure_c, P = 1 − exp(−Λ^b), learned from past as-of days.

    Two convex steps: weights by penalised maximum likelihood at b = 1, pulled to the declared shares; then one scale
    (put into the weights) and b, from outcomes that fade with a half-life of six horizons. Without data the weights
    stay at the prior. `strength` of the pull is chosen inside the training period unless given. An incident older than
    all others lengthens the record, so means over it fall. docs/decisions/0004 says why.

    Learned: weights_ (components,), background_, exponent_ (b), counts_ (law of the number), strength_, incidents_,
    first_day_, last_day_ (of the as-of days), data_hash_.
    """

    def __init__(
        self, window: Window, *, components: Sequence[Component] | None = None, strength: float | None = None
    ) -> None:
        self.window = window
        self.components = tuple(grid() if components is None else components)
        self.strength = strength

    @property
    def prior(self) -> Floats:
        """Weights before any data, background last: the declared shares, a fifth of them spread over all components."""
        count = len(self.components)
        shares = np.array([part.share for part in self.components]) * (1 - SPREAD) + SPREAD / count
        background = Settings(radius_km=self.window.radius_km, horizon_days=self.window.horizon_days).background
        return np.append(shares, background)

    def fit(self, outcomes: Outcomes, *, data_hash: str = "") -> "FittedModel":
        """Learn from past outcomes; none at all leaves the prior. `data_hash` is kept for the record."""
        self.strength_ = self.strength or choose_strength(self, outcomes)
        self._estimate(outcomes, self.strength_)
        self.counts_ = fit_counts(*held_out(self, outcomes, self.strength_), certainty=outcomes.certainty)
        self.incidents_, self.data_hash_ = outcomes.incidents, data_hash
        self.first_day_, self.last_day_ = (int(f(outcomes.days)) if len(outcomes.days) else None for f in (min, max))
        return self

    def estimated(self, outcomes: Outcomes, strength: float) -> "FittedModel":
        """A model with weights and calibration learned under that strength, and no more."""
        return FittedModel(self.window, components=self.components)._estimate(outcomes, strength)

    def expected(self, exposure: Floats) -> Floats:
        """Λ of each row of exposures (rows, components)."""
        self._check_fitted()
        return exposure @ self.weights_ + self.background_

    def probability(self, exposure: Floats) -> Floats:
        """P of each row of exposures (rows, components)."""
        return -np.expm1(-(self.expected(exposure) ** self.exponent_))

    def explain(self, places: pd.DataFrame, history: History, day: int) -> pd.DataFrame:
        """One row per place and contribution, largest first; their `math.fsum` is Λ of the place, to the bit.

        `places`: lon, lat [degrees]. source is "incident" or "background"; distance_km [km]; age_days [days].
        """
        parts = self._parts(places, history, day)
        distance = mean_distances_km(_lonlat(places), history)
        tables = [self._explained(*row, history, day) for row in zip(places.index, parts, distance, strict=True)]
        return pd.DataFrame([row for table in tables for row in table], columns=list(EXPLAINED))

    def score(self, places: pd.DataFrame, history: History, day: int) -> pd.DataFrame:
        """One row per place: expected_incidents (Λ), probability, and 80 % intervals with what dominates them.

        probability_low, probability_high (always around the probability), count_low, count_high (number of incidents
        within the radius in the horizon) and dominated_by (counting, placement, attribution) are those of
        `risk.fit.ranges`. Nothing on or after `day` counts.
        """
        parts, lonlat = self._parts(places, history, day), _lonlat(places)
        expected = np.array([math.fsum((*row, self.background_)) for row in parts.tolist()])
        chance = -np.expm1(-(expected**self.exponent_))
        ends = ranges(places, unsure_places(self, lonlat, history, day, parts=parts), self.counts_)
        low, high = np.minimum(ends["probability_low"], chance), np.maximum(ends["probability_high"], chance)
        scores = pd.DataFrame({"expected_incidents": expected, "probability": chance}, index=places.index)
        return scores.assign(**ends.assign(probability_low=low, probability_high=high))

    def _estimate(self, outcomes: Outcomes, strength: float) -> "FittedModel":
        certainty, happened = outcomes.certainty, outcomes.counts > 0
        exposure = np.column_stack([outcomes.exposure, np.ones(len(outcomes.counts))])
        weights = fit_weights(exposure, happened, self.prior, pull=strength / certainty) if certainty else self.prior
        recent = certainty * outcomes.recency(FOLLOWED_HORIZONS * self.window.horizon_days)
        scale, self.exponent_ = fit_calibration(exposure @ weights, happened, certainty=recent)
        self.weights_, self.background_ = scale * weights[:-1], float(scale * weights[-1])
        return self

    def _parts(self, places: pd.DataFrame, history: History, day: int) -> Floats:
        self._check_fitted()
        weighted = list(zip(self.components, self.weights_.tolist(), strict=True))
        return contributions(_lonlat(places), history, day, window=self.window, weighted=weighted)

    def _explained(self, place: object, parts: Floats, km: Floats, history: History, day: int) -> list[tuple]:
        expected = math.fsum((*parts.tolist(), self.background_))
        order = [j for j in np.argsort(-parts, kind="stable") if parts[j] > 0]
        rows = [
            (place, "incident", str(history.names[j]), parts[j], parts[j] / expected, km[j], day - history.day[j])
            for j in order
        ]
        return [*rows, (place, BACKGROUND, None, self.background_, self.background_ / expected, math.nan, math.nan)]

    def _check_fitted(self) -> None:
        if not hasattr(self, "weights_"):
            raise NotFitted("The model has learned nothing; expected fit or load_model first. Call one of them.")


def _lonlat(places: pd.DataFrame) -> Floats:
    check_lonlat(places, "place")
    return places[["lon", "lat"]].to_numpy(dtype=float)


def exposed(model: FittedModel, places: Floats, history: History, days: Sequence[int]) -> Floats:
    """(places, days, components) exposures as the model wants them."""
    return exposures(places, history, days, window=model.window, components=model.components)
