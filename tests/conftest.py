"""No test reads or writes the workspace of whoever runs it, and none fails because a machine is slow."""

import os
from collections.abc import Iterator
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from layers.store.store import SETTING as STORE
from layers.workspace import SETTING as WORKSPACE

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def workspace_of_the_tests() -> Iterator[None]:
    with TemporaryDirectory(prefix="panj-tests-") as folder:
        os.environ[WORKSPACE] = folder
        os.environ.pop(STORE, None)
        yield
