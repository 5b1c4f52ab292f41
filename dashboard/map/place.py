"""Where each reader's map looks, as the map tells it: no build of the page, however often it is moved.

A map tells it under a token that only its page was told. "" stands for a map that nobody moved.
"""

import threading
from collections import OrderedDict

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.link import At, read_at
from dashboard.map.served import HEADERS, SAME_ORIGIN
from export.view import NotFollowed

KEPT = 2000
LONGEST_BYTES = 100
# From the frame of the map, which is served two folders down.
ADDRESS = "../../place/"


class Places:
    """Places by token; the one told longest ago goes first. A token that was not given out is not taken."""

    def __init__(self, most: int = KEPT) -> None:
        self._most, self._lock = most, threading.Lock()
        self._places: OrderedDict[str, At | None] = OrderedDict()

    def put(self, token: str, at: At | None) -> None:
        with self._lock:
            self._places[token] = at
            self._places.move_to_end(token)
            while len(self._places) > self._most:
                self._places.popitem(last=False)

    def tell(self, token: str, at: At | None) -> None:
        if token in self._places:
            self.put(token, at)

    def get(self, token: str) -> At | None:
        return self._places.get(token)


PLACES = Places()


async def place(request: Request) -> Response:
    """Takes the place of a map: 204, also for a token not known any more; 400 for no place, 403 from afar."""
    if request.headers.get("sec-fetch-site", "") not in SAME_ORIGIN:
        return Response("Tell it from the page itself.", 403, HEADERS)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BYTES:
            return Response("Expected latitude,longitude,zoom.", 400, HEADERS)
    try:
        at = read_at(body.decode("ascii", "replace")) if body else None
    except NotFollowed:
        return Response("Expected latitude,longitude,zoom.", 400, HEADERS)
    PLACES.tell(request.path_params["token"], at)
    return Response(None, 204, HEADERS)


ROUTES = [Route("/place/{token}", place, methods=["POST"])]
