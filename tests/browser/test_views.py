"""The link is the view: where the map looks, the open list, and the way back."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.reader import Reader

PAN = "void map.panBy([120, 60], {animate: false})"

# At zoom 8.
PIXEL_DEGREES = 360 / 256**2
COUNTING = """() => {
  window.runs = 0;
  const runs = (all) => all.filter((one) => one.target.dataset.testScriptState === 'running').length;
  const seen = (all) => { window.runs += runs(all); };
  new MutationObserver(seen).observe(document.querySelector('[data-test-script-state]'), {attributes: true});
}"""


def said(reader: Reader, name: str) -> str:
    """A part of the address; blank where it is not there."""
    return parse_qs(urlsplit(reader.page.url).query).get(name, [""])[0]


def test_nothing_is_written_until_the_map_is_moved(reader: Reader):
    reader.open()
    reader.quiet()
    assert urlsplit(reader.page.url).query == ""


def test_a_moved_map_is_in_the_link_and_the_link_leads_there(reader: Reader):
    reader.open()
    reader.frame.evaluate(PAN)
    reader.page.wait_for_url("**at=*")
    zoom, lat, lon = reader.looks_at()
    reader.quiet()
    reader.open(urlsplit(reader.page.url).query)
    assert reader.looks_at() == pytest.approx([zoom, lat, lon], abs=1e-4)


def test_a_window_of_another_size_shows_the_same_middle(reader: Reader):
    reader.open("at=37.1234,70.4321,8")
    for width in (1201, 903, 1280):
        reader.page.set_viewport_size({"width": width, "height": 801})
        reader.page.wait_for_timeout(300)
    assert reader.looks_at() == pytest.approx([8, 37.1234, 70.4321], abs=PIXEL_DEGREES)
    assert said(reader, "at") == "37.1234,70.4321,8"


def test_moving_the_map_builds_nothing(reader: Reader):
    reader.open()
    reader.page.evaluate(COUNTING)
    reader.frame.evaluate(PAN)
    reader.page.wait_for_url("**at=*")
    reader.quiet()
    assert reader.page.evaluate("window.runs") == 0


def test_a_choice_keeps_where_the_map_looks_and_its_frame(reader: Reader):
    reader.open()
    reader.frame.evaluate("window.kept = 'same frame'")
    reader.look_at(37.2, 70.1, zoom=8)
    reader.toggle("border")
    reader.page.wait_for_url("**layers=*")
    reader.quiet()
    assert said(reader, "at") == "37.2000,70.1000,8"
    assert reader.looks_at() == [8, 37.2, 70.1]
    assert reader.frame.evaluate("window.kept") == "same frame"


def test_back_takes_a_choice_back_and_leaves_the_map_where_it_was(reader: Reader):
    reader.open()
    before = reader.drawn()
    reader.look_at(37.2, 70.1, zoom=8)
    reader.toggle("border")
    reader.page.wait_for_url("**layers=*")
    reader.quiet()
    reader.look_at(35.0, 69.0, zoom=7)
    reader.quiet()  # the page hears where the map looks beside everything else
    reader.page.go_back()
    reader.wait_drawn(*before)
    reader.quiet()
    assert said(reader, "layers") == ""
    assert reader.looks_at() == [8, 37.2, 70.1]
    assert reader.page.locator(".st-key-layer_border input").is_checked()
    reader.page.go_forward()
    reader.page.wait_for_url("**layers=*")
    reader.wait_drawn(*(before - {"border"}))


def test_going_back_adds_nothing_to_the_way_back(reader: Reader):
    reader.open()
    reader.toggle("border")
    reader.page.wait_for_url("**layers=*")
    reader.quiet()
    length = reader.page.evaluate("history.length")
    reader.page.go_back()
    reader.page.locator(".st-key-layer_border input:checked").wait_for(state="attached")
    reader.quiet()
    assert reader.page.evaluate("history.length") == length


def test_the_open_list_is_in_the_link_and_comes_back(reader: Reader):
    reader.open()
    reader.page.get_by_role("tab", name="Clusters", exact=True).click()
    reader.page.wait_for_url("**tab=clusters*")
    reader.quiet()
    reader.page.get_by_role("tab", name="The score", exact=True).click()
    reader.page.wait_for_url("**tab=the-score*")
    reader.quiet()
    reader.page.go_back()
    reader.page.wait_for_url("**tab=clusters*")
    reader.page.locator("[role=tab][aria-selected=true]", has_text="Clusters").wait_for()
    reader.open("tab=track-record")
    assert reader.page.locator("[role=tab][aria-selected=true]").inner_text() == "Track record"


def test_the_link_is_copied(reader: Reader):
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open("radius_km=50")
    reader.page.get_by_role("button", name="Copy link").click()
    reader.page.locator(".pw-copied", has_text="Copied").wait_for()
    assert reader.page.evaluate("navigator.clipboard.readText()") == reader.page.url


def test_without_a_clipboard_the_link_stands_in_a_field(reader: Reader):
    reader.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    reader.open("radius_km=50")
    reader.page.get_by_role("button", name="Copy link").click()
    field = reader.page.get_by_label("Link to this view")
    assert field.input_value() == reader.page.url
    assert field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == reader.page.url


def test_a_saved_view_is_opened_and_the_page_follows(reader: Reader):
    reader.open("radius_km=50&tab=workspace")
    reader.look_at(37.2, 70.1, zoom=8)
    reader.page.locator(".st-key-saved_by input").fill("ann")
    reader.page.keyboard.press("Tab")
    reader.quiet()
    reader.page.get_by_role("button", name="Save this view …").click()
    reader.page.locator(".st-key-saved_name input").fill("Panj <b>&</b> `x`")
    reader.page.keyboard.press("Tab")
    reader.page.locator(".st-key-saved_save button:not([disabled])").click()
    shown = reader.page.get_by_test_id("stMarkdown").filter(has_text="Panj <b>&</b> `x`")
    shown.first.wait_for()
    reader.look_at(35.0, 69.0, zoom=7)
    reader.toggle("border")
    reader.page.wait_for_url("**layers=*")
    reader.quiet()
    reader.page.locator(".st-key-saved_open_0 button").click()
    reader.page.locator(".st-key-layer_border input:checked").wait_for(state="attached")
    reader.quiet()
    assert said(reader, "at") == "37.2000,70.1000,8"
    assert reader.looks_at() == pytest.approx([8, 37.2, 70.1], abs=1e-4)
    assert said(reader, "layers") == ""
