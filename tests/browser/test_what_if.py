"""Other assumptions: the sliders, what follows them, and the way back."""

import pytest

from tests.browser.reader import Reader


def open_what_if(reader: Reader) -> None:
    reader.page.locator(".st-key-what_if summary").click()


def move_right(reader: Reader, key: str) -> None:
    """One step up on a slider, by keyboard."""
    thumb = reader.page.locator(f".st-key-{key} input[type=range]")
    thumb.focus()
    thumb.press("ArrowRight")


def test_a_slider_rescores_says_so_and_keeps_the_map(reader: Reader):
    reader.open()
    reader.look_at(37.6, 70.4, zoom=8)
    view = reader.looks_at()
    reader.frame.evaluate("window.kept = 'same frame'")
    open_what_if(reader)

    move_right(reader, "half_life_factor")

    reader.page.wait_for_url("**half_life_factor=2.0*")
    reader.page.get_by_text("What if:").wait_for()
    reader.quiet()
    assert reader.looks_at() == pytest.approx(view, abs=0.01)
    assert reader.frame.evaluate("window.kept") == "same frame"


def test_a_link_with_other_priors_opens_with_them_and_the_reset_leads_back(reader: Reader):
    reader.open("half_life_factor=0.25&target=direct&project_weight=1.0")
    reader.page.get_by_text("What if:").wait_for()

    reader.page.get_by_role("button", name="Back to the declared priors").click()

    reader.page.wait_for_url(lambda url: "half_life_factor" not in url and "project_weight" not in url)
    reader.quiet()
    assert reader.page.get_by_text("What if:").count() == 0
    assert "target=direct" in reader.page.url
    values = reader.page.locator(".st-key-half_life_factor input[type=range]").get_attribute("aria-valuetext")
    assert values in ("1", "1.0")
