"""Before an audience: keys, what is seen and what is not, and everything as it was afterwards."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from dashboard.saved import keep
from layers.store import open_store
from tests.browser.reader import MAP, Reader, reading
from tests.browser.serve import Served, served
from tests.browser.test_views import said

PHONE = {"viewport": {"width": 390, "height": 844}}
HIDDEN = ("[data-testid=stSidebar]", "[data-testid=stHeader]", "[role=tablist]", ".pw-head", ".pw-copy")
CONTROLS = (".panj-time", ".panj-tools", ".panj-coordinates", ".leaflet-control-zoom")
# At zoom 6.5, in degrees of longitude.
HALF_PIXEL = 180 / 256 / 2**6.5
TITLE = ".pw-brief h1"


@pytest.fixture(scope="module")
def prepared() -> Iterator[Served]:
    """A dashboard with two saved views, the second with a place of the map."""
    with served() as found:
        store = open_store(found.workspace / "panj-watch.gpkg")
        keep(store, "First <b>view</b>", {"radius_km": "50", "layers": "sites,score"}, "Say <i>hello</i>.", "ann")
        keep(store, "Second view", {"at": "37.0000,70.0000,8", "first_day": "2024-01-01"}, "", "ann")
        yield found


@pytest.fixture
def speaker(browser: Browser, prepared: Served) -> Iterator[Reader]:
    with reading(browser, prepared.address) as person:
        yield person


def pressed(reader: Reader, key: str, *, title: str = "") -> None:
    reader.page.keyboard.press(key)
    if title:
        reader.page.locator(TITLE, has_text=title).wait_for()
    reader.quiet()


def begun(reader: Reader, query: str = "") -> Reader:
    reader.open(query)
    pressed(reader, "b", title="Panj Watch")
    return reader


def test_one_key_shows_map_and_ranking_and_hides_every_control(speaker: Reader):
    begun(speaker)
    assert said(speaker, "brief") == "1"
    assert speaker.page.locator(".pw-brief li").count() == 8
    assert [one for one in HIDDEN if speaker.page.locator(one).first.is_visible()] == []
    assert [one for one in CONTROLS if speaker.frame.locator(one).first.is_visible()] == []
    assert speaker.page.locator(".pw-brief .pw-tlp").all_text_contents() == ["TLP:GREEN"] * 2


def test_the_map_fills_the_place_that_is_left_for_it(speaker: Reader):
    begun(speaker)
    box, free = (speaker.page.locator(one).bounding_box() for one in (MAP, ".pw-brief-map"))
    assert [box[side] for side in sorted(box)] == pytest.approx([free[side] for side in sorted(free)], abs=1)


def test_a_pointer_steps_through_the_saved_views(speaker: Reader):
    begun(speaker)
    pressed(speaker, "PageDown", title="First <b>view</b>")
    speaker.wait_drawn("sites", "score")
    pressed(speaker, "PageDown", title="Second view")
    assert speaker.looks_at() == pytest.approx([8, 37, 70], abs=HALF_PIXEL)
    pressed(speaker, "PageUp", title="First <b>view</b>")


def test_keys_are_heard_in_the_frame_of_the_map(speaker: Reader):
    speaker.open()
    speaker.frame.locator("#map_div").focus()
    pressed(speaker, "b", title="Panj Watch")
    view = speaker.looks_at()
    speaker.frame.evaluate("void document.querySelector('#map_div').focus()")
    pressed(speaker, "ArrowRight", title="First")
    assert speaker.looks_at() == pytest.approx(view, abs=HALF_PIXEL)
    pressed(speaker, "Escape")
    assert speaker.page.locator(".pw-brief").count() == 0


def test_keys_are_letters_while_typing(speaker: Reader):
    speaker.open("tab=workspace")
    field = speaker.page.get_by_label("Identifier of an incident")
    field.click()
    field.press_sequentially("bbb")
    speaker.quiet()
    assert field.input_value() == "bbb"
    assert speaker.page.locator(".pw-brief").count() == 0
    speaker.frame.locator("[data-tool=find]").click()
    speaker.frame.locator(".panj-panel input").press_sequentially("bab")
    speaker.quiet()
    assert speaker.page.locator(".pw-brief").count() == 0


def test_the_end_restores_the_work_to_the_pixel(speaker: Reader):
    speaker.open("layers=sites,incidents_type&selected=site:SITE-23&tab=clusters")
    speaker.look_at(36.7654, 69.4321, zoom=8)
    speaker.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 300)")
    speaker.frame.evaluate("window.kept = 'same frame'")
    speaker.quiet()
    before, link = speaker.looks_at(), unquote(speaker.page.url)
    pressed(speaker, "b", title="Panj Watch")
    pressed(speaker, "ArrowRight", title="First")
    pressed(speaker, "ArrowRight", title="Second")
    pressed(speaker, "Escape")
    speaker.wait_drawn("sites", "incidents_type", "selection")
    assert unquote(speaker.page.url) == link
    assert speaker.looks_at() == pytest.approx(before, abs=HALF_PIXEL)
    assert speaker.frame.evaluate("window.kept") == "same frame"
    assert speaker.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 300
    assert speaker.page.locator("[role=tab][aria-selected=true]").inner_text() == "Clusters"
    assert speaker.frame.locator(".panj-time").is_visible()


def test_a_map_that_nobody_moved_stands_as_before_after_a_brief(speaker: Reader):
    speaker.open()
    before = speaker.looks_at()
    pressed(speaker, "b", title="Panj Watch")
    pressed(speaker, "ArrowRight", title="First")
    pressed(speaker, "Escape")
    assert speaker.looks_at() == pytest.approx(before, abs=HALF_PIXEL)
    assert "?" not in speaker.page.url


def test_notes_and_ground_have_keys_of_their_own(speaker: Reader):
    begun(speaker)
    pressed(speaker, "ArrowRight", title="First")
    notes = speaker.page.locator(".pw-brief-notes")
    assert not notes.is_visible()
    speaker.page.keyboard.press("n")
    assert notes.inner_text() == "Say <i>hello</i>."
    speaker.page.keyboard.press("t")
    speaker.frame.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    pressed(speaker, "ArrowRight", title="Second")
    assert speaker.frame.evaluate("document.documentElement.dataset.theme") == "dark"
    pressed(speaker, "Escape")
    speaker.frame.wait_for_function("document.documentElement.dataset.theme === 'light'")


def test_buttons_are_large_and_do_what_the_keys_do(speaker: Reader):
    speaker.open("brief=1")
    button = speaker.page.get_by_role("button", name="Next", exact=True)
    assert button.bounding_box()["height"] >= 44
    button.click()
    speaker.page.locator(TITLE, has_text="First").wait_for()
    speaker.page.get_by_role("button", name="End the brief").click()
    speaker.page.locator(".pw-brief").wait_for(state="detached")
    speaker.quiet()
    assert "?" not in speaker.page.url


def test_the_way_back_leads_out_of_a_brief(speaker: Reader):
    begun(speaker)
    speaker.page.go_back()
    speaker.page.locator(".pw-brief").wait_for(state="detached")
    speaker.quiet()
    assert "?" not in speaker.page.url


@pytest.mark.parametrize("language", ["en", "fa"])
def test_on_a_phone_nothing_is_cut_off_sideways(browser: Browser, prepared: Served, language: str):
    with reading(browser, prepared.address, **PHONE) as person:
        person.open(f"brief=1&language={language}", marks=False)
        boxes = [
            one.bounding_box() for one in person.page.locator(".pw-brief > *, .st-key-brief_controls button").all()
        ]
        assert min(box["x"] for box in boxes) >= 0
        assert max(box["x"] + box["width"] for box in boxes) <= 390
