"""Documents in each language: nothing but what was reported, and names without a translation, is left in English."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from export.content import World
from export.document.model import Document, Facts
from export.language import language
from export.make import document_of
from export.pages.snapshot import frame_of_pages
from export.picture import Picture
from export.standalone import as_html
from tests.export.conftest import making

EACH = pytest.mark.parametrize("code", ["zh", "ru", "fa"])
# Columns whose texts stay as reported, or as their publisher writes them.
REPORTED = {
    "incidents": ("title", "place"),
    "sites": ("name", "operator", "district"),
    "responses": ("actor", "description"),
}
# Fields of a document that hold no words.
LOOK = {"kind", "colour", "colours", "mark", "code", "paper", "theme", "language"}
SILENT = {*LOOK, "specification", "marking", "days", "ticks"}
KEPT = re.compile(r"TLP:\S+|Natural Earth|\b(ST-)?DBSCAN\b|\bp\b|[\w.-]+\.[a-z]{2,}|\b[0-9a-f]{16}\b|panj-watch")
ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}")
DOCUMENTS = {
    "daily": {"kind": "daily", "subjects": ("SITE-08", "SITE-23"), "on": date(2026, 5, 1)},
    "region": {"kind": "region", "subjects": ("AF-TAK", "TJ-GB", "BORDER-09"), "by": "7"},
    "snapshot": {"view": {"target": "direct", "hypothesis": "other", "half_life_factor": 2.0, "unverified": False}},
    "unseen": {"kind": "site", "subjects": ("SITE-08",), "view": {"as_of": date(2026, 6, 1), "types": ("clash",)}},
}


def texts(thing: object) -> Iterator[str]:
    """All words of a document, of its maps what is said to readers who do not see them."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Picture):
        yield thing.alt
    elif isinstance(thing, dict):
        yield from texts(tuple(thing.values()))
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts(one)
    elif is_dataclass(thing):
        yield from texts(tuple(getattr(thing, field.name) for field in fields(thing) if field.name not in SILENT))


def reported(world: World) -> list[str]:
    """What may stand in English, the longest first."""
    cells = {text for name, columns in REPORTED.items() for column in columns for text in world.frames[name][column]}
    makers = {word for entry in world.datasets.values() for word in (entry.publisher, entry.licence)}
    short = {maker.split(", through")[0].split(" (")[0] for maker in makers}
    return sorted({text for text in {*cells, *makers, *short} if isinstance(text, str) and text}, key=len)[::-1]


def english_left(document: object, known: list[str]) -> set[str]:
    return {text for text in texts(document) if ENGLISH_WORD.search(KEPT.sub("", without(text, known)))}


def without(text: str, known: list[str]) -> str:
    for part in known:
        text = text.replace(part, "")
    return text


@pytest.fixture(scope="module")
def known(world: World) -> list[str]:
    return reported(world)


@EACH
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_of_a_document_is_left_in_english(world: World, known: list[str], name: str, code: str):
    content = making(world)(language=code, **DOCUMENTS[name])
    assert english_left(document_of(content), known) == set()


def test_a_word_left_in_english_would_be_found(world: World, known: list[str]):
    assert english_left(Document("标题", "", (), footer=("No data since 2025",), words={}), known) == {
        "No data since 2025"
    }


def test_dari_has_its_own_digits_in_facts_and_tables(world: World):
    content = making(world)(language="fa", kind="region", subjects=("AF-TAK",))
    counts = document_of(content).pages[0].blocks[0].second[0]
    assert not re.search("[0-9]", " ".join(texts(counts)))


def test_a_site_without_a_date_says_so(world: World):
    content = making(world)(kind="site", subjects=("SITE-08",))
    facts = next(block for block in document_of(content).pages[0].blocks[0].first if isinstance(block, Facts)).rows
    assert ("Status", "unknown (date not known)") in facts


@EACH
def test_the_frame_of_a_document_brings_the_words_of_its_charts(world: World, code: str):
    words, english = (frame_of_pages(making(world)(language=one), "", ()).words for one in (code, "en"))
    assert set(words) == {"page", "contents", "no data", "chance", "low", "high", "ticks", "unseen"}
    assert [key for key in words if words[key] == english[key]] == []


@EACH
def test_a_map_as_a_page_has_its_legend_in_its_language(world: World, code: str):
    page = as_html(making(world)(language=code)).decode()
    legend = language(code).say("Legend").encode("ascii", "backslashreplace").decode()
    assert f'"legend":"{legend}"' in page


def test_no_blank_is_written_as_a_word_of_the_program(world: World):
    documents = [document_of(making(world)(**asked)) for asked in DOCUMENTS.values()]
    written = [text for document in documents for text in texts(document)]
    assert [text for text in written if re.search(r"\b(nan|None|NaT)\b", text)] == []
