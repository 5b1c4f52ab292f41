"""The bar of time: a step moves the as-of date and nothing else, and playback stops when told to."""

from tests.browser.reader import Reader

SETTLED = "!(document.documentElement.dataset.asOf || 'waits').includes('waits')"
DAY = "document.documentElement.dataset.asOf"


def step(reader: Reader, key: str) -> str:
    """The as-of date after a key was pressed on its hand and the map had been drawn."""
    hand = reader.frame.locator(".panj-hand-last")
    hand.focus()
    hand.press(key)
    reader.frame.wait_for_function(SETTLED, timeout=60_000)
    return reader.frame.evaluate(DAY)


def test_a_step_moves_the_day_and_neither_map_nor_frame(reader: Reader):
    reader.open()
    reader.look_at(37.2, 70.1, zoom=8)
    reader.frame.evaluate("window.kept = 'same frame'")
    view = reader.looks_at()
    assert step(reader, "ArrowLeft") == "2026-03-17"
    reader.page.wait_for_url("**as_of=2026-03-17*")
    assert reader.looks_at() == view
    assert reader.frame.evaluate("window.kept") == "same frame"


def test_a_window_stays_as_long_as_it_is_and_the_link_keeps_it(reader: Reader):
    reader.open("as_of=2025-12-31&first_day=2025-10-03")
    assert reader.frame.locator(".panj-pick-window").input_value() == "90"
    assert step(reader, "ArrowLeft") == "2025-11-30"
    reader.page.wait_for_url("**first_day=2025-09-02*")
    reader.open(reader.page.url.partition("?")[2])
    assert reader.frame.evaluate(DAY) == "2025-11-30"


def test_the_space_bar_plays_and_pauses(reader: Reader):
    reader.open("as_of=2025-06-30")
    reader.frame.locator(".panj-hand-last").focus()
    reader.page.keyboard.press("Space")
    reader.frame.wait_for_function(f"{DAY} > '2025-07-31' && {SETTLED}", timeout=120_000)
    reader.page.keyboard.press("Space")
    reader.quiet()
    reader.frame.wait_for_function(SETTLED, timeout=60_000)
    stopped = reader.frame.evaluate(DAY)
    reader.page.wait_for_timeout(3000)
    assert reader.frame.evaluate(DAY) == stopped


def test_the_time_without_data_is_hatched_and_named(reader: Reader):
    reader.open()
    assert "no data since 18 Apr 2026" in reader.frame.locator(".panj-gap-words").inner_text()
    assert reader.frame.locator(".panj-unknown").last.is_visible()
