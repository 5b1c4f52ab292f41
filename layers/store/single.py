"""One row as its editor sees it, and the rows that were removed one by one."""

from typing import Any

import pandas as pd
from sqlalchemy import select

from layers.store.columns import KINDS
from layers.store.database import Session
from layers.store.records import find, plain_row
from layers.store.schema import in_store

TITLES = {"incident": "title", "site": "name", "view": "name"}


def row(session: Session, kind: str, identifier: str) -> dict[str, Any]:
    """All fields of a row as people and JSON know them, geometry as WKT; with version, batch_id and removed.

    Also of a row that was removed or merged. Raises RowNotThere.
    """
    found = find(session, kind, identifier)
    return {**plain_row(session, kind, found), "version": found.version, "batch_id": found.batch_id}


def removed(session: Session, kind: str) -> pd.DataFrame:
    """One row per incident, site or view that was removed and not restored, indexed by its identifier: its title."""
    table, name = session.tables.of(kind), KINDS[kind].name
    query = select(table.c[name], table.c[TITLES[kind]].label("title"))
    query = query.where(table.c.removed, in_store(session.tables, table)).order_by(table.c.fid)
    found = session.execute(query).all()
    return pd.DataFrame([tuple(one) for one in found], columns=[name, "title"], dtype=object).set_index(name)
