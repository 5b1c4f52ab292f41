"""Lists and map are linked: a ticked row is drawn on the map, and what is clicked on the map is ticked."""

from urllib.parse import unquote

from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader

TICK_X, FIRST_ROW_Y, ROW_PX = 14, 52, 35
TICKED = "[role=gridcell][aria-selected=true], [role=row][aria-selected=true]"


def incidents(reader: Reader) -> Locator:
    """The list of incidents."""
    found = reader.page.locator(".st-key-incidents").get_by_test_id("stDataFrame")
    found.scroll_into_view_if_needed()
    return found


def tick(table: Locator, row: int) -> None:
    """Ticks the row at a place, counted from 0."""
    table.click(position={"x": TICK_X, "y": FIRST_ROW_Y + ROW_PX * row})


def selected(reader: Reader) -> list[str]:
    """Names in the address of what is selected."""
    words = unquote(reader.page.url).partition("selected=incident:")[2].partition("&")[0]
    return words.split(",") if words else []


def test_two_ticked_rows_are_both_drawn_and_both_in_view(reader: Reader):
    reader.open()
    before = reader.looks_at()
    table = incidents(reader)
    tick(table, 0)
    reader.page.wait_for_url("**selected=incident*")
    reader.quiet()
    tick(incidents(reader), 3)
    reader.page.wait_for_url("**INC*INC*")
    reader.quiet()
    assert len(selected(reader)) == 2
    assert "selection" in reader.drawn()
    assert reader.looks_at() != before
    reader.page.get_by_text("2 things are selected").wait_for()


def test_the_last_tick_taken_away_selects_nothing(reader: Reader):
    reader.open()
    tick(incidents(reader), 1)
    reader.page.wait_for_url("**selected=incident*")
    reader.quiet()
    tick(incidents(reader), 1)
    reader.page.wait_for_url(lambda url: "selected" not in url)
    reader.frame.wait_for_function("!document.documentElement.dataset.layers.includes('selection')")


def test_a_click_on_a_cell_selects_its_row_alone(reader: Reader):
    reader.open()
    tick(incidents(reader), 1)
    reader.page.wait_for_url("**selected=incident*")
    reader.quiet()
    first = selected(reader)
    incidents(reader).click(position={"x": 400, "y": FIRST_ROW_Y + 3 * ROW_PX})
    reader.page.wait_for_function("(was) => !decodeURIComponent(location.href).includes(was)", arg=first[0])
    reader.quiet()
    assert len(selected(reader)) == 1


def test_a_mark_clicked_on_the_map_stands_ticked_at_the_head_of_the_list(reader: Reader):
    reader.open("layers=incidents_type").look_at(38.0, 70.5, zoom=11)
    reader.quiet()
    mark = reader.single_mark()
    title = mark.get_attribute("aria-label").split(". ")[0]
    mark.click()
    reader.page.wait_for_url("**selected=incident*")
    reader.quiet()
    table = incidents(reader)
    first = table.locator("canvas").first.locator("[role=row][aria-rowindex='2']")
    expect(first).to_contain_text(title)
