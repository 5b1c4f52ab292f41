"""When the rows of a file happened: dates read once per spelling, with the precision that the source states."""

import numpy as np
import pandas as pd

from layers.imports.choices import Choices
from layers.imports.dates import OrderQuestion, order_question, read_dates
from layers.imports.findings import Findings
from layers.imports.periods import DateUnclear, Period, between


def dated(draft: pd.DataFrame, choices: Choices, findings: Findings, *, origin: dict) -> pd.DataFrame:
    """`date` (ISO day or month), `date_precision`, and `told`, the days of the source where they are several."""
    ends = [_read(draft[name], choices.date_order, (origin.get(name, name), findings)) for name in ("date", "date_end")]
    missing = draft["date"].isna().to_numpy()
    column = origin.get("date", "date")
    findings.add(missing, column, found="nothing", says=("a date", "Add the day or the month."))
    rows = zip(ends[0]["first"], ends[0]["last"], ends[1]["last"], draft["dated"], strict=True)
    known: dict[tuple, tuple] = {}
    outcome = [known[row] if row in known else known.setdefault(row, _outcome(*row)) for row in rows]
    frame = pd.DataFrame(outcome, columns=["date", "date_precision", "told", "first", "says"], index=draft.index)
    _report(frame, draft["date"], (column, findings), choices)
    return frame[["date", "date_precision", "told"]]


def order_questions(draft: pd.DataFrame, rows: pd.Series, choices: Choices, *, origin: dict) -> list[OrderQuestion]:
    """What to ask about the order of day and month, unless it was answered."""
    if choices.date_order is not None:
        return []
    asked = [order_question(draft[name].dropna(), rows, column=origin.get(name, name)) for name in ("date", "date_end")]
    return [question for question in asked if question is not None]


def _read(cells: pd.Series, order: str | None, to: tuple[str, Findings]) -> pd.DataFrame:
    column, findings = to
    read = read_dates(cells.dropna(), order=order).reindex(cells.index)
    wrong = cells.notna().to_numpy() & read["text"].isna().to_numpy()
    findings.add(wrong, column, found=cells, says=(read["expected"], read["advice"]))
    return read.astype(object).where(read.notna(), None)


def _outcome(first: object, last: object, end: object, stated: str | None) -> tuple:
    """Text, precision, days told, first day, and what is wrong with the two ends."""
    if first is None:
        return None, None, None, None, None
    try:
        period = between(first, end or last)
    except DateUnclear as error:
        return None, None, None, None, (error.expected, error.advice)
    text, precision = _kept(period, stated)
    told = f"{period.first} to {period.last}" if period.first != period.last else None
    return text, precision, told, period.first, None


def _kept(period: Period, stated: str | None) -> tuple[str, str]:
    """Never finer than the dates of the row, never finer than what the source says of them."""
    if stated == "month" or period.precision == "month":
        return period.text[:7], "month"
    if stated in ("approx", "reported"):
        return period.text, stated
    return period.text, period.precision


def _report(frame: pd.DataFrame, cells: pd.Series, to: tuple[str, Findings], choices: Choices) -> None:
    column, findings = to
    wrong = frame["says"].notna().to_numpy()
    says = [(pair or ("", "")) if isinstance(pair, tuple) else ("", "") for pair in frame["says"]]
    findings.add(wrong, column, found=cells, says=tuple(np.array(says, dtype=object).reshape(-1, 2).T))
    late = np.array([day is not None and day == day and day > choices.last_day for day in frame["first"]], dtype=bool)
    advice = "Correct the date: nothing can have been reported before it happened."
    findings.add(late, column, found=cells, says=(f"no day after {choices.last_day}", advice))
