"""The store on both engines: every test that takes `store` runs on a GeoPackage and on a real PostGIS."""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from layers.store import Store, open_store
from tests.layers.store.postgres import TEMPLATE, WORKER, server, statement

ROOT = Path(__file__).resolve().parents[3]
NUMBERS = count()


@pytest.fixture(scope="package")
def postgres() -> Iterator[str]:
    """A server whose template database has PostGIS."""
    with server() as address:
        statement(address, f"DROP DATABASE IF EXISTS {TEMPLATE}")
        statement(address, f"CREATE DATABASE {TEMPLATE}")
        statement(address, "CREATE EXTENSION postgis", TEMPLATE)
        yield address


@pytest.fixture(params=["geopackage", "postgis"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty store may be made, on either engine."""
    if request.param == "geopackage":
        yield str(tmp_path / "panj-watch.gpkg")
        return
    address, name = request.getfixturevalue("postgres"), f"panj_test_{WORKER}_{next(NUMBERS)}"
    statement(address, f"DROP DATABASE IF EXISTS {name}")
    statement(address, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield f"{address}/{name}"
    statement(address, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(place: str) -> Store:
    return open_store(place)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where an empty GeoPackage may be made, for what concerns files only."""
    return tmp_path / "panj-watch.gpkg"


def process(*words: object) -> Popen:
    """A process that does something of `samples` and says so on its output."""
    command = [sys.executable, "-m", "tests.layers.store.samples", *map(str, words)]
    return Popen(command, stdout=PIPE, text=True, cwd=ROOT)
