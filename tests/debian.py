"""Programs that tests need and pip does not have: the system's own, else Debian's package where that is allowed."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest


@contextmanager
def alone(what: str) -> Iterator[None]:
    """One process of the tests at a time: they may run beside each other, and the system has one lock."""
    with (Path(tempfile.gettempdir()) / f"panj-tests-{what}-{os.getuid()}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def program(name: str, *packages: str) -> str:
    """Path of a program; installs the packages when it is not there. Without both the test is skipped, saying why."""
    found = shutil.which(name) or (_installed(packages) and shutil.which(name))
    if not found:
        pytest.skip(f"{name} is not on this machine and Debian's {', '.join(packages)} could not be installed")
    return found


@cache
def _installed(packages: tuple[str, ...]) -> bool:
    return install(*packages)


def install(*packages: str) -> bool:
    """Whether Debian's packages could be installed: only as root, or where sudo asks nothing."""
    if not shutil.which("apt-get"):
        return False
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with alone("debian"):
        for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            try:
                answer = subprocess.run([*rights, "apt-get", *words], capture_output=True, env=environment)
            except OSError:
                return False
            if answer.returncode:
                return False
    return True
