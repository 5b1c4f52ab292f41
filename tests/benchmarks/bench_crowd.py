"""`python -m tests.benchmarks.bench_crowd [ROWS] [RUNS]`: the wait of readers with a full workspace. Only prints.

Rows are copies of the shipped incidents, each somewhere near the one that it copies, with a day of its own. The same
acts as in `bench_dashboard` on the same machine, with the shipped data alone and with ROWS more, in one run.
"""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
from playwright.sync_api import Browser, sync_playwright

from layers.store import Batch, open_store
from layers.store.store import SETTING
from tests.benchmarks.bench_dashboard import ACTIONS, acted, memory, show
from tests.benchmarks.bench_store import ORDINARY, copies
from tests.benchmarks.stopwatch import cold
from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.reader import reading
from tests.browser.serve import served

SCATTER_DEGREES = 0.08
ASKED = ("Filter, seen before", "Filter, new each time", "Layer off and on", "Pan (includes the map's glide)")


def main(rows: int, runs: int) -> None:
    """Prints one table per act, first for the shipped data, then for a full store."""
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {runs} runs each")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        store = Path(folder) / "panj-watch.gpkg"
        measured(browser, "shipped data", store, runs)
        open_store(store).add_batch(Batch(*ORDINARY), crowd(rows))
        measured(browser, f"{rows:,} rows more", store, runs)


def crowd(number: int, seed: int = 1) -> gpd.GeoDataFrame:
    """So many incidents, scattered around the shipped ones on a grid of a kilometre or so, on days of ten years.

    Real reports share places as these do: most are put at the nearest town.
    """
    rng = np.random.default_rng(seed)
    frame = copies(number, rng, first="2016-01-01", days=3650)
    spots = frame.geometry.representative_point()
    points = gpd.points_from_xy(
        *((axis + rng.normal(0, SCATTER_DEGREES, number)).round(2) for axis in (spots.x, spots.y))
    )
    return frame.set_geometry(points, crs="EPSG:4326")


def measured(browser: Browser, title: str, store: Path, runs: int) -> None:
    """The waits with one store."""
    with served(**{SETTING: str(store)}) as server:
        start = time.monotonic()
        with reading(browser, server.address) as person:
            person.page.set_default_timeout(600_000)
            person.open()
            seen = person.page.get_by_text("incidents pass the filters. Choose").inner_text().split(".")[0]
        print(f"\n{title}: {seen}; ready {time.monotonic() - start:.0f} s after the server answered")
        show(f"{title}: a reader comes [ms]", [cold(browser, server.address) for _ in range(runs)])
        for name in ASKED:
            show(f"{title}: {name}", acted(browser, server.address, ACTIONS[name], runs))
        show(f"{title}: server memory [MB]", [memory(browser, server.address)])


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(200_000, 5)[len(given) :])
