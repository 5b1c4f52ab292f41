"""The score of one place over time, re-scored with the same settings, and what changed between two days."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from risk.bands import is_covered
from risk.interval import intervals, uncertain
from risk.model import Coverage, Day, NearRepeatModel
from risk.pairs import Pairs
from risk.rates import Rates, work_out
from risk.settings import Settings

TREND = ("probability", "probability_low", "probability_high", "status")
CHANGES = (
    "probability_then",
    "probability_now",
    "change",
    "expected_then",
    "expected_now",
    "added",
    "faded",
    "newest",
    "largest",
)


def trend(
    pairs: Pairs, settings: Settings, place_id: str, *, days: Sequence[Day], covered: Coverage = None
) -> pd.DataFrame:
    """One row per as-of day, indexed by day: what the score would have been, knowing only what was known by then.

    probability with its 80 % interval and status, as `NearRepeatModel.score` gives them. Outside `covered` and with too
    few incidents the figures are missing: a gap is not a zero.
    """
    days = pd.DatetimeIndex([pd.Timestamp(day).normalize() for day in days], name="day")
    rows = [_on_day(pairs, settings, place_id, day, covered) for day in days]
    return pd.DataFrame(rows, index=days, columns=list(TREND))


def as_of_days(first: Day, last: Day, step_days: int) -> pd.DatetimeIndex:
    """As-of days `step_days` [days] apart that end on the last day; the first is on or after `first`."""
    first, last = pd.Timestamp(first), pd.Timestamp(last)
    count = max(0, (last - first).days // step_days) + 1 if first <= last else 0
    return pd.DatetimeIndex([last - pd.Timedelta(days=step_days * step) for step in range(count)][::-1])


def changes(pairs: Pairs, settings: Settings, *, then: Day, now: Day, covered: Coverage = None) -> pd.DataFrame:
    """One row per place, indexed by place_id: its chance on two as-of days under the same settings, and why it moved.

    change is in probability (−1 to 1). `added` is what incidents that became known after `then` contribute to Λ now,
    `faded` all other change of Λ: incidents that grew older and, for a line, another worst stretch; together
    expected_now − expected_then. newest: how many incidents are behind `added`; largest: the id of the one that adds
    most, None without any. Where a day is outside `covered`, its figures and all that follow from them are missing.
    """
    then, now = (pd.Timestamp(day).normalize() for day in (then, now))
    model = NearRepeatModel(settings)
    chances = [model.chance(pairs, day, covered=covered).to_numpy() for day in (then, now)]
    rates = [_rates(pairs, settings, day, covered) for day in (then, now)]
    expected = [_expected(one, len(pairs.place_ids)) for one in rates]
    added = _added(pairs, rates[1], then) if rates[1] else [(math.nan, 0, None)] * len(pairs.place_ids)
    new, count, largest = (list(column) for column in zip(*added, strict=True)) if added else ([], [], [])
    faded = expected[1] - expected[0] - np.array(new, dtype=float)
    columns = (*chances, chances[1] - chances[0], *expected, new, faded, count, largest)
    return pd.DataFrame(dict(zip(CHANGES, columns, strict=True)), index=pairs.place_ids)


def _on_day(pairs: Pairs, settings: Settings, place_id: str, day: pd.Timestamp, covered: Coverage) -> tuple:
    if not is_covered(day, covered):
        return math.nan, math.nan, math.nan, "no data"
    place = pairs.place_ids.get_loc(place_id)
    rates = work_out(pairs, settings, day, only=place)
    chance, status = NearRepeatModel(settings).figure(pairs, rates, place)
    if status != "scored":
        return math.nan, math.nan, math.nan, status
    low, high, _ = intervals([uncertain(pairs, settings, rates, rates.worst[place])])[0]
    return chance, low, high, status


def _rates(pairs: Pairs, settings: Settings, day: pd.Timestamp, covered: Coverage) -> Rates | None:
    return work_out(pairs, settings, day) if is_covered(day, covered) else None


def _expected(rates: Rates | None, places: int) -> np.ndarray:
    return np.full(places, math.nan) if rates is None else rates.expected[rates.worst]


def _added(pairs: Pairs, rates: Rates, then: pd.Timestamp) -> list[tuple[float, int, str | None]]:
    """Per place: Λ from incidents that became known after `then`, their number, and the id of the largest."""
    fresh = np.flatnonzero(rates.usable & (pairs.incidents["last_day"] > then).to_numpy())
    rows = []
    for found in (rates.contributions(station)[fresh] for station in rates.worst):
        some = found > 0
        largest = pairs.incidents.index[fresh[int(np.argmax(found))]] if some.any() else None
        rows.append((math.fsum(found.tolist()), int(some.sum()), largest))
    return rows
