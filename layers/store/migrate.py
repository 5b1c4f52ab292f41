"""Stores of earlier versions become stores of this one: in one transaction, with a line in their trail."""

from sqlalchemy import text, update
from sqlalchemy.schema import CreateIndex

from layers.store.database import Session
from layers.store.journal import note
from layers.store.schema import SCHEMA_VERSION

PRODUCT = "Panj Watch"


def migrate(session: Session) -> None:
    """Adds what the store lacks; nothing for a store of this version. Only while writing."""
    version = session.database.version(session)
    if version == SCHEMA_VERSION:
        return
    for step in STEPS[version - 1 :]:
        step(session)
    facts = session.tables.facts
    session.execute(update(facts).where(facts.c.name == "schema_version").values(value=str(SCHEMA_VERSION)))
    line = {"what": "migrate", "kind": "store", "row": None, "changes": {}}
    note(session, {**line, "from_schema": version, "to_schema": SCHEMA_VERSION}, who=PRODUCT)


def _add_same_as(session: Session) -> None:
    """Version 2: rows may be merged into incidents of the shipped data."""
    for kind in ("incident", "site"):
        table = session.tables.of(kind)
        session.execute(text(f"ALTER TABLE {table.fullname} ADD COLUMN same_as TEXT"))
        session.execute(CreateIndex(next(index for index in table.indexes if index.name.endswith("_same_as"))))
    session.database.renew_views(session)


STEPS = (_add_same_as,)
