"""Who works long on one page makes neither the server nor the browser grow without end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.reader import Reader, reading
from tests.browser.serve import Served, served

ROUNDS, WARM_UP = 34, 6
# Of one page after the warm-up, for some 170 doings. Both let go of what is old only now and then.
SERVER_MB, HEAP_MB = 40, 15
PAGE_BYTES = 4096
TABS = ("Clusters", "The score", "Layers and sources", "Incidents")
KEYS = ("SITE-23", "SITE-06", "SITE-01", "SITE-20")


@pytest.fixture
def alone(browser: Browser) -> Iterator[tuple[Served, Reader]]:
    """A server of its own, and its only reader."""
    with served() as server, reading(browser, server.address) as person:
        yield server, person.open("layers=sites,incidents_type")


def deeds(reader: Reader, number: int) -> list[Callable[[], object]]:
    """Five things that a hand does in one round: a toggle, a list, a card, and two looks elsewhere."""
    zoom, tab, key = 6 + number % 4, TABS[number % len(TABS)], KEYS[number % len(KEYS)]
    return [
        lambda: reader.toggle("incidents_nexus"),
        lambda: reader.look_at(37.3, 70.1, zoom=zoom),
        lambda: reader.page.get_by_role("tab", name=tab, exact=True).click(),
        lambda: reader.frame.evaluate(f"panj.world.report('site:{key}')"),
        lambda: reader.look_at(34.5, 69.2, zoom=zoom + 1),
    ]


def work(reader: Reader, first: int, last: int) -> None:
    for number in range(first, last):
        for deed in deeds(reader, number):
            deed()
            reader.page.wait_for_selector("[data-test-script-state=notRunning]")


def server_mb(server: Served) -> float:
    """Resident memory of the server (Linux)."""
    return int(Path(f"/proc/{server.process}/statm").read_text().split()[1]) * PAGE_BYTES / 1e6


def heap_mb(reader: Reader) -> float:
    """What the scripts of the page and its frame hold, after everything that can go is gone."""
    reader.quiet()
    browser = reader.page.context.new_cdp_session(reader.page)
    browser.send("Performance.enable")
    browser.send("HeapProfiler.enable")
    browser.send("HeapProfiler.collectGarbage")
    found = {one["name"]: one["value"] for one in browser.send("Performance.getMetrics")["metrics"]}
    browser.detach()
    return found["JSHeapUsedSize"] / 1e6


def test_two_hundred_doings_leave_server_and_page_as_large_as_they_were(alone: tuple[Served, Reader]):
    server, reader = alone
    work(reader, 0, WARM_UP)
    before = server_mb(server), heap_mb(reader)
    work(reader, WARM_UP, WARM_UP + ROUNDS)
    after = server_mb(server), heap_mb(reader)
    print(f"server {before[0]:.0f} -> {after[0]:.0f} MB, heap {before[1]:.1f} -> {after[1]:.1f} MB")
    assert after[0] - before[0] < SERVER_MB
    assert after[1] - before[1] < HEAP_MB
