"""Marks of crowded layers, asked for by the map whenever its window changes: no build of the page, no whole layer sent.

A layer is found under a token that only a page of this server was told; it stands for the filters of that page. Answers
are for pages of this origin only, as the page itself is.
"""

import gzip
import json
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from export.scene.crowd import Crowd, read_question

KEPT = 32
# From the frame of the map, which is served two folders down.
ADDRESS = "../../marks/"
SAME_ORIGIN = ("same-origin", "none", "")
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'",
}


class Shelf:
    """The crowds in use, by token and by what they were made from; the one not asked for longest goes first."""

    def __init__(self, most: int = KEPT) -> None:
        self._most, self._lock = most, threading.Lock()
        self._tokens: OrderedDict[Hashable, str] = OrderedDict()
        self._crowds: dict[str, Crowd] = {}

    def put(self, key: Hashable, make: Callable[[], Crowd]) -> str:
        """The token of the crowd under a key, made when it is not there."""
        with self._lock:
            if key not in self._tokens:
                token = secrets.token_urlsafe(16)
                self._tokens[key], self._crowds[token] = token, make()
            self._tokens.move_to_end(key)
            while len(self._tokens) > self._most:
                del self._crowds[self._tokens.popitem(last=False)[1]]
            return self._tokens[key]

    def get(self, token: str) -> Crowd | None:
        return self._crowds.get(token)


SHELF = Shelf()


def from_afar(request: Request) -> bool:
    """Whether another site's page asks. What does not say where it comes from is no page."""
    return request.headers.get("sec-fetch-site", "") not in SAME_ORIGIN


async def marks(request: Request) -> Response:
    """The marks in a window, as JSON; 404 where the token is not known any more, 400 for no question, 403 from afar."""
    if from_afar(request):
        return Response("Ask from the page itself.", 403, HEADERS)
    crowd = SHELF.get(request.path_params["token"])
    if crowd is None:
        return Response("Not known any more. Build the page again.", 404, HEADERS)
    try:
        zoom, box = read_question(request.query_params)
    except (KeyError, ValueError):
        return Response("Expected ?zoom=7&box=west,south,east,north.", 400, HEADERS)
    return await run_in_threadpool(_answer, crowd, zoom, box, "gzip" in request.headers.get("accept-encoding", ""))


def _answer(crowd: Crowd, zoom: int, box: tuple, packed: bool) -> Response:
    body = json.dumps(crowd.seen(zoom, box), separators=(",", ":")).encode()
    more = {"Content-Encoding": "gzip"} if packed else {}
    return Response(gzip.compress(body, 5) if packed else body, 200, HEADERS | more, "application/json")


ROUTES = [Route("/marks/{token}", marks, methods=["GET"])]
