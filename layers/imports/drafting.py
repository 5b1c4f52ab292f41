"""From the columns of a source to ours, before anything is held against the rules."""

from dataclasses import dataclass

import pandas as pd

from layers.catalogue import dataset
from layers.imports.cells import counts, texts, translated, truths
from layers.imports.findings import Findings
from layers.imports.schema import Schema
from layers.incidents import COUNTS

TEXTS = (
    "incident_id",
    "external_id",
    "title",
    "country",
    "admin1",
    "admin2",
    "place",
    "placement_note",
    "weapon",
    "target",
    "claimed_by",
    "attributed_to",
    "hypotheses_basis",
    "disagreement",
    "summary",
    "grade",
    "sources",
    "placement_areas",
    "date",
    "date_end",
)
TRUTHS = ("target_chinese", "cross_border", "contested")
MORE = ("external_id", "latitude", "longitude", "date_end", "stands_for", "dated")


@dataclass(frozen=True)
class Form:
    """The columns that a row is drafted with, and which are figures, truths or text; others stay as they are."""

    names: tuple[str, ...]
    figures: tuple[str, ...]
    truths: tuple[str, ...]
    texts: tuple[str, ...]


def contract() -> tuple[str, ...]:
    """The columns of an incident in the order of the catalogue, without the shape."""
    return tuple(name for name in dataset("incidents").columns if name != "geometry")


def incident_form() -> Form:
    """How an incident is drafted."""
    names = tuple(dict.fromkeys((*contract(), *MORE)))
    return Form(names, (*COUNTS, "placement_radius_km"), TRUTHS, TEXTS)


def drafted(source: pd.DataFrame, schema: Schema, findings: Findings, *, form: Form | None = None) -> pd.DataFrame:
    """One row per row of the file: our columns, text stripped, figures as float, words ours; None where not said.

    `form` is that of an incident unless it is given.
    """
    form = form or incident_form()
    parts = {
        **{ours: source[theirs] for ours, theirs in schema.copied.items()},
        **{words.ours: translated(source[words.column], words, findings) for words in schema.vocabulary},
        **schema.constants,
        **schema.composed(source),
    }
    blank = pd.Series(None, index=source.index, dtype=object)
    draft = {name: _column(parts.get(name), blank) for name in form.names}
    typed = {name: _typed(cells, name, form, (schema, findings)) for name, cells in draft.items()}
    return pd.DataFrame(typed, index=source.index)


def _column(part: object, blank: pd.Series) -> pd.Series:
    if isinstance(part, pd.Series):
        return part
    return blank if part is None else pd.Series(part, index=blank.index, dtype=object)


def _typed(cells: pd.Series, name: str, form: Form, to: tuple[Schema, Findings]) -> pd.Series:
    schema, findings = to
    column = schema.origin.get(name, name)
    if name in form.figures:
        return cells if cells.dtype == float else counts(cells, column, findings)
    if name in form.truths:
        return truths(cells, column, findings)
    return texts(cells) if name in form.texts else cells
