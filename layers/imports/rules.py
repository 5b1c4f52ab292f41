"""What a row must hold to be taken, declared once and checked for all rows together."""

import re
from collections.abc import Callable, Iterable
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


def harmless(values: pd.Series) -> pd.Series:
    return pd.Series([HARMFUL.search(text) is None for text in values], index=values.index, dtype=bool)


def at_most(length: int) -> Callable[[pd.Series], pd.Series]:
    return lambda values: pd.Series([len(text) <= length for text in values], index=values.index, dtype=bool)


def _graded(values: pd.Series) -> pd.Series:
    return pd.Series([GRADE.fullmatch(text) is not None for text in values], index=values.index, dtype=bool)


def _downhill(values: pd.Series) -> pd.Series:
    return values <= 0


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


def text_rules(long: Iterable[str], short: Iterable[str]) -> list[Rule]:
    """Length and signs of every text: at most 20,000 for the long ones, 500 for the short ones."""
    rules = []
    for column, most in (*((name, LONG) for name in long), *((name, SHORT) for name in short)):
        rules.append(Rule(column, "length", at_most(most), f"at most {most:,} signs", "Shorten the text."))
        rules.append(
            Rule(column, "signs", harmless, "text without control signs", "Delete the signs that cannot be seen.")
        )
    return rules


def _text_rules() -> list[Rule]:
    """Length and signs of every text, and the grade."""
    rules = text_rules(LONG_TEXTS, SHORT_TEXTS)
    grades = Rule("grade", "grade", _graded, "an Admiralty grade, A1 to F6", "Correct the grade, or leave it blank.")
    return [*rules, grades]


RULES = (*_count_rules(), *_gap_rules(), *_text_rules())


def row_of(rules: tuple[Rule, ...]) -> pa.DataFrameSchema:
    """The schema of a row that holds these rules."""

    def column(name: str) -> pa.Column:
        checks = [pa.Check(rule.holds, name=rule.name) for rule in rules if rule.column == name]
        return pa.Column(None, checks, nullable=True, required=False)

    return pa.DataFrameSchema({name: column(name) for name in dict.fromkeys(rule.column for rule in rules)})


ROW = row_of(RULES)


def check_rules(draft: pd.DataFrame, origin: dict[str, str], findings: Findings) -> None:
    """Adds a finding for every cell that breaks a rule; `origin` gives the name of the file's column by ours."""
    hold(draft.assign(**_gaps(draft)), (ROW, RULES), origin, findings)


def hold(
    draft: pd.DataFrame, row: tuple[pa.DataFrameSchema, tuple[Rule, ...]], origin: dict[str, str], findings: Findings
) -> None:
    """The same for any schema of a row and the rules that it is made of."""
    schema, rules = row
    by_name = {(rule.column, rule.name): rule for rule in rules}
    try:
        schema.validate(draft, lazy=True)
    except pa.errors.SchemaErrors as error:
        for (column, name), cases in error.failure_cases.groupby(["column", "check"], sort=True):
            _report(by_name[column, name], cases["index"].to_numpy(dtype=int), draft, (origin, findings))


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
