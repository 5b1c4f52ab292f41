"""Nothing to show, nothing installed, nothing left: a page that says so, or an error that says what to do."""

from datetime import date
from pathlib import Path

import pytest

import export.fonts
from export.document.model import Legend
from export.fonts import FontMissing, font_files
from export.make import document_of, rendered


def blocks_of(document) -> list:
    (page,) = document.pages
    return [block for columns in page.blocks for block in (*columns.first, *columns.second)]


def test_without_a_layer_the_legend_is_empty_and_the_page_is_made(make):
    document = document_of(make(view={"layers": ()}))
    (legend,) = (block for block in blocks_of(document) if isinstance(block, Legend))
    assert legend.entries == ()
    assert rendered(document, "png", 60)


@pytest.mark.parametrize("kind", ["snapshot", "daily", "region"])
def test_without_an_incident_left_pages_are_made_and_say_so(make, kind):
    content = make(kind=kind, view={"types": ()}, subjects=("AF-LOG",) if kind == "region" else ())
    assert rendered(document_of(content), "pdf").startswith(b"%PDF")


def test_a_window_over_nothing_says_that_nothing_is_there(make):
    document = document_of(make(window=(62.0, 29.5, 62.5, 30.0), view={"layers": ("sites", "incidents_type")}))
    (picture,) = (block.picture for block in blocks_of(document) if hasattr(block, "picture"))
    assert picture.alt.endswith("Nothing is drawn in this window but the ground.")


@pytest.mark.parametrize("kind", ["snapshot", "daily", "site", "region"])
def test_past_the_data_there_is_a_page_without_figures(make, kind):
    subjects = {"site": ("SITE-01",), "region": ("BORDER-09",)}.get(kind, ())
    content = make(kind=kind, subjects=subjects, view={"as_of": date(2026, 8, 1)})
    assert rendered(document_of(content), "pptx").startswith(b"PK")


def test_a_missing_font_says_what_to_install(monkeypatch):
    font_files.cache_clear()
    monkeypatch.setattr(export.fonts, "FILES", {"no_such_package": ("files/Nothing.ttf",)})
    with pytest.raises(FontMissing, match=r"Nothing.ttf is not installed.*pip install -r requirements.txt"):
        font_files()
    font_files.cache_clear()


def test_fonts_come_with_the_set_up():
    assert all(Path(path).is_file() for path in font_files())
