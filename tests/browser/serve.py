"""The real dashboard on a free port of this machine, stopped afterwards."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("app.py", "layers", "risk", "dashboard", "export", "data", ".streamlit")
START_SECONDS = 240


class ServerSilent(RuntimeError):
    """The dashboard did not answer in time."""


@dataclass(frozen=True)
class Served:
    """A running dashboard: where it answers, its process, and the folder of its workspace."""

    address: str
    process: int
    workspace: Path


@contextmanager
def serve(folder: Path = ROOT) -> Iterator[str]:
    """Address of a dashboard that runs the code and data in `folder`."""
    with served(folder) as found:
        yield found.address


@contextmanager
def served(folder: Path = ROOT, **environment: str) -> Iterator[Served]:
    """The dashboard itself, with more in its environment than we have."""
    port = _free_port()
    log = Path(os.environ.get("PANJ_SERVER_LOG", os.devnull)).open("wb")  # noqa: SIM115
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    own = tempfile.TemporaryDirectory(prefix="panj-workspace-")
    environment = {**os.environ, "PANJ_WORKSPACE": own.name, **environment}
    process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=environment)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield Served(f"http://127.0.0.1:{port}", process.pid, Path(own.name))
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()
        own.cleanup()


def copy_of_product(folder: Path) -> Path:
    """A copy whose data a test may spoil."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait(address: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise ServerSilent(f"The dashboard did not answer at {address} within {START_SECONDS} s.")
