"""What the score assumes before it has seen data: declared priors, each with its source or the word "judgement"."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Real

TARGETS = ("any", "direct")
HYPOTHESES = ("radical_groups", "taliban_factions", "criminal_networks", "other", "unknown")

Weights = tuple[tuple[str, float], ...]


class RadiusInvalid(ValueError):
    """The radius is not a distance."""


class HorizonInvalid(ValueError):
    """The horizon is not a length of time."""


class TargetUnknown(ValueError):
    """The model was asked to score something that it does not know."""


class HypothesisUnknown(ValueError):
    """The hypothesis is not one of the five that incidents are weighed by."""


class SettingInvalid(ValueError):
    """A weight, share, reach or count is outside its range."""


@dataclass(frozen=True)
class Component:
    """One way in which incidents follow each other: how far [km], for how long [days] and which share of them.

    `reach_km` is the standard deviation of the displacement in each direction; None is the disc that is scored itself.
    """

    name: str
    reach_km: float | None
    half_life_days: float
    share: float


PRIOR = (
    Component("near repeat, 4 weeks", 20.0, 28.0, 0.25),
    Component("near repeat, 10 weeks", 20.0, 70.0, 0.25),
    Component("same disc, 1 year", None, 365.0, 0.30),
    Component("wider area, 1 year", 60.0, 365.0, 0.20),
)
NEXUS_WEIGHTS: Weights = (("direct", 1.0), ("project", 0.25), ("context", 0.05))
EVENT_WEIGHTS: Weights = (
    ("armed attack", 1.0),
    ("IED/suicide bombing", 1.0),
    ("drone strike", 1.0),
    ("abduction", 1.0),
    ("clash", 1.0),
    ("mob/protest", 0.5),
    ("other", 0.0),
    ("other, serious", 1.0),
)
CONFIDENCE_WEIGHTS: Weights = (("high", 1.0), ("medium", 0.8), ("low", 0.5))


@dataclass(frozen=True)
class Settings:
    """Choices of one scoring. Units in the names; `risk.defaults.DEFAULTS` says where each default comes from.

    target "any" counts serious incidents of any nexus, "direct" incidents with a direct Chinese nexus, to which project
    and context incidents add by `nexus_weights`. Raises an error named after the first setting that cannot be used.
    """

    radius_km: float = 25.0
    horizon_days: float = 90
    target: str = "any"
    hypothesis: str | None = None
    components: tuple[Component, ...] = PRIOR
    nexus_weights: Mapping[str, float] | Weights = NEXUS_WEIGHTS
    event_weights: Mapping[str, float] | Weights = EVENT_WEIGHTS
    confidence_weights: Mapping[str, float] | Weights = CONFIDENCE_WEIGHTS
    min_incidents: int = 3
    reach_limit_km: float = 100.0
    history_days: float = 1826

    def __post_init__(self) -> None:
        for name in ("nexus_weights", "event_weights", "confidence_weights"):
            object.__setattr__(self, name, tuple(dict(getattr(self, name)).items()))
        object.__setattr__(self, "components", tuple(self.components))
        _check_frame(self)
        _check_words(self)
        _check_weights(self)

    @property
    def widest_reach_km(self) -> float:
        """The longest reach of the components [km]; the radius itself where all are discs."""
        return max((part.reach_km for part in self.components if part.reach_km is not None), default=self.radius_km)

    @property
    def background(self) -> float:
        """Expected incidents that no known incident explains: half an incident in the widest reach and the history.

        Half an incident is the shape of the Jeffreys prior of a Poisson rate, Gamma(½): what is left of a count of 0.
        """
        area = (self.radius_km / self.widest_reach_km) ** 2
        return 0.5 * area * self.horizon_days / self.history_days


def _positive(value: object) -> bool:
    return isinstance(value, Real) and math.isfinite(value) and value > 0


def _check_frame(settings: Settings) -> None:
    if not _positive(settings.radius_km):
        raise RadiusInvalid(f"radius_km is {settings.radius_km}; expected more than 0 km. Try 25.")
    if not _positive(settings.horizon_days):
        raise HorizonInvalid(f"horizon_days is {settings.horizon_days}; expected more than 0 days. Try 90.")
    for name in ("reach_limit_km", "history_days"):
        if not _positive(getattr(settings, name)):
            raise SettingInvalid(f"{name} is {getattr(settings, name)}; expected more than 0. Leave it at its default.")
    if settings.min_incidents < 0:
        raise SettingInvalid(f"min_incidents is {settings.min_incidents}; expected 0 or more. Try 3.")


def _check_words(settings: Settings) -> None:
    if settings.target not in TARGETS:
        raise TargetUnknown(f"target is {settings.target!r}; expected one of {', '.join(TARGETS)}. Choose one of them.")
    if settings.hypothesis is not None and settings.hypothesis not in HYPOTHESES:
        raise HypothesisUnknown(
            f"hypothesis is {settings.hypothesis!r}; expected one of {', '.join(HYPOTHESES)}, or None for all. "
            "Choose one of them."
        )


def _check_weights(settings: Settings) -> None:
    for name in ("nexus_weights", "event_weights", "confidence_weights"):
        _check_range(name, (weight for _, weight in getattr(settings, name)))
    _check_range("the share of a component", (part.share for part in settings.components))
    if abs(math.fsum(part.share for part in settings.components) - 1.0) > 1e-9:
        raise SettingInvalid(
            f"The shares of the components add up to {math.fsum(part.share for part in settings.components)}; "
            "expected 1, so that each incident stands for one follow-up. Scale them."
        )
    for part in settings.components:
        if not _positive(part.half_life_days) or not (part.reach_km is None or _positive(part.reach_km)):
            raise SettingInvalid(
                f"{part.name!r} has reach {part.reach_km} km and half-life {part.half_life_days} days; "
                "expected both above 0. Correct the component."
            )


def _check_range(name: str, values: Iterable[float]) -> None:
    for value in values:
        if not (isinstance(value, Real) and 0 <= value <= 1):
            raise SettingInvalid(f"{name} holds {value}; expected a number from 0 to 1. Correct it.")
