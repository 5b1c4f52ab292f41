"""Pieces of HTML: whatever a value holds, it is text, and links lead only to the web."""

from html.parser import HTMLParser
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from dashboard.html import bar, facts, link, links, note, table

ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
NOWHERE = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "vbscript:x",
    "ftp://example.org/x",
    "mailto:someone@example.org",
    "//example.org/x",
    "/etc/passwd",
    "example.org",
    "http:",
    "http:///x",
    "https://",
    "http://[::1",
    "",
)
PIECES = (link, note, lambda text: links([text]), lambda text: facts([(text, text)]))
CELLS = (lambda text: bar(0.5, text, text), lambda text: table([text], [[text]]), lambda text: note("x", text))


class Reading(HTMLParser):
    """What a browser would make of a piece: its tags, its attributes and its text."""

    def __init__(self, piece: Markup) -> None:
        super().__init__()
        self.tags, self.attributes, self.words = [], [], ""
        self.feed(piece)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def addresses(piece: Markup) -> list[str]:
    return [value for name, value in Reading(piece).attributes if name == "href"]


@pytest.mark.parametrize("piece", [*PIECES, *CELLS])
def test_a_value_adds_no_tag_and_no_attribute(piece):
    hostile, plain = Reading(piece(ATTACK)), Reading(piece("plain"))
    assert hostile.tags == plain.tags
    assert [name for name, _ in hostile.attributes] == [name for name, _ in plain.attributes]


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_words_are_still_there_to_read(piece):
    assert ATTACK in Reading(piece(ATTACK)).words


@given(st.text())
def test_any_text_stays_text(text: str):
    assert Reading(table([text], [[text]])).tags == Reading(table([""], [[""]])).tags


def test_markup_in_a_cell_is_kept():
    assert Reading(table(["Source"], [[link("https://example.org")]])).tags[-1] == "a"


@pytest.mark.parametrize("address", NOWHERE)
def test_an_address_that_is_not_of_the_web_is_shown_and_leads_nowhere(address: str):
    assert addresses(link(address)) == []
    assert Reading(link(address)).words == address


@pytest.mark.parametrize("address", NOWHERE)
def test_words_do_not_make_a_link_of_such_an_address(address: str):
    assert addresses(link(address, "Read more")) == []


@given(st.text())
def test_no_text_whatever_becomes_a_link_to_elsewhere(text: str):
    assert all(address.lower().startswith(("http://", "https://")) for address in addresses(link(text)))


@pytest.mark.parametrize("address", ["https://example.org/a?b=c&d=e#f", "http://example.org", "HTTPS://EXAMPLE.ORG/x"])
def test_an_address_of_the_web_is_kept_to_the_letter(address: str):
    assert addresses(link(address)) == [address]


def test_a_link_is_called_by_its_host():
    assert Reading(link("https://www.example.org/a/b")).words == "example.org"


def test_a_link_opens_elsewhere_and_gives_nothing_away():
    about = dict(Reading(link("https://example.org")).attributes)
    assert about["target"] == "_blank"
    assert {"noopener", "noreferrer", "nofollow"} <= set(about["rel"].split())


def test_links_stand_apart():
    assert Reading(links(["https://a.example", "https://b.example"])).words == "a.example · b.example"


@pytest.mark.parametrize(
    ("share", "width"),
    [(0, "0.0%"), (0.254, "25.4%"), (1, "100.0%"), (-3, "0.0%"), (7, "100.0%"), (inf, "100.0%"), (-inf, "0.0%")],
)
def test_a_bar_stays_within_its_track(share: float, width: str):
    assert dict(Reading(bar(share, "w", "f")).attributes)["style"] == f"width:{width}"


def test_an_unknown_share_is_no_bar_rather_than_a_full_one():
    assert dict(Reading(bar(nan, "w", "f")).attributes)["style"] == "width:0.0%"


def test_a_bar_says_in_words_what_it_shows():
    assert Reading(bar(0.5, "Background", "50 %")).words == "Background50 %"
