"""A reader in front of the dashboard: what is on screen, and the few things that a hand can do to it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ElementHandle, Frame, Locator, Page

from risk.declared import ALL_LAYERS
from tests.browser.watch import Troubles, watched

MAP = "iframe[title='streamlit_folium.st_folium']"
IDLE = "[data-test-script-state=notRunning]"
EVERY_LAYER = "layers=" + ",".join(layer.name for layer in ALL_LAYERS)
QUIET_MS = 900


UNCOVERED_SINGLE = """() => [...document.querySelectorAll('.panj-icon')].find(icon => {
  const mark = icon.querySelector('.panj-mark:not(.panj-many)'), box = icon.getBoundingClientRect();
  if (!mark || box.width === 0) return false;
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return hit !== null && icon.contains(hit);
})"""


class Reader:
    """One browser page on the dashboard at `address`, and the frame in which its map lives."""

    def __init__(self, page: Page, troubles: Troubles, address: str) -> None:
        self.page = page
        self.troubles = troubles
        self.address = address

    @property
    def frame(self) -> Frame:
        """The frame of the map, found anew each time."""
        return self.page.locator(MAP).element_handle().content_frame()

    def open(self, query: str = "", *, marks: bool = True) -> "Reader":
        """Follows a link and waits until the map is drawn and the server has nothing left to do."""
        self.page.goto(f"{self.address}/?{query}")
        self.page.wait_for_selector(MAP)
        if marks:
            self.page.frame_locator(MAP).locator(".panj-mark").first.wait_for()
        self.page.wait_for_selector(IDLE)
        self.frame.wait_for_function("window.map_ready === true")
        return self

    def drawn(self) -> set[str]:
        """Names of the layers that the map says it has drawn."""
        return set(self.frame.evaluate("document.documentElement.dataset.layers || ''").split())

    def wait_drawn(self, *names: str) -> None:
        wanted = json.dumps(sorted(names))
        self.frame.wait_for_function(
            f"(document.documentElement.dataset.layers || '').split(' ').sort().join() === {wanted}.join()"
        )

    def looks_at(self) -> list[float]:
        """Zoom, latitude and longitude of the middle of the map."""
        return self.frame.evaluate("[map.getZoom(), map.getCenter().lat, map.getCenter().lng].map(n => +n.toFixed(5))")

    def look_at(self, lat: float, lon: float, *, zoom: int) -> None:
        self.frame.evaluate(f"void map.setView([{lat}, {lon}], {zoom}, {{animate: false}})")

    def single_mark(self) -> ElementHandle:
        """A mark that stands for one thing and has nothing above it, as soon as there is one."""
        return self.frame.wait_for_function(UNCOVERED_SINGLE).as_element()

    def toggle(self, layer_name: str) -> None:
        """Flips the switch of a layer in the sidebar."""
        self.page.locator(f".st-key-layer_{layer_name} label").click()

    def choose(self, label: str, words: str) -> None:
        """Picks one of a select box's options."""
        box = self.page.get_by_test_id("stSelectbox").filter(has_text=label)
        box.locator("input").click()
        box.locator("input").fill(words)
        self.page.get_by_role("option", name=words, exact=True).click()

    def upload(self, content: bytes, name: str = "field.csv") -> None:
        """Gives a file to the open window."""
        file = {"name": name, "mimeType": "text/csv", "buffer": content}
        self.page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(file)

    def quiet(self) -> None:
        """Long enough for anything that was set off to have begun, then until the server is idle again."""
        self.page.wait_for_timeout(QUIET_MS)
        self.page.wait_for_selector(IDLE)

    def heading(self, words: str) -> Locator:
        """The heading of an open card."""
        return self.page.locator(".pw-card h3").filter(has_text=words)

    def complaint(self, words: str) -> Locator:
        """A sentence in one of the page's alerts."""
        return self.page.get_by_test_id("stAlert").filter(has_text=words)


@contextmanager
def reading(browser: Browser, address: str, **options: object) -> Iterator[Reader]:
    """A new reader; fails afterwards if the page asked for anything elsewhere or something in it went wrong."""
    with watched(browser, **options) as (page, troubles):
        yield Reader(page, troubles, address)
