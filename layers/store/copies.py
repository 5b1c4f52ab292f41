"""Backup and restore: one whole GeoPackage, whatever the engine, which is a store itself."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Table, select

from layers.store.check import verify
from layers.store.database import Database, Session
from layers.store.errors import BackupUnusable, StoreForeign, StoreNewer, StoreUnreachable
from layers.store.journal import head, note
from layers.store.sqlite import SqliteDatabase, make

AT_ONCE = 5000


def backup(database: Database, path: Path) -> None:
    """Writes the store's state of one moment into a new file, while others go on writing.

    Raises BackupUnusable when there is a file of that name, or no store to copy.
    """
    if path.exists():
        raise BackupUnusable(f"{path.name} is there already, and backups replace nothing. Choose another name.")
    if not database.exists():
        raise BackupUnusable("There is no store yet, so there is nothing to copy. Import something first.")
    with database.spoken(), _aside(path) as copy:
        _copied(database, copy)
        _settle(copy)
        os.link(copy, path)


def restore(database: Database, path: Path, *, by: str) -> None:
    """The store becomes as in the backup, in one step, with one more line in its trail that says so.

    The copy is checked first. Raises BackupUnusable when it is no store, or not as its trail tells: nothing changed.
    """
    if not path.is_file():
        raise BackupUnusable(f"There is no file {path.name}. Name one that was made by backup.")
    with TemporaryDirectory(prefix="panj-restore-") as folder:
        copy = Path(folder) / path.name
        _check(path, copy)
        _note_restored(database, SqliteDatabase(copy), by)
        _settle(copy)
        database.replace(copy)


def copy_rows(source: Session, target: Session) -> None:
    """Every row of every table, in an order that keeps keys whole; the target is a fresh store."""
    for name, table in source.tables.metadata.tables.items():
        if table is not source.tables.facts:
            _copy_table(source, target, table, target.tables.metadata.tables[_named(name, target)])


def _copy_table(source: Session, target: Session, table: Table, into: Table) -> None:
    names = list(table.c.keys())
    drawn = names.index("geometry") if "geometry" in names else None
    found = source.execute(select(table).order_by(table.c.fid).execution_options(yield_per=AT_ONCE))
    for part in found.partitions():
        rows = [tuple(row) for row in part]
        if drawn is not None:
            shapes = target.database.keep(source.database.drawn([row[drawn] for row in rows]))
            rows = [(*row[:drawn], shape, *row[drawn + 1 :]) for row, shape in zip(rows, shapes, strict=True)]
        target.database.insert_many(target, into, names, rows)


def _named(name: str, target: Session) -> str:
    """The name of the same table in the other engine, which may keep it in a schema."""
    schema = target.tables.metadata.schema
    bare = name.rpartition(".")[2]
    return f"{schema}.{bare}" if schema else bare


def _copied(database: Database, copy: Path) -> None:
    if isinstance(database, SqliteDatabase):
        _copy_pages(database.path, copy)
        return
    copy.unlink()
    make(copy)
    with database.reading() as source, SqliteDatabase(copy).writing() as target:
        copy_rows(source, target)


def _copy_pages(source: Path, target: Path) -> None:
    """All pages as of one moment; a writer beside it goes on."""
    with closing(sqlite3.connect(source)) as taken, closing(sqlite3.connect(target)) as written:
        taken.execute("PRAGMA busy_timeout = 30000")
        taken.backup(written)


def _settle(path: Path) -> None:
    """One file that needs no log beside it, safe on the disk."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def _check(path: Path, copy: Path) -> None:
    try:
        _copy_pages(path, copy)
        with SqliteDatabase(copy).reading() as session:
            wrong = verify(session)
    except (sqlite3.Error, StoreForeign, StoreUnreachable) as error:
        raise BackupUnusable(f"{path.name} is not a backup of this product. Nothing was changed. ({error})") from error
    except StoreNewer as error:
        raise BackupUnusable(f"{error} Nothing was changed.") from error
    if wrong:
        raise BackupUnusable(f"{path.name} is not whole: {wrong[0]} Nothing was changed; choose another backup.")


def _note_restored(database: Database, copy: SqliteDatabase, by: str) -> None:
    with database.reading() as session:
        number, seal = head(session)
    with copy.writing() as session:
        replaced = {"replaced_number": number, "replaced_hash": seal}
        note(session, {"what": "restore", "kind": "store", "row": None, "changes": {}, **replaced}, who=by)


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """A file in the same folder that is gone afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".panj-", dir=path.parent) as folder:
        copy = Path(folder) / "copy.gpkg"
        copy.touch()
        yield copy
