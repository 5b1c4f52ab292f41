"""Other settings that a careful reader could defend, and how far the order of the sites depends on the choice."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pandas as pd

from risk.model import Coverage, Day, NearRepeatModel
from risk.pairs import Pairs
from risk.settings import Component, Settings, Weights

TOP = 5
FACTORS = (0.5, 1.0, 2.0)
TRUSTING: Weights = (("high", 1.0), ("medium", 1.0), ("low", 1.0))
STRICT: Weights = (("high", 1.0), ("medium", 0.5), ("low", 0.2))
WIDE: Weights = (("direct", 1.0), ("project", 0.5), ("context", 0.15))
NARROW: Weights = (("direct", 1.0), ("project", 0.1), ("context", 0.0))


def scaled(
    components: Sequence[Component], *, half_life_factor: float = 1.0, reach_factor: float = 1.0
) -> tuple[Component, ...]:
    """The same mixture with half-lives and reaches multiplied; the disc that is scored keeps its radius."""
    return tuple(
        replace(
            part,
            half_life_days=part.half_life_days * half_life_factor,
            reach_km=None if part.reach_km is None else part.reach_km * reach_factor,
        )
        for part in components
    )


def plausible(settings: Settings) -> list[Settings]:
    """The settings and their neighbours, each combination once; the settings themselves come first.

    Half-lives and reaches halved, kept and doubled; reports trusted as declared, fully and strictly; for the target
    "direct" also a wide and a narrow view of what announces an incident against Chinese people. 27 or 81 in all. The
    span is judgement: half and double is about as far apart as published near-repeat figures are.
    """
    trust = dict.fromkeys([settings.confidence_weights, TRUSTING, STRICT])
    nexus = dict.fromkeys([settings.nexus_weights, *((WIDE, NARROW) if settings.target == "direct" else ())])
    found = [
        replace(
            settings,
            components=scaled(settings.components, half_life_factor=time, reach_factor=space),
            confidence_weights=certainty,
            nexus_weights=weights,
        )
        for time, space, certainty, weights in product(FACTORS, FACTORS, trust, nexus)
    ]
    return list(dict.fromkeys([settings, *found]))


def plausible_chances(pairs: Pairs, as_of: Day, settings: Settings, *, covered: Coverage = None) -> pd.DataFrame:
    """One row per place, one column per setting of `plausible(settings)`: P, missing where the place is not scored."""
    tried = plausible(settings)
    return pd.DataFrame({n: NearRepeatModel(one).chance(pairs, as_of, covered=covered) for n, one in enumerate(tried)})


def rank_stability(chances: pd.DataFrame, places: Sequence[str]) -> pd.DataFrame:
    """One row per place that is named, in that order: top_share, best_rank, worst_rank over all columns of `chances`.

    chances: see `plausible_chances`. top_share is the share of the settings (0 to 1) under which the place is among the
    five highest of those named; ties share the better rank. Where a place is not scored under any setting all three are
    missing: unknown is not last. `frame.attrs["settings"]` is how many settings were tried.
    """
    ranks = chances.reindex(places).rank(ascending=False, method="min")
    top = (ranks <= TOP).mean(axis=1).where(ranks.notna().any(axis=1))
    frame = pd.DataFrame({"top_share": top, "best_rank": ranks.min(axis=1), "worst_rank": ranks.max(axis=1)})
    frame.attrs["settings"] = chances.shape[1]
    return frame
