"""Charts of what the filters leave: drawn, clicked, and taken away as figures."""

from tests.browser.reader import Reader

DRAWN = ".vega-embed canvas, .vega-embed svg"


def open_charts(reader: Reader, query: str = "") -> None:
    reader.open(query)
    reader.page.get_by_role("tab", name="Charts", exact=True).click()
    reader.page.locator(DRAWN).nth(4).wait_for()
    reader.quiet()


def test_a_click_on_the_bar_of_a_type_shows_that_type_only(reader: Reader):
    open_charts(reader)
    types = reader.page.locator(".st-key-chart_types").locator(DRAWN)
    types.scroll_into_view_if_needed()
    box = types.bounding_box()
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 14)
    reader.page.wait_for_url("**types=armed*")
    assert reader.page.url.count(",") == 0


def test_one_bar_is_as_tall_as_one_of_many(reader: Reader):
    open_charts(reader, "types=abduction")
    assert reader.page.locator(".st-key-chart_types").locator(DRAWN).bounding_box()["height"] > 50


def test_the_figures_of_a_chart_are_a_file(reader: Reader):
    open_charts(reader)
    with reader.page.expect_download() as found:
        reader.page.locator(".st-key-take_types button").click()
    with open(found.value.path(), encoding="utf-8-sig") as file:
        assert file.readline().strip() == "name,incidents"
