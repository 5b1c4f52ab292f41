"""Programs that tests need and pip does not have: the system's own, else Debian's package where that is allowed."""

import os
import shutil
import subprocess
from functools import cache

import pytest


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
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        try:
            answer = subprocess.run([*rights, "apt-get", *words], capture_output=True, env=environment)
        except OSError:
            return False
        if answer.returncode:
            return False
    return True
