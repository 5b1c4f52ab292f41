"""The page in each language: nothing English is left but what was reported, and Dari runs from right to left."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from dashboard.library import LIBRARY_WORDS
from dashboard.tabs import TAB_WORDS
from export.language.catalogue import TRANSLATED
from export.language.citations import set_apart
from export.language.speech import NAMES
from layers import DATA
from risk.defaults import DEFAULTS
from tests.browser.reader import Reader, reading

LATIN = re.compile(r"[A-Za-z]{4,}")
# Names: of the product, of makers and methods, and what the framework around the page says by itself.
KEPT = {"panj", "watch", "natural", "earth", "geonames", "dbscan", "hdbscan", "mgrs", "gamma"}
KEPT |= {"green", "english", "null", "apache"}
SHOWN = """() => {
  const passed = 'a, kbd, [data-testid=stDataFrame], [data-testid=stToolbar], [data-testid=stIconMaterial]';
  const found = [], seen = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (seen.nextNode()) {
    const parent = seen.currentNode.parentElement;
    if (!['SCRIPT', 'STYLE', 'CANVAS'].includes(parent.tagName) && parent.getBoundingClientRect().width > 2
      && !parent.closest(passed)) found.push(seen.currentNode.data);
  }
  return found;
}"""
TABS = len(TAB_WORDS)
CHARTS = TAB_WORDS.index("Charts")


def words_of(text: str) -> set[str]:
    return {word.lower() for word in LATIN.findall(text)}


@pytest.fixture(scope="module")
def reported() -> set[str]:
    """Every Latin word of the data and of what is cited: titles, places, names, addresses, authors."""
    files = (path for path in DATA.rglob("*") if path.suffix in (".geojson", ".json", ".toml", ".csv"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    known = [json.dumps(json.loads(text), ensure_ascii=False) if text.startswith("{") else text for text in texts]
    cited = [citation for entry in DEFAULTS for citation in set_apart(entry.source)[1].values()]
    return {word for text in known + cited for word in words_of(text)} | KEPT


SAID_OF_CHARTS = """[...document.querySelectorAll('[role=graphics-document], svg.marks *')]
  .filter(thing => !thing.closest('[aria-hidden=true]'))
  .flatMap(thing => [thing.ariaLabel, thing.ariaRoleDescription]).filter(Boolean)"""
NAMES_OF_THINGS = """[...document.querySelectorAll('[aria-label], [placeholder]')]
  .flatMap(thing => [thing.ariaLabel, thing.getAttribute('placeholder')]).filter(Boolean)"""


@pytest.fixture(scope="module", params=TRANSLATED)
def foreigner(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[tuple[str, Reader]]:
    """A reader who followed a link to a site in another language."""
    with reading(browser, address) as person:
        yield request.param, person.open(f"language={request.param}&selected=site:SITE-23")


def english(found: list[str], reported: set[str]) -> set[str]:
    """Latin words of the texts that the data do not have."""
    return {word for text in found for word in words_of(text)} - reported


def test_nothing_english_is_left_on_the_page(foreigner: tuple[str, Reader], reported: set[str]):
    _, reader = foreigner
    assert english(reader.page.evaluate(SHOWN), reported) == set()


def test_nothing_english_is_left_on_the_map(foreigner: tuple[str, Reader], reported: set[str]):
    _, reader = foreigner
    titles = """[...document.querySelectorAll('[title], [aria-label]')]
      .map(e => `${e.getAttribute('title')} ${e.ariaLabel}`)"""
    assert english(reader.frame.evaluate(SHOWN) + reader.frame.evaluate(titles), reported) == set()


@pytest.mark.parametrize("place", range(TABS))
def test_nothing_english_is_left_in_a_tab(foreigner: tuple[str, Reader], reported: set[str], place: int):
    _, reader = foreigner
    reader.page.get_by_role("tab").nth(place).click()
    reader.quiet()
    assert english(reader.page.evaluate(SHOWN), reported) == set()


def test_what_the_library_says_by_itself_is_said_in_the_language(foreigner: tuple[str, Reader]):
    _, reader = foreigner
    starts = tuple(word.partition("{")[0] for word in LIBRARY_WORDS)
    assert [name for name in reader.page.evaluate(NAMES_OF_THINGS) if name.startswith(starts)] == []


def test_what_a_date_says_to_voices_is_said_in_the_language(foreigner: tuple[str, Reader]):
    _, reader = foreigner
    told = reader.page.locator("[id^=react-aria-description]").all_text_contents()
    assert told
    assert [text for text in told if text.startswith("Selected ")] == []


def test_nothing_english_of_a_chart_is_said_to_voices(foreigner: tuple[str, Reader], reported: set[str]):
    _, reader = foreigner
    reader.page.get_by_role("tab").nth(CHARTS).click()
    reader.page.locator("svg.marks").nth(4).wait_for()
    reader.quiet()
    assert english(reader.page.evaluate(SAID_OF_CHARTS), reported) == set()


def test_the_words_of_the_library_come_back_in_english(reader: Reader):
    reader.open("language=ru")
    reader.page.get_by_label("Пояснение: Радиус").first.wait_for(state="attached")
    reader.choose("Язык", NAMES["zh"])
    reader.page.get_by_label("说明：半径").first.wait_for(state="attached")
    reader.choose("语言", NAMES["en"])
    reader.page.get_by_label("Help for Radius").first.wait_for(state="attached")


def test_the_browser_knows_the_language(foreigner: tuple[str, Reader]):
    code, reader = foreigner
    assert reader.page.evaluate("document.documentElement.lang").startswith(code)
    assert reader.frame.evaluate("document.documentElement.lang").startswith(code)


def test_another_language_changes_the_words_and_nothing_else(reader: Reader):
    reader.open("types=abduction,clash&confidence=high&radius_km=50&half_life_factor=0.5")
    reader.look_at(37.5, 69.9, zoom=8)
    reader.quiet()
    before, marks = reader.looks_at(), reader.frame.locator(".panj-mark").count()
    reader.choose("Language", NAMES["ru"])
    reader.page.wait_for_url("**language=ru*")
    reader.quiet()
    reader.frame.locator(".panj-legend", has_text="Условные").wait_for()
    assert reader.looks_at() == before
    assert reader.frame.locator(".panj-mark").count() == marks
    for part in ("types=abduction", "confidence=high", "radius_km=50", "half_life_factor=0.5"):
        assert part in reader.page.url


def test_the_open_list_stays_open_in_another_language(reader: Reader):
    reader.open()
    reader.page.get_by_role("tab", name="The score", exact=True).click()
    reader.quiet()
    reader.choose("Language", NAMES["zh"])
    reader.page.wait_for_url("**language=zh*")
    reader.quiet()
    assert reader.page.get_by_role("tab", selected=True).inner_text() == "评分说明"


def test_dari_runs_from_right_to_left(reader: Reader):
    reader.open("language=fa&selected=incident:INC-060")
    sidebar = reader.page.get_by_test_id("stSidebar").bounding_box()
    marking = reader.page.locator(".pw-tlp").first.bounding_box()
    legend = reader.frame.locator(".panj-legend").bounding_box()
    zoom = reader.frame.locator(".leaflet-control-zoom").bounding_box()
    assert sidebar["x"] > marking["x"] > 600
    assert legend["x"] < zoom["x"]
    assert (
        reader.page.locator(".pw-facts dt").first.bounding_box()["x"]
        > (reader.page.locator(".pw-facts dd").first.bounding_box()["x"])
    )


def test_what_was_reported_keeps_its_own_direction(reader: Reader):
    reader.open("language=fa&selected=incident:INC-060")
    summary = reader.page.locator(".pw-card p[dir=auto]").first
    assert summary.evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert reader.page.locator(".pw-card").first.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_dari_writes_its_own_digits(reader: Reader):
    reader.open("language=fa")
    header = reader.page.locator(".pw-head")
    assert re.search(r"[۰-۹]", header.inner_text())
    assert not re.search(r"[0-9]", header.inner_text())
    assert not re.search(r"[0-9]", reader.frame.locator(".leaflet-control-scale").inner_text())


def test_a_page_from_right_to_left_never_scrolls_sideways(reader: Reader):
    reader.open("language=fa")
    boxes = "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
    widths = f"{boxes}.map(box => box.scrollWidth - box.clientWidth)"
    assert max(reader.page.evaluate(widths)) <= 0


def test_the_sidebar_can_be_put_away_on_the_right(reader: Reader):
    reader.open("language=fa")
    reader.page.get_by_test_id("stSidebar").hover()
    reader.page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
    reader.page.get_by_test_id("stSidebar").wait_for(state="hidden")
    reader.page.get_by_test_id("stExpandSidebarButton").click()
    reader.page.get_by_test_id("stSidebar").wait_for(state="visible")
