"""Bring your own reports: from a file to the map, with what is wrong said first, and back again."""

import pytest
from playwright.sync_api import Browser

from tests.browser.reader import Reader, reading
from tests.browser.serve import serve

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


@pytest.fixture(scope="module")
def own_address():
    """A dashboard of its own: what is stored here would be seen by every other test."""
    with serve() as found:
        yield found


@pytest.fixture
def own_reader(browser: Browser, own_address: str):
    with reading(browser, own_address) as person:
        yield person


def open_window(reader: Reader) -> None:
    reader.page.get_by_role("tab", name="Workspace").click()
    reader.page.get_by_role("button", name="Bring your own reports").click()
    reader.page.get_by_role("dialog").wait_for()


def upload(reader: Reader, content: bytes, name: str = "field.csv") -> None:
    reader.page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )


def test_good_rows_are_stored_bad_ones_said_and_the_import_undone(own_reader: Reader):
    own_reader.open()
    open_window(own_reader)
    upload(own_reader, FILE)
    dialog = own_reader.page.get_by_role("dialog")
    dialog.get_by_text("4 of 5 rows can be taken, 1 are refused").wait_for()
    dialog.get_by_role("button", name="Download the refused rows").wait_for()
    dialog.get_by_label("Your name, for the trail").fill("Analyst")
    dialog.get_by_label("Your name, for the trail").press("Enter")
    # one of the four is likely a report of an incident that is known already
    dialog.get_by_role("button", name="Store 3 rows").click()
    own_reader.page.get_by_text("3 rows were stored").wait_for()
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
    upload(own_reader, content, name)
    own_reader.page.get_by_role("dialog").locator("[data-testid=stAlert]").wait_for()
    assert said in own_reader.page.get_by_role("dialog").locator("[data-testid=stAlert]").inner_text()
