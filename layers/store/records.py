"""Single rows: entered, edited, removed, restored, merged. Every change is a line of the trail, before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from sqlalchemy import Row, insert, select, update

from layers.store.columns import HIDING, KINDS
from layers.store.database import Session
from layers.store.errors import (
    AlreadySo,
    ColumnUnknown,
    EditConflict,
    GeometryUnusable,
    IdentifierTaken,
    MergeImpossible,
    RowNotThere,
)
from layers.store.journal import history, note
from layers.store.schema import in_store
from layers.store.stored import clean, drawable, plain, stored


@dataclass(frozen=True)
class Act:
    """What is done, by whom, and why, as the trail should say."""

    what: str
    who: str
    why: str = ""


@dataclass(frozen=True)
class Join:
    """`report` tells of the same event as `into`: a stored incident or, where `shipped`, one of the shipped data."""

    report: str
    into: str
    shipped: bool = False
    why: str = ""


def add(session: Session, kind: str, values: Mapping[str, Any], *, who: str) -> int:
    """Adds a row; returns its number. Raises IdentifierTaken, ColumnUnknown, RowUnstorable or GeometryUnusable."""
    number, changes = place(session, kind, values)
    note(session, {"what": "add", "kind": kind, "row": number, "changes": changes}, who=who)
    return number


def place(session: Session, kind: str, values: Mapping[str, Any]) -> tuple[int, dict[str, list]]:
    """Inserts a row without its line; returns its number and what the line must tell of its fields."""
    table, rule = session.tables.of(kind), KINDS[kind]
    known = set(rule.fields) | ({"geometry"} if rule.geometry else set())
    _check_fields(set(values), known, kind)
    number = session.next_row(table)
    row = {**dict.fromkeys(rule.fields), **values}
    if rule.name in rule.fields:
        row[rule.name] = _own_name(session, kind, row[rule.name], number)
    kept = _kept(session, kind, row)
    session.execute(insert(table), {"fid": number, "version": 1, "removed": False, **_bound(session, kept)})
    told = {name: _plain(kind, name, value) for name, value in kept.items() if value is not None}
    return number, {name: [None, value] for name, value in told.items()}


def edit(session: Session, kind: str, identifier: object, changes: Mapping[str, Any], act: Act) -> int:
    """Changes fields of a row; returns its new version. `changes` has the `version` that the editor saw.

    Raises EditConflict with both states when that is not the version in the store, ColumnUnknown, RowUnstorable.
    """
    wanted = {name: value for name, value in changes.items() if name != "version"}
    _check_fields(set(wanted), KINDS[kind].editable, kind)
    if "version" not in changes:
        raise ColumnUnknown("The changes do not say which version the editor saw. Add it: version = the row's version.")
    row = find(session, kind, identifier)
    if row.version != changes["version"]:
        raise _conflict(session, kind, row, wanted)
    return change(session, kind, row, wanted, act)


def hide(session: Session, kind: str, identifier: object, *, who: str, removed: bool) -> int:
    """Removes a row softly, or restores it. Raises AlreadySo."""
    row = find(session, kind, identifier)
    if bool(row.removed) == removed:
        raise AlreadySo(f"{kind} {clean(str(identifier))} is {'removed' if removed else 'in the store'} already.")
    if not removed and KINDS[kind].name in KINDS[kind].fields and not KINDS[kind].batched:
        _own_name(session, kind, identifier, row.fid)
    return change(session, kind, row, {"removed": removed}, Act("remove" if removed else "restore", who))


def join(session: Session, said: Join, *, who: str) -> None:
    """Hides an incident behind the one that it is the same as. Raises MergeImpossible or RowNotThere."""
    row = find(session, "incident", said.report)
    if row.merged_into is not None or row.same_as is not None:
        raise MergeImpossible(f"{clean(said.report)} is merged into another already. Unmerge it first.")
    act = Act("merge", who, said.why or f"same as {said.into}")
    change(session, "incident", row, {"same_as": said.into} if said.shipped else _behind(session, row, said), act)


def unmerge(session: Session, identifiers: list[str], *, who: str) -> None:
    """Incidents stand for themselves again. Raises MergeImpossible for one that was not merged."""
    for identifier in identifiers:
        row = find(session, "incident", identifier)
        if row.merged_into is None and row.same_as is None:
            raise MergeImpossible(f"{clean(identifier)} is not merged into another incident.")
        change(session, "incident", row, {"merged_into": None, "same_as": None}, Act("unmerge", who))


def change(session: Session, kind: str, row: Row, values: Mapping[str, Any], act: Act) -> int:
    """Writes the fields that differ and their line; returns the version, which stays when nothing differs."""
    table = session.tables.of(kind)
    after, before = _kept(session, kind, values), _kept_before(session, kind, row, values)
    differing = {name: value for name, value in after.items() if _plain(kind, name, value) != before[name]}
    if not differing:
        return row.version
    statement = update(table).where(table.c.fid == row.fid).values(version=row.version + 1)
    session.execute(statement.values(**_bound(session, differing)))
    changes = {name: [before[name], _plain(kind, name, value)] for name, value in differing.items()}
    entry = {"what": act.what, "kind": kind, "row": row.fid, "changes": changes, "version": row.version + 1}
    note(session, {**entry, "why": clean(act.why)} if act.why else entry, who=act.who)
    return row.version + 1


def find(session: Session, kind: str, identifier: object) -> Row:
    """The row with this identifier, also when removed or merged. Raises RowNotThere."""
    table, rule = session.tables.of(kind), KINDS[kind]
    query = select(table).where(table.c[rule.name] == identifier, in_store(session.tables, table))
    query = query.order_by(table.c.removed, table.c.fid.desc()).limit(1)
    row = session.execute(query).first() if isinstance(identifier, int | str) and _findable(identifier) else None
    if row is None:
        raise RowNotThere(f"There is no {kind} {clean(str(identifier))[:60]!r} in the store, or its batch was undone.")
    return row


def plain_row(session: Session, kind: str, row: Row) -> dict[str, Any]:
    """All fields of a row as people and JSON know them; geometry as WKT."""
    rule = KINDS[kind]
    names = [*rule.fields, *(["geometry"] if rule.geometry else []), *(name for name in HIDING if name in row._fields)]
    return _kept_before(session, kind, row, names)


def _findable(identifier: int | str) -> bool:
    return isinstance(identifier, int) or clean(identifier) == identifier


def _check_fields(given: set[str], known: set[str], kind: str) -> None:
    if unknown := sorted(map(str, given - known)):
        raise ColumnUnknown(f"{clean(unknown[0])!r} of a {kind} cannot be set; expected of {', '.join(sorted(known))}.")


def _own_name(session: Session, kind: str, name: object, number: int) -> str:
    """The row's identifier, made from its number when it has none. Raises IdentifierTaken."""
    name = clean(name) if isinstance(name, str) and name else f"OWN-{kind.upper()}-{number}"
    table = session.tables.of(kind)
    same = select(table.c.fid).where(table.c[KINDS[kind].name] == name, table.c.fid != number)
    same = same.where(in_store(session.tables, table))
    if not KINDS[kind].batched:
        same = same.where(~table.c.removed)
    if session.execute(same.limit(1)).first():
        raise IdentifierTaken(
            f"There is a {kind} {name[:60]!r} already. Edit that one, or choose another name.", [name]
        )
    return name


def _kept(session: Session, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the store keeps them; the geometry still a shape."""
    rule, row = KINDS[kind], [str(values.get(KINDS[kind].name) or kind)]
    holds = rule.fields | HIDING
    kept = {name: stored([values[name]], holds[name], column=name, rows=row)[0] for name in values if name in holds}
    if rule.geometry and "geometry" in values:
        kept["geometry"] = drawable([values["geometry"]], rule.geometry, rows=row)[0]
    elif rule.geometry and rule.name in values:
        raise GeometryUnusable(
            f"{clean(row[0])[:60]} cannot be kept: it has no geometry. Correct the row, or leave it out."
        )
    return kept


def _bound(session: Session, kept: dict[str, Any]) -> dict[str, Any]:
    if "geometry" not in kept:
        return kept
    return {**kept, "geometry": session.database.bound(kept["geometry"])}


def _plain(kind: str, name: str, value: object) -> object:
    if name == "geometry":
        return shapely.to_wkt(value, rounding_precision=-1)
    return plain(value, (KINDS[kind].fields | HIDING)[name])


def _kept_before(session: Session, kind: str, row: Row, names: object) -> dict[str, Any]:
    before = {name: row._mapping[name] for name in names}
    if "geometry" in before:
        before["geometry"] = session.database.drawn([before["geometry"]])[0]
    return {name: _plain(kind, name, value) for name, value in before.items()}


def _conflict(session: Session, kind: str, row: Row, wanted: Mapping[str, Any]) -> EditConflict:
    name = row._mapping[KINDS[kind].name]
    yours, there = _kept(session, kind, wanted), _kept_before(session, kind, row, wanted)
    both = "; ".join(
        f"{field}: yours {_short(_plain(kind, field, value))}, in the store {_short(there[field])}"
        for field, value in yours.items()
    )
    past = history(session, kind, name)
    if past.empty:
        return EditConflict(f"{kind} {name} was changed while you edited it ({both}). Read it again, then decide.")
    who, when = past["who"].iloc[-1], past["when"].iloc[-1]
    return EditConflict(
        f"{kind} {name} was changed by {who} at {when:%Y-%m-%d %H:%M} UTC while you edited it ({both}). Read it again, "
        "then decide."
    )


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…"


def _behind(session: Session, row: Row, said: Join) -> dict[str, int]:
    target = find(session, "incident", said.into)
    if row.fid in _ancestors(session, target):
        raise MergeImpossible(f"{clean(said.report)} would be merged into itself. Choose another incident to keep.")
    return {"merged_into": target.fid}


def _ancestors(session: Session, row: Row) -> set[int]:
    """The row and those that it is merged into, however far."""
    table, seen = session.tables.of("incident"), {row.fid}
    into = row.merged_into
    while into is not None and into not in seen:
        seen.add(into)
        into = session.connection.scalar(select(table.c.merged_into).where(table.c.fid == into))
    return seen
