"""The Tajik–Afghan border: the edge that the provinces of both countries share, cut into named segments."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
import shapely
from pyproj import Geod
from shapely import LineString

from layers.rebuild.boundaries import outline
from layers.rebuild.districts import AFGHAN, TAJIK, District
from layers.rebuild.features import Feature

GEOD = Geod(ellps="WGS84")
SHORTEST_KM = 20.0
METHOD = (
    "Cut where the province on either bank changes and where another district centre of either bank becomes the "
    "nearest; approximate, because no open district polygons are in the sources"
)


class Run(NamedTuple):
    """Edges start to stop - 1 of the border, with one key: province and nearest district, Tajik then Afghan."""

    key: tuple[str, str, str, str]
    start: int
    stop: int


def build_border(provinces: list[Feature], centres: dict[int, tuple[float, float]]) -> list[Feature]:
    """One feature per segment, west to east; ``centres`` are (longitude, latitude) by GeoNames id."""
    line = border_line(provinces)
    sides = facing_provinces(line, provinces)
    tajik = nearest_district(line, TAJIK, centres, provinces=[tj for tj, _ in sides])
    afghan = nearest_district(line, AFGHAN, centres, provinces=[af for _, af in sides])
    keys = [(*side, *districts) for side, *districts in zip(sides, tajik, afghan, strict=True)]
    runs = merge_short(runs_of(keys), edge_lengths_km(line))
    return [_segment(number, run, line) for number, run in enumerate(runs, start=1)]


def border_line(provinces: list[Feature]) -> LineString:
    """The single line that both countries' outlines share, west to east."""
    tajikistan, afghanistan = (outline(provinces, country=code) for code in ("TJ", "AF"))
    shared = shapely.line_merge(tajikistan.boundary.intersection(afghanistan.boundary))
    return shared if shared.coords[0][0] < shared.coords[-1][0] else shapely.reverse(shared)


def edge_lengths_km(line: LineString) -> np.ndarray:
    """Geodesic length of each edge, shape (vertices - 1,), WGS 84."""
    x, y = np.asarray(line.coords).T
    return np.asarray(GEOD.line_lengths(x, y)) / 1000


def facing_provinces(line: LineString, provinces: list[Feature]) -> list[tuple[str, str]]:
    """Per edge, the ISO codes of the Tajik and of the Afghan province that own it."""
    return list(zip(*(_owner(line, provinces, country=code) for code in ("TJ", "AF")), strict=True))


def nearest_district(
    line: LineString,
    districts: Sequence[District],
    centres: dict[int, tuple[float, float]],
    *,
    provinces: list[str],
) -> list[str]:
    """Per edge, the district of the facing province whose centre is nearest to the middle of the edge.

    ``districts`` are listed west to east, and one that has been passed does not come back.
    """
    middles = _middles(line)
    nearest = [
        min((_km(middle, centre_of(d, centres)), i) for i, d in enumerate(districts) if d.province == province)[1]
        for middle, province in zip(middles, provinces, strict=True)
    ]
    return [districts[i].name for i in np.maximum.accumulate(nearest)]


def centre_of(district: District, centres: dict[int, tuple[float, float]]) -> tuple[float, float]:
    """(longitude, latitude) of a district centre."""
    return centres[district.place_id] if district.place_id else district.approximate


def runs_of(keys: Sequence[tuple[str, str, str, str]]) -> list[Run]:
    """Neighbouring edges with the same key become one run."""
    groups = [(key, [number for number, _ in group]) for key, group in groupby(enumerate(keys), key=lambda e: e[1])]
    return [Run(key, numbers[0], numbers[-1] + 1) for key, numbers in groups]


def merge_short(runs: list[Run], lengths_km: np.ndarray) -> list[Run]:
    """Runs below SHORTEST_KM, shortest first, join a neighbour that faces the same provinces.

    Of two such neighbours the one with the same Tajik district is preferred, then the longer.
    """

    def length_km(run: Run) -> float:
        return float(lengths_km[run.start : run.stop].sum())

    for run in sorted(runs, key=length_km):
        here = runs.index(run)
        beside = [runs[i] for i in (here - 1, here + 1) if 0 <= i < len(runs) and runs[i].key[:2] == run.key[:2]]
        if length_km(run) < SHORTEST_KM and beside:
            into = max(beside, key=lambda other: (other.key[2] == run.key[2], length_km(other)))
            return merge_short(_joined(runs, run, into), lengths_km)
    return runs


def _joined(runs: list[Run], short: Run, into: Run) -> list[Run]:
    both = Run(into.key, min(short.start, into.start), max(short.stop, into.stop))
    rest = sorted([run for run in runs if run not in (short, into)] + [both], key=lambda run: run.start)
    keys = [run.key for run in rest for _ in range(run.start, run.stop)]
    return runs_of(keys)


def _segment(number: int, run: Run, line: LineString) -> Feature:
    piece = LineString(line.coords[run.start : run.stop + 1])
    tajik_province, afghan_province, tajik_district, afghan_district = run.key
    properties = {
        "segment_id": f"BORDER-{number:02d}",
        "name": f"{tajik_district} – {afghan_district}",
        "tajik_province": tajik_province,
        "afghan_province": afghan_province,
        "tajik_district_near": tajik_district,
        "afghan_district_near": afghan_district,
        "length_km": round(float(edge_lengths_km(piece).sum()), 3),
        "method": METHOD,
    }
    return properties, piece


def _owner(line: LineString, provinces: list[Feature], *, country: str) -> list[str]:
    candidates = [(properties["iso_3166_2"], area.boundary) for properties, area in provinces]
    candidates = [(code, boundary) for code, boundary in candidates if code.startswith(country)]
    middles = shapely.points(_middles(line))
    distances = [shapely.distance(middles, boundary) for _, boundary in candidates]
    return [candidates[i][0] for i in np.argmin(distances, axis=0)]


def _middles(line: LineString) -> np.ndarray:
    xy = np.asarray(line.coords)
    return (xy[:-1] + xy[1:]) / 2


def _km(a: Sequence[float], b: Sequence[float]) -> float:
    return GEOD.inv(*a, *b)[2] / 1000
