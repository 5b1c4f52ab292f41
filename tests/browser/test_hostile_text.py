"""Text that wants to be code: it reaches the screen as text, everywhere, and does nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import restore
from tests.browser.reader import EVERY_LAYER, MAP, Reader, reading
from tests.browser.spoil import HOSTILE, hostile_heading, make_hostile

TABS = ("Responses", "What changed", "Clusters", "Provinces and border", "Layers and sources", "Incidents")
HARMLESS = {"TABLE", "TBODY", "TR", "TD", "H2"}
HOVER_AND_CLICK = """node => ['mouseover', 'click'].forEach(
  name => node.dispatchEvent(new MouseEvent(name, {bubbles: true})))"""


@pytest.fixture(scope="module")
def hostile(copy: tuple[Path, str]) -> Iterator[str]:
    """Address of a dashboard whose every free text is an attack."""
    data = copy[0] / "data"
    make_hostile(data)
    yield copy[1]
    restore(data)


@pytest.fixture
def victim(browser: Browser, hostile: str) -> Iterator[Reader]:
    with reading(browser, hostile) as person:
        yield person
        assert_unharmed(person)


def assert_unharmed(person: Reader) -> None:
    """No attack ran in the page or in the frame, and the map is still there."""
    assert [frame.evaluate("window.pwned") for frame in person.page.frames] == [None] * len(person.page.frames)
    assert person.page.locator(MAP).is_visible()
    assert person.frame.locator(".panj-mark").count() > 0


@pytest.mark.parametrize("reference", ["incident:INC-060", "incident:INC-024", "site:SITE-01", "site:SITE-06"])
def test_a_card_shows_hostile_text_as_text(victim: Reader, reference: str):
    victim.open(f"{EVERY_LAYER}&selected={reference}")
    heading = victim.page.locator(".pw-card h3").first
    assert heading.locator("*").evaluate_all("all => all.map(node => node.tagName)") == ["BDI"]
    assert heading.text_content() == hostile_heading(reference.partition(":")[2])


def test_no_link_in_a_card_runs_code(victim: Reader):
    victim.open("selected=incident:INC-061")
    anchors = victim.page.locator(".pw-card a")
    assert anchors.count() > 0
    assert set(anchors.evaluate_all("all => all.map(a => a.protocol)")) <= {"http:", "https:"}
    assert victim.page.locator(".pw-card [onclick], .pw-card [onerror], .pw-card script, .pw-card iframe").count() == 0


def test_a_choice_between_hostile_names_stays_a_choice(victim: Reader):
    victim.open("selected=incident:INC-044,INC-060,INC-064,INC-070")
    victim.page.get_by_text("4 things stand at this point").wait_for()
    victim.page.get_by_test_id("stSelectbox").filter(has_text="Here").locator("input").click()
    victim.quiet()


def test_hovering_and_clicking_hostile_marks_only_shows_words(victim: Reader):
    victim.open(EVERY_LAYER)
    victim.frame.evaluate("document.querySelectorAll('.panj-legend').forEach(box => box.open = false)")
    victim.frame.evaluate(
        "map.eachLayer(layer => layer.openTooltip && layer.getTooltip && layer.getTooltip() && layer.openTooltip())"
    )
    tips = victim.frame.locator(".panj-tip")
    assert tips.count() > 20
    assert set(tips.locator("*").evaluate_all("all => all.map(node => node.tagName)")) == {"DIV", "STRONG", "BDI"}
    for mark in victim.frame.query_selector_all(".panj-icon:not(:has(.panj-many))")[:3]:
        mark.evaluate(HOVER_AND_CLICK)
        victim.quiet()


def test_the_chart_of_a_score_shows_hostile_titles_as_text(victim: Reader):
    victim.open("selected=site:SITE-23")
    chart = victim.page.locator(".vega-embed canvas, .vega-embed svg").first
    chart.scroll_into_view_if_needed()
    box, told = chart.bounding_box(), victim.page.locator("#vg-tooltip-element.visible")
    for step in range(300, 0, -4):
        victim.page.mouse.move(box["x"] + box["width"] * step / 300, box["y"] + box["height"] - 50)
        if told.filter(has_text="INC-").count():
            break
    assert told.filter(has_text="INC-").count() == 1
    assert set(told.locator("*").evaluate_all("all => all.map(node => node.tagName)")) <= HARMLESS


def test_every_list_survives_hostile_text(victim: Reader):
    victim.open()
    for name in TABS:
        victim.page.get_by_role("tab", name=name, exact=True).click()
        victim.page.get_by_role("tabpanel", name=name).locator("table, canvas").first.wait_for()
    victim.quiet()


@pytest.mark.parametrize("attack", [HOSTILE[1], HOSTILE[13]])
def test_a_hostile_link_is_repeated_as_text(victim: Reader, attack: str):
    victim.open("layers=" + attack.replace("#", "%23").replace("&", "%26"))
    victim.complaint("The link says").wait_for()
    assert victim.complaint("The link says").locator("a, img, script").count() == 0
