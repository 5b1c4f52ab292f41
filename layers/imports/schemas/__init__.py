"""The sources that files are recognised as, one file each."""

from layers.imports.schema import Schema
from layers.imports.schemas.acled import ACLED
from layers.imports.schemas.gdelt import GDELT, named_columns
from layers.imports.schemas.gtd import GTD
from layers.imports.schemas.panj import PANJ
from layers.imports.schemas.ucdp import UCDP
from layers.reading.raw import RawTable

SCHEMAS = {schema.name: schema for schema in (PANJ, ACLED, UCDP, GTD, GDELT)}
# Below this a file is treated as one of unknown columns.
SURE = 0.6
SAMPLE_ROWS = 200


class SchemaUnknown(ValueError):
    """A schema was asked for that does not exist, or that the file cannot be."""


def scores(table: RawTable) -> dict[str, float]:
    """How surely the file is from each source, 0 to 1, by names of columns and a few rows."""
    frame = named_columns(table).frame
    columns, sample = [str(name) for name in frame.columns], frame.head(SAMPLE_ROWS)
    return {name: schema.score(columns, sample) for name, schema in SCHEMAS.items()}


def recognised(table: RawTable) -> Schema | None:
    """The source that the file is from, None where no score reaches 0.6."""
    found = scores(table)
    best = max(found, key=found.get)
    return SCHEMAS[best] if found[best] >= SURE else None


def schema_named(name: str, table: RawTable) -> Schema:
    """The schema of this name. Raises SchemaUnknown with what exists, or with the columns that the file lacks."""
    if name not in SCHEMAS:
        raise SchemaUnknown(f"There is no schema {name!r}: use one of {', '.join(SCHEMAS)}, or generic with a mapping.")
    present = {str(column).casefold() for column in named_columns(table).frame.columns}
    missing = [column for column in SCHEMAS[name].needed if column.casefold() not in present]
    if missing:
        raise SchemaUnknown(
            f"{table.name} is no {SCHEMAS[name].title}: it lacks the columns {', '.join(missing)}. "
            "Leave the schema out to have it recognised, or map its columns."
        )
    return SCHEMAS[name]
