"""A chance over time as points of a drawing: from 0 to 1 along both axes, the origin at the bottom left."""

import math
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from export.document.model import Trend

STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25)
LINES = 5
YEARS = 9
Point = tuple[float, float]


def drawing(trend: Trend) -> dict:
    """Lines, bands, incident ticks, the unseen stretch and both axes; nothing is drawn over a gap."""
    first, last = _ends(trend)
    step, top = _scale(trend)

    def across(day: str) -> float:
        return (_number(day) - first) / max(last - first, 1)

    place = [*map(across, trend.days)]
    return {
        "lines": _stretches(place, [trend.values], top),
        "bands": _stretches(place, [trend.low, trend.high], top),
        "ticks": [{"x": across(day), "near": near} for day, near in trend.ticks],
        "unseen": [*map(across, trend.unseen or ())],
        "levels": _levels(step, top),
        "years": _years(first, last),
    }


def _ends(trend: Trend) -> tuple[int, int]:
    days = (*trend.days, *(trend.unseen or ()), *(day for day, _ in trend.ticks))
    shown = [*map(_number, days)]
    return (min(shown), max(shown)) if shown else (0, 1)


def _scale(trend: Trend) -> tuple[float, float]:
    """Step between lines and top of the axis, round figures that hold the highest value."""
    highest = max((value for value in (*trend.values, *trend.high) if value is not None), default=0.0)
    highest = min(max(highest, 0.02), 1.0)
    step = next((step for step in STEPS if highest / step <= LINES), STEPS[-1])
    return step, step * math.ceil(highest / step - 1e-9)


def _levels(step: float, top: float) -> list[dict]:
    rows = range(round(top / step) + 1)
    return [{"y": row * step / top, "words": f"{100 * row * step:.0f} %"} for row in rows]


def _stretches(place: list[float], series: list[Sequence[float | None]], top: float) -> list[list[list[Point]]]:
    """Unbroken stretches; of each, the points of every series."""
    rows = zip(place, *series, strict=True)
    whole = [list(group) for known, group in groupby(rows, key=lambda row: None not in row) if known]
    columns = range(1, 1 + len(series))
    return [[[(row[0], _within(row[at] / top)) for row in stretch] for at in columns] for stretch in whole]


def _years(first: int, last: int) -> list[dict]:
    """The first day of each year, of fewer where there are many; of a short time its first and last day."""
    start, end = date.fromordinal(max(first, 1)), date.fromordinal(max(last, 1))
    years = range(start.year + (start > date(start.year, 1, 1)), end.year + 1)
    if len(years) < 2:
        return [{"x": 0.0, "words": start.isoformat()}, {"x": 1.0, "words": end.isoformat()}]
    every = next((step for step in (1, 2, 5, 10) if len(years) / step <= YEARS), 20)
    days = {year: date(year, 1, 1).toordinal() for year in years if year % every == 0}
    return [{"x": (day - first) / max(last - first, 1), "words": str(year)} for year, day in days.items()]


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)
