"""An area in a link: read from hostile text, drawn along the ellipsoid, and what is said to lie inside."""

import json
import zipfile
from contextlib import suppress
from io import BytesIO

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely import Point, box

from export.area import LONGEST_TEXT, AreaUnreadable, area_shapes, read_area
from export.content import Content, present_world
from export.inside import casualties, highest_chance, share_inside, zip_of
from export.specification import usual
from export.view import default_view, read_view

GEOD = Geod(ellps="WGS84")


def frame(*shapes: object, areas: tuple | None = None) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"placement_area": areas or [None] * len(shapes)}, geometry=list(shapes), crs="EPSG:4326")


def size_km2(text: str) -> float:
    return abs(GEOD.geometry_area_perimeter(read_area(text).shape)[0]) / 1e6


def test_a_circle_lies_at_its_radius_along_the_ellipsoid():
    for lon, lat in read_area("circle:25,70.5,36.5").shape.exterior.coords:
        assert GEOD.inv(70.5, 36.5, lon, lat)[2] == pytest.approx(25_000, rel=1e-9)


def test_a_corridor_is_as_wide_as_it_says():
    text = "corridor:10,70,37,71,37"
    length_km = GEOD.inv(70, 37, 71, 37)[2] / 1000
    assert size_km2(text) == pytest.approx(length_km * 10 + 3.14159 * 25, rel=2e-3)


def test_a_corridor_of_degrees_would_be_wider_along_one_axis():
    shape = read_area("corridor:10,70,37,70,38").shape
    west, _, east, _ = shape.bounds
    assert GEOD.inv(west, 37.5, east, 37.5)[2] == pytest.approx(10_000, rel=1e-2)


def test_a_polygon_keeps_its_corners():
    assert read_area("polygon:70,36,71,36,71,37").shape.covers(Point(71, 36))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "circle",
        "circle:",
        "circle:25,70.5",
        "circle:0,70,36",
        "circle:9999,70,36",
        "circle:nan,70,36",
        "circle:1e1,70,36",
        "circle:25,70,99",
        "circle:25,٧٠,36",
        "polygon:70,36,71,36",
        "polygon:70,36,71,37,71,36,70,37",
        "polygon:70,36,70,36,70,36",
        "polygon:-170,36,170,36,170,40",
        "corridor:10,70,36,70,36",
        "corridor:10,70,36,160,36",
        "<script>:1,2,3",
        "circle:25,70,36\n",
        "polygon:" + "70,36," * 100,
    ],
)
def test_what_is_no_area_is_refused_with_advice(text: str):
    with pytest.raises(AreaUnreadable, match="Draw"):
        read_area(text)


@given(st.text(max_size=LONGEST_TEXT) | st.from_regex(r"(circle|polygon|corridor):[-0-9.,]{0,60}", fullmatch=True))
def test_any_text_is_an_area_or_is_refused(text: str):
    with suppress(AreaUnreadable):
        assert read_area(text).shape.is_valid


def test_a_link_keeps_a_good_area_and_says_what_is_wrong_with_another():
    default = default_view(present_world().covers)
    assert read_view({"area": "circle:25,70.5,36.5"}, default)[0].area == "circle:25,70.5,36.5"
    view, complaints = read_view({"area": "circle:25"}, default)
    assert (view.area, len(complaints)) == ("", 1)


def test_no_area_draws_nothing():
    assert area_shapes("") == []


def test_a_point_is_inside_or_not():
    assert list(share_inside(frame(Point(0.5, 0), Point(2, 0)), box(0, -1, 1, 1))) == [1, 0]


def test_a_district_counts_by_the_share_of_it_that_is_inside():
    half = frame(Point(2, 0), areas=(box(0, -1, 2, 1),))
    assert share_inside(half, box(-1, -2, 1, 2)).iloc[0] == pytest.approx(0.5, abs=1e-6)


def test_a_district_whose_point_is_inside_is_not_wholly_inside():
    assert share_inside(frame(Point(0.5, 0), areas=(box(0, -1, 2, 1),)), box(0, -1, 1, 1)).iloc[0] < 1


def test_a_share_is_of_surface_not_of_degrees():
    tall = frame(Point(0, 30), areas=(box(0, 0, 1, 60),))
    assert share_inside(tall, box(-1, -1, 2, 30)).iloc[0] == pytest.approx(0.577, abs=0.005)


def test_unknown_casualties_are_counted_as_unknown_never_as_none():
    rows = pd.DataFrame({"killed": [3, None, None], "killed_min": [2, None, None], "killed_max": [5, 4, None]})
    assert casualties(rows, "killed") == (2, 9, 1)


def content() -> Content:
    world = present_world()
    return Content(usual(world.covers), world)


def test_the_highest_chance_of_an_area_is_no_less_than_at_its_middle():
    made, shape = content(), read_area("circle:60,70.0,37.6").shape
    wide = highest_chance(made.pairs, made.settings, made.view.as_of, shape=shape, covers=made.covers)
    middle = read_area("circle:0.1,70.0,37.6").shape
    narrow = highest_chance(made.pairs, made.settings, made.view.as_of, shape=middle, covers=made.covers)
    assert wide.status == "scored"
    assert wide.probability >= narrow.probability
    assert shape.covers(Point(wide.lon, wide.lat))


def test_past_the_data_an_area_has_no_figure():
    made, shape = content(), read_area("circle:60,70.0,37.6").shape
    later = pd.Timestamp("2090-01-01").date()
    assert highest_chance(made.pairs, made.settings, later, shape=shape, covers=made.covers).status == "no data"


def test_exactly_the_rows_of_an_area_are_handed_over():
    made = content()
    names = list(made.left.frames["incidents"].index[[2, 5]])
    with zipfile.ZipFile(BytesIO(zip_of(made, dict.fromkeys(names, 1.0)))) as archive:
        file = next(name for name in archive.namelist() if name.startswith("incidents") and name.endswith(".geojson"))
        found = json.loads(archive.read(file))["features"]
    assert {one["id"] for one in found} == set(names)
