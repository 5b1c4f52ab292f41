"""A data folder of two square countries, small enough to check by hand.

4  ┌────┬────┐
   │ KT │ GB │  Tajikistan
2  ├────┼────┤  the border
   │TAK │BDS │
1  ├────┼────┤  Afghanistan
   │LOG │KAB │
0  └────┴────┘
   0    1    2
"""

import csv
import json
from collections.abc import Callable
from pathlib import Path

from shapely import LineString, Point, box
from shapely.geometry import mapping

from layers.catalogue import sha256_of
from layers.incidents import COUNTS

NORTH, SOUTH = box(0, 2, 2, 4), box(0, 0, 2, 2)
SQUARES = {
    "AF-TAK": box(0, 1, 1, 2),
    "AF-BDS": box(1, 1, 2, 2),
    "AF-LOG": box(0, 0, 1, 1),
    "AF-KAB": box(1, 0, 2, 1),
    "TJ-KT": box(0, 2, 1, 4),
    "TJ-GB": box(1, 2, 2, 4),
}
UNKNOWN = {"radical_groups": 0, "taliban_factions": 0, "criminal_networks": 0, "other": 0, "unknown": 1.0}
ORDINARY_INCIDENT = {
    "date": "2025-06-10",
    "date_precision": "day",
    "country": "Afghanistan",
    "placement": "exact",
    "placement_radius_km": None,
    "placement_areas": [],
    "event_type": "clash",
    "nexus": "context",
    "attribution_status": "unknown",
    "hypotheses": UNKNOWN,
    "confidence": "high",
    "marking": "CLEAR",
    "sources": ["https://example.org"],
    **dict.fromkeys(COUNTS),
}
ORDINARY_SITE = {
    "country": "Afghanistan",
    "placement": "exact",
    "placement_radius_km": None,
    "placement_areas": [],
    "sector": "gold",
    "status": "active",
    "chinese_link": "verified",
    "confidence": "high",
    "marking": "CLEAR",
    "sources": ["https://example.org"],
}
DISTRICT = {"placement": "district", "placement_radius_km": 22}


def feature(geometry: object, **properties: object) -> dict:
    """A GeoJSON feature; geometry is a shape, a mapping or None."""
    drawn = mapping(geometry) if hasattr(geometry, "geom_type") else geometry
    return {"type": "Feature", "properties": properties, "geometry": drawn}


def collection(*features: dict) -> str:
    """The text of a FeatureCollection."""
    return json.dumps({"type": "FeatureCollection", "features": features})


def province(*codes: str) -> str:
    return collection(*(feature(SQUARES[code], iso_3166_2=code, name=code) for code in codes))


def incident(name: str, lon: float, lat: float, **facts: object) -> dict:
    """One incident as a feature; `facts` replace what is ordinary."""
    return feature(Point(lon, lat), incident_id=name, **{**ORDINARY_INCIDENT, **facts})


def site(name: str, geometry: object, **facts: object) -> dict:
    """One site as a feature; `facts` replace what is ordinary."""
    return feature(geometry, site_id=name, **{**ORDINARY_SITE, **facts})


FILES = {
    "badakhshan": ("badakhshan.geojson", province("AF-BDS")),
    "takhar": ("takhar.geojson", province("AF-TAK")),
    "logar": ("logar.geojson", province("AF-LOG")),
    "provinces_afghanistan": ("afghanistan.geojson", province("AF-KAB")),
    "provinces_tajikistan": ("tajikistan.geojson", province("TJ-KT", "TJ-GB")),
    "countries": (
        "countries.geojson",
        collection(feature(SOUTH, iso_a2="AF", name="Afghanistan"), feature(NORTH, iso_a2="TJ", name="Tajikistan")),
    ),
    "border": (
        "border.geojson",
        collection(feature(LineString([(0, 2), (2, 2)]), segment_id="B-1", length_km=222.5)),
    ),
    "places": ("places.geojson", collection(feature(Point(0.5, 0.5), place_id=1, name="Middle"))),
    "incidents": (
        "incidents.geojson",
        collection(
            incident("I-1", 0.5, 0.5),
            incident("I-2", 1.5, 2.05, country="Tajikistan", **DISTRICT),
            incident("I-3", 1.5, 1.5, placement="province", placement_areas=["AF-BDS"]),
        ),
    ),
    "sites": (
        "sites.geojson",
        collection(
            site("S-1", Point(1.5, 1.5), placement="province", placement_areas=["AF-BDS"]),
            site("S-2", LineString([(0, 2.1), (1, 2.1)]), country="Tajikistan", sector="road", **DISTRICT),
        ),
    ),
    "actors": (
        "actors.csv",
        "actor_id,name,hypothesis,confidence,areas,sources\n"
        "A-1,First,other,high,AF-BDS | AF-TAK,http://a | http://b\n"
        "A-2,Second,other,low,,http://a\n",
    ),
    "responses": (
        "responses.csv",
        "response_id,date,date_precision,confidence,incident_ids,site_ids,sources\n"
        "R-1,2025-06-12,day,high,I-1 | I-2,,http://a\n"
        "R-2,2025-06-11,day,high,,S-1,http://a\n",
    ),
}


def columns_of(text: str) -> list[str]:
    """Names of the columns of a table or collection, the identifier first."""
    if text.startswith("{"):
        return [*json.loads(text)["features"][0]["properties"], "geometry"]
    return next(csv.reader([text.splitlines()[0]]))


def entry(name: str, file: str, *, sha256: str, columns: list[str]) -> str:
    """A complete entry of a catalogue."""
    keys = ("title", "publisher", "url", "licence", "citation", "caution")
    words = "".join(f'{key} = "{key} of {name}"\n' for key in keys)
    described = "".join(f'{column} = "[text]"\n' for column in columns)
    about = f'marking = "CLEAR"\nretrieved = 2026-01-01\nfile = "{file}"\nsha256 = "{sha256}"\n'
    return f"[{name}]\n{words}{about}\n[{name}.columns]\n{described}"


class Folder:
    """A data folder on disk with a catalogue that describes it; what is broken afterwards is broken on purpose."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for file, text in FILES.values():
            (path / file).write_text(text, encoding="utf-8")
        self.describe()

    def file(self, name: str) -> Path:
        return self.path / FILES[name][0]

    def describe(self) -> None:
        """Writes a catalogue with the hashes of the files as they are and the columns that they should have."""
        entries = [
            entry(name, file, sha256=sha256_of(self.path / file), columns=columns_of(text))
            for name, (file, text) in FILES.items()
        ]
        (self.path / "catalogue.toml").write_text("\n".join(entries), encoding="utf-8")

    def replace(self, name: str, text: str) -> None:
        """Another content, and a catalogue with its hash."""
        self.file(name).write_text(text, encoding="utf-8")
        self.describe()

    def edit(self, name: str, change: Callable[[dict], None]) -> None:
        """Changes the first feature of a collection, and the catalogue with it."""
        content = json.loads(self.file(name).read_text(encoding="utf-8"))
        change(content["features"][0])
        self.replace(name, json.dumps(content))
