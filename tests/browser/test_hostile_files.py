"""Hostile files through the import window in a real Chromium: a sentence or rows for each, and nothing else happens.

One file of each kind, by ending, answer and size, unless PANJ_WHOLE_CORPUS is set: then all of them, which takes long.
"""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, TimeoutError

from tests.browser.reader import IDLE, Reader, reading
from tests.browser.serve import Served, served
from tests.layers.reading.hostile import corpus
from tests.layers.reading.hostile_item import Hostile
from tests.layers.reading.listener import Listener, listening

HONEST = Hostile("honest.csv", lambda: b"date,lat,lon,killed\n2025-03-02,37.1166,70.58,2\n", ())
INPUT = "[data-testid=stFileUploaderDropzoneInput]"
ERROR = "[data-testid=stAlertContentError]"
CAN_BE_TAKEN = re.compile("(rows|sites?) can be taken|features? can be drawn")
MOST_GROWTH_MB = 300
SPARSE_BYTES = 1_100_000_000


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """A dashboard whose temporary files lie in a folder of their own."""
    folder = tmp_path_factory.mktemp("temporary")
    with served(TMPDIR=str(folder)) as found:
        yield found, folder


@pytest.fixture
def window(browser: Browser, dashboard: tuple[Served, Path]) -> Iterator[Reader]:
    """A reader in front of the open import window."""
    with reading(browser, dashboard[0].address) as person:
        person.open(marks=False)
        person.page.get_by_role("tab", name="Workspace").click()
        person.page.get_by_role("button", name="Bring your own reports").click()
        person.page.get_by_role("dialog").get_by_text("are recognised by content").wait_for()
        yield person


def chosen(address: str) -> list[Hostile]:
    """The files to try."""
    files = corpus(address)
    if os.environ.get("PANJ_WHOLE_CORPUS"):
        return files
    kinds = {}
    for item in files:
        kinds.setdefault((item.name.rsplit(".", 1)[-1], item.answers, len(item.make()) > 100_000), item)
    return list(kinds.values())


def told(window: Reader, item: Hostile) -> str:
    """What the window says of a file, which is taken out again."""
    dialog = window.page.get_by_role("dialog")
    file = {"name": item.name.replace("\x00", ""), "mimeType": "", "buffer": item.make()}
    dialog.locator(INPUT).set_input_files(file)
    answer = dialog.locator(ERROR).or_(dialog.get_by_text(CAN_BE_TAKEN)).first
    try:
        answer.wait_for()
    except TimeoutError as error:
        raise AssertionError(f"{item.name} got no answer") from error
    window.page.wait_for_selector(IDLE)
    words = answer.inner_text()
    dialog.get_by_test_id("stFileChipDeleteBtn").get_by_role("button").click()
    dialog.get_by_text("are recognised by content").wait_for()
    return words


def memory_mb(process: int) -> float:
    """Resident memory of a process [MB]."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def test_hostile_files_get_a_sentence_and_leave_nothing_behind(window, dashboard, listener, capsys):
    server, temporary = dashboard
    files = chosen(listener.address)
    for _ in range(3):
        assert "1 of 1 rows can be taken" in told(window, HONEST)
    left, before, start = [*temporary.rglob("*")], memory_mb(server.process), time.monotonic()
    answers = {item.name: told(window, item) for item in files}
    assert [name for name, words in answers.items() if len(words) < 20 or "Traceback" in words] == []
    assert "1 of 1 rows can be taken" in told(window, HONEST)
    grown = memory_mb(server.process) - before
    with capsys.disabled():
        print(f"\n{len(files)} hostile files tried in Chromium in {time.monotonic() - start:.0f} s, {grown:+.0f} MB")
    assert grown < MOST_GROWTH_MB
    assert listener.asked == []
    assert [*temporary.rglob("*")] == left
    assert [*server.workspace.rglob("*")] == []


def test_a_file_of_a_gigabyte_is_refused_before_it_is_sent(window, tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as stream:
        stream.truncate(SPARSE_BYTES)
    dialog = window.page.get_by_role("dialog")
    dialog.locator(INPUT).set_input_files(path)
    dialog.get_by_text("50.0MB or smaller").wait_for()
