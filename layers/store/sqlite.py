"""The store as one GeoPackage: SQLite with a write-ahead log, which other programs open."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

import numpy as np
import shapely
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    StaticPool,
    Table,
    column,
    create_engine,
    event,
    insert,
    select,
    table,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import UserDefinedType

from layers.store.database import WAIT_S, Box, Database, Session
from layers.store.errors import StoreBusy, StoreDamaged, StoreForeign, StoreFull, StoreUnreachable
from layers.store.geopackage import (
    APPLICATION_ID,
    INDEXED,
    LISTED,
    RTREE,
    USER_VERSION,
    add_functions,
    index_statements,
    insert_trigger,
    points,
    register,
    tree_of,
    unwrapped,
    wrapped,
)
from layers.store.migrate import migrate
from layers.store.schema import SCHEMA_VERSION, Tables, build_tables, shown


class Blob(UserDefinedType):
    """A geometry blob in a column declared as the standard asks: POINT or GEOMETRY."""

    cache_ok = True

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def get_col_spec(self, **_: object) -> str:
        return self.kind


TABLES = build_tables(Blob)
REFUSALS = (
    "CREATE TRIGGER trail_no_{0} BEFORE {0} ON trail BEGIN SELECT RAISE(ABORT, 'The trail is only ever added to.'); END"
)
CACHE_KB = 64_000
HARMLESS = ("layer_styles", "gpkg_ogr_contents", "sqlite_sequence")
SAYS = {
    "locked": StoreBusy,
    "busy": StoreBusy,
    "full": StoreFull,
    "disk I/O": StoreFull,
    "malformed": StoreDamaged,
    "not a database": StoreForeign,
    "unable to open": StoreUnreachable,
    "readonly": StoreUnreachable,
}


class SqliteDatabase(Database):
    """A GeoPackage at a path. Each session opens and closes it, so that at rest it is one whole file."""

    tables: Tables = TABLES

    def __init__(self, path: Path) -> None:
        self.path, self.place = path, path.name
        self._engine = engine_for(URL.create("sqlite", database=str(path)))

    def exists(self) -> bool:
        return self.path.is_file()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        if not self.exists():
            with blank() as session:
                yield session
            return
        with self.spoken(), self._engine.connect() as connection:
            with connection.begin():
                older = self.version(self._checked(connection)) < SCHEMA_VERSION
            if older:
                self._bring_up()
            with connection.begin():
                yield self._checked(connection)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.spoken():
            if not self.exists():
                make(self.path)
            with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                session = self._checked(connection)
                migrate(session)
                yield session

    def _checked(self, connection: Connection) -> Session:
        """A session, once the file is known to be a store. Raises StoreForeign or StoreNewer."""
        listed = select(column("name")).select_from(table("sqlite_master"))
        if not connection.scalar(listed.where(column("name") == "store_facts")):
            raise self.foreign()
        session = Session(connection, self)
        self.check_version(session)
        return session

    def insert_many(self, session: Session, table: Table, columns: Sequence[str], rows: list[tuple]) -> None:
        names = [table.c[name] for name in columns]
        statement = insert(table).values({name: None for name in names}).compile(dialect=session.connection.dialect)
        assert statement.positiontup == list(columns), "columns are not in the order of the table"
        with _indexed_after(session, table, rows):
            session.connection.exec_driver_sql(str(statement), rows)

    def keep(self, geometries: np.ndarray) -> list[bytes]:
        return wrapped(geometries)

    def bound(self, geometry: object) -> bytes:
        return wrapped(np.array([geometry], dtype=object))[0]

    def drawn(self, values: Sequence[bytes]) -> np.ndarray:
        return unwrapped(values)

    def lonlat(self, values: Sequence[bytes]) -> np.ndarray:
        return points(values)

    def within(self, table: Table, box: Box):
        west, south, east, north = box
        tree = _tree(table.name)
        near = select(tree.c.id).where(tree.c.maxx >= west, tree.c.minx <= east)
        return table.c.fid.in_(near.where(tree.c.maxy >= south, tree.c.miny <= north))

    def problems(self, session: Session) -> list[str]:
        raw = session.connection.exec_driver_sql
        found = [f"{self.place} is damaged: {row[0]}." for row in raw("PRAGMA integrity_check") if row[0] != "ok"]
        for name, row, other, _ in raw("PRAGMA foreign_key_check"):
            found.append(f"Row {row} of {name} points at a row of {other} that is not there.")
        with blank() as fresh:
            if _structure(session) != _structure(fresh):
                found.append(f"Tables, views or triggers of {self.place} are not those that this product makes.")
        return found

    def renew_views(self, session: Session) -> None:
        raw = session.connection.exec_driver_sql
        for kind in ("incident", "site"):
            query = shown(TABLES, kind).compile(
                dialect=session.connection.dialect, compile_kwargs={"literal_binds": True}
            )
            raw(f"DROP VIEW IF EXISTS {TABLES.of(kind).name}_shown")
            raw(f"CREATE VIEW {TABLES.of(kind).name}_shown AS {query}")

    def replace(self, source: Path) -> None:
        """The source's pages in one transaction: other sessions see all of it or none."""
        if not self.exists():
            make(self.path)
        with self.spoken(), closing(sqlite3.connect(source)) as taken, self._engine.connect() as connection:
            try:
                taken.backup(connection.connection.driver_connection)
            except sqlite3.Error as error:
                raise DBAPIError("restore", None, error) from error

    def kind_of(self, error: DBAPIError) -> type[OSError | ValueError] | None:
        return next((kind for words, kind in SAYS.items() if words in str(error.orig)), None)


def engine_for(url: URL, **options: object) -> Engine:
    """An engine whose transactions are begun by us: at once for writing, so that two writers queue."""
    engine = create_engine(url, hide_parameters=True, **{"poolclass": NullPool, **options})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {WAIT_S * 1000}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        add_functions(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


@contextmanager
def blank() -> Iterator[Session]:
    """An empty store in memory, for readers who come before the first change."""
    engine = engine_for(URL.create("sqlite"), poolclass=StaticPool)
    database = SqliteDatabase(Path("none.gpkg"))
    with engine.connect() as connection, connection.begin():
        yield _filled(Session(connection, database))
    engine.dispose()


def make(path: Path) -> None:
    """An empty store at the path: made aside and put there whole, unless another session was quicker."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(dir=path.parent, prefix=".panj-", suffix=".gpkg")
    os.close(handle)
    aside = Path(name)
    try:
        engine = engine_for(URL.create("sqlite", database=name))
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            raw.execute("PRAGMA journal_mode = WAL")
            with connection.begin():
                _filled(Session(connection, SqliteDatabase(path)))
        with suppress(FileExistsError):
            os.link(aside, path)
    finally:
        for rest in ("", "-wal", "-shm"):
            Path(f"{name}{rest}").unlink(missing_ok=True)


def _filled(session: Session) -> Session:
    raw = session.connection.exec_driver_sql
    raw(f"PRAGMA application_id = {APPLICATION_ID}")
    raw(f"PRAGMA user_version = {USER_VERSION}")
    for statement in register():
        raw(statement)
    TABLES.metadata.create_all(session.connection)
    session.database.renew_views(session)
    for name in INDEXED:
        for statement in index_statements(name):
            raw(statement)
    for event_name in ("update", "delete"):
        raw(REFUSALS.format(event_name))
    _list_tables(session)
    session.database._note_version(session)
    return session


def _list_tables(session: Session) -> None:
    """Entries of the GeoPackage's register for every table that people may open."""
    raw = session.connection.exec_driver_sql
    extension = "INSERT INTO gpkg_extensions VALUES (?, 'geometry', 'gpkg_rtree_index', ?, 'write-only')"
    contents = (
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, ?, ?, ?, ?)"
    )
    for name, (kind, title, about, geometry) in LISTED.items():
        raw(contents, (name, kind, title, about, 4326 if geometry else None))
        if geometry:
            raw("INSERT INTO gpkg_geometry_columns VALUES (?, 'geometry', ?, 4326, 0, 0)", (name, geometry))
    for name in INDEXED:
        raw(extension, (name, RTREE))


@contextmanager
def _indexed_after(session: Session, table: Table, rows: list[tuple]) -> Iterator[None]:
    """Fills the R-tree at once after many rows: its trigger for each row would double the time of an import."""
    if table.name not in INDEXED or not rows:
        yield
        return
    raw, tree = session.connection.exec_driver_sql, _tree(table.name)
    raw(f"DROP TRIGGER {tree.name}_insert")
    yield
    drawn = list(table.c.keys()).index("geometry")
    west, south, east, north = shapely.bounds(unwrapped([row[drawn] for row in rows])).T.tolist()
    entries = zip([row[0] for row in rows], west, east, south, north, strict=True)
    raw(str(insert(tree).compile(dialect=session.connection.dialect)), list(entries))
    raw(insert_trigger(table.name))


def _structure(session: Session) -> set[tuple]:
    """What the file declares, whatever its blanks; the planner's statistics and other programs' styles are harmless."""
    raw = session.connection.exec_driver_sql
    rows = raw("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'")
    return {(kind, name, " ".join((sql or "").split())) for kind, name, sql in rows if name not in HARMLESS}


def _tree(name: str):
    return table(tree_of(name), *map(column, ("id", "minx", "maxx", "miny", "maxy")))
