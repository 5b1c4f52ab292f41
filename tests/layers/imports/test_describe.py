"""The page of vocabularies says what the schemas do."""

from pathlib import Path

import pytest

from layers.imports.describe import page
from layers.imports.schemas import SCHEMAS
from layers.imports.schemas.sites import OTHER_WORDS

PAGE = Path(__file__).parents[3] / "docs" / "imports.md"


def test_the_page_is_the_one_that_the_schemas_make():
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_word_of_a_source_is_on_the_page(name):
    text = page()
    assert all(word.theirs in text for words in SCHEMAS[name].vocabulary for word in words.words)


@pytest.mark.parametrize("ours", OTHER_WORDS)
def test_every_word_of_a_site_is_on_the_page(ours):
    text = page()
    assert all(word in text for words in OTHER_WORDS[ours].values() for word in words)
