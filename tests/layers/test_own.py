"""Own layers: kept with a style, declared like all others, and gone when they are removed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon, box

from layers import load_all
from layers.__main__ import main
from layers.imports.layer import LayerUnusable, add_own_layer
from layers.own import NAME, NameInvalid, Style, StyleInvalid, checked_name, checked_style, own_layers, own_name
from layers.store import open_store
from layers.store.errors import IdentifierTaken
from layers.workspace import SETTING
from tests.layers.imports.sites.files import geojson_file
from tests.layers.imports.tables import table

TITLE = "Our <b>checkpoints</b> ${x}"


@pytest.fixture(autouse=True)
def own_workspace(tmp_path, monkeypatch):
    monkeypatch.setenv(SETTING, str(tmp_path / "workspace"))


def kept(*shapes, name: str = TITLE, **style: object):
    """The declared own layers after a file of these shapes was kept."""
    rows = [{"call": f"C{number}"} for number in range(len(shapes))]
    raw = table(*rows, format="geojson", geometry=list(shapes))
    add_own_layer(open_store(), name, raw, Style(**style), by="Analyst")
    return own_layers(load_all(open_store()).frames)


def test_a_layer_is_declared_with_its_style():
    layer = kept(box(70, 37, 71, 38), colour="#AA3377", width=4.0, fill=0.5)[0]
    assert (layer.title, layer.group, layer.geometry) == (TITLE, "Own layers", "area")
    assert (layer.symbols[0].light, layer.weight, layer.fill) == ("#aa3377", 4.0, 0.5)


@pytest.mark.parametrize(
    ("shape", "geometry", "mark"),
    [
        (Point(70, 37), "point", "square"),
        (LineString([(70, 37), (71, 37)]), "line", "line"),
        (box(70, 37, 71, 38), "area", "area"),
    ],
)
def test_its_shapes_say_how_it_is_drawn(shape, geometry, mark):
    layer = kept(shape, mark="square")[0]
    assert (layer.geometry, layer.symbols[0].mark) == (geometry, mark)


def test_features_say_what_their_label_column_says():
    kept(Point(70, 37), Point(70.5, 37), label="call")
    frame = load_all(open_store()).frames[own_name(TITLE)]
    assert frame["label"].tolist() == ["C0", "C1"]
    assert frame["marking"].tolist() == ["AMBER", "AMBER"]


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (Polygon([(70, 37), (71, 38), (71, 37), (70, 38)]), "row 2: found an outline that crosses itself"),
        (Point(70, 97), "Latitude and longitude swapped"),
        (LineString([(70, 37), (float("nan"), 38)]), "no number"),
        (None, "has no shapes"),
    ],
)
def test_a_shape_that_cannot_be_drawn_is_refused(shape, said):
    with pytest.raises(LayerUnusable, match=said):
        kept(shape)
    assert not open_store().exists()


def test_a_layer_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("layers.imports.layer.MOST_FEATURES", 1)
    with pytest.raises(LayerUnusable, match="Simplify the shapes"):
        kept(Point(70, 37), Point(70, 38))


def test_one_name_is_one_layer():
    kept(Point(70, 37))
    with pytest.raises(IdentifierTaken, match="choose another name"):
        kept(Point(70, 37))


@pytest.mark.parametrize(
    "wrong",
    [
        {"colour": "red; background: url(x)"},
        {"colour": "#12"},
        {"mark": "star"},
        {"width": 400},
        {"width": float("nan")},
        {"fill": 2},
        {"marking": "SECRET"},
        {"label": "nowhere"},
        {"script": "x"},
    ],
)
def test_a_style_that_cannot_be_drawn_is_refused(wrong):
    with pytest.raises(StyleInvalid, match="The style cannot be used"):
        checked_style(wrong, ("call",))


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\u202eb", "a\nb", "\x00"])
def test_a_name_that_cannot_be_seen_is_refused(name):
    with pytest.raises(NameInvalid, match="Choose another name"):
        checked_name(name)


@given(st.text(min_size=1, max_size=80))
def test_any_name_has_a_word_for_links(name):
    assert NAME.fullmatch(own_name(name))


def test_two_names_of_the_same_letters_are_two_layers():
    assert own_name("Checkpoints!") != own_name("Checkpoints?")


def test_the_command_adds_lists_removes_and_restores(tmp_path, capsys):
    (tmp_path / "field.geojson").write_bytes(geojson_file())
    options = ["--layer", "Our field", "--colour", "blue", "--label", "name"]
    assert main(["import", str(tmp_path / "field.geojson"), *options]) == 0
    assert main(["own"]) == 0
    assert "Our field: 3 features, blue, TLP:AMBER" in capsys.readouterr().out
    assert main(["own", "--remove", "Our field"]) == 0
    assert own_layers(load_all(open_store()).frames) == ()
    assert main(["own", "--restore", "Our field"]) == 0
    assert open_store().history("layer", "Our field")["what"].tolist()[-2:] == ["remove", "restore"]


def test_the_command_refuses_a_style_in_one_sentence(tmp_path, capsys):
    (tmp_path / "field.geojson").write_bytes(geojson_file())
    assert main(["import", str(tmp_path / "field.geojson"), "--layer", "X", "--colour", "nice"]) == 2
    assert "or #rrggbb. Correct it." in capsys.readouterr().err
