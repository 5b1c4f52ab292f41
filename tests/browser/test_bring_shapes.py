"""A file of sites and a layer of one's own: from the window to the map, where their text is text."""

import json

import pytest
from playwright.sync_api import Browser

from layers.own import own_name
from tests.browser.reader import Reader, reading
from tests.browser.serve import Served
from tests.browser.test_bring import open_window

HOSTILE = "Gate <img src=x onerror=alert(1)> ${alert(2)} {{7*7}}"
SQUARE = [[[69.0, 37.2], [71.0, 37.2], [71.0, 38.4], [69.0, 38.4], [69.0, 37.2]]]


def collection(*features: tuple[dict, str, list]) -> bytes:
    made = [
        {"type": "Feature", "properties": about, "geometry": {"type": kind, "coordinates": at}}
        for about, kind, at in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": made}).encode()


SITES = collection(
    ({"name": HOSTILE, "sector": "gold", "status": "active"}, "Point", [69.61, 35.43]),
    ({"name": "Our road", "sector": "road", "status": "planned"}, "LineString", [[70.2, 37.1], [70.6, 37.3]]),
    ({"name": "Wrong", "sector": "wood", "status": "planned"}, "Point", [70.2, 37.1]),
)
LAYER = collection(({"call": HOSTILE}, "Polygon", SQUARE))


@pytest.fixture
def own_reader(browser: Browser, own: Served):
    with reading(browser, own.address) as person:
        yield person


def fill(reader: Reader, label: str, words: str) -> None:
    box = reader.page.get_by_role("dialog").get_by_label(label)
    box.fill(words)
    box.press("Enter")
    reader.quiet()


def test_sites_are_checked_stored_and_drawn(own_reader: Reader):
    own_reader.open()
    open_window(own_reader)
    own_reader.upload(SITES, "field.geojson")
    dialog = own_reader.page.get_by_role("dialog")
    dialog.get_by_text("2 sites can be taken, 1 row is refused").wait_for()
    fill(own_reader, "Your name, for the trail", "Analyst")
    dialog.get_by_role("button", name="Store 2 sites").click()
    own_reader.page.get_by_text("2 sites were stored").wait_for()
    own_reader.quiet()
    own_reader.open()
    own_reader.look_at(35.43, 69.61, zoom=11)
    mark = (
        own_reader.page.frame_locator("iframe[title='streamlit_folium.st_folium']")
        .locator(".panj-mark.panj-square")
        .first
    )
    mark.wait_for()
    assert own_reader.frame.locator(f'[aria-label^="{HOSTILE[:5]}"]').count() == 1
    assert own_reader.frame.locator("img[src=x]").count() == 0


def test_a_layer_is_stored_and_drawn_with_its_words_as_text(own_reader: Reader):
    own_reader.open()
    open_window(own_reader)
    own_reader.upload(LAYER, "gates.geojson")
    dialog = own_reader.page.get_by_role("dialog")
    dialog.get_by_role("radio", name="A layer of its own").click()
    dialog.get_by_text("1 feature can be drawn").wait_for()
    own_reader.quiet()
    fill(own_reader, "Name of the layer", HOSTILE)
    fill(own_reader, "Your name, for the trail", "Analyst")
    dialog.get_by_role("button", name="Store the layer").click()
    own_reader.page.get_by_text("was stored. Switch it on in the sidebar.").wait_for()
    own_reader.quiet()
    own_reader.open(f"layers=sites,{own_name(HOSTILE)}")
    own_reader.wait_drawn("sites", own_name(HOSTILE))
    assert HOSTILE in own_reader.frame.locator(".panj-legend").inner_text()
    assert own_reader.page.get_by_text("Own layers").count() == 1
    assert own_reader.page.locator(".stSidebar img").count() == 0
    assert own_reader.frame.locator("img[src=x]").count() == 0


def test_a_link_to_a_layer_that_is_gone_says_so(own_reader: Reader):
    own_reader.open(f"layers=sites,{own_name('Gone')}")
    own_reader.complaint("which the workspace does not have any more").wait_for()
    own_reader.wait_drawn("sites")
