"""The parts of a link that are about the page and not about the data: where the map looks, which list lies open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.paging import FIRST_SORT, LONGEST_SEARCH, SORT_WORDS
from dashboard.tabs import NAMES
from export.language import ENGLISH, Language
from export.stack import Stack, read_stack, written_stack
from export.view import NotFollowed, left_out, one_of

At = tuple[float, float, float]
LAT, LON, ZOOM = (-85.0, 85.0), (-540.0, 540.0), (1.0, 20.0)


@dataclass(frozen=True)
class Around:
    """`at` is latitude and longitude [degrees] of the middle of the map, and its zoom; None where nobody moved it.

    `tab` is the name of the open list; with `brief` on, the page is shown to an audience. `stack` is the order of the
    layers, the lowest first, and the opacity [%] of each; empty where both are as usual. `sort`, `reverse` and `search`
    are those of a long list of incidents.
    """

    at: At | None = None
    tab: str = NAMES[0]
    brief: bool = False
    stack: Stack = ()
    sort: str = FIRST_SORT
    reverse: bool = False
    search: str = ""


def read_around(query: Mapping[str, str], language: Language = ENGLISH) -> tuple[Around, list[str]]:
    """What a link says about the page, and a sentence for every part of that which could not be followed."""
    chosen, complaints = {}, []
    for name in PARTS.keys() & query.keys():
        try:
            chosen[name] = PARTS[name](query[name])
        except NotFollowed as error:
            complaints.append(left_out(name, query[name], error, language))
    return Around(**chosen), complaints


def write_around(around: Around) -> dict[str, str]:
    """Query parameters that lead back to it. `stack` and `at` come last: the map changes them by itself."""
    found = {"tab": around.tab} if around.tab != NAMES[0] else {}
    found |= {"brief": "1"} if around.brief else {}
    found |= {"sort": around.sort} if around.sort != FIRST_SORT else {}
    found |= {"reverse": "1"} if around.reverse else {}
    found |= {"search": around.search} if around.search else {}
    found |= {"stack": written_stack(around.stack)} if around.stack else {}
    return found | ({"at": written_at(around.at)} if around.at else {})


def of_the_view(query: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a link without those about the page."""
    return {name: text for name, text in query.items() if name not in PARTS}


def written_at(at: At) -> str:
    """A place of the map as the map itself writes it."""
    return f"{at[0]:.4f},{at[1]:.4f},{at[2]:g}"


def read_at(text: str) -> At:
    """Latitude, longitude and zoom. Raises NotFollowed."""
    try:
        lat, lon, zoom = map(float, text.split(",")) if text.isascii() and len(text) < 60 else ()
    except ValueError:
        raise NotFollowed("place", example="36.5000,70.5000,7") from None
    if not (_within(LAT, lat) and _within(LON, lon) and _within(ZOOM, zoom)):
        raise NotFollowed("place", example="36.5000,70.5000,7")
    return lat, lon, zoom


def _within(ends: tuple[float, float], value: float) -> bool:
    return ends[0] <= value <= ends[1]


def _on(text: str) -> bool:
    return one_of(("1",))(text) == "1"


def _search(text: str) -> str:
    if len(text) > LONGEST_SEARCH or not text.isprintable():
        raise NotFollowed("search", most=str(LONGEST_SEARCH))
    return text


PARTS: dict[str, Callable[[str], Any]] = {
    "at": read_at,
    "tab": one_of(NAMES),
    "brief": _on,
    "stack": read_stack,
    "sort": one_of(tuple(SORT_WORDS)),
    "reverse": _on,
    "search": _search,
}
