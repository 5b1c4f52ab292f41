"""Imports as named batches: everything of one file in one transaction, undone and redone as a whole."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from sqlalchemy import select

from layers.store.columns import KINDS, REFUSED
from layers.store.database import Session
from layers.store.errors import AlreadySo, ColumnUnknown, IdentifierTaken, RowUnstorable
from layers.store.journal import note
from layers.store.records import Act, Join, change, find, join, place
from layers.store.schema import in_store
from layers.store.stored import clean, digest, drawable, stored

AT_ONCE = 20_000
DERIVED = {"day", "first_day", "last_day", "serious", "placement_area", "version", "batch_id", "merged_ids"}
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Batch:
    """What is known of an import: file, source and terms; `covers` are its first and last complete day."""

    name: str
    file: str
    sha256: str
    schema: str
    licence: str
    citation: str
    by: str
    marking: str
    covers: tuple[date, date] | None = None
    shareable: bool = False


@dataclass(frozen=True)
class Rows:
    """What a batch brings: accepted incidents and sites, refused rows with the reason, and which are known events."""

    incidents: gpd.GeoDataFrame
    sites: gpd.GeoDataFrame | None = None
    refused: pd.DataFrame | None = None
    joins: Sequence[Join] = ()

    def frames(self) -> dict[str, gpd.GeoDataFrame]:
        return {"incident": self.incidents} | ({} if self.sites is None else {"site": self.sites})


def add_batch(session: Session, batch: Batch, rows: Rows, *, progress: Progress | None = None) -> int:
    """Stores it all; returns the number of the batch. `progress` gets rows done and all, and may raise to cancel.

    Raises IdentifierTaken, RowUnstorable, GeometryUnusable, ColumnUnknown or MergeImpossible: then nothing is stored.
    """
    refused = pd.DataFrame(columns=list(REFUSED)) if rows.refused is None else rows.refused
    frames = rows.frames()
    counts = {f"{kind}s": len(frame) for kind, frame in frames.items()} | {"refused": len(refused)}
    number, changes = place(session, "batch", _about(batch) | counts)
    done = _Done(progress, sum(counts.values()) + len(rows.joins))
    digests = {kind: _insert(session, kind, frame, number, done) for kind, frame in frames.items()}
    digests["refused"] = _insert_refused(session, refused, number)
    for kind in frames:
        _check_taken(session, kind, number)
    line = {"what": "import", "kind": "batch", "row": number, "changes": changes, "digests": digests}
    note(session, line, who=batch.by)
    for said in rows.joins:
        join(session, said, who=batch.by)
        done.more(1)
    return number


def set_undone(session: Session, number: int, *, by: str, undone: bool) -> None:
    """Undoes or redoes a batch. Raises AlreadySo, RowNotThere, or IdentifierTaken where newer rows took the place."""
    row = find(session, "batch", number)
    if bool(row.removed) == undone:
        raise AlreadySo(f"Batch {number} {'was undone' if undone else 'is in the store'} already.")
    change(session, "batch", row, {"removed": undone}, Act("undo" if undone else "redo", by))
    if not undone:
        for kind in ("incident", "site"):
            _check_taken(session, kind, number)


def batches(session: Session) -> pd.DataFrame:
    """One row per batch, indexed by batch_id, oldest first: what, whose, how many rows, and `state` in or undone."""
    table = session.tables.of("batch")
    names = [name for name in (column.name for column in table.c) if name not in ("version", "removed", "fid")]
    found = session.execute(select(table).order_by(table.c.fid)).all()
    frame = pd.DataFrame([tuple(row._mapping[name] for name in names) for row in found], columns=names)
    frame["state"] = ["undone" if row.removed else "in" for row in found]
    frame.index = pd.Index([row.fid for row in found], name="batch_id", dtype="int64")
    return frame


def refused(session: Session, number: int) -> pd.DataFrame:
    """Rows of a batch's file that were not taken: source_row, reason, and content as it was."""
    table = session.tables.refused
    query = select(table.c.source_row, table.c.reason, table.c.content).where(table.c.batch_id == number)
    frame = pd.DataFrame(
        session.execute(query.order_by(table.c.fid)).all(), columns=["source_row", "reason", "content"]
    )
    return frame.assign(content=[json.loads(text) if text else {} for text in frame["content"]])


def stored_rows(session: Session, kind: str, frame: gpd.GeoDataFrame) -> tuple[list[list], np.ndarray]:
    """Columns of a frame as the store keeps them, in the order of the fields, and its geometries."""
    rule, rows = KINDS[kind], [str(name) for name in frame.index]
    frame = frame if rule.name in frame else frame.assign(**{rule.name: rows})
    unknown = sorted(map(str, set(frame.columns) - set(rule.fields) - DERIVED - {frame.geometry.name}))
    if unknown:
        raise ColumnUnknown(f"{clean(unknown[0])!r} is no column of an {kind}. Leave it out; see data/catalogue.toml.")
    blank = [None] * len(frame)
    columns = [
        stored(frame[name].tolist() if name in frame else blank, holds, column=name, rows=rows)
        for name, holds in rule.fields.items()
    ]
    if not all(columns[list(rule.fields).index(rule.name)]):
        raise RowUnstorable(f"An {kind} has no identifier. Every row needs one in {rule.name}.")
    return columns, drawable(frame.geometry, rule.geometry, rows=rows)


def _about(batch: Batch) -> dict[str, object]:
    first, last = (str(day) for day in batch.covers) if batch.covers else (None, None)
    names = ("name", "file", "sha256", "licence", "citation", "marking", "shareable")
    return {
        **{name: getattr(batch, name) for name in names},
        "schema_name": batch.schema,
        "covers_first": first,
        "covers_last": last,
        "imported_by": batch.by,
        "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


class _Done:
    """How far the import is."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self.progress, self.total, self.rows = progress, total, 0

    def more(self, rows: int) -> None:
        self.rows += rows
        if self.progress:
            self.progress(self.rows, self.total)


def _insert(session: Session, kind: str, frame: gpd.GeoDataFrame, number: int, done: _Done) -> str:
    """Inserts in pieces, so that memory stays small; returns the digest of all rows."""
    _check_once(kind, frame)

    def pieces() -> Iterator[list[tuple]]:
        for start in range(0, len(frame), AT_ONCE):
            piece = frame.iloc[start : start + AT_ONCE]
            columns, shapes = stored_rows(session, kind, piece)
            _insert_piece(session, kind, (columns, shapes), number)
            done.more(len(piece))
            yield list(zip(*columns, shapely.to_wkb(shapes, hex=True, byte_order=1).tolist(), strict=True))

    return digest(pieces())


def _check_once(kind: str, frame: gpd.GeoDataFrame) -> None:
    """Raises IdentifierTaken when rows of one file have the same identifier."""
    names = pd.Series(frame.get(KINDS[kind].name, frame.index)).map(str).map(clean)
    if names.duplicated().any():
        twice = names[names.duplicated()].unique().tolist()
        raise IdentifierTaken(f"{twice[0][:60]} stands in the file twice. Leave one out; nothing was stored.", twice)


def _insert_piece(session: Session, kind: str, piece: tuple[list[list], np.ndarray], number: int) -> None:
    table, (columns, shapes) = session.tables.of(kind), piece
    first, count = session.next_row(table), len(shapes)
    fixed = ([1] * count, [False] * count, [number] * count)
    rows = list(zip(range(first, first + count), session.database.keep(shapes), *columns, *fixed, strict=True))
    names = ["fid", "geometry", *KINDS[kind].fields, "version", "removed", "batch_id"]
    session.database.insert_many(session, table, names, rows)


def _insert_refused(session: Session, frame: pd.DataFrame, number: int) -> str:
    """`frame` has source_row, reason and whatever the row held, which is kept as JSON."""
    rows = [str(row) for row in frame.index]
    own = frame.drop(columns=list(REFUSED), errors="ignore").astype(object)
    contents = own.where(own.notna(), None).map(str, na_action="ignore").to_dict("records")
    if "content" in frame:
        contents = frame["content"].tolist()
    given = {"batch_id": [number] * len(frame), "content": contents}
    columns = [
        stored(given.get(name) or frame[name].tolist(), holds, column=name, rows=rows)
        for name, holds in REFUSED.items()
    ]
    table = session.tables.refused
    first, kept = session.next_row(table), list(zip(*columns, strict=True))
    if kept:
        numbered = [(first + place, *row) for place, row in enumerate(kept)]
        session.database.insert_many(session, table, ["fid", *REFUSED], numbered)
    return digest([kept])


def _check_taken(session: Session, kind: str, number: int) -> None:
    """Raises IdentifierTaken when rows of the batch have identifiers that other rows in the store have."""
    table = session.tables.of(kind)
    other = table.alias("other")
    name, taken = table.c[KINDS[kind].name], other.c[KINDS[kind].name]
    elsewhere = (other.c.batch_id != number) | other.c.batch_id.is_(None)
    query = select(name).join(other, (taken == name) & elsewhere).where(table.c.batch_id == number)
    found = list(session.execute(query.where(in_store(session.tables, other))).scalars())
    if found:
        raise IdentifierTaken(
            f"Rows that are in the store already: {len(found)}, first {found[0][:60]}. Leave them out, or undo the "
            "batch that brought them; nothing was stored.",
            found,
        )
