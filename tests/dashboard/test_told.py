"""Every sentence that the layers make for a reader is known to the page, which says it in the reader's language."""

import ast
import importlib
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.bring_refused import refused_table
from dashboard.plain import plain
from dashboard.sentences import PARTS, SENTENCES
from dashboard.told import ALL_PARTS, ALL_SENTENCES, found_in, part, recognised, retold
from export.language.catalogue import Catalogue, catalogue
from layers.imports.check import check_table
from layers.imports.checked import Checked
from layers.imports.choices import Choices
from layers.imports.sites.check import check_sites
from layers.reading.read import read_here
from layers.store.errors import StoreBusy
from tests.dashboard.made import made

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("layers/imports", "layers/reading", "layers/store", "layers/own.py")
# Modules of which nothing is said on the page.
ASIDE = {
    # the command line
    "layers/imports/command.py",
    "layers/imports/describe.py",
    "layers/imports/keep.py",
    "layers/imports/progress.py",
    "layers/store/command.py",
    "layers/store/check.py",
    "layers/store/copies.py",
    # words of files and of engines
    "layers/imports/country_names.py",
    "layers/imports/months.py",
    "layers/imports/spelling.py",
    "layers/store/columns.py",
    "layers/store/geopackage.py",
    "layers/store/migrate.py",
    "layers/store/postgis.py",
    "layers/store/sqlite.py",
    # walls of the reading process, whose errors become "the content contradicts its own format"
    "layers/reading/confine.py",
}
# Tables of words that files use.
DATA = {"OTHER_ALIASES", "OTHER_PLACES", "BLANKS", "EVENT_WORDS", "OTHER_WORDS", "WEAPONS", "START"}
NOT_SAID = {
    # written into a row or a file, as every file format is in English
    "Not weighed: entered by hand.",
    "Not weighed: imported from 7.",
    "Incident from",
    "Site from",
    "by the source.",
    "row in the file",
    "7: found 7; expected 7.",
    "same as 7",
    "media reports,",
    "Media report,",
    "place unknown",
    "Coded by a program from the news; nobody has checked it.",
    "UCDP codes the sides",
    "without number",
    "Fighting between groups",
    # the command line
    "Layer 'x y': 7 features are in 7. Remove with: python -m layers own --remove NAME",
    # said by dashboard/bring_columns.py and by the groups of layers
    "by its name",
    "by its name and content",
    "by its content",
    "not used",
    "Own layers",
    # a part of a place for rows, and of what two editors wrote
    "and others",
    "7: yours 7, in the store 7",
    "the trail of 7",
    # errors that are caught, or that only code can make
    "Found 7; expected one point, line or area as WKT or GeoJSON, longitude first.",
    "the Solar Hijri calendar has no day 7-7-7",
    "parts out of order",
    "The changes do not say which version the editor saw. Add it: version = the row's version.",
    "not authorized",
    "Extra data",
    # names and citations of other sources
    "ACLED export and API",
    "Armed Conflict Location & Event Data (ACLED), acleddata.com; Raleigh, Kishi & Linke 2023.",
    "GDELT 2.0 events (media reports)",
    "The GDELT Project, gdeltproject.org; Leetaru & Schrodt 2013.",
    "Global Terrorism Database",
    "START, University of Maryland, Global Terrorism Database (GTD).",
    "UCDP GED and candidate events",
    "Sundberg & Melander 2013, doi:10.1177/0022343313484347; Davies et al., UCDP GED, Uppsala University.",
}
MODULES = [
    path
    for room in ROOMS
    for path in (sorted((ROOT / room).rglob("*.py")) if (ROOT / room).is_dir() else [ROOT / room])
    if str(path.relative_to(ROOT)) not in ASIDE
]
FILLED = {"where": "Within 5 km", "when": "within 7 days"} | dict.fromkeys(("day", "begin", "end"), "2025-11-26")
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


def unknown(texts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Line and text of what the page could not say."""
    return [(line, text) for line, text in texts if text not in NOT_SAID and not recognised(text)]


def made_in(path: Path) -> list[tuple[int, str]]:
    """Line and text of all that a module makes."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return made(without_data(path.read_text(encoding="utf-8")), vars(importlib.import_module(name)))


def without_data(source: str) -> str:
    """The source without its tables of words that files use."""
    tree = ast.parse(source)
    tables = (node for node in tree.body if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign))
    for node in tables:
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if getattr(target, "id", "") in DATA:
            node.value = ast.Constant(0)
    return ast.unparse(tree)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: "-".join(path.parts[-2:]))
def test_every_sentence_of_the_layers_has_a_template(path: Path):
    assert unknown(made_in(path)) == []


@pytest.mark.parametrize(
    "source",
    [
        'raise FileDamaged("The moon is not in the file. Wait for it.")',
        'raise FileDamaged(f"The file has {n} moons. Split it.")',
        'says = ("a moon that shines", "Write one.")',
        'findings.add(wrong, column, found=cells, says=(f"a moon of {size} km", advice))',
        'notes.append(f"Rows without a moon: {count}.")',
        'Rule("moon", "full", _full, "a full moon", "Correct the moon.")',
        'Fault("nothing", "a moon here", "Fill it in.")',
        'return error if known else LayerMissing("The file has no moon.")',
    ],
)
def test_a_new_sentence_without_a_template_is_found(source: str):
    assert unknown(made(source))


def test_what_is_excepted_is_still_made():
    assert {text for path in MODULES for _, text in made_in(path)} >= NOT_SAID


@pytest.mark.parametrize("texts, templates", [(SENTENCES, ALL_SENTENCES), (PARTS, ALL_PARTS)], ids=["whole", "part"])
def test_no_sentence_stands_in_the_way_of_another(texts, templates):
    """Each is recognised as itself and to its end, although the first that fits is taken."""
    for template in texts:
        filled = re.sub(r"\{(\w+)\}", lambda name: FILLED.get(name[1], "7"), template)
        (found, _), end = templates.first(filled)
        assert (found, end) == (template, len(filled))


def test_no_sentence_stands_in_two_tables():
    assert len({*SENTENCES, *PARTS}) == len(SENTENCES) + len(PARTS)


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
    assert "ردیف" not in (said := retold("The header is row 12345; the rows above it are left out."))
    assert "۱۲۳۴۵" in said


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
    assert list(shown.iloc[:, 2]) == list(checked.refused["found"].astype(str))


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


def test_two_hundred_rows_are_said_in_no_time(checked: Checked, speaking):
    speaking("ru")
    advice = [f"The letter {at} belongs to the other coordinate: latitude and longitude swapped?" for at in range(200)]
    begun = time.perf_counter()
    assert all(map(found_in, advice))
    assert time.perf_counter() - begun < 0.25
