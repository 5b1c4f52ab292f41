"""What a brief is about: sites, provinces or border segments, found by their identifiers, with the window they need."""

from collections.abc import Iterable

from shapely import union_all
from shapely.geometry.base import BaseGeometry

from export.areas import HOME_PROVINCES, provinces_of
from export.content import Content
from export.select import scored_area
from export.specification import Window

MARGIN = 0.08
LEAST_DEGREES = 0.6


class SubjectUnknown(ValueError):
    """A brief is asked about something that the data do not have."""


class NothingToShow(ValueError):
    """What was asked for leaves nothing to put on a page."""


def sites_asked(content: Content) -> tuple[str, ...]:
    """Identifiers of the sites in the order asked for; those of the ranking where none is named.

    Raises SubjectUnknown with the names that exist, and NothingToShow when the filters leave no site.
    """
    found = content.ranking.index
    if not len(found):
        raise NothingToShow(
            "No site passes the filters and the marking, so there is nothing to write about. Relax them."
        )
    return _known(content.specification.subjects, found, "site") or tuple(found)


def regions_asked(content: Content) -> tuple[str, ...]:
    """Codes of provinces and border segments in the order asked for; the provinces along the border where none is."""
    border = content.cleared.frames["border"].index
    provinces = provinces_of(content.cleared.frames).index
    return _known(content.specification.subjects, [*provinces, *border], "region") or HOME_PROVINCES


def window_around(shapes: Iterable[BaseGeometry]) -> Window:
    """West, south, east and north of what all shapes cover, with a margin."""
    west, south, east, north = union_all(list(shapes)).bounds
    wide = max(east - west, LEAST_DEGREES) * MARGIN
    high = max(north - south, LEAST_DEGREES * 0.8) * MARGIN
    return west - wide, south - high, east + wide, north + high


def window_of_site(content: Content, key: str) -> Window:
    """The window that shows the disc, or line, that the score of a site speaks of, and what is near it."""
    site = content.frames["sites"].loc[key]
    if site["placement"] == "province":
        return window_around([site["placement_area"]])
    return window_around([scored_area(site.geometry, 2.5 * content.settings.radius_km)])


def _known(asked: tuple[str, ...], exist: Iterable[str], kind: str) -> tuple[str, ...]:
    names = set(exist)
    unknown = [name for name in asked if name not in names]
    if unknown:
        raise SubjectUnknown(
            f"There is no {kind} {unknown[0][:60]!r} in what may be shown. Expected some of "
            f"{', '.join(sorted(names))[:600]}."
        )
    return asked
