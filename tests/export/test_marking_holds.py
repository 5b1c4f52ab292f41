"""No format gives away what is marked too high: every file is opened, unpacked, and searched for the word."""

import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from export.content import Content
from export.gather import package_files
from export.make import document_of, rendered
from export.marking import AboveCeiling
from tests.export.conftest import SECRET, SECRET_INCIDENT, SECRET_SITE, specified

FORBIDDEN = (SECRET.lower(), SECRET_INCIDENT.lower(), f'"{SECRET_SITE.lower()}"')
PAGES = [("snapshot", form) for form in ("png", "svg", "pdf", "pptx")]
PAGES += [(kind, form) for kind in ("daily", "site", "region") for form in ("pdf", "pptx")]
SUBJECTS = {"site": ("SITE-02", "SITE-20"), "region": ("TJ-KT", "BORDER-09")}


def contents(world, **said: object) -> Content:
    return Content(specified(world, on=date(2026, 4, 20), **said), world)


def texts(data: bytes) -> Iterator[str]:
    """Everything that a file says: bytes, what is packed in them, words of pages, rows of tables."""
    yield data.decode("utf-8", "ignore")
    yield data.decode("utf-16-le", "ignore")
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name
                yield from texts(archive.read(name))
    if data[:4] == b"%PDF":
        reader = PdfReader(io.BytesIO(data))
        yield str(reader.metadata)
        yield from (page.extract_text() for page in reader.pages)
    if data[:15] == b"SQLite format 3":
        base = sqlite3.connect(":memory:")
        base.deserialize(data)
        yield from base.iterdump()
    yield from _inflated(data)


def _inflated(data: bytes) -> Iterator[str]:
    """Streams packed inside a file: chunks of a PNG, streams of a PDF."""
    for start in (row for row in range(len(data) - 1) if data[row] == 0x78 and data[row + 1] in (0x01, 0x9C, 0xDA)):
        try:
            yield zlib.decompressobj().decompress(data[start:], 4_000_000).decode("utf-8", "ignore")
        except zlib.error:
            continue


def leaks(data: bytes) -> set[str]:
    return {word for text in texts(data) for word in FORBIDDEN if word in text.lower()}


@pytest.mark.parametrize(("kind", "form"), PAGES)
def test_no_page_gives_it_away(secret_world, kind, form):
    content = contents(secret_world, kind=kind, above="redact", subjects=SUBJECTS.get(kind, ()))
    assert leaks(rendered(document_of(content), form, 60)) == set()


def test_no_file_of_a_package_gives_it_away(secret_world):
    files = package_files(contents(secret_world, above="redact"))
    assert {name: leaks(data) for name, data in files.items() if leaks(data)} == {}


def test_the_manifest_counts_what_was_left_out(secret_world):
    assert b'"left_out": 5' in package_files(contents(secret_world, above="redact"), ())["manifest.json"]


@pytest.mark.parametrize("form", ["pdf", "pptx"])
def test_a_page_says_how_much_was_left_out(secret_world, form):
    data = rendered(document_of(contents(secret_world, above="redact")), form)
    assert any("5 rows marked above TLP:GREEN" in " ".join(text.split()) for text in texts(data))


@pytest.mark.parametrize("kind", ["snapshot", "daily", "site", "region"])
def test_without_leave_nothing_is_made(secret_world, kind):
    with pytest.raises(AboveCeiling, match="Nothing was written"):
        document_of(contents(secret_world, kind=kind))


def test_without_leave_no_package_is_made(secret_world):
    with pytest.raises(AboveCeiling):
        package_files(contents(secret_world))


@pytest.mark.parametrize("form", ["pdf", "pptx"])
def test_the_search_finds_it_where_it_may_be(secret_world, form):
    start = specified(secret_world, kind="site", subjects=(SECRET_SITE,))
    shared = replace(start, view=replace(start.view, marking="RED"))
    assert SECRET.lower() in leaks(rendered(document_of(Content(shared, secret_world)), form))


def test_the_search_finds_it_in_every_file_of_a_package(secret_world):
    start = specified(secret_world)
    files = package_files(Content(replace(start, view=replace(start.view, marking="RED")), secret_world))
    silent = {name for name, data in files.items() if not leaks(data)}
    assert {name.split(".")[0] for name in silent} <= {"manifest", "specification", "clusters", "groups", "tested"}
