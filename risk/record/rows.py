"""One row per place and as-of day: what every forecaster may see, and what then happened."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from risk.fit.exposures import Window, counts_between, exposures, grid
from risk.fit.fitted import Outcomes
from risk.fit.history import History

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

RECENT_DAYS = (90, 180, 365)


class LeakFound(AssertionError):
    """A forecast changes when what came later is taken away."""


@dataclass(frozen=True)
class Rows:
    """One entry per row: place (row number), day (as-of), and what was known on that day.

    exposure (rows, components). recent (rows, windows): incidents within the radius in the horizon's length and in 90,
    180 and 365 days before the day. tries, hits: earlier as-of days of the place whose outcome was known, and how many
    had an incident. counts: what happened afterwards.
    """

    place: Numbers
    day: Numbers
    exposure: Floats
    recent: Numbers
    hits: Numbers
    tries: Numbers
    counts: Numbers

    @property
    def happened(self) -> NDArray[np.bool_]:
        """Whether at least one incident came."""
        return self.counts > 0

    def on(self, days: Sequence[int]) -> "Rows":
        """The rows of some as-of days."""
        keep = np.isin(self.day, days)
        return Rows(*(getattr(self, field.name)[keep] for field in fields(self)))

    def outcomes(self, incidents: int) -> Outcomes:
        """What the model learns from; `incidents` is how many different ones are behind the counts."""
        return Outcomes(self.exposure, self.counts, self.day, incidents)


def rows_of(places: Floats, history: History, days: Sequence[int], window: Window) -> Rows:
    """Rows of places (n, 2) on ascending days, place by place. Raises LeakFound if a later incident can be seen."""
    days = np.asarray(days, dtype=np.int64)
    seen = visible(places, history, days, window)
    for step in {0, len(days) // 2, len(days) - 1}:
        check_no_leak(seen, step, visible(places, history.before(days[step]), days[[step]], window))
    spans = [(day + 1, day + window.horizon_days) for day in days]
    counts = counts_between(places, history, spans, radius_km=window.radius_km)
    hits, tries = _earlier(counts > 0, days, window.horizon_days)
    place, day = np.repeat(np.arange(len(places)), len(days)), np.tile(days, len(places))
    flat = [part.reshape(len(place), -1) for part in seen]
    return Rows(place, day, *flat, hits.ravel(), np.tile(tries, len(places)), counts.ravel())


def visible(places: Floats, history: History, days: Numbers, window: Window) -> tuple[Floats, Numbers]:
    """(places, days, components) exposures and (places, days, windows) recent counts, from before each day."""
    exposure = exposures(places, history, days, window=window, components=grid())
    lengths = (window.horizon_days, *RECENT_DAYS)
    spans = [(day - length, day - 1) for day in days for length in lengths]
    recent = counts_between(places, history, spans, radius_km=window.radius_km)
    return exposure, recent.reshape(len(places), len(days), len(lengths))


def check_no_leak(seen: tuple[Floats, Numbers], step: int, alone: tuple[Floats, Numbers]) -> None:
    """Compare what was seen on one day with what is seen when nothing on or after that day exists."""
    for name, whole, part in zip(("exposure", "recent count"), seen, alone, strict=True):
        if not np.allclose(whole[:, step], part[:, 0], rtol=1e-9, atol=1e-12):
            raise LeakFound(
                f"The {name} of as-of day number {step} changes when later incidents are removed; expected the same "
                "figures. Look for a comparison that lets the as-of day in."
            )


def _earlier(happened: NDArray[np.bool_], days: Numbers, horizon_days: int) -> tuple[Numbers, Numbers]:
    tries = np.searchsorted(days + horizon_days, days, side="left")
    summed = np.concatenate([np.zeros((len(happened), 1), int), np.cumsum(happened, axis=1)], axis=1)
    return summed[:, tries], tries
