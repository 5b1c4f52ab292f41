"""The store's trail: one sealed line for every change, in the same form as the trail of what was handed over."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import insert, select

from layers.store.columns import KINDS
from layers.store.database import Session
from layers.store.stored import clean
from layers.trail import START, chained, sealed, written

LOOKUPS = ("at", "who", "what", "kind", "row", "hash")
HISTORY = ("who", "when", "what", "field", "before", "after", "why")


def note(session: Session, entry: dict, *, who: str) -> int:
    """Adds a line in the transaction of the change itself; returns its number. `entry` has what, kind and row."""
    trail = session.tables.trail
    last = session.execute(select(trail.c.fid, trail.c.hash).order_by(trail.c.fid.desc()).limit(1)).first()
    number, previous = (last.fid + 1, last.hash) if last else (1, START)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    line = sealed({**entry, "number": number, "at": at, "who": clean(who)}, previous)
    session.execute(insert(trail), {"fid": number, "line": written(line), **{key: line[key] for key in LOOKUPS}})
    return number


def lines(session: Session) -> Iterator[dict]:
    """All lines, oldest first. Raises TrailBroken at the first that is not as it was written."""
    trail = session.tables.trail
    rows = session.execute(select(trail.c.line).order_by(trail.c.fid).execution_options(yield_per=1000))
    return chained(rows.scalars(), f"the trail of {session.database.place}")


def head(session: Session) -> tuple[int, str]:
    """Number and hash of the last line; 0 and the start of every chain when there is none."""
    trail = session.tables.trail
    last = session.execute(select(trail.c.fid, trail.c.hash).order_by(trail.c.fid.desc()).limit(1)).first()
    return (last.fid, last.hash) if last else (0, START)


def history(session: Session, kind: str, identifier: object) -> pd.DataFrame:
    """One row per field changed: who, when [UTC], what, field, before, after, why; oldest first.

    A row that was entered by hand begins with its fields; one that was imported begins with its batch.
    """
    trail, table = session.tables.trail, session.tables.of(kind)
    same = select(table.c.fid).where(table.c[KINDS[kind].name] == identifier)
    query = select(trail.c.line).where(trail.c.kind == kind, trail.c.row.in_(same)).order_by(trail.c.fid)
    found = [change for text in session.execute(query).scalars() for change in _changes(json.loads(text))]
    frame = pd.DataFrame(found, columns=list(HISTORY), dtype=object)
    return frame.assign(when=pd.to_datetime(frame["when"], utc=True))


def _changes(line: dict) -> Iterator[tuple]:
    for field, (before, after) in line["changes"].items():
        yield line["who"], line["at"], line["what"], field, before, after, line.get("why", "")
