"""What a scan is asked to look for. Each default has a source or the word "judgement" in decision record 6."""

import math
from dataclasses import dataclass
from numbers import Integral, Real

import pandas as pd

RANGES = {
    "max_days": (1, 3660),
    "step_days": (1, 366),
    "replications": (19, 99_999),
    "seed": (0, 2**32 - 1),
    "min_cases": (2, 1000),
    "max_incidents": (10, 100_000),
    "max_clusters": (1, 100),
}


class ScanSettingsInvalid(ValueError):
    """A distance, period, count or seed of the scan is outside its range."""


@dataclass(frozen=True)
class ScanSettings:
    """Choices of one scan. Raises ScanSettingsInvalid for the first one that cannot be used.

    Cylinders have a radius up to `max_radius_km` [km] and a window up to `max_days` [days] in steps of `step_days`;
    `prospective` looks only at windows that end on the last day. `first_day` and `last_day` bound the period of study
    (default: of the incidents). Clusters with p ≤ `p_cut` are reported, at most `max_clusters`, and always the first.
    """

    max_radius_km: float = 50.0
    max_days: int = 90
    step_days: int = 1
    replications: int = 999
    seed: int = 1
    prospective: bool = False
    min_cases: int = 3
    max_incidents: int = 50_000
    max_clusters: int = 10
    p_cut: float = 0.05
    first_day: pd.Timestamp | None = None
    last_day: pd.Timestamp | None = None

    def __post_init__(self) -> None:
        _check_reals(self)
        for name, (low, high) in RANGES.items():
            _check_whole(name, getattr(self, name), low=low, high=high)
        if self.max_days < self.step_days:
            raise ScanSettingsInvalid(
                f"max_days is {self.max_days} and step_days {self.step_days}; expected windows of at least one step. "
                "Shorten the step."
            )
        _check_period(self)


def _check_reals(settings: ScanSettings) -> None:
    if not (_finite(settings.max_radius_km) and 0 < settings.max_radius_km <= 1000):
        raise ScanSettingsInvalid(f"max_radius_km is {settings.max_radius_km}; expected above 0 to 1,000 km. Try 50.")
    if not (_finite(settings.p_cut) and 0 < settings.p_cut <= 1):
        raise ScanSettingsInvalid(f"p_cut is {settings.p_cut}; expected a chance above 0, up to 1. Try 0.05.")


def _finite(value: object) -> bool:
    return isinstance(value, Real) and math.isfinite(value)


def _check_whole(name: str, value: object, *, low: int, high: int) -> None:
    if isinstance(value, bool) or not (isinstance(value, Integral) and low <= value <= high):
        raise ScanSettingsInvalid(
            f"{name} is {value!r}; expected a whole number from {low:,} to {high:,}. Leave it at "
            f"{getattr(ScanSettings, name)}."
        )


def _check_period(settings: ScanSettings) -> None:
    first, last = settings.first_day, settings.last_day
    if first is not None and last is not None and not first < last:
        raise ScanSettingsInvalid(f"The period runs from {first} to {last}; expected the first day before the last.")
