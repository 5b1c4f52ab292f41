"""Where each reader's map looks and how its layers lie, as the map tells it: no build of the page, however often.

A map tells it under a token that only its page was told. "" stands for a map that nobody moved, or the usual order.
"""

import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.link import read_at
from dashboard.map.served import HEADERS, from_afar
from export.stack import read_stack
from export.view import NotFollowed

KEPT = 2000
LONGEST_BYTES = 3000
# From the frame of the map, which is served two folders down.
ADDRESS, STACK_ADDRESS = "../../place/", "../../stack/"


class Told:
    """What maps told, by token; what was told longest ago goes first. A token that was not given out is not taken."""

    def __init__(self, most: int = KEPT) -> None:
        self._most, self._lock = most, threading.Lock()
        self._told: OrderedDict[str, Any] = OrderedDict()

    def put(self, token: str, value: Any) -> None:
        with self._lock:
            self._told[token] = value
            self._told.move_to_end(token)
            while len(self._told) > self._most:
                self._told.popitem(last=False)

    def tell(self, token: str, value: Any) -> None:
        if token in self._told:
            self.put(token, value)

    def forget(self, token: str) -> None:
        """What is told under the token from now on is not taken."""
        with self._lock:
            self._told.pop(token, None)

    def get(self, token: str) -> Any:
        return self._told.get(token)


PLACES, STACKS = Told(), Told()


def taking(told: Told, read: Callable[[str], Any], expected: str) -> Callable[[Request], Awaitable[Response]]:
    """A handler that takes what a map tells: 204, also for a token not known any more; 400 for nonsense, 403 afar."""

    async def take(request: Request) -> Response:
        if from_afar(request):
            return Response("Tell it from the page itself.", 403, HEADERS)
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > LONGEST_BYTES:
                return Response(f"Expected {expected}.", 400, HEADERS)
        try:
            value = read(body.decode("ascii", "replace")) if body else None
        except NotFollowed:
            return Response(f"Expected {expected}.", 400, HEADERS)
        told.tell(request.path_params["token"], value)
        return Response(None, 204, HEADERS)

    return take


ROUTES = [
    Route("/place/{token}", taking(PLACES, read_at, "latitude,longitude,zoom"), methods=["POST"]),
    Route("/stack/{token}", taking(STACKS, read_stack, "layers, the lowest first"), methods=["POST"]),
]
