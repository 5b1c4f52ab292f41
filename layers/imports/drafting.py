"""From the columns of a source to ours, before anything is held against the rules."""

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


def contract() -> tuple[str, ...]:
    """The columns of an incident in the order of the catalogue, without the shape."""
    return tuple(name for name in dataset("incidents").columns if name != "geometry")


def drafted(source: pd.DataFrame, schema: Schema, findings: Findings) -> pd.DataFrame:
    """One row per row of the file: our columns, text stripped, figures as float, words ours; None where not said."""
    parts = {
        **{ours: source[theirs] for ours, theirs in schema.copied.items()},
        **{words.ours: translated(source[words.column], words, findings) for words in schema.vocabulary},
        **schema.constants,
        **schema.composed(source),
    }
    blank = pd.Series(None, index=source.index, dtype=object)
    names = dict.fromkeys((*contract(), *MORE))
    draft = {name: _column(parts.get(name), blank) for name in names}
    return pd.DataFrame({name: _typed(draft[name], name, (schema, findings)) for name in names}, index=source.index)


def _column(part: object, blank: pd.Series) -> pd.Series:
    if isinstance(part, pd.Series):
        return part
    return blank if part is None else pd.Series(part, index=blank.index, dtype=object)


def _typed(cells: pd.Series, name: str, to: tuple[Schema, Findings]) -> pd.Series:
    schema, findings = to
    column = schema.origin.get(name, name)
    if name in (*COUNTS, "placement_radius_km"):
        return cells if cells.dtype == float else counts(cells, column, findings)
    if name in TRUTHS:
        return truths(cells, column, findings)
    return texts(cells) if name in TEXTS else cells
