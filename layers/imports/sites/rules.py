"""What a row must hold to be taken as a site."""

import re
from datetime import date

import numpy as np
import pandas as pd

from layers.imports.cells import texts
from layers.imports.choices import Choices
from layers.imports.dates import read_dates
from layers.imports.findings import Findings
from layers.imports.rules import Rule, hold, row_of, text_rules

LONG_TEXTS = ("summary", "disagreement", "placement_note", "sources", "status_detail", "value_note")
LONG_TEXTS += ("chinese_link_note", "chinese_staff", "operator")
SHORT_TEXTS = ("site_id", "external_id", "name", "admin1", "district")
MOST_DOLLARS = 10.0**13
FIRST_YEAR, LAST_YEAR = 1800, 2100
YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")


def _dollars(values: pd.Series) -> pd.Series:
    return (values >= 0) & (values <= MOST_DOLLARS)


def _year(values: pd.Series) -> pd.Series:
    return (values >= FIRST_YEAR) & (values <= LAST_YEAR) & (values == np.floor(values))


def _without_comma(values: pd.Series) -> pd.Series:
    # references in links name several things with commas between them
    return ~values.astype(str).str.contains(",", regex=False)


FIGURES = (
    Rule(
        "value_usd",
        "dollars",
        _dollars,
        f"US dollars from 0 to {MOST_DOLLARS:,.0f}",
        "Correct the figure, or leave it blank when it is not known.",
    ),
    Rule(
        "start_year",
        "year",
        _year,
        f"a year from {FIRST_YEAR} to {LAST_YEAR}",
        "Correct the figure, or leave it blank when it is not known.",
    ),
)
NAMES = Rule("site_id", "name", _without_comma, "an identifier without a comma", "Rename it.")
RULES = (*FIGURES, NAMES, *text_rules(LONG_TEXTS, SHORT_TEXTS))
ROW = row_of(RULES)


def check_site_rules(draft: pd.DataFrame, source: pd.DataFrame, origin: dict[str, str], findings: Findings) -> None:
    """Adds a finding for every cell that breaks a rule, and for every row whose sector is blank in `source`."""
    hold(draft, (ROW, RULES), origin, findings)
    wanted = draft["sector"].isna().to_numpy()
    if origin.get("sector") in source:
        wanted = wanted & texts(source[origin["sector"]]).isna().to_numpy()
    if column := origin.get("sector"):
        says = ("a sector", "Add it, or say in the mapping what a blank stands for.")
    else:
        column, says = "sector", ("a column of sectors", "Map one, or say in the mapping what a blank stands for.")
    findings.add(wanted, column, found="nothing", says=says)


def as_of(cells: pd.Series, choices: Choices, findings: Findings, *, origin: dict[str, str]) -> pd.Series:
    """The month, year or day of each status, ISO text; None where not said. A finding for what no calendar has."""
    column = origin.get("status_as_of", "status_as_of")
    coarse = cells.map(_coarse, na_action="ignore")
    read = read_dates(cells[cells.notna() & coarse.isna()], order=choices.date_order).reindex(cells.index)
    found = coarse.where(coarse.notna(), read["text"]).astype(object)
    wrong = cells.notna().to_numpy() & found.isna().to_numpy()
    advice = read["advice"].fillna("Write a year (2025), a month (2025-08) or a day (2025-08-14).")
    findings.add(wrong, column, found=cells, says=("a year, month or day", advice))
    late = np.array([_begins_after(text, choices.last_day) for text in found], dtype=bool)
    says = (f"no day after {choices.last_day}", "Correct the date: nothing is known of a day to come.")
    findings.add(late, column, found=cells, says=says)
    return found.where(found.notna(), None)


def _coarse(text: str) -> str | None:
    """A year or month as it stands; None for anything else."""
    found = YEAR_OR_MONTH.fullmatch(text)
    sound = found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2] or 1) <= 12
    return text if sound else None


def _begins_after(text: object, last_day: date) -> bool:
    return isinstance(text, str) and text > last_day.isoformat()[: len(text)]
