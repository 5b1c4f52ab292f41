"""Two maps beside each other: where one looks the other looks too, and the page is not asked for it."""

from playwright.sync_api import Frame

from tests.browser.reader import MAP, Reader
from tests.browser.test_layer_stack import OPACITY, STACK, row

LOOKS = "[map.getZoom(), map.getCenter().lat, map.getCenter().lng].map(n => +n.toFixed(4))"
COMPARED = "compare=2025-11-30,50,90,any"


def frames(reader: Reader) -> tuple[Frame, Frame]:
    """The frames of the first and the second map, once both are drawn."""
    reader.page.locator(MAP).nth(1).wait_for()
    found = [handle.content_frame() for handle in reader.page.locator(MAP).element_handles()]
    for frame in found:
        frame.wait_for_function("window.map_ready === true && document.documentElement.dataset.compared")
    return found[0], found[1]


def compared(reader: Reader, query: str = COMPARED) -> tuple[Frame, Frame]:
    reader.page.goto(f"{reader.address}/?{query}")
    found = frames(reader)
    reader.quiet()
    return found


def test_each_map_says_what_it_shows(reader: Reader):
    first, second = compared(reader)
    assert "As of 17 Apr 2026" in first.locator(".panj-compared").inner_text()
    assert "As of 30 Nov 2025" in second.locator(".panj-compared").inner_text()
    assert "within 50 km" in second.locator(".panj-compared").inner_text()


def test_a_move_of_either_map_moves_the_other_and_asks_nothing_of_the_page(reader: Reader):
    first, second = compared(reader)
    assert first.evaluate(LOOKS) == second.evaluate(LOOKS)
    before = reader.troubles.frames_sent
    first.evaluate("void map.setView([36.8, 69.9], 9, {animate: false})")
    second.wait_for_function(f"String({LOOKS}) === '9,36.8,69.9'")
    second.evaluate("void map.setView([38.1, 71.2], 8, {animate: false})")
    first.wait_for_function(f"String({LOOKS}) === '8,38.1,71.2'")
    reader.page.wait_for_timeout(500)
    assert reader.troubles.frames_sent == before


def test_a_drag_by_hand_carries_the_other_along(reader: Reader):
    first, second = compared(reader)
    box = reader.page.locator(MAP).nth(1).bounding_box()
    reader.page.mouse.move(box["x"] + 200, box["y"] + 420)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + 120, box["y"] + 360, steps=6)
    reader.page.mouse.up()
    reader.quiet()
    assert first.evaluate(LOOKS) == second.evaluate(LOOKS)


def test_the_switch_brings_a_second_map_that_looks_where_the_first_looks(reader: Reader):
    reader.open().look_at(37.2, 70.1, zoom=8)
    reader.frame.evaluate("window.kept = 'same frame'")
    reader.page.locator(".st-key-compare label").click()
    first, second = frames(reader)
    reader.quiet()
    assert first.evaluate("window.kept") == "same frame"
    assert second.evaluate(LOOKS)[0] == 8
    assert first.evaluate(LOOKS) == second.evaluate(LOOKS)


def test_a_mark_of_the_second_map_opens_its_card(reader: Reader):
    _, second = compared(reader, COMPARED + "&layers=sites")
    second.locator(".panj-icon").filter(has=second.locator(".panj-mark:not(.panj-many)")).first.dispatch_event("click")
    reader.page.wait_for_url("**selected=site*")
    reader.page.locator(".pw-card").filter(has_text="Why:").first.wait_for()


def test_both_maps_have_the_same_order_and_opacity_of_layers(reader: Reader):
    first, second = compared(reader, f"{COMPARED}&layers=badakhshan,border,sites&stack=border:40,badakhshan,sites")
    assert second.evaluate(STACK) == first.evaluate(STACK) == "border badakhshan sites"
    assert second.evaluate(OPACITY, "border") == "0.4"


def test_an_order_chosen_in_the_second_map_is_that_of_the_first_and_of_the_link(reader: Reader):
    first, second = compared(reader, f"{COMPARED}&layers=badakhshan,border,sites")
    second.locator("[data-tool=layers]").click()
    row(second.locator(".panj-stack"), "border").get_by_text("↑").click()
    reader.page.wait_for_url("**stack=badakhshan%2Csites%2Cborder*")
    assert first.evaluate(STACK) == "badakhshan sites border"


def test_a_link_gone_back_to_orders_the_layers_of_both_maps(reader: Reader):
    first, second = compared(reader, f"{COMPARED}&layers=badakhshan,border,sites&stack=sites,border:40,badakhshan")
    reader.toggle("takhar")
    reader.page.wait_for_url("**takhar**")
    second.locator("[data-tool=layers]").click()
    row(second.locator(".panj-stack"), "sites").get_by_text("↑").click()
    reader.page.wait_for_url("**stack=border*")
    reader.page.go_back()
    for frame in (first, second):
        frame.wait_for_function(f"{STACK} === 'sites border badakhshan'")
