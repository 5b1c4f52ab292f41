"""Relief, rivers and lakes as shipped, and the reprojection of the relief on tiny pictures."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PIL import Image

from layers.rebuild.relief import mercator_latitudes, quiet, to_mercator
from layers.rebuild.water import beside_removed

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def relief() -> np.ndarray:
    with Image.open(DATA / "basemap" / "relief.webp") as picture:
        return np.asarray(picture.convert("RGB"))


@pytest.fixture(scope="module")
def about() -> dict:
    return json.loads((DATA / "basemap" / "relief.json").read_text())


def read(name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(next(DATA.rglob(f"{name}.geojson")))


def mercator_degrees(latitude: float) -> float:
    return float(np.degrees(np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2))))


def test_the_relief_has_the_size_that_its_note_says(relief, about):
    assert relief.shape == (about["height"], about["width"], 3)


def test_the_relief_has_the_proportions_of_web_mercator(about):
    (south, west), (north, east) = about["bounds"]
    expected = (mercator_degrees(north) - mercator_degrees(south)) / (east - west)
    assert about["height"] / about["width"] == pytest.approx(expected, rel=0.001)


def test_the_relief_covers_both_countries(about):
    (south, west), (north, east) = about["bounds"]
    countries = read("countries").set_index("iso_a2").geometry[["AF", "TJ"]]
    assert shapely.box(west, south, east, north).contains(countries.union_all())


def test_the_relief_is_small_and_light_and_shows_relief(relief):
    assert (DATA / "basemap" / "relief.webp").stat().st_size < 350_000
    assert 190 < relief.mean() < 235
    assert relief.std() > 8


def test_rows_are_evenly_spaced_in_web_mercator():
    latitudes = mercator_latitudes(30, 40)
    steps = np.diff([mercator_degrees(latitude) for latitude in latitudes])
    assert np.allclose(steps, steps[0])
    assert 30 < latitudes[-1] < latitudes[0] < 40


def test_a_bright_half_stays_on_its_side_of_its_parallel(monkeypatch):
    monkeypatch.setattr("layers.rebuild.relief.PIXELS_PER_DEGREE", 4)
    world = np.zeros((360, 720, 3), dtype=np.uint8)
    world[: (90 - 40) * 2] = 255
    picture = to_mercator(Image.fromarray(world), (60, 30, 70, 50))
    bright = picture[:, 0, 0] > 0.5
    assert np.array_equal(bright, mercator_latitudes(30, 50) > 40)


def test_brightness_keeps_its_order():
    ramp = np.linspace(0.2, 0.8, 50)[None, :, None].repeat(3, axis=2)
    assert (np.diff(quiet(ramp)[0, :, 0].astype(int)) >= 0).all()


def test_the_panj_is_drawn_from_the_border_not_twice():
    border = read("border_tj_af").to_crs(32642).union_all().buffer(1000)
    rivers = read("rivers").to_crs(32642).union_all()
    assert rivers.intersection(border).length < 60_000


def test_rivers_and_lakes_are_valid_and_few():
    for name in ("rivers", "lakes"):
        assert read(name).is_valid.all()
        assert next(DATA.rglob(f"{name}.geojson")).stat().st_size < 250_000


def test_the_amu_darya_goes_on_where_the_border_leaves_it():
    west_end = shapely.Point(67.7, 37.2)
    assert shapely.distance(read("rivers").geometry.to_numpy(), west_end).min() < 0.1


def test_lake_karakul_is_there():
    assert read("lakes").contains(shapely.Point(73.45, 39.02)).any()


def test_a_river_along_the_border_is_dropped_and_a_tributary_stays_to_its_mouth():
    border = shapely.LineString([(70, 37.5), (71, 37.5)])
    along = shapely.LineString([(70, 37.51), (71, 37.51)])
    tributary = shapely.LineString([(70.5, 38), (70.5, 37.51)])
    left = beside_removed(shapely.MultiLineString([along, tributary]), border)
    assert shapely.union_all(left).equals(tributary)
