"""What a row must hold to be taken, declared once and checked for all rows together."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pandera.pandas as pa

from layers.imports.findings import Findings
from layers.incidents import CHINESE, COUNTS

MOST_PEOPLE = 100_000
SHORT, LONG = 500, 20_000
LONG_TEXTS = ("summary", "disagreement", "placement_note", "hypotheses_basis", "target", "title", "sources")
SHORT_TEXTS = (
    "incident_id",
    "external_id",
    "admin1",
    "admin2",
    "place",
    "weapon",
    "claimed_by",
    "attributed_to",
    "grade",
)
SITE_LONG_TEXTS = (
    "summary",
    "disagreement",
    "placement_note",
    "status_detail",
    "value_note",
    "chinese_link_note",
    "sources",
)
SITE_SHORT_TEXTS = ("name", "admin1", "district", "operator", "chinese_staff")
AS_OF = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
YEARS = (1900, 2100)
# Controls other than tab and line end, lone surrogates, non-signs, and marks that turn the direction of text around.
HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202d\u202e]")
GRADE = re.compile("[A-F][1-6]")
RANGES = tuple((f"{name}_min", name) for name in ("killed", "injured"))
RANGES += tuple((name, f"{name}_max") for name in ("killed", "injured"))
RANGES += tuple((f"{name}_min", f"{name}_max") for name in ("killed", "injured"))


@dataclass(frozen=True)
class Rule:
    """A condition on one column, with what is expected and what to do where it does not hold."""

    column: str
    name: str
    holds: Callable[[pd.Series], pd.Series]
    expected: str
    advice: str


def _whole(values: pd.Series) -> pd.Series:
    # NaN fails every comparison, but a blank is not looked at.
    return (values >= 0) & (values <= MOST_PEOPLE) & (values == np.floor(values))


def _harmless(values: pd.Series) -> pd.Series:
    return pd.Series([HARMFUL.search(text) is None for text in values], index=values.index, dtype=bool)


def _at_most(length: int) -> Callable[[pd.Series], pd.Series]:
    return lambda values: pd.Series([len(text) <= length for text in values], index=values.index, dtype=bool)


def _graded(values: pd.Series) -> pd.Series:
    return pd.Series([GRADE.fullmatch(text) is not None for text in values], index=values.index, dtype=bool)


def _downhill(values: pd.Series) -> pd.Series:
    return values <= 0


def _not_negative(values: pd.Series) -> pd.Series:
    return (values >= 0) & np.isfinite(values)


def _year(values: pd.Series) -> pd.Series:
    return (values >= YEARS[0]) & (values <= YEARS[1]) & (values == np.floor(values))


def _as_of(values: pd.Series) -> pd.Series:
    return pd.Series([AS_OF.fullmatch(text) is not None for text in values], index=values.index, dtype=bool)


def _count_rules() -> list[Rule]:
    says = (f"a whole number from 0 to {MOST_PEOPLE:,}", "Correct the figure, or leave it blank when it is not known.")
    return [Rule(column, "people", _whole, *says) for column in COUNTS]


def _gap_rules() -> list[Rule]:
    """Differences that must not be above zero: a minimum over its maximum, a part over its whole."""
    ranges = [
        Rule(f"{low} over {high}", "upwards", _downhill, f"no more than {high}", f"Correct {low} or {high}.")
        for low, high in RANGES
    ]
    parts = [
        Rule(
            f"{part} over {whole}",
            "part",
            _downhill,
            f"no more Chinese than all {whole}",
            f"Correct {part} or {whole}.",
        )
        for part, whole in CHINESE.items()
    ]
    return ranges + parts


def _text_rules(long: tuple[str, ...], short: tuple[str, ...]) -> list[Rule]:
    """Length and signs of every text."""
    rules = []
    for column in (*long, *short):
        most = LONG if column in long else SHORT
        rules.append(Rule(column, "length", _at_most(most), f"at most {most:,} signs", "Shorten the text."))
        rules.append(
            Rule(column, "signs", _harmless, "text without control signs", "Delete the signs that cannot be seen.")
        )
    return rules


def _site_rules() -> list[Rule]:
    """What only sites have: a value, a year, and the day, month or year of their status."""
    blank = "Correct it, or leave it blank when it is not known."
    return [
        Rule("value_usd", "value", _not_negative, "a value from 0 in US dollars", blank),
        Rule("start_year", "year", _year, f"a year from {YEARS[0]} to {YEARS[1]}", blank),
        Rule("status_as_of", "as of", _as_of, "a day, month or year such as 2025-08", blank),
    ]


GRADES = Rule("grade", "grade", _graded, "an Admiralty grade, A1 to F6", "Correct the grade, or leave it blank.")
RULES = (*_count_rules(), *_gap_rules(), *_text_rules(LONG_TEXTS, SHORT_TEXTS), GRADES)
SITE_RULES = (*_text_rules(SITE_LONG_TEXTS, SITE_SHORT_TEXTS), *_site_rules())


def _schema(rules: tuple[Rule, ...]) -> pa.DataFrameSchema:
    checks: dict[str, list[pa.Check]] = {}
    for rule in rules:
        checks.setdefault(rule.column, []).append(pa.Check(rule.holds, name=rule.name))
    return pa.DataFrameSchema(
        {name: pa.Column(None, held, nullable=True, required=False) for name, held in checks.items()}
    )


ROW, SITE_ROW = _schema(RULES), _schema(SITE_RULES)


def check_rules(draft: pd.DataFrame, origin: dict[str, str], findings: Findings) -> None:
    """Adds a finding for every cell that breaks a rule; `origin` gives the name of the file's column by ours."""
    _check(draft.assign(**_gaps(draft)), RULES, ROW, (origin, findings))


def check_site_rules(draft: pd.DataFrame, findings: Findings) -> None:
    """The same for sites, in the columns of the catalogue."""
    _check(draft, SITE_RULES, SITE_ROW, ({}, findings))


def _check(draft: pd.DataFrame, rules: tuple[Rule, ...], schema: pa.DataFrameSchema, to: tuple[dict, Findings]) -> None:
    by_name = {(rule.column, rule.name): rule for rule in rules}
    try:
        schema.validate(draft, lazy=True)
    except pa.errors.SchemaErrors as error:
        for (column, name), cases in error.failure_cases.groupby(["column", "check"], sort=True):
            _report(by_name[column, name], cases["index"].to_numpy(dtype=int), draft, to)


def _report(rule: Rule, places: np.ndarray, draft: pd.DataFrame, to: tuple[dict[str, str], Findings]) -> None:
    origin, findings = to
    column = rule.column.split(" over ")[0]
    wrong = np.zeros(len(draft), dtype=bool)
    wrong[places] = True
    findings.add(wrong, origin.get(column, column), found=draft[column], says=(rule.expected, rule.advice))


def _gaps(draft: pd.DataFrame) -> dict[str, pd.Series]:
    gaps = {f"{low} over {high}": draft[low] - draft[high] for low, high in RANGES}
    for part, whole in CHINESE.items():
        gaps[f"{part} over {whole}"] = draft[part] - draft[f"{whole}_max"].fillna(draft[whole])
    return {name: gap.replace([np.inf, -np.inf], np.nan) for name, gap in gaps.items()}
