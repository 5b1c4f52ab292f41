"""A stopwatch inside the page: when it showed what, when the map last changed, and what travelled meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, WebSocket

from tests.browser.reader import IDLE, MAP, Reader
from tests.browser.watch import Troubles

# Runs in the page and in the map's frame; times are milliseconds since the page was asked for.
CLOCK = """(() => {
  const start = window.top.performance.timeOrigin, now = () => performance.timeOrigin + performance.now() - start;
  const seen = (window.top.seen = window.top.seen || {}), inside = window !== window.top;
  const page = (selector) => document.querySelector(selector), signs = inside
    ? { "frame's scripts there": () => window.panj, "first marks": () => page(".panj-mark"),
        "map usable": () => window.map_ready === true && page(".panj-mark") }
    : { "Streamlit's page": () => page("[data-testid=stApp]"),
        "first words": () => page("[data-testid=stMarkdown], [data-testid=stHtml], h1"),
        "frame asked for": () => page("iframe[title='streamlit_folium.st_folium']"),
        "script run over": () => seen["frame asked for"] && page("[data-test-script-state=notRunning]") };
  const look = setInterval(() => {
    Object.keys(signs).forEach((sign) => { if (!(sign in seen) && signs[sign]()) seen[sign] = now(); });
    if (Object.keys(signs).every((sign) => sign in seen)) clearInterval(look);
  }, 4);
  window.addEventListener("pointerup", () => { window.top.acted = now(); window.top.begun = null; }, true);
  window.addEventListener("DOMContentLoaded", () =>
    new MutationObserver(() => {
      window.top[inside ? "drawn" : "written"] = now();
      if (inside && !window.top.begun) window.top.begun = now();
    })
      .observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["style"] }));
})()"""
SETTLE_MS = 1200


@dataclass
class Traffic:
    """What travelled: bytes of answers and of messages, and messages sent."""

    http_bytes: int = 0
    socket_bytes: int = 0
    messages_sent: int = 0


@contextmanager
def timed(browser: Browser, address: str) -> Iterator[tuple[Reader, Traffic]]:
    """A new reader with an empty cache and a stopwatch."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    context.add_init_script(CLOCK)
    page, traffic = context.new_page(), Traffic()
    _count(context.new_cdp_session(page), page, traffic)
    yield Reader(page, Troubles(), address), traffic
    context.close()


def _count(session: CDPSession, page: Page, traffic: Traffic) -> None:
    def http(event: dict) -> None:
        traffic.http_bytes += event["encodedDataLength"]

    def received(payload: bytes | str) -> None:
        traffic.socket_bytes += len(payload)

    def sent(payload: bytes | str) -> None:
        traffic.socket_bytes += len(payload)
        traffic.messages_sent += 1

    def socket(opened: WebSocket) -> None:
        opened.on("framereceived", received)
        opened.on("framesent", sent)

    session.send("Network.enable")
    session.on("Network.loadingFinished", http)
    page.on("websocket", socket)


def cold(browser: Browser, address: str) -> dict[str, float]:
    """Milliseconds until each sign of life was seen by a reader who comes for the first time, and the bytes."""
    with timed(browser, address) as (reader, traffic):
        reader.open()
        reader.page.wait_for_timeout(SETTLE_MS)
        seen = reader.page.evaluate("window.seen")
        return {**seen, "HTTP kB": traffic.http_bytes / 1e3, "websocket kB": traffic.socket_bytes / 1e3}


def action(reader: Reader, traffic: Traffic, act: object) -> dict[str, float]:
    """Milliseconds from the hand's last move to the first and last change of the map, the last of the page; traffic."""
    traffic.http_bytes = traffic.socket_bytes = traffic.messages_sent = 0
    act()
    reader.page.wait_for_timeout(SETTLE_MS)
    reader.page.wait_for_selector(IDLE)
    told = "[window.begun, window.drawn, window.written].map((at) => Math.max(0, (at || 0) - window.acted))"
    begun_ms, map_ms, page_ms = reader.page.evaluate(told)
    return {
        "map begins ms": begun_ms,
        "map ms": map_ms,
        "page ms": page_ms,
        "messages sent": traffic.messages_sent,
        "websocket kB": traffic.socket_bytes / 1e3,
        "HTTP kB": traffic.http_bytes / 1e3,
    }


def drag(reader: Reader) -> None:
    """Pans the map by hand."""
    box = reader.page.locator(MAP).bounding_box()
    # between the legend and the bar of time
    x, y = box["x"] + 330, box["y"] + box["height"] / 2
    mouse = reader.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x - 90, y - 70, steps=4)
    mouse.up()
