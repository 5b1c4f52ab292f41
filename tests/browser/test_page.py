"""The page around the map: what it says, and how it looks in the dark and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.reader import MAP, Reader, reading

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def at_night(browser: Browser, address: str) -> Iterator[Reader]:
    with reading(browser, address, color_scheme="dark") as person:
        yield person


@pytest.fixture
def on_a_phone(browser: Browser, address: str) -> Iterator[Reader]:
    with reading(browser, address, **PHONE) as person:
        yield person


def test_a_day_after_the_data_ends_gets_no_score_and_a_reason(reader: Reader):
    reader.open("as_of=2026-06-01")
    reader.complaint("No data since").wait_for()
    bands = reader.frame.locator(".panj-legend").inner_text()
    assert "No data" in bands
    assert "Low: below" not in bands


def test_filters_that_leave_nothing_say_which_one_to_relax(reader: Reader):
    reader.open("first_day=2010-02-01&last_day=2010-02-02")
    reader.complaint("Relax").wait_for()
    assert "period" in reader.complaint("Relax").inner_text()


def test_the_marking_is_on_screen_above_and_below_and_follows_the_choice(reader: Reader):
    reader.open()
    assert set(reader.page.locator(".pw-tlp").all_text_contents()) == {"TLP:GREEN"}
    reader.choose("Marking", "RED")
    reader.page.wait_for_url("**marking=RED*")
    reader.quiet()
    assert reader.page.locator(".pw-tlp").all_text_contents() == ["TLP:RED"] * 2


def test_a_link_that_cannot_be_followed_gets_a_sentence_and_the_usual_view(reader: Reader):
    reader.open("layers=unicorns&selected=site:SITE-99&colour=%3Cb%3Ered&radius_km=![x](http://evil.test/x)")
    for words in ("unicorns", "SITE-99", "colour", "radius_km"):
        reader.complaint(words).first.wait_for()
    assert "sites" in reader.drawn()
    assert "selection" not in reader.drawn()


def test_the_icon_of_the_page_is_in_the_page_and_asks_the_server_nothing(reader: Reader):
    reader.open()
    icon = reader.page.locator("link[rel='shortcut icon'], link[rel=icon]").first
    icon.and_(reader.page.locator("[href^='data:image/png']")).wait_for(state="attached")


def test_the_map_is_dark_when_the_page_is(at_night: Reader):
    at_night.open()
    at_night.frame.wait_for_function("document.documentElement.dataset.theme === 'dark'")


def test_the_map_is_light_when_the_page_is(reader: Reader):
    reader.open()
    assert reader.frame.evaluate("document.documentElement.dataset.theme || 'light'") == "light"


def test_a_phone_shows_the_map_and_never_scrolls_sideways(on_a_phone: Reader):
    on_a_phone.open("selected=incident:INC-060")
    on_a_phone.heading("Shohin").wait_for()
    widths = on_a_phone.page.evaluate(
        "[document.documentElement, document.querySelector('[data-testid=stMain]')].map(e => e.scrollWidth)"
    )
    box = on_a_phone.page.locator(MAP).bounding_box()
    assert max(widths) <= 390
    assert box["x"] >= 0
    assert box["width"] > 300
    assert box["y"] < 600


def test_every_tab_opens(reader: Reader):
    reader.open()
    for name in ("Responses", "Clusters", "Provinces and border", "Layers and sources", "The score"):
        reader.page.get_by_role("tab", name=name, exact=True).click()
        reader.page.get_by_role("tabpanel", name=name).locator("table").first.wait_for()


def test_on_a_phone_nothing_lies_over_the_list_of_layers(on_a_phone: Reader):
    frame = on_a_phone.open("layers=badakhshan,takhar,border,sites,incidents_type").frame
    frame.locator("[data-tool=layers]").click()
    covered = """panel => { const { left, right, top, bottom } = panel.getBoundingClientRect();
        const corners = [[left + 9, top + 9], [right - 9, top + 9], [left + 9, bottom - 9], [right - 9, bottom - 9]];
        return corners.filter(([x, y]) => !panel.contains(document.elementFromPoint(x, y))); }"""
    assert frame.locator(".panj-panel").evaluate(covered) == []
