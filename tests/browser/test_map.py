"""The map: it appears without a network, and nothing that the reader does takes the view away."""

import pytest
from playwright.sync_api import expect

from risk.declared import ALL_LAYERS
from tests.browser.reader import EVERY_LAYER, MAP, Reader

NAMES = [layer.name for layer in ALL_LAYERS]
MARK_FRAME = "window.kept = 'same frame'"


def test_the_map_draws_every_layer_it_offers(watcher: Reader):
    assert watcher.drawn() == set(NAMES)


def test_nothing_is_asked_of_another_machine_and_nothing_fails(watcher: Reader):
    assert watcher.troubles.all() == []


def test_the_watch_itself_sees_and_refuses_what_leaves_the_machine(reader: Reader):
    reader.page.goto(f"{reader.address}/_stcore/health")
    answer = reader.page.evaluate("fetch('http://192.0.2.1/x').then(() => 'left').catch(() => 'refused')")
    seen = reader.troubles.outside[:]
    for list_of_troubles in (reader.troubles.outside, reader.troubles.failed, reader.troubles.spoken):
        list_of_troubles.clear()
    assert (answer, seen) == ("refused", ["asked for http://192.0.2.1/x"])


@pytest.mark.parametrize("name", NAMES)
def test_switching_a_layer_off_and_on_keeps_the_frame_and_the_view(watcher: Reader, name: str):
    watcher.look_at(36.9, 69.4, zoom=8)
    watcher.frame.evaluate(MARK_FRAME)
    view = watcher.looks_at()

    watcher.toggle(name)
    watcher.wait_drawn(*(other for other in NAMES if other != name))
    watcher.toggle(name)
    watcher.wait_drawn(*NAMES)

    assert watcher.looks_at() == view
    assert watcher.frame.evaluate("window.kept") == "same frame"


def test_the_legend_names_only_layers_that_are_on(watcher: Reader):
    heading = watcher.frame.locator(".panj-legend h4").filter(has_text="Sites by sector")
    expect(heading).to_have_count(1)
    watcher.toggle("sites")
    expect(heading).to_have_count(0)
    watcher.toggle("sites")
    expect(heading).to_have_count(1)
    watcher.wait_drawn(*NAMES)


def test_pan_and_zoom_ask_the_server_nothing(watcher: Reader):
    watcher.quiet()
    sent, before = watcher.troubles.frames_sent, watcher.looks_at()
    box = watcher.page.locator(MAP).bounding_box()
    x, y = box["x"] + 330, box["y"] + box["height"] - 180
    watcher.page.mouse.move(x, y)
    watcher.page.mouse.down()
    watcher.page.mouse.move(x - 90, y - 70, steps=4)
    watcher.page.mouse.up()
    watcher.frame.locator(".leaflet-control-zoom-in").click()
    watcher.quiet()

    assert watcher.looks_at()[0] == before[0] + 1
    assert watcher.looks_at()[1:] != before[1:]
    assert watcher.troubles.frames_sent == sent


def test_a_toggle_does_ask_the_server_so_the_count_is_real(watcher: Reader):
    sent = watcher.troubles.frames_sent
    watcher.toggle("logar")
    watcher.wait_drawn(*(name for name in NAMES if name != "logar"))
    watcher.quiet()
    watcher.toggle("logar")
    watcher.wait_drawn(*NAMES)
    watcher.quiet()
    assert watcher.troubles.frames_sent == sent + 2


def test_a_filter_keeps_the_frame_and_the_view(reader: Reader):
    reader.open(EVERY_LAYER)
    reader.look_at(37.6, 70.4, zoom=8)
    reader.frame.evaluate(MARK_FRAME)
    view, marks = reader.looks_at(), reader.frame.locator(".panj-mark").count()

    reader.page.get_by_test_id("stSidebar").get_by_role("button", name="clash").click()
    reader.page.wait_for_url("**types=*")
    reader.frame.wait_for_function(f"document.querySelectorAll('.panj-mark').length !== {marks}")

    assert reader.looks_at() == view
    assert reader.frame.evaluate("window.kept") == "same frame"


def test_a_reader_who_moved_on_from_a_selection_is_not_pulled_back_by_a_toggle(reader: Reader):
    reader.open("selected=site:SITE-01")
    reader.look_at(38.2, 71.1, zoom=8)
    view = reader.looks_at()
    before = reader.drawn()
    reader.toggle("takhar")
    reader.wait_drawn(*(before - {"takhar"}))
    reader.quiet()
    assert reader.looks_at() == view
