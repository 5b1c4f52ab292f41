"""Order and opacity of the layers: chosen in the frame of the map, kept whatever the page does, put back at a click."""

from playwright.sync_api import Locator

from tests.browser.reader import Reader

STACK = "document.documentElement.dataset.stack"
OPACITY = "name => getComputedStyle(map.getPane('shapes-' + name)).opacity"
LEVEL = "name => Number(getComputedStyle(map.getPane('shapes-' + name)).zIndex)"


def opened(reader: Reader, query: str = "layers=badakhshan,border,sites") -> Locator:
    """The open list of layers, the uppermost first."""
    reader.open(query).frame.locator("[data-tool=layers]").click()
    return reader.frame.locator(".panj-stack")


def row(found: Locator, name: str) -> Locator:
    return found.locator(f"[data-layer={name}]")


def order(found: Locator) -> list[str]:
    return found.locator("li").evaluate_all("rows => rows.map(row => row.dataset.layer)")


def test_the_uppermost_layer_stands_first(reader: Reader):
    found = opened(reader)
    assert order(found) == reader.frame.evaluate(STACK).split()[::-1]


def test_a_layer_moved_down_lies_under_the_next(reader: Reader):
    found = opened(reader)
    assert reader.frame.evaluate(LEVEL, "border") > reader.frame.evaluate(LEVEL, "badakhshan")
    row(found, "border").get_by_text("↓").click()
    assert order(found) == ["sites", "badakhshan", "border"]
    assert reader.frame.evaluate(LEVEL, "border") < reader.frame.evaluate(LEVEL, "badakhshan")


def test_the_keyboard_is_enough(reader: Reader):
    found = opened(reader)
    slider = row(found, "sites").locator("input")
    assert slider.evaluate("made => made === document.activeElement")
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    assert reader.frame.evaluate(OPACITY, "sites") == "0.8"
    slider.press("Escape")
    assert found.count() == 0


def test_order_and_opacity_stay_when_the_page_is_built_again_and_nothing_is_asked_of_it(reader: Reader):
    found = opened(reader)
    reader.quiet()
    before = reader.troubles.frames_sent
    row(found, "border").locator("input").fill("40")
    row(found, "border").get_by_text("↑").click()
    reader.quiet()
    assert reader.troubles.frames_sent == before
    reader.toggle("takhar")
    reader.wait_drawn("badakhshan", "takhar", "border", "sites")
    assert order(found) == ["border", "sites", "takhar", "badakhshan"]
    assert reader.frame.evaluate(OPACITY, "border") == "0.4"


def test_the_button_puts_everything_back(reader: Reader):
    found = opened(reader)
    usual = order(found)
    row(found, "border").locator("input").fill("40")
    row(found, "border").get_by_text("↑").click()
    reader.frame.get_by_role("button", name="Usual order, all opaque").click()
    assert order(found) == usual
    assert reader.frame.evaluate(OPACITY, "border") == "1"


def test_order_and_opacity_are_a_part_of_the_link(reader: Reader):
    found = opened(reader)
    row(found, "border").locator("input").fill("40")
    row(found, "border").locator("input").dispatch_event("change")
    reader.page.wait_for_url("**stack=border%3A40*")
    row(found, "border").get_by_text("↑").click()
    reader.page.wait_for_url("**stack=badakhshan%2Csites%2Cborder%3A40*")
    reader.quiet()
    link = reader.page.url.partition("?")[2]

    found = opened(reader, link)
    assert order(found) == ["border", "sites", "badakhshan"]
    assert reader.frame.evaluate(OPACITY, "border") == "0.4"


def test_a_build_of_the_page_keeps_the_order_in_the_address(reader: Reader):
    found = opened(reader)
    row(found, "border").get_by_text("↑").click()
    reader.page.wait_for_url("**stack=*")
    reader.toggle("takhar")
    reader.page.wait_for_url("**takhar**stack=badakhshan%2Csites%2Cborder*")


def test_a_layer_that_is_none_is_said(reader: Reader):
    reader.open("stack=moon", marks=False)
    reader.complaint("the lowest first").wait_for()


def test_what_the_map_told_before_a_back_and_what_comes_after_it_is_not_of_the_link(reader: Reader):
    found = opened(reader)
    with reader.page.expect_request("**/stack/*") as told:
        row(found, "border").get_by_text("↑").click()
    reader.quiet()
    reader.toggle("takhar")
    reader.page.wait_for_url("**takhar**")
    reader.page.go_back()
    reader.page.wait_for_url(lambda address: "takhar" not in address and "back=" not in address)
    reader.quiet()
    late = "([address, body]) => fetch(address, {method: 'POST', body}).then(answer => answer.status)"
    assert reader.page.evaluate(late, [told.value.url, "sites,border"]) == 204
    reader.toggle("logar")
    reader.page.wait_for_url("**logar**")
    assert "stack=badakhshan%2Csites%2Cborder" in reader.page.url
