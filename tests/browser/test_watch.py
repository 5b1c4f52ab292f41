"""The watch itself: a request that is cancelled is a trouble, unless its page was left."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser

from tests.browser.watch import HOME, watched

PATIENCE_S = 30


@contextmanager
def stalling() -> Iterator[str]:
    """The address of a server with two pages that answers `/late.js` only when all is over."""
    over = Event()

    class Stalling(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/late.js":
                over.wait(PATIENCE_S)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((HOME, 0), Stalling)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOME}:{server.server_port}"
    finally:
        over.set()
        server.shutdown()
        server.server_close()


ASK = "void fetch('/late.js', {signal: (window.patience = new AbortController()).signal}).catch(() => 0)"


def test_what_was_under_way_when_the_page_was_left_is_no_trouble(browser: Browser):
    with stalling() as address, watched(browser) as (page, troubles):
        page.goto(f"{address}/one")
        with page.expect_request("**/late.js"):
            page.evaluate(ASK)
        with page.expect_event("requestfailed"):
            page.goto(f"{address}/two")
        assert not troubles.failed


def test_a_request_cancelled_on_the_page_is_a_trouble(browser: Browser):
    with (
        pytest.raises(AssertionError, match="net::ERR_ABORTED for .*/late.js"),
        stalling() as address,
        watched(browser) as (page, _),
    ):
        page.goto(f"{address}/one")
        with page.expect_request("**/late.js"):
            page.evaluate(ASK)
        with page.expect_event("requestfailed"):
            page.evaluate("patience.abort()")
