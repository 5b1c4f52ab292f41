"""No text of the page without a key: every one is said in the language of the reader."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.bring_columns import column_table
from dashboard.told import part, retold
from export.language.catalogue import TRANSLATED
from export.language.keys import missing
from layers import read_incidents
from layers.imports.mapping import guess
from layers.reading.read import read_file
from risk.groups import GroupSettings, space_time_clusters
from risk.groups import since as moved_since
from risk.near_repeat import near_repeats
from risk.scan import ScanSettings, scan
from tests.dashboard.conftest import Opened, errors, html

ROOM = Path(__file__).resolve().parents[2] / "dashboard"
MODULES = sorted(ROOM.rglob("*.py"))
# The first argument of each is read by people.
SHOWN = re.compile(
    "title|(sub)?header|caption|markdown|write|text|warning|error|info|success|toggle|checkbox|radio|multiselect|slider|"
    "select(box|_slider)|(date|text|number)_input|text_area|file_uploader|expander|tabs|pills|popover|progress|metric|"
    "((download|form_submit)_)?button|status|spinner|toast|segmented_control|(Progress|Text|Number)?Column|heading|note|"
    "facts|link|table|bold|apart"
)
READ = {"help", "label", "placeholder", "text", "title", "caption"}
NAMES = ("Panj Watch", "TLP:")
TAG = re.compile(r"<script>.*?</script>|<[^>]*>|\{[^}]*\}|&\w+;")


def unsaid(source: str) -> list[str]:
    """Literal texts that the page would show as they stand."""
    tree = ast.parse(source)
    shown = [argument for node in ast.walk(tree) if isinstance(node, ast.Call) for argument in _read_by_people(node)]
    marked_up = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and _is_markup(node.value))
    return [text for node in shown for text in _literals(node) if _letters(text)] + [
        node.value for node in marked_up if _letters(TAG.sub(" ", node.value))
    ]


def _read_by_people(call: ast.Call) -> Iterator[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if SHOWN.fullmatch(name):
        yield from call.args[:1]
    yield from (word.value for word in call.keywords if word.arg in READ)


def _literals(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _is_markup(node.value):
        yield node.value
    if isinstance(node, ast.Call | ast.Subscript | ast.Compare):
        return
    for child in ast.iter_child_nodes(node):
        yield from _literals(child)


def _is_markup(value: object) -> bool:
    return isinstance(value, str) and re.search(r"</?[a-z][^>]*>", value) is not None


def _letters(text: str) -> bool:
    for name in NAMES:
        text = text.replace(name, "")
    return any(letter.isalpha() for letter in text)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_text_is_shown_that_is_not_said(path: Path):
    assert unsaid(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'st.caption("Look here")',
        'st.button(f"{n} more")',
        'st.html("<h4>The site</h4>")',
        'st.toggle(say("On"), help="More")',
        'alt.X("day:T", title="chance")',
        'facts([("When", day)])',
    ],
)
def test_a_text_without_a_key_is_found(source: str):
    assert unsaid(source)


@pytest.mark.parametrize(
    "source", ['st.caption(say("Look"))', 'st.html("<h1>Panj Watch</h1>")', 'note(words, "pw-gap")']
)
def test_what_is_said_and_what_is_a_name_is_left_alone(source: str):
    assert unsaid(source) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_of_the_page_is_translated(code: str):
    assert missing(code) == []


@pytest.fixture(scope="module")
def told() -> list[str]:
    """Sentences that the clusters and tests of the shipped incidents come with."""
    found = read_incidents()
    now = space_time_clusters(found, settings=GroupSettings(eps_km=40))
    before = space_time_clusters(found, as_of=found["last_day"].quantile(0.8), settings=GroupSettings(eps_km=40))
    scanned = scan(found, settings=ScanSettings(replications=19))
    repeats = near_repeats(found, permutations=19)
    sentences = [*now["note"], *now.attrs["said"], *scanned.notes, *repeats["sentence"]]
    return [*filter(None, sentences), *moved_since(before, now)["sentence"]]


def test_sentences_of_clusters_and_tests_are_recognised(told: list[str], speaking):
    speaking("ru")
    assert len(told) > 20
    assert [words for words in map(retold, told) if re.search(r"[A-Za-z]{4,}", re.sub(r"C-INC-\d+", "", words))] == []


def test_what_is_not_recognised_stays_as_it_is(speaking):
    speaking("ru")
    assert retold("Something new was found.") == "Something new was found."
    assert part("a new rule") == "a new rule"


def test_a_sentence_is_said_with_the_figures_of_the_language(speaking):
    speaking("fa")
    said = retold("3 of 4 are at one coordinate. All 12 are at one coordinate: one place name, not a pattern in space.")
    assert said.startswith("۳ از ۴ رویداد")
    assert "۱۲" in said


def test_in_english_the_sentence_is_the_one_that_was_made(told: list[str]):
    assert [retold(words) for words in told] == told


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_page_opens_in_each_language_and_stays_in_the_link(opened: Opened, code: str):
    app = opened({"language": code, "selected": "site:SITE-23"})
    assert not app.exception
    assert "Silence" not in html(app)
    assert "Why:" not in html(app)
    assert code in dict(app.query_params)["language"]


def test_a_link_in_a_language_that_is_not_spoken_opens_in_english(opened: Opened):
    assert "As of" in html(opened({"language": "xx"}))


def test_what_could_not_be_followed_is_said_in_the_language_of_the_page(opened: Opened):
    assert "Это пропущено" in errors(opened({"language": "ru", "radius_km": "7"}))


def test_the_columns_of_a_file_have_a_head_in_the_language_of_the_page(speaking):
    guesses = guess(read_file(b"Date,Moon\n2025-03-02,full\n", "a.csv"))
    english = column_table(guesses, {"title": "Moon"})
    speaking("ru")
    assert not {"column", "examples", "why"} & set(english)
    assert list(english["ours"]) == ["date", "title"]
    assert [*column_table(guesses, {})][:3] != [*english][:3]
