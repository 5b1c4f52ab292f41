"""`python -m tests.benchmarks.bench_dashboard [RUNS]`: how long readers wait. Real server, real Chromium. Only prints.

Figures are medians with the fastest and slowest run. The browser draws without a graphics card and shares its
processors with the server and whatever else runs: compare figures of one machine and one hour, not of two.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.stopwatch import action, cold, drag, timed
from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.reader import Reader
from tests.browser.serve import serve

SESSIONS = 10
SIDEBAR = "stSidebar"
Figures = dict[str, float]


def main(runs: int) -> None:
    """Prints one table per question."""
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before the first run; {runs} runs each")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        show("Cold start, first reader of a server [ms]", [first_reader(browser) for _ in range(runs)])
        with serve() as address:
            cold(browser, address)
            show("Cold start, later readers [ms]", [cold(browser, address) for _ in range(runs)])
            for name, act in ACTIONS.items():
                show(name, acted(browser, address, act, runs))
            show(f"Server memory, {SESSIONS} sessions [MB]", [memory(browser, address)])


def first_reader(browser: Browser) -> Figures:
    """The wait of the first reader after the server has said that it is up."""
    with serve() as address:
        return cold(browser, address)


def acted(browser: Browser, address: str, act: Callable[[Reader, int], None], runs: int) -> list[Figures]:
    """One reader who does the same thing over and over, once before it counts."""
    with timed(browser, address) as (reader, traffic):
        reader.open()
        reader.quiet()
        return [action(reader, traffic, lambda run=run: act(reader, run)) for run in range(runs + 1)][1:]


def filter_click(reader: Reader, run: int) -> None:
    """One event type off, or on again."""
    reader.page.get_by_test_id(SIDEBAR).get_by_role("button", name="clash").click()


def new_filter(reader: Reader, run: int) -> None:
    """Each run leaves another set of event types: nothing is kept from before."""
    names = ("clash", "armed attack", "drone strike", "abduction", "mob/protest", "other", "IED/suicide bombing")
    reader.page.get_by_test_id(SIDEBAR).get_by_role("button", name=names[run % len(names)], exact=True).click()


def layer_toggle(reader: Reader, run: int) -> None:
    """Incidents by nexus, on or off."""
    reader.toggle("incidents_nexus")


def pan(reader: Reader, run: int) -> None:
    """A drag, there and back on every other run."""
    drag(reader)


def zoom(reader: Reader, run: int) -> None:
    """One step in, then one out."""
    reader.frame.locator(f".leaflet-control-zoom-{'out' if run % 2 else 'in'}").click()


def click_on_site(reader: Reader, run: int) -> None:
    """A click on the first or last site that nothing covers."""
    mark = reader.frame.evaluate_handle(UNCOVERED_SITE.replace("AT", "-1" if run % 2 else "0"))
    mark.as_element().click()


def other_target(reader: Reader, run: int) -> None:
    """Everything scored and ranked anew for the other target, under 27 or 81 settings for the stability."""
    words = ("Direct Chinese nexus only", "Any serious incident")[run % 2]
    reader.page.get_by_test_id(SIDEBAR).get_by_text(words, exact=True).click()


def other_radius(reader: Reader, run: int) -> None:
    """The radius from 25 to 50 km by one key, and back: scored, ranked and drawn anew."""
    thumb = reader.page.locator(".st-key-radius_km input[type=range]")
    thumb.focus()
    start_watch(reader)
    thumb.press("ArrowLeft" if run % 2 else "ArrowRight")


def step_back(reader: Reader, run: int) -> None:
    """The as-of date one step back, as playback moves it: incidents, clusters and scores of a day not seen before."""
    hand = reader.frame.locator(".panj-hand-last")
    hand.focus()
    start_watch(reader)
    hand.press("ArrowLeft")


def start_watch(reader: Reader) -> None:
    """Starts the stopwatch for a key: it starts by itself for a pointer only."""
    reader.page.evaluate("window.acted = performance.now(); window.begun = null")


UNCOVERED_SITE = """() => [...document.querySelectorAll('.panj-icon')].filter(icon => {
  const mark = icon.querySelector('.panj-square:not(.panj-many)'), box = icon.getBoundingClientRect();
  const hit = mark && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return hit && icon.contains(hit);
}).at(AT)"""
ACTIONS: dict[str, Callable[[Reader, int], None]] = {
    "Filter, seen before": filter_click,
    "Filter, new each time": new_filter,
    "Layer off and on": layer_toggle,
    "Pan (includes the map's glide)": pan,
    "Zoom by a button (includes the map's animation)": zoom,
    "Click on a site to its card": click_on_site,
    "What if: another target": other_target,
    "What if: another radius": other_radius,
    "Step of the bar of time, new each time": step_back,
}


def memory(browser: Browser, address: str) -> Figures:
    """Resident memory of the server with one session and with ten more."""
    with timed(browser, address) as (reader, _):
        reader.open()
        before = resident_mb(address)
        contexts = [browser.new_context() for _ in range(SESSIONS)]
        for context in contexts:
            page = context.new_page()
            page.goto(address)
            page.wait_for_selector("iframe[title='streamlit_folium.st_folium']", timeout=60_000)
            page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)
        after = resident_mb(address)
        for context in contexts:
            context.close()
    return {"one session": before, "with ten more": after, "per session": (after - before) / SESSIONS}


def resident_mb(address: str) -> float:
    """Resident memory of the process that serves an address."""
    port = str(urlsplit(address).port).encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            lines = (folder / "status").read_text().splitlines()
        except OSError:
            continue
        if b"streamlit" in words and port in words:
            return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
    return float("nan")


def show(title: str, runs: list[Figures]) -> None:
    """Prints median, fastest and slowest of each figure."""
    print(f"\n{title}")
    for name in sorted(runs[0], key=lambda name: median(run[name] for run in runs) if "B" not in name else 1e9):
        values = [run[name] for run in runs]
        print(f"  {name:24} {median(values):9.1f}   ({min(values):.1f} to {max(values):.1f})", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
