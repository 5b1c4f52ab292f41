"""The vocabularies of known sources as a page that a person can check: `python -m layers.imports.describe`."""

import sys

from layers.imports.schema import Schema, Vocabulary
from layers.imports.schemas import SCHEMAS

HEAD = """# What imports make of other sources

One section for each source that is recognised by its content. Made from `layers/imports/schemas/` by
`python -m layers.imports.describe`; what a source does not say stays blank, never zero.
"""


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([HEAD, *(_section(schema) for schema in SCHEMAS.values())])


def _section(schema: Schema) -> str:
    terms = "may be handed on" if schema.shareable else "may NOT be handed on unless the user says so"
    parts = [
        f"## {schema.title}\n",
        f"Citation: {schema.citation}\n\nLicence: {schema.licence}. Rows {terms}.\n",
        _table("their column", "ours", sorted((theirs, ours) for ours, theirs in schema.copied.items())),
        *(_vocabulary(words) for words in schema.vocabulary),
        _table("always", "value", sorted(schema.constants.items())),
        _table("not used", "why", sorted(schema.ignored.items())),
    ]
    return "\n".join(filter(None, parts))


def _vocabulary(words: Vocabulary) -> str:
    head = f"`{words.column}` becomes `{words.ours}`; blank where theirs is blank" + (
        f": {words.blank!r}.\n" if words.blank is not None else ".\n"
    )
    rows = [(word.theirs, f"{word.ours}{f' ({word.note})' if word.note else ''}") for word in words.words]
    return head + "\n" + _table("theirs", "ours", rows)


def _table(first: str, second: str, rows: list) -> str:
    if not rows:
        return ""
    lines = [f"| {first} | {second} |", "|---|---|", *(f"| {_cell(one)} | {_cell(two)} |" for one, two in rows)]
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    sys.stdout.write(page())
