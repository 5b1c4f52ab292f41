"""The analyst's tools on the map: coordinates, measuring, going to a place."""

import random
from collections.abc import Iterator

import mgrs
import pytest
from playwright.sync_api import Browser, Frame
from pyproj import Geod

from tests.browser.reader import Reader, reading

GEOD = Geod(ellps="WGS84")
CODES = mgrs.MGRS()
SEED = 20260417
CLOSE = 1e-6


@pytest.fixture(scope="module")
def map_frame(browser: Browser, address: str) -> Iterator[Frame]:
    with reading(browser, address) as person:
        yield person.open().frame


def pairs(count: int, lons: tuple[float, float], lats: tuple[float, float]) -> list[list[float]]:
    dice = random.Random(SEED)
    return [[dice.uniform(*side) for side in (lons, lats) * 2] for _ in range(count)]


def asked(frame: Frame, code: str, values: list) -> list:
    return frame.evaluate(f"values => values.map({code})", values)


INVERSE = """([x, y, z, w]) => { const found = panj.geodesy.inverse({lng: x, lat: y}, {lng: z, lat: w});
    return found && [found.metres, found.bearing]; }"""
DIRECT = """([x, y, bearing, metres]) => { const found = panj.geodesy.direct({lng: x, lat: y}, bearing, metres);
    return [found.lng, found.lat]; }"""


@pytest.mark.parametrize("corner", [((60, 80), (30, 45)), ((0, 120), (-60, 80)), ((70, 70.01), (37, 37.01))])
def test_distance_and_bearing_are_those_of_the_ellipsoid(map_frame: Frame, corner: tuple):
    lines = pairs(300, *corner)
    bearings, _, metres = GEOD.inv(*zip(*lines, strict=True))
    found = asked(map_frame, INVERSE, lines)
    assert [one[0] for one in found] == pytest.approx(metres, rel=CLOSE)
    assert all(abs((one[1] - bearing + 180) % 360 - 180) < 1e-4 for one, bearing in zip(found, bearings, strict=True))


def test_the_same_point_is_no_distance_away(map_frame: Frame):
    assert asked(map_frame, INVERSE, [[70, 37, 70, 37]]) == [[0, 0]]


def test_opposite_points_have_no_distance_rather_than_a_wrong_one(map_frame: Frame):
    assert asked(map_frame, INVERSE, [[0, 0, 179.9, 0.1]]) == [None]


def test_a_radius_is_laid_off_along_the_ellipsoid(map_frame: Frame):
    starts = [[70, 37, bearing, metres] for bearing in range(0, 360, 30) for metres in (100, 25_000, 900_000)]
    lons, lats, _ = GEOD.fwd(*zip(*starts, strict=True))
    for (lon, lat), east, north in zip(asked(map_frame, DIRECT, starts), lons, lats, strict=True):
        assert (lon, lat) == pytest.approx((east, north), abs=1e-9)


def places() -> list[list[float]]:
    dice = random.Random(SEED)
    near = [[dice.uniform(60, 80), dice.uniform(30, 45)] for _ in range(300)]
    far = [[dice.uniform(-180, 180), dice.uniform(-80, 84)] for _ in range(300)]
    return near + far + [[5.0, 60.0], [10.0, 75.0], [25.0, 80.0], [-0.001, -0.001], [179.99, 10.0]]


def test_codes_of_the_military_grid_are_those_of_another_library(map_frame: Frame):
    found = asked(map_frame, "([lng, lat]) => panj.grid.mgrs(lat, lng)", places())
    for ours, (lon, lat) in zip(found, places(), strict=True):
        theirs = CODES.toMGRS(lat, lon)
        assert ours.replace(" ", "")[:-10] == theirs.lstrip("0")[:-10]
        assert abs(int(ours[-11:-6]) - int(theirs[-10:-5])) <= 1
        assert abs(int(ours[-5:]) - int(theirs[-5:])) <= 1


def test_a_code_leads_back_to_its_place(map_frame: Frame):
    code = "([lng, lat]) => { const at = panj.grid.fromMgrs(panj.grid.mgrs(lat, lng)); return [at.lng, at.lat]; }"
    for (lon, lat), found in zip(places(), asked(map_frame, code, places()), strict=True):
        assert GEOD.inv(lon, lat, *found)[2] < 1.5


@pytest.mark.parametrize("lat", [85, -81, 90])
def test_there_is_no_code_where_the_grid_ends(map_frame: Frame, lat: float):
    assert asked(map_frame, "([lng, lat]) => panj.grid.mgrs(lat, lng)", [[70, lat]]) == [""]


@pytest.mark.parametrize(
    "typed",
    [
        "36.5, 70.25",
        "36.5 70.25",
        "70.25E 36.5N",
        "N36.5 E70.25",
        "36°30′00.0″N 70°15′00.0″E",
        "36 30 0 N 70 15 0 E",
        "36°30'N, 70°15'E",
        "۳۶٫۵، ۷۰٫۲۵",
        CODES.toMGRS(36.5, 70.25),
    ],
)
def test_coordinates_are_read_however_they_are_typed(map_frame: Frame, typed: str):
    found = map_frame.evaluate("typed => { const at = panj.grid.read(typed); return [at.lat, at.lng]; }", typed)
    assert found == pytest.approx([36.5, 70.25], abs=2e-5)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Kabul",
        "36",
        "91, 70",
        "36, 181",
        "36 70 12",
        "36N 70N",
        "36 75 0 N 70 0 0 E",
        "99SXF1234512345",
        "<b>",
        "9" * 90,
    ],
)
def test_what_is_no_place_is_not_read_as_one(map_frame: Frame, typed: str):
    assert map_frame.evaluate("typed => panj.grid.read(typed)", typed) is None


@pytest.mark.parametrize("format_name", ["decimal", "dms", "mgrs"])
def test_what_is_written_is_read_back(map_frame: Frame, format_name: str):
    written = f"panj.grid.written('{format_name}', {{lat, lng}})"
    code = f"([lng, lat]) => {{ const at = panj.grid.read({written}); return [at.lng, at.lat]; }}"
    for (lon, lat), found in zip(places(), asked(map_frame, code, places()), strict=True):
        assert GEOD.inv(lon, lat, *found)[2] < 2.5


def read_out(reader: Reader) -> str:
    return reader.frame.locator(".panj-coordinates").inner_text()


def test_coordinates_of_the_middle_are_read_out_in_three_ways(reader: Reader):
    reader.open()
    reader.look_at(36.5, 70.25, zoom=9)
    assert read_out(reader) == "Centre 36.50000, 70.25000"
    reader.frame.locator(".panj-coordinates").press("Enter")
    assert read_out(reader) == "Centre 36°30′00.0″N 70°15′00.0″E"
    reader.frame.locator(".panj-coordinates").press("Enter")
    assert read_out(reader).replace(" ", "") == "Centre" + CODES.toMGRS(36.5, 70.25)


def test_coordinates_follow_the_pointer(reader: Reader):
    reader.open()
    reader.frame.locator("#map_div").hover(position={"x": 500, "y": 300})
    lat, lon = reader.frame.evaluate("(at => [at.lat, at.lng])(map.containerPointToLatLng([500, 300]))")
    word, *figures = read_out(reader).replace(",", "").split()
    assert word == "Pointer"
    # the frame may begin at half a pixel
    assert list(map(float, figures)) == pytest.approx([lat, lon], abs=0.05)


def click_at(reader: Reader, lat: float, lon: float) -> None:
    x, y = reader.frame.evaluate(f"(at => [at.x, at.y])(map.latLngToContainerPoint([{lat}, {lon}]))")
    reader.frame.locator("#map_div").click(position={"x": x, "y": y})
    reader.page.wait_for_timeout(600)


def test_a_measured_line_is_as_long_as_on_the_ellipsoid_and_escape_ends_it(reader: Reader):
    reader.open()
    reader.look_at(37.0, 70.0, zoom=8)
    reader.frame.locator("[data-tool=measure]").click()
    for lat, lon in ((37.0, 70.0), (37.3, 70.6)):
        click_at(reader, lat, lon)
    measured = float(reader.frame.evaluate("document.documentElement.dataset.measured"))
    bearing, _, metres = GEOD.inv(70.0, 37.0, 70.6, 37.3)
    # a click falls on a whole pixel, some hundred metres here
    assert measured == pytest.approx(metres, abs=1500)
    assert "bearing" in reader.frame.locator(".panj-panel li").inner_text()
    assert bearing == pytest.approx(
        float(reader.frame.locator(".panj-panel li").inner_text().split()[-1][:-1]), abs=1.5
    )
    reader.page.keyboard.press("Escape")
    assert reader.frame.locator(".panj-panel").count() == 0


def test_a_line_is_measured_by_the_keyboard_alone(reader: Reader):
    reader.open()
    reader.frame.locator("[data-tool=measure]").press("Enter")
    middles = []
    for lat, lon in ((37.0, 70.0), (37.3, 70.6)):
        reader.look_at(lat, lon, zoom=8)
        reader.page.keyboard.press("Enter")
        middles += reader.frame.evaluate("[map.getCenter().lng, map.getCenter().lat]")
    measured = float(reader.frame.evaluate("document.documentElement.dataset.measured"))
    assert measured == pytest.approx(GEOD.inv(*middles)[2], rel=CLOSE)


def find(reader: Reader, typed: str) -> None:
    if not reader.frame.locator(".panj-panel input").count():
        reader.frame.locator("[data-tool=find]").click()
    reader.frame.locator(".panj-panel input").fill(typed)
    reader.frame.locator(".panj-panel li").first.wait_for()


@pytest.mark.parametrize("typed", ["kabul", "Кабул", "喀布尔", "کابل"])
def test_a_town_is_found_in_four_scripts(reader: Reader, typed: str):
    reader.open()
    find(reader, typed)
    reader.page.keyboard.press("Enter")
    zoom, lat, lon = reader.looks_at()
    assert (lat, lon) == pytest.approx((34.5, 69.2), abs=0.3)


@pytest.mark.parametrize(("typed", "kind"), [("Samti", "site"), ("Takhar", "province"), ("Chah Ab", "district")])
def test_sites_provinces_and_districts_are_found(reader: Reader, typed: str, kind: str):
    reader.open()
    find(reader, typed)
    assert kind in " ".join(reader.frame.locator(".panj-panel li").all_inner_texts())


def test_a_code_that_is_typed_moves_the_map(reader: Reader):
    reader.open()
    find(reader, CODES.toMGRS(38.2, 71.1))
    reader.page.keyboard.press("Enter")
    assert reader.looks_at()[1:] == pytest.approx([38.2, 71.1], abs=1e-3)


def test_the_list_of_what_was_found_is_walked_by_arrows(reader: Reader):
    reader.open()
    find(reader, "a")
    reader.page.keyboard.press("ArrowDown")
    chosen = reader.frame.locator(".panj-panel li[aria-selected=true]")
    assert chosen.get_attribute("id") == "panj-found-1"
    assert reader.frame.locator(".panj-panel input").get_attribute("aria-activedescendant") == "panj-found-1"


def test_what_is_not_found_is_said(reader: Reader):
    reader.open()
    reader.frame.locator("[data-tool=find]").click()
    reader.frame.locator(".panj-panel input").fill("<img src=x onerror=alert(1)>")
    reader.frame.get_by_text("Nothing found.").wait_for()


def test_a_circle_becomes_a_panel_and_a_link_and_can_be_let_go(reader: Reader):
    reader.open()
    reader.look_at(37.6, 70.0, zoom=8)
    reader.frame.locator("[data-tool=circle]").click()
    click_at(reader, 37.6, 70.0)
    reader.frame.get_by_label("Radius [km]").fill("60")
    reader.frame.get_by_role("button", name="Count what lies inside").click()
    panel = reader.page.locator(".st-key-area_panel")
    panel.get_by_text("placed inside").wait_for()
    assert "area=circle" in reader.page.url
    assert "Highest chance of a place in the area" in panel.inner_text()
    panel.get_by_role("button", name="No area").click()
    panel.wait_for(state="detached")
    assert "area=" not in reader.page.url


def test_a_link_with_an_area_opens_its_panel_and_offers_its_rows(reader: Reader):
    reader.open("area=polygon:69,36.5,71.5,36.5,71.5,38.6,69,38.6")
    panel = reader.page.locator(".st-key-area_panel")
    panel.get_by_role("button", name="Prepare these incidents").click()
    with reader.page.expect_download() as taken:
        panel.get_by_role("button", name="Download").click()
    assert taken.value.suggested_filename.endswith("TLP-GREEN.zip")
