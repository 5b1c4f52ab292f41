"""Incidents for the map, fast: their columns kept in memory, and brought up to date when the trail has grown."""

from dataclasses import dataclass, replace
from threading import Lock

import numpy as np
from sqlalchemy import Integer, case, cast, func, select

from layers.incidents import VIOLENT_TYPES
from layers.store.database import Box, Session
from layers.store.journal import head
from layers.store.reading import Period

NOBODY, SHIPPED = 0, -1
FEW = 500


@dataclass(frozen=True)
class Points:
    """Arrays of one length: `lon`, `lat` [degrees], `day` (middle of its period), `serious`, and `row`, its number."""

    lon: np.ndarray
    lat: np.ndarray
    day: np.ndarray
    serious: np.ndarray
    row: np.ndarray

    def __len__(self) -> int:
        return len(self.row)


@dataclass(frozen=True)
class Columns:
    """All rows of the store, sorted by number, with what decides whether they count."""

    points: Points
    first: np.ndarray
    last: np.ndarray
    batch: np.ndarray
    removed: np.ndarray
    into: np.ndarray


class PointStore:
    """Keeps the columns of one store between questions; safe for several threads."""

    def __init__(self) -> None:
        self._lock, self._seen, self._columns, self._counts = Lock(), (-1, ""), None, None

    def points(self, session: Session, box: Box | None = None, period: Period | None = None) -> Points:
        """The incidents that count and touch the box and the period, in the order of entry."""
        columns, counts = self._current(session)
        inside, found = counts, columns.points
        if box is not None:
            west, south, east, north = box
            inside = inside & (found.lon >= west) & (found.lon <= east) & (found.lat >= south) & (found.lat <= north)
        if period is not None:
            first, last = (np.datetime64(day, "D") for day in period)
            inside = inside & (columns.first <= last) & (columns.last >= first)
        chosen = np.flatnonzero(inside)
        return Points(*(getattr(found, name)[chosen] for name in Points.__dataclass_fields__))

    def _current(self, session: Session) -> tuple[Columns, np.ndarray]:
        """Columns as of the session's state: as kept, with the changes since, or all anew."""
        with self._lock:
            number, _ = seen = head(session)
            if seen != self._seen:
                changed = self._changed_since(session) if self._columns is not None else None
                self._columns = _read(session) if changed is None else _updated(self._columns, session, changed)
                self._counts, self._seen = _counting(self._columns, session), seen
            return self._columns, self._counts

    def _changed_since(self, session: Session) -> np.ndarray | None:
        """Numbers of the rows in lines after the last one seen; None when that line is not in this trail."""
        trail, table = session.tables.trail, session.tables.of("incident")
        number, seal = self._seen
        if number and session.connection.scalar(select(trail.c.hash).where(trail.c.fid == number)) != seal:
            return None
        since = (trail.c.fid > number, trail.c.row.is_not(None))
        changed = select(trail.c.row).where(*since, trail.c.kind == "incident").distinct()
        imported = select(trail.c.row).where(*since, trail.c.kind == "batch", trail.c.what == "import")
        new = select(table.c.fid).where(table.c.batch_id.in_(imported))
        numbers = [*session.execute(changed).scalars(), *session.execute(new).scalars()]
        return np.unique(np.array(numbers, dtype=np.int64))


def _read(session: Session, rows: np.ndarray | None = None) -> Columns:
    """Columns of all rows, or of some, in the order of their numbers."""
    table = session.tables.of("incident")
    fields = ("fid", "geometry", "date", "batch_id", "removed")
    into = case((table.c.same_as.is_not(None), SHIPPED), else_=table.c.merged_into)
    query = select(*(table.c[name] for name in fields), into, _serious(table)).order_by(table.c.fid)
    if rows is not None and len(rows) <= FEW:
        query = query.where(table.c.fid.in_(rows.tolist()))
    elif rows is not None:
        query = query.where(table.c.fid >= int(rows[0]), table.c.fid <= int(rows[-1]))
    found = session.execute(query).all()
    columns = _columns(session, list(zip(*found, strict=True)) if found else [()] * (len(fields) + 2))
    return columns if rows is None else _taken(columns, np.isin(columns.points.row, rows))


def _columns(session: Session, found: list[tuple]) -> Columns:
    number, geometry, date, batch, removed, into, serious = found
    lonlat = session.database.lonlat(geometry)
    first, last, middle = _days(date)
    points = Points(lonlat[:, 0], lonlat[:, 1], middle, np.array(serious, dtype=bool), np.array(number, dtype=np.int64))
    numbers = [np.array([value or NOBODY for value in values], dtype=np.int64) for values in (batch, into)]
    return Columns(points, first, last, numbers[0], np.array(removed, dtype=bool), numbers[1])


def _days(dates: tuple[str | None, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First, last and middle day of days and months."""
    text = np.array([date or "NaT" for date in dates], dtype="U10")
    first, month = text.astype("datetime64[D]"), np.char.str_len(text) == len("2026-04")
    last = first.copy()
    last[month] = (first[month].astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    return first, last, first + (last - first) // 2


def _serious(table):
    """As `layers.incidents` has it: violence against people, or anyone reported killed or injured."""
    harmed = [func.coalesce(table.c[name], 0) > 0 for name in ("killed", "killed_max", "injured")]
    return cast(case((table.c.event_type.in_(VIOLENT_TYPES), 1), *((one, 1) for one in harmed), else_=0), Integer)


def _updated(columns: Columns, session: Session, changed: np.ndarray) -> Columns:
    """The columns with the changed rows read again; new rows have higher numbers than all others."""
    if not len(changed):
        return columns
    fresh, last = _read(session, changed), columns.points.row[-1] if len(columns.points) else 0
    known = fresh.points.row <= last
    columns = _replaced(columns, _taken(fresh, known))
    return _mapped(columns, lambda array, more: np.concatenate([array, more]), _taken(fresh, ~known))


def _replaced(columns: Columns, fresh: Columns) -> Columns:
    """The columns with other values for rows that they have; readers keep the arrays that they hold."""
    places = np.searchsorted(columns.points.row, fresh.points.row)

    def put(array: np.ndarray, values: np.ndarray) -> np.ndarray:
        array = array.copy()
        array[places] = values
        return array

    return _mapped(columns, put, fresh) if len(places) else columns


def _taken(columns: Columns, which: np.ndarray) -> Columns:
    return _mapped(columns, lambda array, _: array[which])


def _mapped(columns: Columns, act, other: Columns | None = None) -> Columns:
    """Every array of the columns after `act`, which also gets the same array of `other`."""
    other = other or columns
    own = [name for name in Columns.__dataclass_fields__ if name != "points"]
    points = {
        name: act(getattr(columns.points, name), getattr(other.points, name)) for name in Points.__dataclass_fields__
    }
    arrays = {name: act(getattr(columns, name), getattr(other, name)) for name in own}
    return replace(columns, points=Points(**points), **arrays)


def _counting(columns: Columns, session: Session) -> np.ndarray:
    """Which rows count: as `schema.shown` has it."""
    batches = session.tables.of("batch")
    undone = list(session.execute(select(batches.c.fid).where(batches.c.removed)).scalars())
    live = ~columns.removed & ~np.isin(columns.batch, undone)
    merged = np.flatnonzero(columns.into > NOBODY)
    targets = np.searchsorted(columns.points.row, columns.into[merged])
    counts = live & (columns.into != SHIPPED)
    counts[merged[live[targets]]] = False
    return counts
