"""Entering and editing by hand: seen on a map before it is saved, on map and list after, with its history."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator

from layers.store import open_store
from tests.browser.reader import Reader, reading
from tests.browser.serve import Served

TEXTS = {
    "Title": "Shots at a camp ${alert(1)} <b>x</b>",
    "Date": "2026-03-02",
    "Longitude": "70°34'48\"E",
    "Latitude": "37.1166",
    "Killed": "٣",
    "Sources, one per line": "https://example.org/a\nInterview: field office",
    "Your name, for the trail": "Analyst",
}
CHOICES = {
    "How precisely it is placed": "district",
    "Type of event": "armed attack",
    "Nexus": "direct",
    "Attribution": "unknown",
    "Confidence": "low",
    "Marking (TLP)": "GREEN",
    "Reliability of the source (Admiralty)": "B: usually reliable",
    "Credibility of the report (Admiralty)": "2: probably true",
}
SITE_TEXTS = {
    "Name": "Camp of a road builder",
    "Line or area, instead of a point": "POLYGON ((70.1 37.2, 70.3 37.2, 70.2 37.3, 70.1 37.2))",
    "Sources, one per line": "https://example.org/b",
    "Your name, for the trail": "Analyst",
}
SITE_CHOICES = {
    "How precisely it is placed": "place",
    "Sector": "road",
    "Status": "active",
    "Chinese link": "unverified",
    "Confidence": "low",
    "Marking (TLP)": "GREEN",
}


@pytest.fixture
def editor(browser: Browser, own: Served) -> Iterator[Reader]:
    with reading(browser, own.address) as person:
        yield person


def dialog(editor: Reader) -> Locator:
    return editor.page.get_by_role("dialog")


def write(editor: Reader, texts: dict[str, str]) -> None:
    for label, text in texts.items():
        dialog(editor).get_by_label(label, exact=True).fill(text)


def pick(editor: Reader, choices: dict[str, str]) -> None:
    for label, option in choices.items():
        box = dialog(editor).get_by_role("combobox", name=label, exact=True)
        box.click()
        box.fill(option)
        editor.page.get_by_role("option", name=option, exact=True).click()


def press(editor: Reader, words: str) -> None:
    dialog(editor).get_by_role("button", name=words, exact=True).click()


def check(editor: Reader) -> None:
    """Asks for the check and waits for the map."""
    press(editor, "Check and show on the map")
    dialog(editor).get_by_test_id("stImage").wait_for()


def new(editor: Reader, words: str) -> None:
    editor.open()
    editor.page.get_by_role("tab", name="Workspace").click()
    editor.page.get_by_role("button", name=words).click()
    dialog(editor).wait_for()


def edit(editor: Reader, reference: str) -> None:
    """Opens the form of a row by its link."""
    editor.open(f"selected={reference}")
    editor.page.get_by_role("button", name="Edit", exact=True).click()
    dialog(editor).wait_for()


def test_an_incident_is_entered_seen_on_the_map_and_listed(editor: Reader):
    new(editor, "New incident")
    write(editor, TEXTS)
    pick(editor, CHOICES)
    check(editor)
    press(editor, "Save")
    editor.page.get_by_text("OWN-INCIDENT-1 was saved").wait_for()
    editor.heading("Shots at a camp ${alert(1)} <b>x</b>").wait_for()
    editor.page.get_by_role("tab", name="Incidents").click()
    editor.page.get_by_text("72 of 72 incidents pass the filters").wait_for()


def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(editor: Reader, own: Served):
    new(editor, "New incident")
    write(editor, {**TEXTS, "Killed": "many", "Latitude": "95", "Sources, one per line": "javascript:alert(1)"})
    press(editor, "Check and show on the map")
    dialog(editor).get_by_text("Found many; expected a whole number").wait_for()
    dialog(editor).get_by_text("Found javascript:alert(1); expected a web address").wait_for()
    assert dialog(editor).get_by_label("Title", exact=True).input_value() == TEXTS["Title"]
    assert dialog(editor).get_by_role("button", name="Save", exact=True).is_disabled()
    assert len(open_store(own.workspace / "panj-watch.gpkg").incidents()) == 1


def test_an_edit_shows_in_the_history_with_before_and_after(editor: Reader):
    edit(editor, "incident:OWN-INCIDENT-1")
    write(editor, {"Killed": "5", "Your name, for the trail": "Second", "Why, for the trail": "New count"})
    check(editor)
    press(editor, "Save")
    editor.page.get_by_text("OWN-INCIDENT-1 was saved").wait_for()
    editor.page.get_by_text("History:").click()
    row = editor.page.get_by_role("row").filter(has_text="New count")
    assert row.inner_text().split("\t")[:5] == ["Killed", "3", "5", "edited", "Second"]


def test_who_saves_second_sees_both_states_and_chooses(editor: Reader, own: Served):
    edit(editor, "incident:OWN-INCIDENT-1")
    store = open_store(own.workspace / "panj-watch.gpkg")
    version = store.row("incident", "OWN-INCIDENT-1")["version"]
    store.edit("incident", "OWN-INCIDENT-1", {"killed": 8, "place": "Fayzabad", "version": version}, "Other")
    write(editor, {"Killed": "6", "Injured": "2", "Your name, for the trail": "Second"})
    check(editor)
    press(editor, "Save")
    dialog(editor).get_by_text("Somebody saved this while you edited it").wait_for()
    dialog(editor).get_by_text("Killed: which one stays").wait_for()
    dialog(editor).locator(".st-key-entry_mine_killed").get_by_text("the one in the store").click()
    press(editor, "Go on with this choice")
    dialog(editor).get_by_label("Title", exact=True).wait_for()
    check(editor)
    press(editor, "Save")
    editor.page.get_by_text("OWN-INCIDENT-1 was saved").wait_for()
    row = store.row("incident", "OWN-INCIDENT-1")
    assert (row["killed"], row["injured"], row["place"]) == (8, 2, "Fayzabad")


def test_a_removed_row_goes_and_comes_back(editor: Reader):
    editor.open("selected=incident:OWN-INCIDENT-1")
    editor.page.get_by_role("button", name="Remove …").click()
    editor.page.locator(".st-key-remove_by_OWN-INCIDENT-1 input").fill("Analyst")
    editor.page.locator(".st-key-remove_by_OWN-INCIDENT-1 input").press("Enter")
    editor.page.get_by_role("button", name="Remove", exact=True).click()
    editor.page.get_by_text("OWN-INCIDENT-1 was removed").wait_for()
    editor.page.get_by_text("71 of 71 incidents pass the filters").wait_for()
    editor.page.get_by_role("button", name="Restore", exact=True).click()
    editor.page.get_by_text("OWN-INCIDENT-1 is back").wait_for()
    editor.page.get_by_text("72 of 72 incidents pass the filters").wait_for()


def test_a_site_may_be_an_area(editor: Reader):
    new(editor, "New site")
    write(editor, SITE_TEXTS)
    pick(editor, SITE_CHOICES)
    check(editor)
    press(editor, "Save")
    editor.page.get_by_text("OWN-SITE-1 was saved").wait_for()
    editor.page.get_by_role("heading", name="Camp of a road builder").first.wait_for()


def test_a_shipped_row_says_that_it_is_read_only(editor: Reader):
    editor.open("selected=site:SITE-01")
    editor.page.get_by_text("is read-only").wait_for()
    assert editor.page.get_by_role("button", name="Edit", exact=True).count() == 0
