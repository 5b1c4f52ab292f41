"""A PostgreSQL with PostGIS for tests: one that is named, else one of Debian's, started here on a free port."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import create_engine, text

from tests.debian import install

SETTING = "PANJ_TEST_POSTGRES"
PACKAGES = ("postgresql", "postgresql-15-postgis-3")
# Tests may run in several processes beside each other, on one server.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
TEMPLATE = f"panj_template_{WORKER}"


@contextmanager
def server() -> Iterator[str]:
    """Address of a server, without a database: that of PANJ_TEST_POSTGRES, or a new one that ends with the tests."""
    if given := os.environ.get(SETTING):
        yield given.rstrip("/")
        return
    programs, folder, port = _programs(), Path(mkdtemp(prefix="panj-postgres-")), _free_port()
    try:
        _start(programs, folder, port)
        yield f"postgresql+psycopg://panj@127.0.0.1:{port}"
    finally:
        _run([programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def statement(address: str, words: str, database: str = "postgres") -> None:
    """Runs one statement outside a transaction."""
    engine = create_engine(f"{address}/{database}", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(words))
    engine.dispose()


def _programs() -> Path:
    """Folder of the server's programs. Skips the test, saying why, where there is none and none can be installed."""
    found = _found() or (install(*PACKAGES) and _found())
    if not found:
        pytest.skip(f"no PostgreSQL with PostGIS here, {SETTING} names none, and {' '.join(PACKAGES)} did not install")
    return found


def _found() -> Path | None:
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        version = folder.parent.name
        if (Path("/usr/share/postgresql") / version / "extension" / "postgis.control").is_file():
            return folder
    return None


def _start(programs: Path, folder: Path, port: int) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    _run([programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "panj"], must=True)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    _run([programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start"], must=True)


def _run(command: list[object], *, must: bool = False) -> None:
    """As the user postgres when we are root, which the server refuses to be."""
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*as_user, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")
    if must and done.returncode:
        pytest.skip(f"PostgreSQL did not start: {done.stderr.decode(errors='replace')[-300:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
