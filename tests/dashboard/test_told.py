"""Sentences made in English are said again in the language of the page, whatever a stranger put in them."""

import re
import time
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.bring_refused import refused_table
from dashboard.plain import plain
from dashboard.sentences import PARTS, SENTENCES
from dashboard.sentences.rows import ABSENT_WORDS
from dashboard.told import part, recognised, retold
from export.language.catalogue import Catalogue, catalogue
from export.marking import _refusal
from layers.imports.check import check_table
from layers.imports.checked import Checked
from layers.imports.choices import Choices
from layers.imports.sites.check import check_sites
from layers.reading.read import read_here
from layers.store.errors import StoreBusy

HOSTILE = b"""date,lat,lon,event,killed,killed_min,country,title,grade
,37.5,70.5,clash,1,1,Tajikistan,a,A1
03/04/25,37.5,70.5,clash,1,1,Tajikistan,a,Z9
2025,37.5,70.5,dance,1,1,Tajikistan,a,A1
2025-02-31,37.5,70.5,clash,1,1,Tajikistan,a,A1
1447-02-03,37.5,70.5,clash,1,1,Tajikistan,a,A1
0700-02-03,37.5,70.5,clash,1,1,Tajikistan,a,A1
2999-01-01,37.5,70.5,clash,1,1,Tajikistan,a,A1
2025-03-09 to 2025-03-01,37.5,70.5,clash,1,1,Tajikistan,a,A1
2025-03-01 to 2025-06-01,37.5,70.5,clash,1,1,Tajikistan,a,A1
soon,37.5,70.5,clash,1,1,Tajikistan,a,A1
70001,37.5,70.5,clash,1,1,Tajikistan,a,A1
2025-03-01,70.5,37.5,clash,1,1,Tajikistan,a,A1
2025-03-01,0,0,clash,1,1,,a,A1
2025-03-01,97,170,clash,1,1,,a,A1
2025-03-01,170,37,clash,1,1,,a,A1
2025-03-01,51.5,-0.12,clash,1,1,,a,A1
2025-03-01,,,clash,1,1,,a,A1
2025-03-01,70.5 E,37.5,clash,1,1,,a,A1
2025-03-01,37.5 61 N,42SVF 12 34,clash,1,1,,a,A1
2025-03-01,north,70.5,clash,some,9,,a,A1
2025-03-01,37.5,70.5,clash,1,9,,a,A1
2025-03-01,37.5,70.5,clash,-1,,,a\x07,A1
"""
COLUMNS = {
    "date": "date",
    "latitude": "lat",
    "longitude": "lon",
    "event_type": "event",
    "killed": "killed",
    "killed_min": "killed_min",
    "country": "country",
    "title": "title",
    "grade": "grade",
}


@pytest.fixture(scope="module")
def checked() -> Checked:
    """A table with many faults, checked as the window does."""
    table = read_here(HOSTILE, "faults.csv")
    return check_table(table, Choices(today=date(2026, 3, 1), columns=COLUMNS))


def test_what_was_expected_and_advised_of_a_bad_table_is_recognised(checked: Checked):
    said = {*checked.refused["expected"], *checked.refused["advice"], *checked.notes, *checked.questions.sentences}
    assert len(said) > 35
    assert [text for text in said if not recognised(text)] == []


def test_what_is_said_of_bad_sites_is_recognised():
    table = read_here(b"name,sector,wkt\na,gold,\nb,gold,nonsense\nc,,POINT (170 37)\n", "sites.csv")
    columns = {"name": "name", "sector": "sector", "wkt": "wkt"}
    found = check_sites(table, Choices(today=date(2026, 3, 1), columns=columns))
    said = {*found.refused["expected"], *found.refused["advice"], *found.notes}
    assert [text for text in said if not recognised(text)] == []


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch, speaking) -> None:
    """A page in Dari whose catalogue has every template in other words: between marks."""
    words = {text: f"«{text}»" for text in (*SENTENCES, *PARTS, "{rows} and others")}
    known = catalogue("fa")
    changed = Catalogue({**known.words, **words}, known.plurals, known.form)
    monkeypatch.setattr("export.language.speech.catalogue", lambda code: changed)
    speaking("fa")


def test_sentences_in_a_row_are_said_one_by_one(shouting):
    said = retold("Latitude and longitude swapped? Correct them.")
    assert said == "«Latitude and longitude swapped?» «Correct them.»"


def test_figures_are_written_as_the_language_does_and_numbers_of_rows_without_a_mark(shouting):
    assert "۱۲٬۳۴۵" in retold("Rows that are areas: 12,345. Each stands for what it encloses.")
    assert "۱۲۳۴۵" in retold("The header is row 12345; the rows above it are left out.")


def test_what_a_file_holds_is_set_apart_and_stays_as_it_is(shouting):
    assert "\u2068'incidents.csv'\u2069" in retold("The member 'incidents.csv' asks for a password.")


def test_parts_are_said_and_set_apart_from_what_is_not_known(shouting):
    assert part("a date") == "«a date»"
    assert part("at most 500 signs") == "«at most ۵۰۰ signs»"
    assert part("a moon") == "\u2068a moon\u2069"


def test_rows_days_and_countries_are_written_as_the_language_does(shouting):
    asked = retold(
        "Dates of day that could be day first or month first: 9, such as in rows 2, 3 and others. No row decides."
    )
    assert "«۲، ۳ and others»" in asked
    assert "۲۰۲۵" in part("no day after 2025-03-02")
    assert "افغانستان" in retold("It lies in Afghanistan.")


def test_what_follows_an_unknown_sentence_stays_in_english_and_is_set_apart(shouting):
    assert retold("Correct them. The moon is missing.") == "«Correct them.» \u2068The moon is missing.\u2069"


def test_a_day_that_no_calendar_has_stays_as_it_is(shouting):
    assert "\u20682025-02-31\u2069" in part("no day after 2025-02-31")


def test_refused_rows_are_shown_with_reasons_in_the_language_of_the_page(checked: Checked, shouting):
    shown = refused_table(checked)
    reasons = shown.iloc[:, -2:].to_numpy().ravel()
    assert all(text.startswith("«") for text in reasons)
    found = [text if text not in ABSENT_WORDS else f"«{text}»" for text in checked.refused["found"].astype(str)]
    assert list(shown.iloc[:, 2]) == found


def test_an_error_is_said_in_the_language_of_the_page_and_other_texts_stay(shouting):
    error = StoreBusy(
        "panj.gpkg is being written by another session for more than 30 s. Nothing was changed; try again."
    )
    assert plain(error).count("«") == 2
    assert plain("Correct them.") == "Correct them\\."


def test_an_error_of_the_system_is_said_without_its_number():
    assert plain(FileNotFoundError(2, "No such file or directory")) == "No such file or directory"


def test_in_english_every_sentence_is_the_one_that_was_made(checked: Checked):
    for text in (*checked.refused["advice"], *checked.notes, *checked.questions.sentences):
        assert retold(text) == text
    for text in checked.refused["expected"]:
        assert part(text) == text


PIECES = st.sampled_from([piece for text in (*SENTENCES, *PARTS) for piece in re.split(r"\{\w+\}", text) if piece])


@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=12).map("".join))
def test_no_text_raises(text: str):
    retold(text)
    part(text)
    recognised(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "x is no y: it lacks the columns " * 3_000,
        "Correct them. " * 7_000,
        "1," * 50_000,
        "0, 0 is what " * 700,
        "It lies in " + "It lies in " * 800,
        "label is " * 1_000,
        " has no column  for : it has " * 300,
        "(" * 9_000,
    ],
)
def test_a_hostile_text_is_not_slow(text: str, speaking):
    speaking("ru")
    begun = time.perf_counter()
    retold(text)
    part(text)
    assert time.perf_counter() - begun < 0.5


def test_two_hundred_different_cells_are_recognised_at_once():
    advice = [f"The letter {at} belongs to the other coordinate: latitude and longitude swapped?" for at in range(200)]
    begun = time.perf_counter()
    assert all(map(recognised, advice))
    assert time.perf_counter() - begun < 0.25


def test_a_cell_that_holds_nothing_is_said_so(speaking):
    checked = check_table(read_here(b"Date,Lat,Lon\n,37.5,70.1\n", "a.csv"), Choices(today=date(2026, 3, 1)))
    english = refused_table(checked)["What was found"].tolist()
    speaking("ru")
    assert english == ["nothing"]
    assert refused_table(checked)["Найдено"].tolist() == ["ничего"]


def test_sentences_follow_each_other_without_a_gap_in_chinese(speaking):
    speaking("zh")
    assert "。 " not in retold("Shorten the text. Rename it.")


def test_a_name_of_a_file_stays_as_it_is_where_a_word_of_ours_reads_the_same(speaking):
    speaking("ru")
    assert part("site") == "объект"
    assert "Столбец site" in retold("The column site holds binary data and is left out.")


@pytest.mark.parametrize(
    "cleared",
    [
        {"left_out": {"incidents": 3, "own:a": 1, "responses": 2}, "hidden": ("actors",)},
        {"left_out": {"sites": 1}, "hidden": ()},
    ],
)
def test_why_nothing_is_handed_over_is_said(cleared, speaking):
    refused = _refusal(SimpleNamespace(**cleared), "GREEN")
    assert recognised(refused)
    speaking("ru")
    assert set(re.findall(r"[a-z]{4,}", retold(refused))) <= {"above", "redact", "third", "party", "true", "actors"}
