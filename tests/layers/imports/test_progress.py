"""The progress line: rows and time left for what takes longer than a moment; a stop leaves nothing half-stored."""

import io
import signal
import subprocess
import sys
import time

import pytest

from layers.imports.progress import ProgressLine
from layers.reading.process import ROOT
from layers.store import open_store
from tests.layers.imports.test_keep import TEXT


class Screen(io.StringIO):
    """A stream that says whether it is a terminal, and a clock that is set by hand."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal, self.now = terminal, 0.0

    def isatty(self) -> bool:
        return self.terminal


def told(terminal: bool, *news: tuple[float, int]) -> str:
    """What stands on the stream after rows were done at seconds."""
    screen = Screen(terminal)
    line = ProgressLine(screen, clock=lambda: screen.now)
    for screen.now, done in news:
        line.tell("Storing", done, 1000)
    return screen.getvalue()


def test_what_takes_a_moment_says_nothing():
    assert told(True, (0, 100), (0.9, 1000)) == ""


def test_rows_and_time_left_are_said_in_place():
    assert told(True, (0, 0), (2, 250)) == "\rStoring: 250 of 1,000 rows, about 6 s left"


def test_in_a_file_a_line_is_added_now_and_then():
    assert told(False, (0, 0), (11, 500), (12, 600)) == "Storing: 500 of 1,000 rows, about 11 s left\n"


def test_a_shorter_line_leaves_no_rest_of_a_longer_one():
    _, longer, shorter = told(True, (0, 0), (2, 1), (4, 999)).split("\r")
    assert len(longer) == len(shorter) and shorter.endswith("left ")


@pytest.fixture
def long_file(tmp_path):
    header, row, _ = TEXT.splitlines()
    path = tmp_path / "long.csv"
    path.write_text("\n".join([header, *(f"{number}{row[1:]}" for number in range(60_000))]))
    return path


def test_a_stop_from_the_keyboard_leaves_nothing_half_stored(long_file, tmp_path):
    place = tmp_path / "store" / "s.gpkg"
    command = [sys.executable, "-m", "layers", "import", str(long_file)]
    environment = {"PANJ_STORE": str(place), "PANJ_WORKSPACE": str(place.parent), "PATH": ""}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    while not place.exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 130 and b"Nothing was stored" in errors
    assert open_store(place).batches().empty and [path.name for path in place.parent.iterdir()] == ["s.gpkg"]
