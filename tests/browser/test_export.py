"""Export this view: the button on the map, the window, and a file that is what was on screen."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from export.content import Content, present_world
from export.document.carried import specification_in
from export.specification import Specification, read, usual
from export.stack import stacked
from export.standalone import as_html
from tests.browser.reader import MAP, Reader


def press_export(reader: Reader) -> None:
    reader.page.frame_locator(MAP).get_by_role("button", name="Export this view").click()
    reader.page.get_by_role("dialog").wait_for()


def take_file(reader: Reader, folder: Path) -> Path:
    """Makes the file that the window offers and downloads it."""
    reader.page.get_by_role("button", name="Make it").click()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Download panj-watch").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def carried_by(path: Path) -> Specification:
    return read(specification_in(path), present_world().covers)


def test_the_picture_carries_the_order_and_opacity_of_the_layers(reader: Reader, tmp_path):
    reader.open("layers=badakhshan,border,sites&stack=border:40,sites,badakhshan")
    press_export(reader)
    assert carried_by(take_file(reader, tmp_path)).stack == "border:40,sites,badakhshan"


def test_the_picture_carries_the_window_that_the_map_showed(reader: Reader, tmp_path):
    reader.open("radius_km=50&layers=sites,border")
    reader.look_at(37.6, 70.4, zoom=8)
    seen = reader.frame.evaluate("(b => [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()])(map.getBounds())")
    press_export(reader)
    path = take_file(reader, tmp_path)
    found = carried_by(path)
    assert path.name == "panj-watch-snapshot-2026-04-17-TLP-GREEN.png"
    assert found.window == pytest.approx(seen, abs=0.01)
    assert (found.view.radius_km, found.view.layers) == (50, ("border", "sites"))


def test_exporting_leaves_the_map_as_it_was(reader: Reader):
    reader.open()
    reader.look_at(37.6, 70.4, zoom=8)
    view = reader.looks_at()
    press_export(reader)
    reader.page.keyboard.press("Escape")
    reader.page.get_by_role("dialog").wait_for(state="hidden")
    reader.quiet()
    assert reader.looks_at() == pytest.approx(view, abs=0.01)


def test_the_button_works_by_keyboard_and_again(reader: Reader):
    reader.open()
    for _ in range(2):
        reader.page.frame_locator(MAP).get_by_role("button", name="Export this view").press("Enter")
        reader.page.get_by_role("dialog").wait_for()
        reader.page.keyboard.press("Escape")
        reader.page.get_by_role("dialog").wait_for(state="hidden")


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map as one HTML file."""
    world = present_world()
    path = tmp_path_factory.mktemp("page") / "map.html"
    path.write_bytes(as_html(Content(usual(world.covers), world)))
    return path


def test_the_map_in_one_file_has_the_order_of_the_picture(browser: Browser, tmp_path):
    """What the page puts on a screen and what is put on paper follow one rule, also for layers that nobody named."""
    world, stack = present_world(), "sites,border:40"
    content = Content(replace(usual(world.covers), stack=stack), world)
    (path := tmp_path / "map.html").write_bytes(as_html(content))
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("window.map_ready === true")
    on_paper = stacked([drawn.state for drawn in content.drawn], content.stack)
    assert page.evaluate("document.documentElement.dataset.stack").split() == [layer["name"] for layer in on_paper]
    assert page.evaluate("getComputedStyle(panj.world.map.getPane('shapes-border')).opacity") == "0.4"
    page.close()


def test_the_map_in_one_file_opens_from_a_disk_without_a_network(browser: Browser, page_file):
    context = browser.new_context(offline=True)
    page = context.new_page()
    troubles, asked = [], []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url.split(":")[0]))
    page.goto(page_file.as_uri())
    page.locator(".panj-mark").first.wait_for()
    page.wait_for_function("window.map_ready === true")
    drawn = page.evaluate("document.documentElement.dataset.layers").split()
    words = page.locator("body").inner_text()
    context.close()
    assert troubles == []
    assert set(asked) <= {"file", "data"}
    assert {"sites", "incidents_type", "border"} <= set(drawn)
    assert words.count("TLP:GREEN") == 2
