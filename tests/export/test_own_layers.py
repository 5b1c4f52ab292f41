"""Own layers in exports: drawn where they may be, and nowhere named where they may not."""

from dataclasses import replace

import geopandas as gpd
import pytest
from shapely import Point, box

from export.content import Content, World
from export.gather import package_files
from export.make import document_of, rendered
from export.marking import AboveCeiling
from export.scene.written import as_script
from export.specification import read, written
from layers.own import Style, own_name
from tests.export.conftest import SECRET, specified
from tests.export.test_marking_holds import PAGES, leaks

HOSTILE = f"{SECRET} <img src=x onerror=alert(1)> ${{x}} {{y}}"
KEY = own_name(HOSTILE)


@pytest.fixture(scope="session")
def marked_world(world: World) -> World:
    """The world with an own layer marked AMBER; its name and what it says hold the word."""
    cells = {"label": [f"{SECRET} one", None], "properties": [{SECRET: SECRET}, {}], "marking": "AMBER"}
    frame = gpd.GeoDataFrame(cells, geometry=[box(70, 37, 71, 38), Point(70, 37)], crs="EPSG:4326", index=["1", "2"])
    frame["label"] = frame["label"].fillna("")
    frame.attrs = {"title": HOSTILE, "style": Style(label="x").stored()}
    return replace(world, frames={**world.frames, KEY: frame})


def given_away(data: bytes) -> bool:
    """Whether the word stands anywhere in a file."""
    return SECRET.lower() in leaks(data)


def content(world: World, marking: str, **said: object) -> Content:
    start = specified(world, **said)
    layers = (*start.view.layers, KEY)
    return Content(replace(start, view=replace(start.view, layers=layers, marking=marking)), world)


def test_a_layer_is_drawn_as_data_where_it_may_be(marked_world):
    drawn = content(marked_world, "AMBER").drawn[-1]
    assert (drawn.layer.name, drawn.entry["title"], drawn.state["kind"]) == (KEY, HOSTILE, "own")
    assert drawn.state["things"][0]["lines"] == [HOSTILE]
    assert drawn.state["shapes"][0]["lines"][1] == f"{SECRET} one"
    assert not {"<img", "${", "{{"} & {sign for sign in ("<img", "${", "{{") if sign in as_script(drawn.state)}


def test_a_page_draws_it_and_says_its_name(marked_world):
    assert given_away(rendered(document_of(content(marked_world, "AMBER")), "pdf"))


@pytest.mark.parametrize(("kind", "form"), [page for page in PAGES if page[0] == "snapshot"])
def test_no_page_gives_it_away(marked_world, kind, form):
    made = content(marked_world, "GREEN", kind=kind, above="redact")
    assert given_away(rendered(document_of(made), form, 60)) is False


def test_no_file_of_a_package_gives_it_away(marked_world):
    files = package_files(content(marked_world, "GREEN", above="redact"))
    assert [name for name, data in files.items() if given_away(data)] == []


def test_a_package_has_its_features_where_it_may(marked_world):
    files = package_files(content(marked_world, "AMBER"))
    own = [name for name in files if name.startswith("own_")]
    assert sorted(name.rpartition(".")[2] for name in own) == ["csv", "geojson"]
    assert all(given_away(files[name]) for name in own)


def test_without_leave_nothing_is_made(marked_world):
    with pytest.raises(AboveCeiling, match="2 of own layer rows"):
        document_of(content(marked_world, "GREEN"))


def test_a_specification_keeps_the_name_of_a_layer(world):
    start = specified(world)
    asked = replace(start, view=replace(start.view, layers=(*start.view.layers, KEY)))
    assert read(written(asked), world.covers) == asked


def test_a_layer_that_is_gone_is_left_out_and_said_without_its_name(world):
    document = document_of(content(world, "AMBER"))
    words = rendered(document, "pdf")
    assert given_away(words) is False
    assert content(world, "AMBER").missing == 1
