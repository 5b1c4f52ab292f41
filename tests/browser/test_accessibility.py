"""The page and the map keep WCAG 2.2 AA as far as rules can see, and are used with the keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from dashboard.entry import CHECK
from tests.browser.axe import ours, violations
from tests.browser.reader import EVERY_LAYER, MAP, Reader, reading

NARROW = {"width": 390, "height": 844}
# Rule, and the selectors at or within which it is broken by what is not ours to mend.
KNOWN_ON_THE_PAGE: dict[str, tuple[str, ...]] = {}
# Marks stand where their places are, which the rule allows ("essential"), and each is a row of a list as well.
KNOWN_ON_THE_MAP = {"target-size": (".panj-icon",)}
LOOKS = {
    "light": ({"color_scheme": "light"}, ""),
    "dark-dari": ({"color_scheme": "dark"}, "language=fa&"),
    "narrow": ({"color_scheme": "dark", "viewport": NARROW}, ""),
}
WORKSPACE = 8
FILE = b"""Name,Date,Lat,Lon,Killed
An attack,2025-03-02,37.1,70.5,2
No place,2025-03-02,,,1
"""
TABBED = "() => document.activeElement.closest('{selector}') !== null"


@pytest.fixture(scope="module", params=LOOKS)
def person(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Reader]:
    """A reader with every layer on and the card of a site open, in one of the looks."""
    options, language = LOOKS[request.param]
    with reading(browser, address, **options) as someone:
        yield someone.open(f"{language}{EVERY_LAYER}&selected=site:SITE-23&news=yes", marks=False)


def on_the_page(reader: Reader) -> list[str]:
    frame = reader.page.main_frame
    return ours(violations(frame), frame, KNOWN_ON_THE_PAGE)


def on_the_map(reader: Reader) -> list[str]:
    return ours(violations(reader.frame), reader.frame, KNOWN_ON_THE_MAP)


def tab_to(reader: Reader, selector: str, *, most: int = 200) -> int:
    """Presses Tab until something in the map's frame that matches has the focus; how often."""
    for pressed in range(1, most):
        reader.page.keyboard.press("Tab")
        if reader.frame.evaluate(TABBED.format(selector=selector)):
            return pressed
    raise AssertionError(f"Tab does not reach {selector}.")


def test_the_rules_see_what_is_wrong(reader: Reader):
    reader.open("layers=", marks=False)
    reader.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\"><button></button>')")
    found = "\n".join(on_the_page(reader))
    assert "image-alt" in found
    assert "button-name" in found


def test_the_page_with_an_open_card_breaks_no_rule(person: Reader):
    assert on_the_page(person) == []


def test_the_map_breaks_no_rule(person: Reader):
    assert on_the_map(person) == []


def test_no_list_breaks_a_rule(person: Reader):
    found = {}
    for tab in person.page.get_by_role("tab").all():
        tab.click()
        person.quiet()
        found[tab.inner_text()] = on_the_page(person)
    assert {title: broken for title, broken in found.items() if broken} == {}


@pytest.mark.parametrize("tool", ["find", "measure", "circle"])
def test_no_tool_breaks_a_rule(person: Reader, tool: str):
    button = person.frame.locator(f"button[data-tool={tool}]")
    button.click()
    found = on_the_map(person)
    button.click()
    assert found == []


def test_the_window_of_exports_breaks_no_rule(person: Reader):
    person.frame.locator(".panj-export:not(.panj-tools) button").click()
    dialog = person.page.get_by_role("dialog")
    dialog.wait_for()
    person.quiet()
    found = on_the_page(person)
    person.page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert found == []


@pytest.fixture
def workspace(person: Reader) -> Iterator[Locator]:
    """The window that one of the workspace's buttons opens, shut afterwards."""
    person.page.get_by_role("tab").nth(WORKSPACE).click()
    yield person.page.get_by_role("dialog")
    person.page.keyboard.press("Escape")
    expect(person.page.get_by_role("dialog")).to_have_count(0)
    person.quiet()


def test_the_window_of_an_entry_with_faults_breaks_no_rule(person: Reader, workspace: Locator):
    person.page.locator(".st-key-new_incident button").click()
    workspace.locator(f".st-key-{CHECK} button").click()
    workspace.get_by_test_id("stAlert").last.wait_for()
    assert on_the_page(person) == []


def test_the_window_of_an_import_breaks_no_rule(person: Reader, workspace: Locator):
    person.page.locator(".st-key-bring button").click()
    person.upload(FILE)
    workspace.get_by_role("img").wait_for()
    person.quiet()
    assert on_the_page(person) == []


def test_the_sidebar_over_a_narrow_page_breaks_no_rule(browser: Browser, address: str):
    with reading(browser, address, viewport=NARROW) as someone:
        someone.open("layers=", marks=False)
        someone.page.get_by_test_id("stExpandSidebarButton").click()
        someone.page.get_by_test_id("stSidebar").wait_for(state="visible")
        someone.quiet()
        assert on_the_page(someone) == []


def test_a_mark_is_reached_with_tab_and_opened_with_enter(reader: Reader):
    reader.open("layers=sites").look_at(37.3, 70.1, zoom=11)
    reader.frame.locator("#map_div").focus()
    tab_to(reader, ".panj-icon:has(.panj-mark:not(.panj-many))")
    name = reader.frame.evaluate("document.activeElement.getAttribute('aria-label')")
    reader.page.keyboard.press("Enter")
    reader.page.locator(".pw-card h3").first.wait_for()
    assert reader.page.locator(".pw-card h3").first.inner_text() in name


def test_a_stretch_of_the_border_is_opened_with_the_keyboard(reader: Reader):
    reader.open("layers=border", marks=False)
    reader.frame.locator("#map_div").focus()
    tab_to(reader, "path[role=button]")
    reader.page.keyboard.press("Space")
    reader.page.locator(".pw-card h3").first.wait_for()
    assert "border%3ABORDER" in reader.page.url or "border:BORDER" in reader.page.url


def test_tools_legend_and_time_come_before_the_marks(reader: Reader):
    reader.open("layers=sites")
    order = """selectors => selectors.map(selector => [...document.querySelectorAll('*')]
      .indexOf(document.querySelector(selector)))"""
    places = reader.frame.evaluate(order, [".panj-time", ".panj-tools button", ".panj-legend summary", ".panj-icon"])
    assert places == sorted(places)


def test_a_gathered_mark_that_opens_up_leaves_the_focus_on_a_mark(reader: Reader):
    reader.open("layers=incidents_type").look_at(36.0, 69.5, zoom=5)
    reader.frame.locator("#map_div").focus()
    tab_to(reader, ".panj-icon:has(.panj-many)")
    reader.page.keyboard.press("Enter")
    reader.frame.wait_for_function("map.getZoom() > 5")
    assert reader.frame.evaluate("document.activeElement.classList.contains('panj-icon')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_has_the_focus_is_seen(browser: Browser, address: str, scheme: str):
    with reading(browser, address, color_scheme=scheme) as someone:
        someone.open("layers=sites")
        someone.frame.locator("#map_div").focus()
        for selector in (".leaflet-bar a", ".panj-tools button", ".panj-legend summary", ".panj-icon"):
            tab_to(someone, selector)
            style = "(e => [e.outlineStyle, parseFloat(e.outlineWidth)])(getComputedStyle(document.activeElement))"
            line, width = someone.frame.evaluate(style)
            assert line != "none"
            assert width >= 2


@pytest.mark.parametrize(("words", "place"), [("Skip to the map", "pw-map"), ("Skip to the lists", "pw-lists")])
def test_a_link_leads_past_what_comes_first(reader: Reader, words: str, place: str):
    reader.open("layers=", marks=False)
    link = reader.page.get_by_role("link", name=words)
    link.focus()
    assert link.bounding_box()["width"] > 60
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function(f"document.activeElement.id === '{place}'")
    reader.page.locator(f"#{place}").scroll_into_view_if_needed()
    assert reader.page.get_by_test_id("stAlert").count() == 0


def test_the_map_is_told_in_words_with_counts(reader: Reader):
    reader.open("layers=sites,incidents_type")
    assert reader.page.locator(MAP).get_attribute("aria-label") == "Map"
    reader.page.get_by_text("The map in words").click()
    words = reader.page.locator(".st-key-map_in_words_en").inner_text()
    assert "The map shows 2 layers." in words
    assert "Gold: " in words
    assert "Armed attack: " in words


def test_each_chart_has_a_name_and_its_figures(reader: Reader):
    reader.open("layers=", marks=False)
    reader.page.get_by_role("tab", name="Charts", exact=True).click()
    reader.page.locator("[aria-roledescription=visualization]").nth(4).wait_for()
    names = reader.page.locator("[aria-roledescription=visualization]").evaluate_all("es => es.map(e => e.ariaLabel)")
    assert "Incidents by type" in names
    reader.page.get_by_text("Figures as a table").first.click()
    reader.page.get_by_role("columnheader", name="Month").wait_for()


def test_who_wants_no_motion_gets_none(reader: Reader):
    reader.open("layers=", marks=False)
    moving = (
        "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )
    assert reader.page.evaluate(moving) == 0
    assert reader.frame.evaluate(moving) == 0
    assert reader.frame.evaluate("map.setZoom(9).getZoom()") == 9
