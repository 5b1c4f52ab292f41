"""The switch of a layer turns it on the map at once: here the server is held still while the reader presses it."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser

from tests.browser.reader import Reader, reading
from tests.browser.serve import Served

ONE, BOTH = ("incidents_type",), ("incidents_type", "sites")
LONG_ENOUGH_MS = 400
NOTE_TURNS = """() => {
  const { turn } = panj;
  window.turns = [];
  panj.turn = (name, on) => { window.turns.push(on); turn(name, on); };
}"""


@pytest.fixture
def alone(browser: Browser, own: Served) -> Iterator[Reader]:
    with reading(browser, own.address) as person:
        yield person.open("layers=sites,incidents_type")


@contextmanager
def held(own: Served) -> Iterator[None]:
    """The server answers nothing meanwhile."""
    os.kill(own.process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(own.process, signal.SIGCONT)


def test_a_layer_goes_and_comes_before_the_server_answers_and_the_page_agrees(alone: Reader, own: Served):
    with held(own):
        alone.toggle("sites")
        alone.wait_drawn(*ONE)
    alone.page.wait_for_url("**layers=incidents_type*")
    alone.quiet()
    assert alone.drawn() == {*ONE}
    with held(own):
        alone.toggle("sites")
        alone.wait_drawn(*BOTH)
    alone.quiet()
    assert alone.drawn() == {*BOTH}


def test_whatever_presses_a_switch_the_map_is_told_what_it_turns_to_before_the_page_knows(alone: Reader):
    alone.quiet()
    alone.frame.evaluate(NOTE_TURNS)
    switch = alone.page.locator(".st-key-layer_sites input")
    for press, on in ((lambda: alone.toggle("sites"), False), (lambda: switch.press("Space"), True)):
        press()
        alone.page.wait_for_timeout(LONG_ENOUGH_MS)
        assert set(alone.frame.evaluate("turns.splice(0)")) == {on}


def test_who_asks_for_help_with_a_layer_does_not_turn_it(alone: Reader):
    alone.quiet()
    alone.page.locator(".st-key-layer_sites button").click()
    alone.page.get_by_role("tooltip").wait_for()
    alone.quiet()
    assert alone.page.locator(".st-key-layer_sites input").is_checked()
    assert alone.drawn() == {*BOTH}


def test_a_layer_that_was_never_on_is_given_to_the_map_without_a_build_of_the_page(alone: Reader):
    alone.quiet()
    before = alone.troubles.frames_sent
    alone.frame.evaluate("panj.turn('border', true)")
    alone.wait_drawn(*BOTH, "border")
    alone.quiet()
    assert alone.troubles.frames_sent == before


def test_what_is_turned_off_again_before_it_comes_stays_off(alone: Reader):
    alone.quiet()
    alone.frame.evaluate("panj.turn('border', true); panj.turn('border', false)")
    alone.page.wait_for_timeout(LONG_ENOUGH_MS)
    assert alone.drawn() == {*BOTH}


def test_a_layer_that_filters_have_changed_meanwhile_waits_for_the_server(alone: Reader, own: Served):
    alone.toggle("sites")
    alone.page.wait_for_url("**layers=incidents_type*")
    alone.page.get_by_test_id("stSidebar").get_by_role("button", name="clash").click()
    alone.page.wait_for_url("**types=*")
    alone.quiet()
    with held(own):
        alone.toggle("sites")
        alone.page.wait_for_timeout(LONG_ENOUGH_MS)
        assert alone.drawn() == {*ONE}
    alone.wait_drawn(*BOTH)


@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-origin", 204)])
def test_a_layer_is_given_to_pages_of_this_server_that_it_knows_and_to_no_other(
    own: Served, alone: Reader, site, status
):
    answer = alone.page.request.get(f"{own.address}/layer/unknown/sites", headers={"sec-fetch-site": site})
    assert (answer.status, answer.body().startswith(b"{")) == (status, False)
