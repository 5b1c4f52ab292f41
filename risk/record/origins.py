"""As-of days of a back-test: some to learn from, later ones to be judged on."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risk.fit.history import History

Numbers = NDArray[np.int64]

WARM_UP_HORIZONS = 3
WARM_UP_SHARE = 0.12
TEST_SHARE = 0.5
FEWEST_HORIZONS = 12
MOST_LEARNED_FROM = 60
MOST_FITS = 12
FEWEST_INCIDENTS = 10


class RecordTooShort(ValueError):
    """The incidents do not span enough time, places or number for a back-test."""


@dataclass(frozen=True)
class Timeline:
    """first: the day before whose end places are chosen. learned_from and judged_on: ascending as-of days.

    An as-of day is the first day not known; the forecast is for the `horizon_days` [days] after it. The day itself is
    in neither: it is the day on which reports of it still come in.
    """

    first: int
    learned_from: Numbers
    judged_on: Numbers
    horizon_days: int

    @property
    def days(self) -> Numbers:
        """All as-of days, ascending."""
        return np.union1d(self.learned_from, self.judged_on)

    def blocks(self) -> Iterator[tuple[Numbers, Numbers]]:
        """At most twelve fits: the as-of days to learn from, all of whose outcomes are known, and those to judge."""
        for judged in np.array_split(self.judged_on, min(MOST_FITS, len(self.judged_on))):
            yield self.learned_from[self.learned_from + self.horizon_days < judged[0]], judged


def rolling_origins(history: History, horizon_days: int) -> Timeline:
    """The timeline of a history: its first eighth (at least three horizons) only warms up, its second half is judged.

    Judged days are one horizon apart, so that no outcome is judged twice; days to learn from half a horizon, or a whole
    one in long records. Raises RecordTooShort when there are too few incidents, days or points.
    """
    _check(history, horizon_days)
    start, end = int(history.day.min()), int(history.day.max())
    span = end - start + 1
    first = start + max(WARM_UP_HORIZONS * horizon_days, int(WARM_UP_SHARE * span))
    last = end - horizon_days
    judged = np.arange(start + int(TEST_SHARE * span), last + 1, horizon_days)
    long = last - first > MOST_LEARNED_FROM * horizon_days // 2
    step = horizon_days if long else max(1, horizon_days // 2)
    return Timeline(first, np.arange(first, last + 1, step), judged, horizon_days)


def _check(history: History, horizon_days: int) -> None:
    span = int(np.ptp(history.day)) + 1 if len(history.day) else 0
    found = f"{len(history.day)} incident{'s' * (len(history.day) != 1)} on {len(np.unique(history.day))} days"
    if len(history.day) < FEWEST_INCIDENTS or span < FEWEST_HORIZONS * horizon_days:
        raise RecordTooShort(
            f"The file holds {found} within {span} days; expected at least {FEWEST_INCIDENTS} incidents over "
            f"{FEWEST_HORIZONS * horizon_days} days (twelve horizons). Bring a longer record or a shorter horizon."
        )
    if len(history.lonlat) < 2:
        raise RecordTooShort(
            f"All {len(history.day)} incidents lie at one point; expected several, or there is nothing to tell apart. "
            "Check the coordinates."
        )
