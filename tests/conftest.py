"""No test reads or writes the workspace of whoever runs it."""

import os
from collections.abc import Iterator
from tempfile import TemporaryDirectory

import pytest

from layers.store.store import SETTING as STORE
from layers.workspace import SETTING as WORKSPACE


@pytest.fixture(scope="session", autouse=True)
def workspace_of_the_tests() -> Iterator[None]:
    with TemporaryDirectory(prefix="panj-tests-") as folder:
        os.environ[WORKSPACE] = folder
        os.environ.pop(STORE, None)
        yield
