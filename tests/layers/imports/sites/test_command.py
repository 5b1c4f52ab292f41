"""The command takes a file of sites, and what it stores is drawn with the shipped ones."""

import json

import pytest

from layers import load_all
from layers.__main__ import main
from layers.store import open_store
from layers.workspace import SETTING
from tests.layers.imports.sites.files import geojson_file

MAPPING = {"columns": {"name": "name", "sector": "sector", "status": "status"}}


@pytest.fixture(autouse=True)
def own_workspace(tmp_path, monkeypatch):
    monkeypatch.setenv(SETTING, str(tmp_path / "workspace"))


@pytest.fixture
def call(tmp_path):
    (tmp_path / "mapping.json").write_text(json.dumps(MAPPING))
    (tmp_path / "field.geojson").write_bytes(geojson_file())
    return lambda *options: main(["import", str(tmp_path / "field.geojson"), *map(str, options)])


def test_a_dry_run_says_what_would_be_taken(call, capsys):
    assert call("--dry-run") == 0
    assert "3 sites can be taken, 0 rows are refused" in capsys.readouterr().out
    assert not open_store().exists()


def test_guessed_columns_are_not_stored_unconfirmed(call, capsys):
    assert call("--sites") == 1
    assert "Confirm them with --mapping FILE" in capsys.readouterr().out


def test_what_is_stored_is_loaded_beside_the_shipped_sites(call, tmp_path, capsys):
    assert call("--sites", "--mapping", tmp_path / "mapping.json") == 0
    loaded = load_all(open_store())
    own = loaded.frames["sites"].loc[lambda rows: rows["batch_id"].notna()]
    assert (loaded.problems, sorted(own.geom_type)) == ({}, ["LineString", "Point", "Polygon"])
    assert own.set_index("name").loc["Field", "placement_area"].geom_type == "Polygon"


def test_an_import_of_sites_is_undone_like_any_other(call, tmp_path, capsys):
    call("--mapping", tmp_path / "mapping.json")
    assert main(["undo", "1"]) == 0
    assert len(open_store().sites()) == 0


def test_a_schema_of_incidents_is_not_for_sites(call, capsys):
    assert call("--sites", "--as", "ucdp") == 2
    assert "leave --sites out" in capsys.readouterr().err
