"""The Dushanbe–Kulma highway as an approximate line: along the Panj, and straight between named towns elsewhere.

The source of its row names Dushanbe, Kulob, Khorog and the Kulma pass; docs/decisions/0002 says why it goes by Kulob.
Along the Panj the line follows the shared border on the Tajik side. No other river line that ships could be followed:
the Vakhsh belongs to the road by Tavildara, the Bartang to none, and the Gunt is not in the source.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from shapely import LineString, Point
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from layers.rebuild.features import geometry_of, rounded
from layers.rebuild.water import BORDER_LATITUDE, KM_PER_DEGREE

SITE_ID = "SITE-38"
SECTION_ID = "SITE-25"
INSIDE_KM = 0.7
TOLERANCE_KM = 0.2
# GeoNames ids: Dushanbe, Vahdat, Danghara, Kulob, Shurobod; then Qalai Khumb, Khorugh, Murghob
TO_THE_PANJ = (1221874, 1220855, 1221965, 1221194, 1220479)
QALAI_KHUMB, KHOROG, MURGHOB = 1221559, 1221328, 1220962
# approximate point of the pass, as in the row of the crossing; by the border that ships it lies in China
KULMA = (74.8, 38.15)

Places = Mapping[int, tuple[float, float]]


def build_corridor(sites: Path, border: LineString, places: Places, *, country: BaseGeometry) -> LineString:
    """The line for the row SITE_ID; the road of SECTION_ID is read from the file of the sites."""
    section = geometry_of(sites, key="site_id", value=SECTION_ID)
    return corridor_line(border, section, places, country=country)


def corridor_line(border: LineString, section: LineString, places: Places, *, country: BaseGeometry) -> LineString:
    """The line from Dushanbe to where the leg from Murghob to the Kulma pass leaves `country`, longitude first.

    `border` is the Tajik–Afghan border from west to east, `section` the road from Qalai Khumb towards Rushan as it is
    drawn for its own row, `places` gives (longitude, latitude) by GeoNames id.
    """
    bank = tajik_bank(border)
    capital_to_panj = [places[number] for number in TO_THE_PANJ]
    to_qalai_khumb = between(bank, capital_to_panj[-1], places[QALAI_KHUMB])
    to_khorog = between(bank, section.coords[-1], places[KHOROG])
    last = last_leg(places[MURGHOB], country=country)
    return rounded(LineString([*capital_to_panj, *to_qalai_khumb, *section.coords, *to_khorog, places[KHOROG], *last]))


def tajik_bank(border: LineString) -> LineString:
    """A line INSIDE_KM [km] north of the border, which runs from west to east."""
    shrink = float(np.cos(np.radians(BORDER_LATITUDE)))
    flat = scale(border, xfact=shrink, origin=(0, 0))
    # the border is good to a kilometre, so that finer bends would mean nothing
    beside = flat.offset_curve(INSIDE_KM / KM_PER_DEGREE).simplify(TOLERANCE_KM / KM_PER_DEGREE)
    return scale(beside, xfact=1 / shrink, origin=(0, 0))


def between(bank: LineString, start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """The vertices of the bank from the point nearest to `start` to the point nearest to `end`."""
    first, last = (bank.project(Point(place)) for place in (start, end))
    return list(substring(bank, first, last).coords)


def last_leg(start: tuple[float, float], *, country: BaseGeometry) -> list[tuple[float, float]]:
    """The straight leg from `start` towards the Kulma pass, as far as it lies in `country`."""
    inside = LineString([start, KULMA]).intersection(country)
    return list(inside.coords)
