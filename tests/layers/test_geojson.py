"""Reading GeoJSON: what is accepted, and how what is not is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon

from layers.geojson import CoordinatesOutOfRange, FileMalformed, check_columns, read_features
from tests.layers.tinydata import collection, feature

ROW = '{"type": "Feature", "properties": {"id": "a"}, "geometry": {"type": "%s", "coordinates": %s}}'


def read(folder, text: str):
    (folder / "roads.geojson").write_text(text, encoding="utf-8")
    return read_features(folder / "roads.geojson", index="id")


def drawn(kind: str, coordinates: str) -> str:
    """A collection of one feature; coordinates as text, because JSON libraries write no NaN on purpose."""
    return '{"type": "FeatureCollection", "features": [%s]}' % (ROW % (kind, coordinates))


def test_a_feature_is_a_row_in_degrees_with_longitude_first(tmp_path):
    frame = read(tmp_path, collection(feature(Point(70, 37), id="a", name="Mine")))
    assert frame.loc["a", "name"] == "Mine"
    assert (frame.geometry["a"].x, frame.geometry["a"].y, frame.crs) == (70, 37, "EPSG:4326")


def test_rows_keep_the_order_of_the_file(tmp_path):
    frame = read(tmp_path, collection(*(feature(Point(0, 0), id=name) for name in "cab")))
    assert list(frame.index) == ["c", "a", "b"]


def test_lists_and_weights_keep_their_form(tmp_path):
    frame = read(tmp_path, collection(feature(Point(0, 0), id="a", sources=["x", "y"], weights={"other": 1.0})))
    assert frame.loc["a", "sources"] == ["x", "y"]
    assert frame.loc["a", "weights"] == {"other": 1.0}


def test_names_in_any_script_survive(tmp_path):
    names = ["بدخشان", "Бадахшон", "巴达赫尚"]
    frame = read(tmp_path, collection(*(feature(Point(0, 0), id=name) for name in names)))
    assert list(frame.index) == names


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000], ids=["empty", "cut off", "endlessly deep"])
def test_what_is_not_json_says_how_to_get_it_back(tmp_path, text):
    with pytest.raises(FileMalformed, match="roads.geojson is not JSON.*Restore it, or rebuild"):
        read(tmp_path, text)


@pytest.mark.parametrize("text", ["null", "[1]", '{"type": "Feature"}', '{"type": "Topology", "features": []}', "{}"])
def test_what_is_no_collection_says_how_to_get_it_back(tmp_path, text):
    with pytest.raises(FileMalformed, match="roads.geojson is not a GeoJSON FeatureCollection.*Restore it, or rebuild"):
        read(tmp_path, text)


@pytest.mark.parametrize("features", ["null", "{}", '["a"]', '[{"geometry": null}]', '[{"properties": null}]'])
def test_features_without_properties_are_refused(tmp_path, features):
    with pytest.raises(FileMalformed, match="features without properties.*Restore it, or rebuild"):
        read(tmp_path, f'{{"type": "FeatureCollection", "features": {features}}}')


def test_another_encoding_is_refused(tmp_path):
    (tmp_path / "roads.geojson").write_bytes(b'{"features": ["\xff"]}')
    with pytest.raises(FileMalformed, match="Restore it"):
        read_features(tmp_path / "roads.geojson", index="id")


def test_identifiers_that_no_feature_has_are_asked_for(tmp_path):
    with pytest.raises(FileMalformed, match="row 1: id is None; expected an identifier. Give the row one"):
        read(tmp_path, collection(feature(Point(0, 0), name="a")))


@pytest.mark.parametrize("blank", [{}, {"id": None}, {"id": ""}], ids=["absent", "null", "empty"])
def test_a_single_feature_without_identifier_is_refused(tmp_path, blank):
    with pytest.raises(FileMalformed, match="row 2: id is .* expected an identifier. Give the row one"):
        read(tmp_path, collection(feature(Point(0, 0), id="a"), feature(Point(0, 0), name="b", **blank)))


def test_a_number_may_identify_and_its_absence_is_found_in_its_row(tmp_path):
    assert list(read(tmp_path, collection(feature(Point(0, 0), id=7))).index) == [7]
    with pytest.raises(FileMalformed, match="row 2: id is None"):
        read(tmp_path, collection(feature(Point(0, 0), id=7), feature(Point(0, 0), id=None)))


def test_a_repeated_identifier_is_named(tmp_path):
    with pytest.raises(FileMalformed, match="id 'a' twice; identifiers are unique. Rename one"):
        read(tmp_path, collection(feature(Point(0, 0), id="a"), feature(Point(1, 1), id="a")))


@pytest.mark.parametrize(
    "geometry", [{"type": "Point"}, {"type": "Point", "coordinates": ["a", "b"]}, {}, "Kabul", None]
)
def test_a_geometry_that_cannot_be_read_names_its_row(tmp_path, geometry):
    with pytest.raises(FileMalformed, match="feature 2: the geometry cannot be read.*Correct it"):
        read(tmp_path, collection(feature(Point(0, 0), id="a"), feature(geometry, id="b")))


@pytest.mark.parametrize(("kind", "coordinates"), [("Circle", "[1, 2]"), ("LineString", "[[1, 1]]")])
def test_a_geometry_that_does_not_exist_names_its_row(tmp_path, kind, coordinates):
    with pytest.raises(FileMalformed, match="feature 1: the geometry cannot be read"):
        read(tmp_path, drawn(kind, coordinates))


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", "[]"),
        ("Polygon", "[]"),
        ("Point", "[NaN, 1]"),
        ("Point", "[Infinity, 1]"),
        ("LineString", "[[1, 1], [NaN, 1], [2, 2]]"),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_a_place_that_is_nowhere_is_refused(tmp_path, kind, coordinates):
    with pytest.raises(FileMalformed, match="feature 1: the geometry is empty or has holes.*Correct it"):
        read(tmp_path, drawn(kind, coordinates))


@pytest.mark.parametrize("point", [(181, 0), (-181, 0)])
def test_a_longitude_off_the_globe_says_what_was_found(tmp_path, point):
    with pytest.raises(
        CoordinatesOutOfRange, match=rf"feature 2: found {point[0]}, 0 .* first. Correct the coordinates"
    ):
        read(tmp_path, collection(feature(Point(0, 0), id="a"), feature(Point(point), id="b")))


@pytest.mark.parametrize("shape", [Point(37, 110), LineString([(0, 0), (37, -110)])])
def test_a_latitude_off_the_globe_looks_swapped(tmp_path, shape):
    with pytest.raises(CoordinatesOutOfRange, match="Latitude and longitude look swapped. Correct"):
        read(tmp_path, collection(feature(shape, id="a")))


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_every_point_of_the_globe_is_read_as_written(tmp_path_factory, lon, lat):
    folder = tmp_path_factory.getbasetemp()
    point = read(folder, collection(feature({"type": "Point", "coordinates": [lon, lat]}, id="a"))).geometry["a"]
    assert (point.x, point.y) == (lon, lat)


def test_a_polygon_keeps_its_hole(tmp_path):
    ring, hole = [(0, 0), (4, 0), (4, 4), (0, 4)], [(1, 1), (2, 1), (2, 2), (1, 2)]
    frame = read(tmp_path, collection(feature(Polygon(ring, [hole]), id="a")))
    assert frame.geometry["a"].area == 15


def test_described_columns_must_be_there(tmp_path):
    frame = read(tmp_path, collection(feature(Point(0, 0), id="a", name="Mine")))
    check_columns(frame, {"id": "", "name": "", "geometry": ""}, file="roads.geojson")
    with pytest.raises(FileMalformed, match="lacks the columns length_km, width_m that data/catalogue.toml describes"):
        check_columns(frame, {"id": "", "width_m": "", "length_km": ""}, file="roads.geojson")
