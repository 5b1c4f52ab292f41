"""One interface to two engines: sessions that read one state, and sessions that write all or nothing."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, CursorResult, Executable, Table, func, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from layers.store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreForeign,
    StoreFull,
    StoreNewer,
    StoreUnreachable,
)
from layers.store.schema import SCHEMA_VERSION, Tables

WAIT_S = 30
Box = tuple[float, float, float, float]
ADVICE = {
    StoreBusy: f"{{place}} is being written by another session for more than {WAIT_S} s. Nothing was changed; try "
    "again.",
    StoreFull: "{place} has no room for the change. Nothing was stored; make room on the disk and do it again.",
    StoreDamaged: "{place} cannot be read: it is damaged. Keep a copy of it and restore a backup.",
    StoreForeign: "{place} is not a store of this product. It was left as it is; name another file in PANJ_STORE.",
    StoreUnreachable: "{place} cannot be opened. Check that it is there, and that you may read and write it.",
}


@dataclass(frozen=True)
class Session:
    """A transaction on a store."""

    connection: Connection
    database: "Database"

    @property
    def tables(self) -> Tables:
        return self.database.tables

    def execute(self, statement: Executable, values: object = None) -> CursorResult:
        return self.connection.execute(statement, values)

    def next_row(self, table: Table) -> int:
        """A number that no row of the table has had; rows are never deleted. Only while writing."""
        return (self.connection.scalar(select(func.max(table.c.fid))) or 0) + 1


class Database(ABC):
    """An engine with the tables of the store. `place` names it to people, without a password."""

    tables: Tables
    place: str

    @abstractmethod
    def exists(self) -> bool:
        """Whether there is anything yet; asking makes nothing."""

    @abstractmethod
    def reading(self) -> "contextmanager[Session]":
        """A session that sees one state; an empty one where there is no store yet."""

    @abstractmethod
    def writing(self) -> "contextmanager[Session]":
        """A session that changes everything or nothing, one at a time; makes the store when there is none."""

    @abstractmethod
    def insert_many(self, session: Session, table: Table, columns: Sequence[str], rows: list[tuple]) -> None:
        """Rows in the order of the columns, geometries as `keep` made them."""

    @abstractmethod
    def keep(self, geometries: np.ndarray) -> list:
        """Geometries as `insert_many` takes them."""

    @abstractmethod
    def bound(self, geometry: object) -> object:
        """One geometry as a statement takes it."""

    @abstractmethod
    def drawn(self, values: Sequence[object]) -> np.ndarray:
        """Geometries of values that were read."""

    @abstractmethod
    def lonlat(self, values: Sequence[object]) -> np.ndarray:
        """Coordinates `(n, 2)` of values that are points."""

    @abstractmethod
    def within(self, table: Table, box: Box):
        """Condition: the geometry's bounds touch the box [west, south, east, north, degrees]."""

    @abstractmethod
    def problems(self, session: Session) -> list[str]:
        """What the engine's own checks find wrong, in sentences."""

    @abstractmethod
    def renew_views(self, session: Session) -> None:
        """The engine's views as this version makes them."""

    @abstractmethod
    def replace(self, source: Path) -> None:
        """Everything becomes as in a checked store file, in one step."""

    def check_version(self, session: Session) -> None:
        """Raises StoreForeign or StoreNewer unless this is a store that this version can use."""
        if (version := self.version(session)) > SCHEMA_VERSION:
            raise StoreNewer(
                f"{self.place} has schema {version}, made by a newer version of this product; this one knows "
                f"{SCHEMA_VERSION}. Update the product, or name another store in PANJ_STORE."
            )

    def version(self, session: Session) -> int:
        """The schema version of the store. Raises StoreForeign when it has none."""
        facts = self.tables.facts
        version = session.connection.scalar(select(facts.c.value).where(facts.c.name == "schema_version"))
        if version is None or not version.isdigit() or not int(version):
            raise self.foreign()
        return int(version)

    def foreign(self) -> StoreForeign:
        return StoreForeign(
            f"{self.place} is not a store of this product. It was left as it is; name another file in PANJ_STORE, or "
            "import it as a layer."
        )

    def _note_version(self, session: Session) -> None:
        row = {"fid": 1, "name": "schema_version", "value": str(SCHEMA_VERSION)}
        session.execute(insert(self.tables.facts), row)

    @abstractmethod
    def kind_of(self, error: DBAPIError) -> type[OSError | ValueError] | None:
        """The class of ADVICE for an engine's error; None for one that is a mistake in this code."""

    def _bring_up(self) -> None:
        """A store of an earlier version becomes one of this version."""
        with self.writing():
            pass

    @contextmanager
    def spoken(self) -> Iterator[None]:
        """Errors of the engine in words that a person can act on."""
        try:
            yield
        except DBAPIError as error:
            kind = self.kind_of(error)
            if kind is None:
                raise
            raise kind(f"{ADVICE[kind].format(place=self.place)} ({error.orig})") from error


def open_database(place: str | Path) -> Database:
    """The engine for a path of a GeoPackage or an address `postgresql+psycopg://…`; nothing is touched yet.

    Raises StoreUnreachable for an address of another engine.
    """
    if "://" not in str(place):
        from layers.store.sqlite import SqliteDatabase

        return SqliteDatabase(Path(place))
    try:
        url = make_url(str(place))
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() != "postgresql":
        raise StoreUnreachable(
            "PANJ_STORE names an engine that is not supported; expected the path of a .gpkg file, or "
            "postgresql+psycopg://user@host/database."
        )
    from layers.store.postgis import PostgisDatabase

    return PostgisDatabase(url.set(drivername="postgresql+psycopg"))
