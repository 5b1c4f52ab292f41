"""Provinces of Afghanistan and Tajikistan, and the countries around them."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from layers.rebuild.archives import ArchiveNotUsable, read_json
from layers.rebuild.features import Feature, rounded, write_features
from layers.rebuild.provinces import BY_ADM1, OWN_FILE
from layers.rebuild.topology import decode_arcs, polygon_of

# the extent of the relief, so that the cut edges frame it
COUNTRY_BOX = shapely.box(48, 23, 92, 50)
SLIVER_REACH_DEG = 0.05
SIMPLIFIED_DEG = 0.005
SMALLEST_PART_DEG2 = 1e-4

# ISO 3166-1 numeric to alpha-2; Afghanistan (004) and Tajikistan (762) come from the provinces instead
NEIGHBOURS = {
    "586": "PK", "364": "IR", "795": "TM", "860": "UZ", "417": "KG", "156": "CN", "356": "IN", "398": "KZ",
    "524": "NP", "512": "OM", "784": "AE", "643": "RU", "496": "MN", "064": "BT", "050": "BD", "104": "MM",
    "682": "SA", "634": "QA", "048": "BH", "414": "KW", "368": "IQ", "031": "AZ", "051": "AM",
}  # fmt: skip
# outlined apart in the source, without an ISO code, leased from a country that keeps sovereignty
LEASED = {"Baikonur": "KZ"}


def build_provinces(archive: Path) -> list[Feature]:
    """One feature per province, 39 in all, rounded; neighbours share their vertices."""
    raw = [
        feature
        for country in ("afg", "tjk")
        for feature in read_json(archive, f"package/src/js/data/{country}.json")["features"]
    ]
    found = {feature["properties"]["adm1_code"] for feature in raw}
    if found != BY_ADM1.keys():
        raise ArchiveNotUsable(
            f"{archive.name} has other provinces than expected: {sorted(found ^ BY_ADM1.keys())}. "
            "Use the version named in layers/rebuild, or extend layers/rebuild/provinces.py."
        )
    return [_province(feature) for feature in raw]


def _province(feature: dict) -> Feature:
    known = BY_ADM1[feature["properties"]["adm1_code"]]
    properties = {
        "iso_3166_2": known.iso_3166_2,
        "name": known.name,
        "name_local": known.name_local,
        "country": known.iso_3166_2[:2],
        "adm1_code": known.adm1_code,
    }
    return properties, rounded(shape(feature["geometry"]))


def write_provinces(features: Iterable[Feature], *, into: Path) -> None:
    """Badakhshan, Takhar and Logar go to a file each, the other provinces to one file per country."""
    files: dict[str, list[Feature]] = {}
    for properties, geometry in features:
        by_country = {"AF": "basemap/provinces_afghanistan", "TJ": "basemap/provinces_tajikistan"}[
            properties["country"]
        ]
        files.setdefault(OWN_FILE.get(properties["iso_3166_2"], by_country), []).append((properties, geometry))
    for name, members in files.items():
        write_features(into / f"{name}.geojson", members, sort_by="iso_3166_2")


def build_countries(archive: Path, provinces: list[Feature]) -> list[Feature]:
    """One feature per country inside COUNTRY_BOX; Afghanistan and Tajikistan are the union of their provinces.

    The two sources differ by some hundred metres, so neighbours are cut back to the two outlines, and what is
    left between is given to the neighbour that touches most of it.
    """
    home = {code: outline(provinces, country=code) for code in ("AF", "TJ")}
    names, around = _neighbours(read_json(archive, "package/countries-10m.json"))
    taken = shapely.union_all(list(home.values()))
    around = _without_gaps({code: area.difference(taken) for code, area in around.items()}, beside=taken)
    shapes = home | around
    names |= {"AF": "Afghanistan", "TJ": "Tajikistan"}
    return [({"iso_a2": code, "name": names[code]}, _polygons(area)) for code, area in shapes.items()]


def outline(provinces: list[Feature], *, country: str) -> BaseGeometry:
    """The union of a country's provinces."""
    return shapely.coverage_union_all([area for properties, area in provinces if properties["country"] == country])


def simplified(arc: np.ndarray) -> np.ndarray:
    """An arc with fewer vertices, ends kept; both countries beside it use the same arc, so they still meet."""
    fewer = np.asarray(LineString(arc).simplify(SIMPLIFIED_DEG, preserve_topology=False).coords)
    return fewer if len(fewer) >= 4 else arc


def _neighbours(topology: dict) -> tuple[dict[str, str], dict[str, BaseGeometry]]:
    arcs = [simplified(arc) for arc in decode_arcs(topology)]
    names: dict[str, str] = {}
    parts: dict[str, list[BaseGeometry]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = NEIGHBOURS.get(geometry.get("id"), LEASED.get(name))
        if code is None:
            continue
        if name not in LEASED:
            names[code] = name
        parts.setdefault(code, []).append(shapely.make_valid(polygon_of(geometry, arcs)).intersection(COUNTRY_BOX))
    united = {code: shapely.union_all(areas) for code, areas in parts.items()}
    return names, {code: area for code, area in united.items() if not area.is_empty}


def _without_gaps(around: dict[str, BaseGeometry], *, beside: BaseGeometry) -> dict[str, BaseGeometry]:
    everything = shapely.union_all([beside, *around.values()])
    strip = beside.buffer(SLIVER_REACH_DEG).difference(everything)
    filled = dict(around)
    for gap in shapely.get_parts(strip):
        nearest = max(around, key=lambda code: around[code].boundary.intersection(gap.buffer(1e-9)).length)
        filled[nearest] = filled[nearest].union(gap)
    return filled


def _polygons(area: BaseGeometry) -> BaseGeometry:
    tidy = shapely.make_valid(rounded(area))
    kept = [
        part
        for part in shapely.get_parts(shapely.get_parts(tidy))
        if part.geom_type.endswith("Polygon") and part.area > SMALLEST_PART_DEG2
    ]
    return rounded(shapely.union_all(kept))
