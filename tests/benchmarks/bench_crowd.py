"""`python -m tests.benchmarks.bench_crowd [ROWS] [RUNS]`: the wait of readers with a full workspace. Only prints.

Rows are those of `bench_store`: copies of the shipped incidents with places and days of their own. The same acts as in
`bench_dashboard` on the same machine, with the shipped data alone and with ROWS more, in one run.
"""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from layers.store import Batch, open_store
from layers.store.store import SETTING
from tests.benchmarks.bench_dashboard import ACTIONS, acted, memory, show
from tests.benchmarks.bench_store import ORDINARY, events
from tests.benchmarks.stopwatch import cold
from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.reader import reading
from tests.browser.serve import served

ASKED = ("Filter, seen before", "Filter, new each time", "Layer off and on", "Pan (includes the map's glide)")


def main(rows: int, runs: int) -> None:
    """Prints one table per act, first for the shipped data, then for a full store."""
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {runs} runs each")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        store = Path(folder) / "panj-watch.gpkg"
        measured(browser, "shipped data", store, runs)
        open_store(store).add_batch(Batch(*ORDINARY), events(rows))
        measured(browser, f"{rows:,} rows more", store, runs)


def measured(browser: Browser, title: str, store: Path, runs: int) -> None:
    """The waits with one store."""
    with served(**{SETTING: str(store)}) as server:
        start = time.monotonic()
        with reading(browser, server.address) as person:
            person.page.set_default_timeout(600_000)
            person.open()
        print(f"\n{title}: ready {time.monotonic() - start:.0f} s after the start of the server")
        show(f"{title}: a reader comes [ms]", [cold(browser, server.address) for _ in range(runs)])
        for name in ASKED:
            show(f"{title}: {name}", acted(browser, server.address, ACTIONS[name], runs))
        show(f"{title}: server memory [MB]", [memory(browser, server.address)])


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(200_000, 5)[len(given) :])
