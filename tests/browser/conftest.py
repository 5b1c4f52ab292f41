"""One server and one Chromium for all browser tests; a new reader for each."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.reader import EVERY_LAYER, Reader, reading
from tests.browser.serve import ROOT, Served, copy_of_product, serve, served

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = executable()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def address() -> Iterator[str]:
    with serve() as found:
        yield found


@pytest.fixture(scope="module")
def own() -> Iterator[Served]:
    """A dashboard of a module's own: what is stored or held there would be seen by every other test."""
    with served() as found:
        yield found


@pytest.fixture(scope="package")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A second dashboard, on a copy of the product: folder and address."""
    folder = copy_of_product(tmp_path_factory.mktemp("copy"))
    with serve(folder) as found:
        yield folder, found


@pytest.fixture
def spoilt(browser: Browser, copy: tuple[Path, str]) -> Iterator[tuple[Path, Reader]]:
    """Data that a test may spoil, and a reader of the dashboard that shows it. Afterwards the data are whole again."""
    folder, found = copy
    data = folder / "data"
    with reading(browser, found) as person:
        yield data, person
    restore(data)


def restore(data: Path) -> None:
    shutil.rmtree(data)
    shutil.copytree(ROOT / "data", data)


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    with reading(browser, address) as person:
        yield person


@pytest.fixture(scope="module")
def watcher(browser: Browser, address: str) -> Iterator[Reader]:
    """A reader who stays through a module with every layer on: for tests that leave the screen as they found it."""
    with reading(browser, address) as person:
        yield person.open(EVERY_LAYER)
