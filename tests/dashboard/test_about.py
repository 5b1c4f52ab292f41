"""About: everything that the catalogue says of a dataset is there, and what must not be forgotten."""

from datetime import date
from pathlib import Path

from dashboard.about import EFFECT_WORDS, KEYS, about_section
from export import VERSION
from layers.catalogue import shipped
from tests.dashboard.conftest import Opened, html

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
COVERS, AS_OF = (date(2010, 1, 16), date(2026, 4, 17)), date(2026, 4, 17)


def test_every_dataset_is_there_with_its_licence_and_its_citation():
    page = str(about_section(shipped(), COVERS, AS_OF).unescape())
    for entry in shipped().values():
        assert entry.licence in page
        assert entry.citation in page
        assert entry.title in page


def test_the_version_is_that_of_the_exports():
    assert f"Panj Watch {VERSION}," in about_section(shipped(), COVERS, AS_OF)


def test_the_end_of_the_data_is_the_first_limit():
    assert "<li>Incident data end on 17 Apr 2026." in about_section(shipped(), COVERS, AS_OF)


def test_each_key_does_something():
    assert len(KEYS) == len(EFFECT_WORDS)


def test_the_list_is_on_the_page(opened: Opened):
    assert "What it answers" in html(opened(tab="About"))


def test_the_version_is_the_one_of_the_changelog():
    first = next(line for line in CHANGELOG.read_text(encoding="utf-8").splitlines() if line.startswith("## "))
    assert first.startswith(f"## {VERSION}")
