"""The store is a GeoPackage that other programs open."""

import sqlite3
import subprocess
from contextlib import closing

import numpy as np
import pyogrio
import pytest
import shapely
from shapely import LineString, Point

from layers.store import open_store
from layers.store.geopackage import LISTED, points, unwrapped, wrapped
from tests.debian import program
from tests.layers.store.samples import batch, incidents, sites


@pytest.fixture
def filled(file):
    store = open_store(file)
    lines = sites("S").set_geometry([LineString([(70, 37), (71, 38)])])
    store.add_batch(batch(), incidents("A", "B", title="Название"), lines)
    store.remove("incident", "B", "ann")
    return file


def test_layers_are_listed_with_their_geometry(filled):
    listed = dict(pyogrio.list_layers(filled))
    assert set(listed) == set(LISTED)
    assert (listed["incidents"], listed["incidents_shown"], listed["batches"]) == ("Point", "Point", None)


def test_gdal_reads_what_counts(filled):
    frame = pyogrio.read_dataframe(filled, layer="incidents_shown")
    assert list(frame["title"]) == ["Название"] and frame.crs == "EPSG:4326"
    assert frame["contested"].isna().all() and list(frame.geometry) == [Point(70, 37)]
    assert pyogrio.read_dataframe(filled, layer="sites_shown").geometry.iloc[0].geom_type == "LineString"


def test_gdal_uses_the_spatial_index(filled):
    frame = pyogrio.read_dataframe(filled, layer="incidents", bbox=(70.05, 36, 71, 38))
    assert list(frame["incident_id"]) == ["B"]
    with closing(sqlite3.connect(filled)) as connection:
        assert connection.execute("SELECT count(*) FROM rtree_incidents_geometry").fetchone() == (2,)


def test_ogrinfo_has_nothing_to_complain_about(filled):
    command = [program("ogrinfo", "gdal-bin"), "-ro", "-so", "-al", str(filled)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 and "Layer name: incidents_shown" in done.stdout
    assert "rror" not in done.stderr and "arning" not in done.stderr


def test_a_plain_client_reads_words_and_numbers(filled):
    with closing(sqlite3.connect(filled)) as connection:
        row = connection.execute("SELECT title, killed, sources, removed FROM incidents WHERE fid = 2").fetchone()
        assert row == ("Название", None, '["https://example.org"]', 1)
        assert connection.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_at_rest_it_is_one_file(filled):
    assert [path.name for path in filled.parent.iterdir()] == ["panj-watch.gpkg"]


def test_the_index_follows_a_moved_and_a_late_row(filled):
    store = open_store(filled)
    store.edit("incident", "A", {"version": 1, "geometry": Point(60, 30)}, "ann")
    store.add_incident({"incident_id": "C", "geometry": Point(60.1, 30)}, "ann")
    assert list(store.incidents((59, 29, 61, 31)).index) == ["A", "C"]
    frame = pyogrio.read_dataframe(filled, layer="incidents", bbox=(59, 29, 61, 31))
    assert list(frame["incident_id"]) == ["A", "C"]


def test_blobs_of_other_programs_are_understood():
    shapes = np.array([Point(70, 37), LineString([(70, 37), (71, 38)])])
    plain, line = wrapped(shapes)
    envelope = np.array([70.0, 71.0, 37.0, 38.0]).tobytes()
    other = line[:3] + bytes([line[3] | 1 << 1]) + line[4:8] + envelope + line[8:]
    assert list(unwrapped([plain, other])) == list(shapes)
    big = b"GP\x00\x00" + (4326).to_bytes(4, "big") + shapely.to_wkb(shapes[0], byte_order=0)
    assert points([plain, big]).tolist() == [[70, 37], [70, 37]]
