"""What the reading process can no longer do, and what happens to its caller when it tries."""

import os
import subprocess
import sys
import tempfile
import threading
import time

import pytest

from layers.reading import process
from layers.reading.errors import Cancelled, FileTooLarge, FormatUnknown, OutOfMemory, ReaderCrashed, TimeOut
from layers.reading.limits import Limits
from layers.reading.process import ROOT
from layers.reading.read import read_file

ATTEMPT = """
import os, sys, socket, subprocess, pickle
sys.path.insert(0, {root!r})
from layers.reading.confine import confine, filter_calls
from layers.reading.limits import Limits
{walls}
try:
    {attempt}
except (OSError, MemoryError) as error:
    print(type(error).__name__)
else:
    print("done")
"""
ATTEMPTS = {
    "a connection": "socket.create_connection(('127.0.0.1', 9), timeout=1)",
    "a socket": "socket.socket()",
    "a program": "subprocess.run(['true'])",
    "a fork": "os._exit(0) if os.fork() == 0 else None",
    "a file": "open('/var/tmp/none-of-mine', 'w')",
    "a file by number": "os.open('/var/tmp/none-of-mine', os.O_WRONLY | os.O_CREAT)",
    "a deletion": "os.remove('/var/tmp/none-of-mine')",
    "a pickle": "pickle.loads(b'cos\\nsystem\\n(S\"true\"\\ntR.')",
    "a lot of memory": "bytearray(20_000_000_000)",
}
IN_KERNEL = ("a connection", "a socket", "a program", "a deletion")
ENDLESS = (
    b'{"type":"FeatureCollection","features":[' + b'{"type":"Feature","geometry":null,"properties":{"a":1}},' * 400_000
)


def tried(attempt: str, walls: str) -> str:
    """What a fresh process says of it."""
    code = ATTEMPT.format(root=str(ROOT), walls=walls, attempt=attempt)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60).stdout.strip()


@pytest.mark.parametrize("what", ATTEMPTS)
def test_the_reading_process_may_not_have(what):
    assert tried(ATTEMPTS[what], "confine(Limits())") in {"NotAllowed", "PermissionError", "MemoryError"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the filter is one of Linux")
@pytest.mark.parametrize("what", IN_KERNEL)
def test_the_kernel_alone_refuses(what):
    assert tried(ATTEMPTS[what], "assert filter_calls()") == "PermissionError"


@pytest.mark.parametrize("what", ["a socket", "a program"])
def test_without_walls_it_would_be_done(what):
    assert tried(ATTEMPTS[what], "") == "done"


def test_a_slow_file_is_ended_in_time():
    start = time.monotonic()
    with pytest.raises(TimeOut, match="longer than 1 s"):
        read_file(ENDLESS * 8, "x.geojson", limits=Limits(seconds=1))
    assert time.monotonic() - start < 5


def test_reading_stops_when_asked():
    start = time.monotonic()
    with pytest.raises(Cancelled, match="as asked"):
        read_file(ENDLESS, "x.geojson", cancelled=lambda: time.monotonic() - start > 0.5)
    assert time.monotonic() - start < 3


def test_too_much_memory_ends_the_reading_and_not_the_reader():
    with pytest.raises(OutOfMemory, match="Split the file"):
        read_file(ENDLESS * 4 + b"]}", "x.geojson", limits=Limits(memory_bytes=900_000_000))
    assert len(read_file(b"a\nx\n", "x.csv").frame) == 1


def test_a_table_too_large_to_hand_over_is_refused():
    with pytest.raises(OutOfMemory, match="handed over"):
        read_file(b"a\n" + b"text\n" * 10_000, "x.csv", limits=Limits(table_bytes=1_000))


def test_a_crash_of_the_reading_process_is_an_error(monkeypatch):
    monkeypatch.setattr(process, "START", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(ReaderCrashed, match="without an answer"):
        read_file(b"a\nx\n", "x.csv")


def test_a_process_that_answers_nonsense_is_an_error(monkeypatch):
    monkeypatch.setattr(process, "START", "import sys; sys.stderr.write('[1]\\nx\\n{\"done\": true}\\n')")
    with pytest.raises(ReaderCrashed, match="no whole table"):
        read_file(b"a\nx\n", "x.csv")


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    threads, handles = threading.active_count(), len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        read_file(b"a\nx\n", "x.csv")
    time.sleep(0.2)
    assert list(tmp_path.iterdir()) == []
    assert threading.active_count() == threads
    assert len(os.listdir("/proc/self/fd")) == handles


def test_keys_of_the_server_do_not_reach_the_reading_process(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hidden")
    assert "SECRET_KEY" not in process._environment()


def test_progress_is_told_and_grows():
    told = []
    read_file(b"a,b\n" + (b"text " * 20 + b",1\n") * 800_000, "x.csv", progress=told.append)
    assert len(told) >= 2
    assert [step.rows for step in told] == sorted(step.rows for step in told)
    assert all(0 <= step.share <= 1 for step in told)
    assert told[-1].seconds_left is not None


def test_a_file_of_more_than_a_gigabyte_is_refused_at_once(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as stream:
        stream.truncate(1_100_000_000)
    start = time.monotonic()
    with pytest.raises(FileTooLarge, match="Parquet"):
        read_file(path, "big.csv")
    assert time.monotonic() - start < 1


def test_a_gigabyte_of_nothing_is_told_apart_quickly(tmp_path):
    path = tmp_path / "sparse.csv"
    with path.open("wb") as stream:
        stream.truncate(1_000_000_000)
    start = time.monotonic()
    with pytest.raises(FormatUnknown, match="not text"):
        read_file(path, "sparse.csv")
    assert time.monotonic() - start < 5


def test_a_pipe_does_not_hold_the_reader(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FormatUnknown, match="plain file"):
        read_file(tmp_path / "pipe", "x.csv")


def test_gdal_is_never_loaded():
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from layers.reading.read import read_here; "
        "from tests.layers.reading.samples import csv_file; "
        "import sys; sys.modules.pop('pyogrio', None); read_here(csv_file(), 'x'); print('pyogrio' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"
