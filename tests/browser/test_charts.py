"""Charts of what the filters leave: drawn, clicked, and taken away as figures."""

from export.scene.selection import MOST
from tests.browser.reader import Reader

IN_BADAKHSHAN = 23
DRAWN = ".vega-embed canvas, .vega-embed svg"


def open_charts(reader: Reader, query: str = "") -> None:
    reader.open(query)
    reader.page.get_by_role("tab", name="Charts", exact=True).click()
    reader.page.locator(DRAWN).nth(4).wait_for()
    reader.quiet()


def click_first_bar(reader: Reader, name: str) -> None:
    chart = reader.page.locator(f".st-key-chart_{name}").locator(DRAWN)
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 14)


def test_a_click_on_the_bar_of_a_type_shows_that_type_only(reader: Reader):
    open_charts(reader)
    click_first_bar(reader, "types")
    reader.page.wait_for_url("**types=armed*")
    assert reader.page.url.count(",") == 0


def test_a_click_on_the_bar_of_a_province_selects_its_incidents(reader: Reader):
    open_charts(reader)
    click_first_bar(reader, "provinces")
    reader.page.wait_for_url("**selected=incident*")
    assert reader.page.url.count("INC-") == MOST < IN_BADAKHSHAN
    reader.page.get_by_role("tab", name="Incidents", exact=True).click()
    reader.page.get_by_text(f"the first {MOST} were taken").wait_for()


def test_a_click_on_the_bar_of_a_year_shows_that_year_only(reader: Reader):
    open_charts(reader)
    chart = reader.page.locator(".st-key-chart_killed").locator(DRAWN)
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    # the last year: its bar stands on the axis, at the right
    reader.page.mouse.click(box["x"] + box["width"] - 14, box["y"] + box["height"] - 75)
    reader.page.wait_for_url("**first_day=2026-01-01*")


def test_one_bar_is_as_tall_as_one_of_many(reader: Reader):
    open_charts(reader, "types=abduction")
    assert reader.page.locator(".st-key-chart_types").locator(DRAWN).bounding_box()["height"] > 50


def test_the_figures_of_a_chart_are_a_file(reader: Reader):
    open_charts(reader)
    with reader.page.expect_download() as found:
        reader.page.locator(".st-key-take_types button").click()
    with open(found.value.path(), encoding="utf-8-sig") as file:
        assert file.readline().strip() == "name,incidents"


def test_the_words_for_those_who_wait_scroll_away_with_the_map(reader: Reader):
    open_charts(reader)
    reader.page.locator(".st-key-take_killed button").scroll_into_view_if_needed()
    assert reader.page.locator(".pw-wait").bounding_box()["y"] < 0
