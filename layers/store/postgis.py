"""The store on a PostgreSQL server with PostGIS, for teams: the same tables in a schema of their own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import shapely
from geoalchemy2 import Geometry, WKBElement
from geoalchemy2.shape import from_shape
from sqlalchemy import URL, Connection, Table, create_engine, func, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateSchema, DropSchema

from layers.store.database import WAIT_S, Box, Database, Session
from layers.store.errors import StoreBusy, StoreFull, StoreUnreachable
from layers.store.migrate import migrate
from layers.store.schema import SCHEMA_VERSION, Tables, build_tables

SCHEMA = "panj_watch"
TABLES = build_tables(lambda kind: Geometry(kind, srid=4326, spatial_index=True), schema=SCHEMA)
ONE_MAKER = 0x70616E6A
REFUSAL = (
    f"""CREATE FUNCTION {SCHEMA}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The trail is only ever added to.'; END $$""",
    f"""CREATE TRIGGER trail_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {SCHEMA}.trail
    FOR EACH STATEMENT EXECUTE FUNCTION {SCHEMA}.refuse()""",
)
SQLSTATES = {
    "55P03": StoreBusy,
    "53100": StoreFull,
    "53200": StoreFull,
    "42501": StoreUnreachable,
    "0A000": StoreUnreachable,
    "58P01": StoreUnreachable,
}


class PostgisDatabase(Database):
    """Tables in the schema panj_watch of a database; a writer holds the trail, so writers queue."""

    tables: Tables = TABLES

    def __init__(self, url: URL) -> None:
        self.place = url.render_as_string(hide_password=True)
        self._engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)

    def exists(self) -> bool:
        with self.spoken(), self._engine.connect() as connection:
            return _made(connection)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        if not self.exists():
            self._make()
        with self.spoken(), self._engine.connect() as connection:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                older = self.version(Session(connection, self)) < SCHEMA_VERSION
            if older:
                self._bring_up()
            with connection.begin():
                session = Session(connection, self)
                self.check_version(session)
                yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        if not self.exists():
            self._make()
        with self.spoken(), self._engine.begin() as connection:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_S}s'")
            connection.exec_driver_sql(f"LOCK TABLE {SCHEMA}.trail IN EXCLUSIVE MODE")
            session = Session(connection, self)
            self.check_version(session)
            migrate(session)
            yield session

    def _make(self) -> None:
        with self.spoken(), self._engine.begin() as connection:
            connection.execute(func.pg_advisory_xact_lock(ONE_MAKER).select())
            if not _made(connection):
                connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS postgis")
                self._note_version(_filled(Session(connection, self)))

    def insert_many(self, session: Session, table: Table, columns: Sequence[str], rows: list[tuple]) -> None:
        names = ", ".join(f'"{table.c[name].name}"' for name in columns)
        with (
            session.connection.connection.cursor() as cursor,
            cursor.copy(f'COPY "{SCHEMA}"."{table.name}" ({names}) FROM STDIN') as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def keep(self, geometries: np.ndarray) -> list[str]:
        return list(shapely.to_wkb(shapely.set_srid(geometries, 4326), hex=True, include_srid=True))

    def bound(self, geometry: object) -> WKBElement:
        return from_shape(geometry, srid=4326)

    def drawn(self, values: Sequence[WKBElement]) -> np.ndarray:
        return shapely.set_srid(shapely.from_wkb([value.data for value in values]), 0)

    def lonlat(self, values: Sequence[WKBElement]) -> np.ndarray:
        return shapely.get_coordinates(self.drawn(values)).reshape(-1, 2)

    def within(self, table: Table, box: Box):
        return table.c.geometry.intersects(func.ST_MakeEnvelope(*box, 4326))

    def problems(self, session: Session) -> list[str]:
        """Nothing: the server holds its keys itself, and its pages are for its own tools to check."""
        return []

    def renew_views(self, session: Session) -> None:
        """There are none: standard clients filter by themselves."""

    def replace(self, source: Path) -> None:
        from layers.store.copies import copy_rows
        from layers.store.sqlite import SqliteDatabase

        with (
            SqliteDatabase(source).reading() as taken,
            self.spoken(),
            self._engine.begin() as connection,
        ):
            connection.execute(func.pg_advisory_xact_lock(ONE_MAKER).select())
            connection.execute(DropSchema(SCHEMA, cascade=True, if_exists=True))
            session = _filled(Session(connection, self))
            self._note_version(session)
            copy_rows(taken, session)

    def kind_of(self, error: DBAPIError) -> type[OSError | ValueError] | None:
        state = getattr(error.orig, "sqlstate", None)
        return SQLSTATES.get(state) if state else StoreUnreachable


def _filled(session: Session) -> Session:
    session.execute(CreateSchema(SCHEMA))
    TABLES.metadata.create_all(session.connection)
    for statement in REFUSAL:
        session.execute(text(statement))
    return session


def _made(connection: Connection) -> bool:
    return connection.execute(func.to_regclass(f"{SCHEMA}.store_facts").select()).scalar() is not None
