"""A file that is gone, changed or broken: one sentence names it and what to do; the rest goes on."""

from pathlib import Path

import pytest

from layers.catalogue import load_catalogue
from tests.browser.spoil import change_features, move_to_nowhere, reseal
from tests.dashboard.conftest import Opened, errors, map_arguments

OWN_FRAMES = ("badakhshan", "takhar", "logar", "provinces_afghanistan", "provinces_tajikistan", "countries")
READ = (*OWN_FRAMES, "border", "places", "incidents", "sites", "actors", "responses")


@pytest.mark.parametrize("name", READ)
def test_a_file_that_is_gone(opened: Opened, data: Path, name: str):
    file = load_catalogue(data)[name].file
    (data / file).unlink()
    app = opened()
    assert not app.exception
    assert f"data/{file}" in errors(app)
    assert "Restore it" in errors(app)
    assert map_arguments(app)


@pytest.mark.parametrize("file", ["incidents.geojson", "actors.csv"])
def test_a_file_that_is_not_the_one_described(opened: Opened, data: Path, file: str):
    (data / file).write_text((data / file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    app = opened()
    assert f"data/{file} is not the file the catalogue describes" in errors(app)
    assert "update its entry in data/catalogue.toml" in errors(app)
    assert map_arguments(app)


@pytest.mark.parametrize("file", ["incidents.geojson", "sites.geojson", "border_tj_af.geojson"])
@pytest.mark.parametrize("content", ["", "{", "[]", '{"features": 3}', '{"features": [{"properties": null}]}'])
def test_a_file_that_is_not_geojson(opened: Opened, data: Path, file: str, content: str):
    (data / file).write_text(content, encoding="utf-8")
    reseal(data)
    app = opened()
    assert not app.exception
    assert f"{file}" in errors(app)
    assert map_arguments(app)


@pytest.mark.parametrize("file", ["incidents.geojson", "sites.geojson"])
def test_a_point_that_lies_nowhere(opened: Opened, data: Path, file: str):
    move_to_nowhere(data / file)
    reseal(data)
    app = opened()
    assert f"{file}, feature 1" in errors(app)
    assert "swapped" in errors(app)
    assert map_arguments(app)


def test_a_row_with_a_word_that_nobody_knows(opened: Opened, data: Path):
    change_features(data / "incidents.geojson", lambda row, about: about.update(event_type="earthquake"))
    reseal(data)
    app = opened()
    assert "'earthquake'" in errors(app)
    assert "Correct the row" in errors(app)


@pytest.mark.parametrize("text", ["not toml", "[incidents]\ntitle = 'alone'\n"])
def test_a_broken_catalogue_stops_the_page_with_a_sentence(opened: Opened, data: Path, text: str):
    (data / "catalogue.toml").write_text(text, encoding="utf-8")
    app = opened()
    assert not app.exception
    assert "catalogue.toml" in errors(app)
    assert map_arguments(app) is None


def test_a_catalogue_that_is_gone_stops_the_page_with_a_sentence(opened: Opened, data: Path):
    (data / "catalogue.toml").unlink()
    assert "Restore it" in errors(opened())


def test_incidents_without_coverage_stop_the_page_with_a_sentence(opened: Opened, data: Path):
    path = data / "catalogue.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("covers = [2010", "# [2010"), encoding="utf-8")
    app = opened()
    assert not app.exception
    assert "states no coverage" in errors(app)
