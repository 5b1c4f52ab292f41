"""Bring your own reports: from a file to the map, with what is wrong said first, and back again."""

import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.reader import Reader, reading
from tests.browser.serve import Served, serve

HEADER = (
    "id,latitude,longitude,date_start,date_end,type_of_violence,best,low,high,side_a,side_b,"
    "where_prec,date_prec,country"
)
ATTACK = "Someone ${alert(1)} <b>x</b>"
ROWS = [
    f"9000{n},37.{n}1,70.{n}2,2025-0{n}-03,2025-0{n}-03,1,{n},{n},{n},Government,{ATTACK},2,1,Tajikistan"
    for n in range(1, 5)
]
BAD = "90009,95.0,70.5,2025-03-03,2025-03-03,1,1,1,1,A,B,2,1,Tajikistan"
FILE = "\n".join([HEADER, *ROWS, BAD]).encode()


@pytest.fixture
def own_reader(browser: Browser, own: Served):
    with reading(browser, own.address) as person:
        yield person


def open_window(reader: Reader) -> None:
    reader.page.get_by_role("tab", name="Workspace").click()
    reader.page.get_by_role("button", name="Bring your own reports").click()
    reader.page.get_by_role("dialog").wait_for()


def test_good_rows_are_stored_bad_ones_said_and_the_import_undone(own_reader: Reader):
    own_reader.open()
    open_window(own_reader)
    own_reader.upload(FILE)
    dialog = own_reader.page.get_by_role("dialog")
    dialog.get_by_text("4 of 5 rows can be taken; refused: 1").wait_for()
    dialog.get_by_role("button", name="Download the refused rows").wait_for()
    dialog.get_by_label("Your name, for the trail").fill("Analyst")
    dialog.get_by_label("Your name, for the trail").press("Enter")
    # one of the four is likely a report of an incident that is known already
    dialog.get_by_text("1 row will be joined to a known incident").wait_for()
    dialog.get_by_role("button", name="Store 4 rows").click()
    own_reader.page.get_by_text("4 rows were stored, 1 joined to known incidents").wait_for()
    own_reader.quiet()
    own_reader.page.get_by_role("tab", name="Incidents").click()
    own_reader.page.get_by_text("74 of 74 incidents pass the filters").wait_for()
    own_reader.page.get_by_role("tab", name="Workspace").click()
    own_reader.page.locator(".st-key-undo_by input").fill("Analyst")
    own_reader.page.locator(".st-key-undo_by input").press("Enter")
    own_reader.page.get_by_role("button", name="Undo").click()
    own_reader.page.get_by_role("button", name="Redo").wait_for()
    own_reader.page.get_by_role("tab", name="Incidents").click()
    own_reader.page.get_by_text("71 of 71 incidents pass the filters").wait_for()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("sites.geojson", b'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd', "Nothing was opened"),
        ("empty.csv", b"", "empty"),
        ("bomb.kml", b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>', "<!DOCTYPE"),
    ],
)
def test_a_hostile_file_is_refused_and_the_page_lives(own_reader: Reader, name, content, said):
    own_reader.open()
    open_window(own_reader)
    own_reader.upload(content, name)
    own_reader.page.get_by_role("dialog").locator("[data-testid=stAlert]").wait_for()
    assert said in own_reader.page.get_by_role("dialog").locator("[data-testid=stAlert]").inner_text()


LONG = "\n".join([HEADER, *(ROWS[0].replace("9000", f"8{n:06}", 1) for n in range(150_000))]).encode()
REPEAT = "\n".join([HEADER, *(row.replace("9000", "7000", 1) for row in ROWS)]).encode()
GDELT = b"""GLOBALEVENTID,SQLDATE,EventRootCode,ActionGeo_Type,ActionGeo_Fullname,ActionGeo_Lat,ActionGeo_Long,SOURCEURL
1,20190302,19,4,"Fayzabad, Badakhshan, Afghanistan",37.1166,70.58,https://one.example.org/a
2,20190302,19,4,"Fayzabad, Badakhshan, Afghanistan",37.1166,70.58,https://two.example.org/b
3,20190905,18,4,"Kulob, Khatlon, Tajikistan",37.9100,69.7800,https://one.example.org/c
"""


def named(reader: Reader, key: str, words: str) -> None:
    """Fills a field of the page and leaves it."""
    reader.page.locator(f".st-key-{key} input").fill(words)
    reader.page.locator(f".st-key-{key} input").press("Enter")


def shown_incidents(reader: Reader, number: int) -> None:
    reader.page.get_by_role("tab", name="Incidents").click()
    reader.page.get_by_text(f"{number} of {number} incidents pass the filters").wait_for()


def undo_all(reader: Reader) -> None:
    reader.page.get_by_role("tab", name="Workspace").click()
    named(reader, "undo_by", "Analyst")
    reader.page.get_by_role("button", name="Undo", exact=True).click()
    reader.page.get_by_role("button", name="Redo", exact=True).wait_for()


def stored(reader: Reader, dialog: Locator, button: str, said: str) -> None:
    named(reader, "bring_by", "Analyst")
    dialog.get_by_role("button", name=button).click()
    reader.page.get_by_text(said).wait_for()
    expect(reader.page.get_by_role("dialog")).to_have_count(0)
    reader.quiet()


@pytest.fixture
def fresh_reader(browser: Browser):
    """A reader of a dashboard into which nothing was brought yet."""
    with serve() as found, reading(browser, found) as person:
        yield person.open()


def test_a_person_decides_of_a_pair_side_by_side_and_takes_it_apart_later(fresh_reader: Reader):
    open_window(fresh_reader)
    fresh_reader.upload(REPEAT)
    dialog = fresh_reader.page.get_by_role("dialog")
    dialog.get_by_text("1 row will be joined to a known incident").wait_for()
    dialog.get_by_role("heading", name="In the file").wait_for()
    dialog.get_by_role("heading", name="Known", exact=True).wait_for()
    dialog.get_by_role("radio", name="keep apart").click()
    dialog.get_by_text("0 rows will be joined to known incidents").wait_for()
    dialog.get_by_role("radio", name="join").click()
    dialog.get_by_text("1 row will be joined to a known incident").wait_for()
    stored(fresh_reader, dialog, "Store 4 rows", "4 rows were stored, 1 joined")
    shown_incidents(fresh_reader, 74)
    fresh_reader.page.get_by_role("tab", name="Workspace").click()
    named(fresh_reader, "unmerge_by", "Analyst")
    fresh_reader.page.get_by_role("button", name="Take apart").click()
    fresh_reader.page.get_by_text("stands for itself again").wait_for()
    shown_incidents(fresh_reader, 75)


def test_of_grouped_media_reports_only_those_taken_are_stored(fresh_reader: Reader):
    open_window(fresh_reader)
    fresh_reader.upload(GDELT, "gdelt.csv")
    dialog = fresh_reader.page.get_by_role("dialog")
    dialog.get_by_text("0 groups are taken as incidents").wait_for()
    assert dialog.get_by_role("button", name=re.compile("^Store")).count() == 0
    dialog.get_by_text("Take all").click()
    dialog.get_by_text("2 groups are taken as incidents").wait_for()
    stored(fresh_reader, dialog, "Store 2 rows", "2 rows were stored")
    shown_incidents(fresh_reader, 73)


def test_a_long_file_shows_rows_and_can_be_cancelled(fresh_reader: Reader):
    open_window(fresh_reader)
    fresh_reader.upload(LONG, "long.csv")
    dialog = fresh_reader.page.get_by_role("dialog")
    dialog.get_by_text(re.compile(r"[\d,]+ of [\d,]+ rows")).wait_for(timeout=60_000)
    dialog.get_by_role("button", name="Cancel").click()
    dialog.get_by_text("Stopped, as asked. Nothing was stored").wait_for()
    dialog.get_by_role("button", name="Try again").wait_for()
    fresh_reader.page.keyboard.press("Escape")
    expect(fresh_reader.page.get_by_role("dialog")).to_have_count(0)
    fresh_reader.page.get_by_text("Nothing was brought in yet").wait_for()
