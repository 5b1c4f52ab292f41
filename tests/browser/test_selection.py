"""Choosing: by a click on the map, by a row of a list, by a link."""

from collections import defaultdict
from urllib.parse import unquote

import pytest

from layers import read_incidents, read_sites
from tests.browser.reader import MAP, Reader

NAMED_IN_THE_BRIEF = {
    "INC-024": "Kabul",
    "INC-045": "Takhar",
    "INC-060": "Shohin",
    "INC-061": "Darvoz",
}
LISTEN = """() => {
  window.told = [];
  const value = "streamlit:setComponentValue";
  window.addEventListener("message", (event) => { if (event.data.type === value) window.told.push(event.data); });
}"""


def one_point_with_several_incidents() -> tuple[float, float, list[str]]:
    """Latitude, longitude and titles of the point that most incidents with a district share."""
    incidents, shared = read_incidents(), defaultdict(list)
    for key, row in incidents[incidents["placement"] == "district"].iterrows():
        shared[(row.geometry.y, row.geometry.x)].append(incidents.loc[key, "title"])
    (lat, lon), titles = max(shared.items(), key=lambda item: len(item[1]))
    return lat, lon, titles


def test_a_click_on_a_site_opens_its_card_with_the_reasons(reader: Reader):
    reader.open("layers=sites")
    mark = reader.single_mark()
    words = mark.get_attribute("aria-label")
    name = next(name for name in read_sites()["name"] if words.startswith(name))

    mark.click()

    reader.heading(name).wait_for()
    assert reader.page.locator(".pw-card").filter(has_text="Why:").count() > 0


def test_a_click_is_told_at_once_and_once(reader: Reader):
    reader.open("layers=sites")
    reader.page.evaluate(LISTEN)
    reader.single_mark().click()
    reader.page.wait_for_function("window.told.length > 0")
    reader.page.wait_for_timeout(600)  # more than the quarter of a second after which streamlit-folium would tell it
    assert reader.page.evaluate("window.told.length") == 1


def test_what_was_told_is_not_told_again_when_the_map_moves(reader: Reader):
    reader.open("layers=sites")
    reader.page.evaluate(LISTEN)
    reader.frame.evaluate("panj.world.report('nothing:that-is-known')")
    reader.page.wait_for_function("window.told.length > 0")
    reader.look_at(37.2, 70.1, zoom=8)
    reader.page.wait_for_timeout(600)
    assert reader.page.evaluate("window.told.length") == 1


def test_a_click_where_several_incidents_share_a_point_offers_a_choice(reader: Reader):
    lat, lon, titles = one_point_with_several_incidents()
    reader.open("layers=incidents_type").look_at(lat, lon, zoom=12)
    mark = reader.frame.locator(".panj-many").filter(has_text=str(len(titles)))

    mark.first.click()

    reader.page.get_by_text(f"{len(titles)} things stand at this point").wait_for()
    reader.choose("Here", titles[-1])
    reader.heading(titles[-1]).wait_for()


def test_a_row_of_the_ranking_moves_the_map_and_opens_the_card(reader: Reader):
    reader.open()
    before = reader.looks_at()
    table = reader.page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 140, "y": 90})
    reader.page.wait_for_url("**selected=site*")
    reader.frame.wait_for_function("document.documentElement.dataset.layers.includes('selection')")
    assert reader.looks_at() != before
    assert reader.page.locator(".pw-card h3").count() > 0


@pytest.mark.parametrize(("key", "words"), NAMED_IN_THE_BRIEF.items())
def test_an_incident_of_the_brief_opens_by_its_link(reader: Reader, key: str, words: str):
    reader.open(f"selected=incident:{key}")
    reader.heading(words).wait_for()
    assert "selection" in reader.drawn()
    assert f"selected=incident:{key}" in unquote(reader.page.url)


def test_links_in_cards_lead_to_the_web_and_give_nothing_away(reader: Reader):
    reader.open("selected=incident:INC-060")
    reader.heading("Shohin").wait_for()
    anchors = reader.page.locator(".pw-card a").evaluate_all("all => all.map(a => [a.protocol, a.rel, a.target])")
    assert anchors
    assert {protocol for protocol, _, _ in anchors} <= {"http:", "https:"}
    assert all("noopener" in rel and target == "_blank" for _, rel, target in anchors)


def test_the_map_stays_when_something_is_chosen(reader: Reader):
    reader.open("layers=sites")
    reader.frame.evaluate("window.kept = 'same frame'")
    reader.single_mark().click()
    reader.page.wait_for_url("**selected=*")
    reader.quiet()
    assert reader.frame.evaluate("window.kept") == "same frame"
    assert reader.page.locator(MAP).count() == 1
