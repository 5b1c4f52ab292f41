"""What an export costs, beside a browser that photographs the same map: `python -m tests.benchmarks.bench_export`."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from export.content import Content, World, shipped_world
from export.gather import package_zip
from export.make import document_of, rendered
from export.standalone import as_html
from tests.browser.chromium import ARGUMENTS, executable
from tests.export.conftest import specified

ROUNDS = 3
SITES = tuple(f"SITE-{number:02d}" for number in range(1, 11))


def timed(make: Callable[[], object]) -> float:
    """Median seconds of a few rounds."""
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        make()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def content(world: World, **said: object) -> Content:
    return Content(specified(world, on=date(2026, 4, 20), **said), world)


def photographed(world: World) -> bytes:
    """The obvious alternative: the map as a page, in a browser, as a photograph of the screen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "map.html"
        path.write_bytes(as_html(content(world)))
        chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        page = chromium.new_page(viewport={"width": 1754, "height": 1240})
        page.goto(path.as_uri())
        page.wait_for_function("window.map_ready === true")
        picture = page.screenshot()
        chromium.close()
        return picture


def main() -> None:
    world = shipped_world()
    browser = timed(lambda: photographed(world))
    print(f"photograph by a browser        {browser:6.2f} s   1.0")
    for form in ("png", "pdf", "pptx", "svg"):
        spent = timed(lambda form=form: rendered(document_of(content(world)), form))
        print(f"snapshot as {form:<18} {spent:6.2f} s   {spent / browser:.1f}")
    for form in ("pptx", "pdf"):
        spent = timed(lambda form=form: rendered(document_of(content(world, kind="site", subjects=SITES)), form))
        print(f"ten sites as {form:<17} {spent:6.2f} s   {spent / browser:.1f}")
    spent = timed(lambda: package_zip(content(world)))
    print(f"package, all formats           {spent:6.2f} s   {spent / browser:.1f}")


if __name__ == "__main__":
    main()
