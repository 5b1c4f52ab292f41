"""One incident or site as a person typed it, held against the rules that files are held against."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

import pandas as pd

from layers.imports.check import check_table
from layers.imports.choices import Choices
from layers.imports.findings import shortened
from layers.imports.numerals import plain_figures
from layers.imports.schemas.generic import generic
from layers.incidents import HYPOTHESES
from layers.reading.raw import RawTable

Given = Mapping[str, object]
WEIGHTS = tuple(f"hypotheses_{name}" for name in HYPOTHESES)
NEEDED = (
    "title",
    "date",
    "longitude",
    "latitude",
    "placement",
    "event_type",
    "nexus",
    "attribution_status",
    "confidence",
    "marking",
    "sources",
)
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S|www\.", re.IGNORECASE)
NOT_WEIGHED = "Not weighed: entered by hand."
OWN = "own"
# Their findings tell both coordinates together.
PLACE = ("latitude", "longitude", "geometry")


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field: what was found, what was expected, what to do."""

    found: str
    expected: str
    advice: str


@dataclass(frozen=True)
class Entered:
    """`row` is what the store takes, None while anything is wrong; `faults` by field; `questions` in sentences."""

    row: dict[str, object] | None
    faults: dict[str, Fault]
    questions: tuple[str, ...] = ()


def check_incident(given: Given, today: date) -> Entered:
    """Texts by field as typed, blank for not known; `sources` one per line, `placement_areas` a list of codes."""
    faults = missing(given, NEEDED) | source_faults(given)
    weights, wrong = _weights(given)
    table = one_row({**cells_of(given), "hypotheses": weights, "hypotheses_basis": _basis(given, weights)})
    columns = {str(name): str(name) for name in table.frame}
    schema = replace(generic(columns), name=OWN, title="what a person entered", shareable=True)
    checked = check_table(table, Choices(today=today, columns=columns), schema=schema)
    faults |= wrong | faults_of(checked.refused, given, known=faults)
    if checked.questions.order:
        text = str(given["date"])
        faults["date"] = Fault(text, "day and month in a known order", "Write the year first: 2025-04-03.")
    questions = tuple(question.text for question in checked.questions.actors)
    return Entered(None if faults else row_of(checked.accepted, given), faults, questions)


def missing(given: Given, needed: tuple[str, ...]) -> dict[str, Fault]:
    """A fault for each needed field that is blank."""
    fault = Fault("nothing", "something here", "Fill it in: without it the row cannot be placed, counted or traced.")
    return {name: fault for name in needed if not given.get(name)}


def source_faults(given: Given) -> dict[str, Fault]:
    """A fault for the first source that looks like an address and is not one of the web."""
    for line in lines(given.get("sources")):
        if ADDRESS.match(line) and not _on_web(line):
            says = ("a web address that begins with https://, or words", "Correct the line, or describe the source.")
            return {"sources": Fault(shortened(line), *says)}
    return {}


def lines(text: object) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def faults_of(refused: pd.DataFrame, given: Given, *, known: Mapping[str, Fault]) -> dict[str, Fault]:
    """The first fault of each field that has none yet, with what was typed there."""
    found: dict[str, Fault] = {}
    for cell in refused.itertuples():
        typed = given.get(cell.column) if cell.column not in PLACE else None
        if cell.column not in known:
            found.setdefault(cell.column, Fault(shortened(typed or cell.found), cell.expected, cell.advice))
    return found


def cells_of(given: Given) -> dict[str, object]:
    """One cell per column of a file: lists as JSON, so that no sign within them divides."""
    cells = {name: value for name, value in given.items() if name not in WEIGHTS}
    areas = given.get("placement_areas") or []
    cells["sources"] = json.dumps(lines(given.get("sources")), ensure_ascii=False) if given.get("sources") else None
    return cells | {"placement_areas": json.dumps(list(areas)) if areas else None}


def one_row(cells: dict[str, object]) -> RawTable:
    """The cells as a table that was read."""
    frame = pd.DataFrame({name: pd.Series([value], dtype=object) for name, value in cells.items()})
    return RawTable(frame, None, pd.Series([1]), "csv", (), "0" * 64, "entry")


def _weights(given: Given) -> tuple[dict[str, float] | None, dict[str, Fault]]:
    """The weights where any is given; one that is left blank beside others is 0."""
    texts = {name: str(given.get(name) or "") for name in WEIGHTS}
    if not any(texts.values()):
        return None, {}
    weights, faults = {}, {}
    for name, text in texts.items():
        try:
            weights[name.removeprefix("hypotheses_")] = float(plain_figures(text).replace(",", ".") or 0)
        except ValueError:
            faults[name] = Fault(shortened(text), "a share from 0 to 1", "Write a share such as 0.25.")
    return (None, faults) if faults else (weights, {})


def _basis(given: Given, weights: dict[str, float] | None) -> object:
    return given.get("hypotheses_basis") or (None if weights else NOT_WEIGHED)


def row_of(accepted: pd.DataFrame, given: Given) -> dict[str, object]:
    """The accepted row as the store takes it, with its sources as they were typed."""
    row = accepted.drop(columns=["source_row", "external_id"]).iloc[0].to_dict()
    kept = {name: None if _blank(value) else value for name, value in row.items()}
    return kept | {"sources": lines(given.get("sources")), "dataset": OWN}


def _blank(value: object) -> bool:
    """Whether a cell is not known."""
    return value is None or (isinstance(value, float) and value != value)


def _on_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and " " not in text
