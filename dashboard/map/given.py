"""A layer that was just switched on, given to the map while the page is still being built.

Each page leaves a way to draw its layers under the token of its map; only what is on that page comes out of it.
"""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.map.place import Told
from dashboard.map.served import HEADERS, from_afar

# Pages are forgotten sooner than what their maps told: each holds what its filters leave.
KEPT = 200
# From the frame of the map, which is served two folders down.
ADDRESS = "../../layer/"
Draws = Callable[[str], str | None]

GIVEN = Told(KEPT)


async def layer(request: Request) -> Response:
    """The layer as JSON; 204 where there is none and the page has to bring it, 403 from afar."""
    if from_afar(request):
        return Response("Ask from the page itself.", 403, HEADERS)
    draws: Draws | None = GIVEN.get(request.path_params["token"])
    text = await run_in_threadpool(draws, request.path_params["name"]) if draws else None
    if text is None:
        return Response(None, 204, HEADERS)
    return Response(text, 200, HEADERS, "application/json")


ROUTES = [Route("/layer/{token}/{name}", layer, methods=["GET"])]
