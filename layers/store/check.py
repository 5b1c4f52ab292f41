"""Whether the store is what its trail says: every row is replayed from the lines and compared."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import shapely
from sqlalchemy import Row, select

from layers.store.columns import KINDS, REFUSED
from layers.store.database import Session
from layers.store.journal import LOOKUPS, lines
from layers.store.own import features_digest
from layers.store.records import plain_row
from layers.store.stored import digest, drawable, stored
from layers.trail import TrailBroken

AT_ONCE = 5000


@dataclass
class Told:
    """What the trail tells of each row: fields before and after all changes, and how many there were."""

    before: dict[int, dict] = field(default_factory=dict)
    after: dict[int, dict] = field(default_factory=dict)
    changes: dict[int, int] = field(default_factory=dict)
    added: set[int] = field(default_factory=set)
    digests: dict[int, dict[str, str]] = field(default_factory=dict)


def verify(session: Session) -> list[str]:
    """What is wrong, in sentences; nothing when the store is whole and every row is as its trail tells."""
    found = session.database.problems(session)
    told = {kind: Told() for kind in KINDS}
    try:
        for line in lines(session):
            found += _tell(told, line)
    except (TrailBroken, KeyError, TypeError, ValueError) as error:
        return [*found, str(error)]
    found += _lookups(session)
    for kind in KINDS:
        found += _compare(session, kind, told[kind])
    for number, digests in told["batch"].digests.items():
        found += _compare_batch(session, number, digests, told)
    return found + _compare_layers(session, told["layer"])


def _tell(told: dict[str, Told], line: dict) -> list[str]:
    """Adds a line to what is told; a sentence where it contradicts the lines before it."""
    if line["kind"] == "store":
        return []
    known, number, found = told[line["kind"]], line["row"], []
    if "digests" in line:
        known.digests[number] = line["digests"]
    if line["what"] in ("add", "import"):
        known.added.add(number)
    before, after = known.before.setdefault(number, {}), known.after.setdefault(number, {})
    for name, (was, becomes) in line["changes"].items():
        if name in after and after[name] != was:
            found.append(f"Line {line['number']} changes {name} of {line['kind']} {number} from what it was not.")
        before.setdefault(name, was)
        after[name] = becomes
    known.changes[number] = known.changes.get(number, 0) + 1
    return found


def _lookups(session: Session) -> list[str]:
    """Columns of the trail that do not say what their line says."""
    trail = session.tables.trail
    wrong = [
        row.fid
        for row in session.execute(select(trail).order_by(trail.c.fid))
        if {name: row._mapping[name] for name in LOOKUPS} != _part(json.loads(row.line)) or not row.fid
    ]
    return [f"Line {number} of the trail has columns that differ from its text." for number in wrong]


def _part(line: dict) -> dict:
    return {name: line[name] for name in LOOKUPS}


def _compare(session: Session, kind: str, told: Told) -> list[str]:
    """Rows that the trail tells of, against those that are there; rows of batches only where they were changed."""
    table, found, seen = session.tables.of(kind), [], set()
    own = table.c.batch_id.is_(None) if KINDS[kind].batched else True
    numbers = set(session.execute(select(table.c.fid).where(own)).scalars())
    for number in sorted(numbers - told.added):
        found.append(f"{kind} {number} is in the store, but the trail tells of no such entry.")
    for number in sorted(told.after):
        row = session.execute(select(table).where(table.c.fid == number)).first()
        seen.add(number)
        found += _differences(session, kind, row, told) if row else [f"{kind} {number} is gone from the store."]
    return found


def _differences(session: Session, kind: str, row: Row, told: Told) -> list[str]:
    """Fields of a row that are not as the trail tells; a row added by hand is blank where nothing is told."""
    number, present = row.fid, plain_row(session, kind, row)
    expected = told.after[number]
    if number in told.added:
        expected = {**dict.fromkeys(present), "removed": False, **expected}
    found = [name for name, value in expected.items() if present.get(name) != value]
    versions = told.changes[number] + (0 if number in told.added else 1)
    if row.version != versions:
        found.append("version")
    name = row._mapping[KINDS[kind].name]
    return (
        [f"{kind} {name} was changed outside the product: {', '.join(found)}. Compare with a backup."] if found else []
    )


def _compare_batch(session: Session, number: int, digests: dict[str, str], told: dict[str, Told]) -> list[str]:
    """Whether the rows of a batch, as they were before all edits, are those that were imported."""
    found = []
    for kind in ("incident", "site"):
        rows = digest(_imported(session, kind, number, told[kind]))
        if rows != digests.get(kind, digest([])):
            found.append(f"{kind}s of batch {number} are not those that were imported. Compare with a backup.")
    table = session.tables.refused
    query = select(*(table.c[name] for name in REFUSED)).where(table.c.batch_id == number).order_by(table.c.fid)
    if digest([[list(row) for row in session.execute(query)]]) != digests["refused"]:
        found.append(f"Refused rows of batch {number} are not those that were noted. Compare with a backup.")
    return found


def _imported(session: Session, kind: str, number: int, told: Told) -> Iterator[list[list]]:
    table, rule = session.tables.of(kind), KINDS[kind]
    query = select(table).where(table.c.batch_id == number).order_by(table.c.fid)
    for rows in session.execute(query.execution_options(yield_per=AT_ONCE)).partitions():
        shapes = session.database.drawn([row.geometry for row in rows])
        places = [rows[0]._fields.index(name) for name in rule.fields]
        texts = shapely.to_wkb(shapes, hex=True, byte_order=1).tolist()
        yield [
            _original(rule, [*(row[place] for place in places), text], row, told)
            for row, text in zip(rows, texts, strict=True)
        ]


def _original(rule: object, values: list, row: Row, told: Told) -> list:
    """Values of a row before its first change; one untouched must be at version 1, not removed, not merged."""
    if row.fid not in told.before:
        untouched = row.version == 1 and not row.removed and row.merged_into is None and row.same_as is None
        return values if untouched else [*values, "touched"]
    names = list(rule.fields)
    for name, value in told.before[row.fid].items():
        if name == "geometry":
            shape = drawable(shapely.from_wkt([value]), rule.geometry, rows=[row.fid])
            values[-1] = shapely.to_wkb(shape, hex=True, byte_order=1)[0]
        elif name in rule.fields:
            values[names.index(name)] = stored([value], rule.fields[name], column=name, rows=[row.fid])[0]
    return values


def _compare_layers(session: Session, told: Told) -> list[str]:
    table, found = session.tables.features, []
    for number, digests in told.digests.items():
        query = select(table.c.properties, table.c.geometry).where(table.c.layer_id == number).order_by(table.c.fid)
        rows = session.execute(query).all()
        shapes = session.database.drawn([row.geometry for row in rows])
        if features_digest([row.properties for row in rows], shapes) != digests["features"]:
            found.append(f"Features of own layer {number} are not those that were added. Compare with a backup.")
    return found
