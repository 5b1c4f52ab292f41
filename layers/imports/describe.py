"""The vocabularies of known sources as a page that a person can check: `python -m layers.imports.describe`."""

import sys
from dataclasses import replace

from layers.imports.schema import Schema, Vocabulary
from layers.imports.schemas import SCHEMAS
from layers.imports.schemas.sites import PANJ_SITES, SITE_SCHEMAS, other_words
from layers.imports.sites.mapping import NAMES

HEAD = """# What imports make of other sources

One section for each source that is recognised by its content. Made from `layers/imports/schemas/` by
`python -m layers.imports.describe`; what a source does not say stays blank, never zero.
"""


SITES = """## Files of sites

A file of sites is a package of ours, or any other file that has no column of days and has a column that only sites
have (sector, operator, status …), or lines or areas. `python -m layers import FILE --sites` says it outright.
A site is one point, one line or one area: parts of a line that meet are joined, others are refused. An area stands for
what it encloses. A sector must be stated; what else is blank stays blank, but for the words below.
In a mapping file the empty word says what a blank stands for: `{"values": {"sector": {"": "gold"}}}`.
"""


def page() -> str:
    """The whole page as Markdown."""
    sites = (_section(schema) for schema in SITE_SCHEMAS.values())
    return "\n".join([HEAD, *(_section(schema) for schema in SCHEMAS.values()), *sites, *_any_sites()])


def _any_sites() -> list[str]:
    """Names of columns and words that are understood in a file of sites from anybody."""
    names = [(", ".join(listed.split("|")), ours) for ours, listed in NAMES.items()]
    words = [
        replace(known, column=f"any column mapped to {known.ours}", others=other_words(known.ours))
        for known in PANJ_SITES.vocabulary
    ]
    return [SITES, _table("a column called", "is taken for", names), *map(_vocabulary, words)]


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
    known = (*words.words, *words.others)
    rows = [(word.theirs, f"{word.ours}{f' ({word.note})' if word.note else ''}") for word in known]
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
