import json
import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from lxml import etree

from export.packages import MarkedAbove, as_geopackage, flat
from tests.export.packages.tiny import ABOUT, HOSTILE, frames, hostile_frames, some_incidents


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("gpkg") / "tiny.gpkg"
    made.write_bytes(as_geopackage(flat(frames()), ABOUT))
    return made


def asked(path: Path, question: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(question).fetchall()


def test_the_file_is_sound(path):
    assert asked(path, "PRAGMA integrity_check") == [("ok",)] and asked(path, "PRAGMA foreign_key_check") == []
    assert asked(path, "PRAGMA application_id") == [(int.from_bytes(b"GPKG", "big"),)]


def test_there_is_a_table_for_each_kind_of_shape(path):
    tables = {name: kind for name, kind in pyogrio.list_layers(path)}
    assert tables == {
        "incidents": "Point",
        "incident_areas": "MultiPolygon",
        "sites": "Point",
        "sites_lines": "MultiLineString",
        "scores": "Point",
        "scores_lines": "MultiLineString",
        "clusters": "MultiPolygon",
        "layer_styles": None,
    }


def test_another_program_reads_the_same_rows_and_places(path):
    made, read = flat(frames())["incidents"], gpd.read_file(path, layer="incidents")
    assert read["incident_id"].tolist() == made["incident_id"].tolist() and read.crs == "EPSG:4326"
    assert read.geometry.geom_equals_exact(made.geometry, 1e-7).all()


def test_unknown_is_null(path):
    assert asked(path, "SELECT killed FROM incidents") == [(0,), (3,), (None,)]


def test_columns_have_types(path):
    types = {name: word for _, name, word, *_ in asked(path, "PRAGMA table_info(incidents)")}
    found = [types[name] for name in ("killed", "first_day", "serious", "placement_radius_km", "title", "sources")]
    assert found == ["INTEGER", "DATE", "BOOLEAN", "REAL", "TEXT", "TEXT"]


def test_columns_have_the_words_of_the_catalogue(path):
    words = asked(
        path, "SELECT description FROM gpkg_data_columns WHERE table_name='incidents' AND column_name='killed'"
    )
    assert words == [(ABOUT.datasets[0].columns["killed"],)]


def test_every_table_says_its_marking(path):
    words = asked(path, "SELECT description FROM gpkg_contents WHERE table_name <> 'layer_styles'")
    assert all(word.startswith("TLP:AMBER ") for (word,) in words)


def test_the_manifest_travels_as_metadata(path):
    ((text,),) = asked(path, "SELECT metadata FROM gpkg_metadata")
    assert json.loads(text)["marking"] == "TLP:AMBER" and json.loads(text)["specification"] == ABOUT.specification


def test_each_table_with_a_layer_has_its_style_by_default(path):
    styles = asked(path, "SELECT f_table_name, f_geometry_column, useAsDefault FROM layer_styles")
    assert [name for name, *_ in styles] == [name for name, kind in pyogrio.list_layers(path) if kind]
    assert {rest for _, *rest in map(tuple, styles) for rest in [tuple(rest)]} == {("geom", 1)}


def test_styles_carry_our_colours(path):
    ((qml, sld),) = asked(path, "SELECT styleQML, styleSLD FROM layer_styles WHERE f_table_name='sites'")
    values = etree.fromstring(qml).xpath("//Option[@name='color']/@value")
    assert "122,92,0,255" in values and "#7a5c00" in sld


def test_the_time_of_the_file_is_the_day_that_was_given(path):
    days = asked(path, "SELECT last_change FROM gpkg_contents UNION SELECT update_time FROM layer_styles")
    assert days == [("2026-01-01T00:00:00.000Z",)]


def test_the_header_does_not_say_which_sqlite_wrote_it(path):
    data = path.read_bytes()
    assert [int.from_bytes(data[at : at + 4], "big") for at in (24, 92, 96)] == [1, 1, 3_040_000]


def test_hostile_text_and_names_stay_text(tmp_path):
    made, path = hostile_frames(), tmp_path / "hostile.gpkg"
    path.write_bytes(as_geopackage(made, ABOUT))
    assert asked(path, "PRAGMA integrity_check") == [("ok",)]
    assert gpd.read_file(path, layer="incidents")["title"].tolist() == made["incidents"]["title"].tolist()
    assert len(pyogrio.list_layers(path)) == len(HOSTILE) + 3  # the incidents, their areas and the styles


def test_names_that_the_format_keeps_for_itself_are_changed(tmp_path):
    incidents, path = some_incidents().rename_axis("fid"), tmp_path / "a.gpkg"
    made = flat(dict.fromkeys(("gpkg_contents", "sqlite_x", "layer_styles", "LAYER_STYLES"), incidents))
    path.write_bytes(as_geopackage(made, ABOUT))
    tables = [name for (name,) in asked(path, "SELECT table_name FROM gpkg_contents ORDER BY rowid")]
    assert tables == ["table_gpkg_contents", "table_sqlite_x", "layer_styles_2", "LAYER_STYLES_3", "layer_styles"]


def test_an_empty_frame_is_an_empty_table(tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(as_geopackage(flat({"incidents": some_incidents().head(0)}), ABOUT))
    assert asked(path, "SELECT count(*) FROM incidents") == [(0,)]


def test_a_row_above_the_marking_is_refused():
    with pytest.raises(MarkedAbove):
        as_geopackage(flat({"incidents": some_incidents().assign(marking="RED")}), ABOUT)
