"""A page under watch: nothing may leave this machine, and everything that goes wrong in it is written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Response,
    Route,
    WebSocket,
)

HOME = "127.0.0.1"
EMBEDDED = ("data", "blob", "about")
CANCELLED = "net::ERR_ABORTED"
PATIENCE_MS = 45_000
WIDE = {"width": 1280, "height": 900}


@dataclass
class Troubles:
    """What a page should not have done, each as a sentence; `frames_sent` counts messages to the server.

    What was under way when the page was left may be cancelled: that is the browser's way to leave.
    """

    outside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    frames_sent: int = 0
    under_way: set[Request] = field(default_factory=set)
    left_behind: set[Request] = field(default_factory=set)

    def all(self) -> list[str]:
        return self.outside + self.failed + self.spoken

    def begin(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame.parent_frame is None:
            self.left_behind |= self.under_way
        self.under_way.add(request)

    def finish(self, request: Request) -> None:
        self.under_way.discard(request)

    def fail(self, request: Request) -> None:
        self.finish(request)
        if request.failure != CANCELLED or request not in self.left_behind:
            self.failed.append(f"{request.failure} for {request.url[:200]}")


@contextmanager
def watched(browser: Browser, **options: object) -> Iterator[tuple[Page, Troubles]]:
    """A fresh page with its own cookies. On leaving, fails if the page did anything it should not."""
    context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
    context.set_default_timeout(PATIENCE_MS)
    troubles = Troubles()
    keep_home(context, troubles)
    try:
        page = context.new_page()
        _listen(page, troubles)
        yield page, troubles
        found = troubles.all()
    finally:
        context.close()
    assert not found, f"The page did what it should not: {found}"


def keep_home(context: BrowserContext, troubles: Troubles) -> None:
    """Refuses and records every request that leaves this machine."""

    def decide(route: Route, request: Request) -> None:
        if is_home(request.url):
            route.continue_()
        else:
            troubles.outside.append(f"asked for {request.url[:200]}")
            route.abort()

    def decide_socket(socket: object) -> None:
        if is_home(socket.url):
            socket.connect_to_server()
        else:
            troubles.outside.append(f"opened a socket to {socket.url[:200]}")

    context.route(lambda url: not is_home(url), decide)
    context.route_web_socket(lambda url: not is_home(url), decide_socket)


def is_home(address: str) -> bool:
    parts = urlsplit(address)
    return parts.hostname == HOME or parts.scheme in EMBEDDED


def _listen(page: Page, troubles: Troubles) -> None:
    def response(answer: Response) -> None:
        if answer.status >= 400:
            troubles.failed.append(f"{answer.status} for {answer.url}")

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            troubles.spoken.append(f"console error: {message.text[:300]}")

    def socket(opened: WebSocket) -> None:
        opened.on("framesent", lambda _: setattr(troubles, "frames_sent", troubles.frames_sent + 1))

    def dialog(opened: Dialog) -> None:
        troubles.spoken.append(f"{opened.type} dialog: {opened.message[:300]}")
        opened.dismiss()

    page.on("response", response)
    page.on("dialog", dialog)
    page.on("console", console)
    page.on("websocket", socket)
    page.on("request", troubles.begin)
    page.on("requestfinished", troubles.finish)
    page.on("requestfailed", troubles.fail)
    page.on("pageerror", lambda error: troubles.spoken.append(f"page error: {str(error)[:300]}"))
