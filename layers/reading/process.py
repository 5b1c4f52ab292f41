"""Runs the reading process and watches it: time, news, cancel; whatever happens to it, this side goes on."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, BinaryIO

from layers.reading.errors import Cancelled, FileRefused, OutOfMemory, ReaderCrashed, TimeOut, error_named
from layers.reading.handover import read_parsed
from layers.reading.limits import Limits, Progress
from layers.reading.parsed import Parsed

ROOT = Path(__file__).resolve().parents[2]
# The other rooms are not loaded: a package that is only a place is enough.
START = (
    "import sys, types; root = sys.argv[1]; sys.path.insert(0, root); "
    "room = types.ModuleType('layers'); room.__path__ = [root + '/layers']; sys.modules['layers'] = room; "
    "from layers.reading.worker import main; main(sys.argv[2])"
)
LINE = 1 << 16
LOOK_EVERY_S = 0.05


@dataclass(frozen=True)
class Errand:
    """What to read and who is told; `name` is used for notes only."""

    name: str
    limits: Limits
    layer: str | None = None
    progress: Callable[[Progress], None] | None = None
    cancelled: Callable[[], bool] | None = None


def read_apart(file: BinaryIO, errand: Errand) -> tuple[Parsed, str]:
    """The parsed table and the sha256 of the file, read by a process of its own. Raises FileRefused."""
    with tempfile.TemporaryFile() as result:
        process = _start(file, result, errand)
        try:
            answer = _watch(process, errand)
        finally:
            _end(process)
        if "error" in answer:
            raise error_named(str(answer["error"]))(str(answer.get("message", "")))
        result.seek(0)
        try:
            return read_parsed(result), str(answer["sha256"])
        except (ValueError, KeyError, TypeError) as error:
            raise ReaderCrashed("The reading process gave no whole table. Try again; if it stays, send CSV.") from error


def _start(file: BinaryIO, result: BinaryIO, errand: Errand) -> subprocess.Popen:
    asked = json.dumps({"name": errand.name, "layer": errand.layer, "limits": asdict(errand.limits)})
    return subprocess.Popen(
        [sys.executable, "-I", "-c", START, str(ROOT), asked],
        stdin=file,
        stdout=result,
        stderr=subprocess.PIPE,
        close_fds=True,
        start_new_session=True,
        cwd=tempfile.gettempdir(),
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    """Nothing of ours: no keys, no proxies; one thread each, memory given back."""
    kept = {key: os.environ[key] for key in ("SYSTEMROOT", "LD_LIBRARY_PATH") if key in os.environ}
    return kept | {
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "PROJ_NETWORK": "OFF",
        "TMPDIR": tempfile.gettempdir(),
    }


def _watch(process: subprocess.Popen, errand: Errand) -> dict[str, object]:
    """The last word of the process. Raises TimeOut, Cancelled, OutOfMemory or ReaderCrashed."""
    news: queue.Queue[bytes] = queue.Queue(maxsize=1_000)
    threading.Thread(target=_listen, args=(process.stderr, news), daemon=True).start()
    start = time.monotonic()
    while True:
        if errand.cancelled is not None and errand.cancelled():
            raise Cancelled("Reading was stopped, as asked. Nothing was kept.")
        if time.monotonic() - start > errand.limits.seconds:
            raise _too_slow(errand.limits)
        with contextlib.suppress(queue.Empty):
            line = news.get(timeout=LOOK_EVERY_S)
            if not line:
                raise _died(process, errand.limits)
            said = _said(line)
            if "error" in said or "done" in said:
                return said
            _tell(said, errand, time.monotonic() - start)


def _listen(stream: IO[bytes], news: queue.Queue) -> None:
    """Lines as they come; an empty one when there are no more."""
    with contextlib.suppress(ValueError, OSError):
        while line := stream.readline(LINE):
            news.put(line)
    with contextlib.suppress(queue.Full):
        news.put(b"", timeout=60)


def _said(line: bytes) -> dict[str, object]:
    """The words of a line; a line of anything else says nothing."""
    try:
        words = json.loads(line)
    except ValueError:
        return {}
    return words if isinstance(words, dict) else {}


def _tell(said: dict[str, object], errand: Errand, passed_s: float) -> None:
    rows, share = said.get("rows"), said.get("share")
    if errand.progress is None or not isinstance(rows, int) or not isinstance(share, int | float):
        return
    left = passed_s * (1 - share) / share if share > 0.01 else None
    errand.progress(Progress(rows, float(share), left))


def _died(process: subprocess.Popen, limits: Limits) -> FileRefused:
    code = process.wait()
    if code == -getattr(signal, "SIGXCPU", 24):
        return _too_slow(limits)
    if code in (-9, -getattr(signal, "SIGABRT", 6)):
        return OutOfMemory(
            f"Reading needed more than the {limits.memory_bytes // 1_000_000:,} MB allowed and was ended. "
            "Split the file."
        )
    return ReaderCrashed(f"The reading process ended without an answer (code {code}). Send the table as CSV.")


def _too_slow(limits: Limits) -> TimeOut:
    return TimeOut(f"Reading took longer than {limits.seconds} s and was ended. Split it by year or by country.")


def _end(process: subprocess.Popen) -> None:
    """No process and no pipe stays behind."""
    process.kill()
    process.wait()
    if process.stderr is not None:
        process.stderr.close()
