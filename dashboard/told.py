"""Sentences that the layers, the tests and the record make in English, said in the language of the page.

They come as whole texts: notes, errors, cells of a table. Each sentence is recognised by its template in
dashboard/sentences and said again; what is not recognised stays in English, as reported text does.

A template is taken as literal text between places. A place for figures, days or rows fits only those; any other takes
the least that lets the rest fit. So a text is read once from left to right per template, whatever a stranger put in it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from dashboard.sentences import PARTS, SENTENCES
from dashboard.sentences.rows import ABSENT_WORDS
from dashboard.speech import reported, say, spoken

NUMBER = r"\d(?:[\d,]{0,30}\d)?(?:\.\d{1,20})?"
DAY = r"\d{1,2} [A-Z][a-z]{2,8} \d{4}|\d{4}-\d\d-\d\d"
ROWS = r"\d{1,20}(?:, \d{1,20})*(?: and others)?"
COUNTS = frozenset(("n", "many", "few", "total", "most", "limit", "seed", "first", "last", "was", "now", "expected"))
MEASURES = frozenset(("km", "m", "days", "seconds", "megabytes", "lat", "lon", "low", "high", "value"))
RATIOS = frozenset(("ratio", "share", "score", "p", "q"))
FIGURES = COUNTS | MEASURES | RATIOS
# Figures that number or name something: written without a mark between thousands.
YEARS = frozenset(("year", "until", "from_year", "to_year"))
NUMBERS = YEARS | {"row", "line", "at", "number", "second_number", "version", "known_version"}
DAYS = frozenset(("day", "begin", "end"))
SHAPES = {
    "where": rf"[Ww]ithin {NUMBER} km|[Bb]etween {NUMBER} and {NUMBER} km away",
    "when": rf"within {NUMBER} days|{NUMBER} to {NUMBER} days later",
    "rows": ROWS,
    **dict.fromkeys(FIGURES | NUMBERS, NUMBER),
    **dict.fromkeys(DAYS, DAY),
}
LISTS = {"words": ", ", "others": ", ", "clauses": "; "}
# What stands in files, or was typed: it stays as it is, also where a word of ours reads the same.
QUOTED = frozenset(
    (
        "name",
        "form",
        "marking",
        "known_name",
        "suggestion",
        "column",
        "other_column",
        "columns",
        "others",
        "field",
        "file",
        "root",
        "start",
        "ending",
        "shown",
        "who",
        "yours",
        "stored",
    )
)
# A text of more signs, or what is left after so many sentences, is not taken apart.
LONGEST, MOST = 10_000, 40
BLANKS = re.compile(r"\s*")
SENTENCE_END, TEXT_END = r"(?!\S)", r"\Z"
Values = tuple[tuple[str, str], ...]
Found = tuple[str, Values]


def retold(text: str) -> str:
    """A text of sentences made in English, in the language of the page."""
    if spoken().code == "en" or not text:
        return text
    found, rest = _apart(text)
    # a full stop of Chinese holds the gap to the next sentence
    gap = "" if spoken().code == "zh" else " "
    return gap.join([*(_said(*one, part) for one in found), *([reported(rest)] if rest else [])])


def part(text: str) -> str:
    """A part of such a sentence, or a name that stands alone, in the language of the page."""
    found = None if spoken().code == "en" or len(text) > LONGEST else _part(text)
    return _said(*found, reported) if found else reported(text)


def cell_words(text: str) -> str:
    """What a cell holds, as it stands; what is said of a cell that holds nothing, in the language of the page."""
    return say(text) if text in ABSENT_WORDS else text


def recognised(text: str) -> bool:
    """Whether every sentence of a text has a template, or all of it is a part that has one."""
    found, rest = _apart(text)
    return bool(found and not rest) or _part(text) is not None


@dataclass(frozen=True)
class Template:
    """An English text with {named} places: `runs` are patterns of what stands between the places that fit anything."""

    text: str
    free: tuple[str, ...]
    runs: tuple[re.Pattern, ...]

    def fits(self, text: str, at: int) -> tuple[Values, int] | None:
        """What the places hold where the template fits the text from `at` on, and where it ends; else None."""
        found = self.runs[0].match(text, at)
        values: dict[str, str] = {}
        for name, run in zip(self.free, self.runs[1:], strict=True):
            if found is None:
                return None
            values |= found.groupdict()
            begin, found = found.end(), run.search(text, found.end() + 1)
            if found is None or found.start() <= begin:
                return None
            values[name] = text[begin : found.start()]
        return (tuple((values | found.groupdict()).items()), found.end()) if found else None


class Templates:
    """Templates by the word that they begin with, the most telling first; those that begin with a place come last."""

    def __init__(self, texts: Iterable[str], end: str) -> None:
        self._by_word: dict[str, list[Template]] = {}
        self._open: list[Template] = []
        for text in sorted(texts, key=_letters, reverse=True):
            word, blank, _ = text.partition(" ")
            whole = blank and "{" not in word
            (self._by_word.setdefault(word, []) if whole else self._open).append(_template(text, end))

    def first(self, text: str, at: int = 0) -> tuple[Found, int] | None:
        """The template that fits the text from `at` on, with what its places hold, and where it ends."""
        word = text[at : text.find(" ", at)] if " " in text[at : at + 100] else ""
        for template in self._likely(word):
            if fitting := template.fits(text, at):
                return (template.text, fitting[0]), fitting[1]
        return None

    def _likely(self, word: str) -> Iterator[Template]:
        yield from self._by_word.get(word, ())
        yield from self._open


def _letters(text: str) -> int:
    """How much of a template is literal."""
    return len(re.sub(r"\{\w+\}", "", text))


def _template(text: str, end: str) -> Template:
    pieces = re.split(r"\{(\w+)\}", text)
    free, runs = [], [re.escape(pieces[0])]
    for name, literal in zip(pieces[1::2], pieces[2::2], strict=True):
        if name in SHAPES:
            runs[-1] += f"(?P<{name}>{SHAPES[name]}){re.escape(literal)}"
        else:
            free.append(name)
            runs.append(re.escape(literal))
    # a template that ends with a place of any kind takes all that is left
    runs[-1] += end if runs[-1] else TEXT_END
    return Template(text, tuple(free), tuple(map(re.compile, runs)))


def _apart(text: str) -> tuple[tuple[Found, ...], str]:
    """The sentences that are recognised, and what is left: all of it from the first that is not."""
    return _sentences(text) if len(text) <= LONGEST else ((), text)


@lru_cache(maxsize=1024)
def _sentences(text: str) -> tuple[tuple[Found, ...], str]:
    found, at = [], BLANKS.match(text).end()
    while at < len(text) and len(found) < MOST and (first := ALL_SENTENCES.first(text, at)):
        found.append(first[0])
        at = BLANKS.match(text, first[1]).end()
    return tuple(found), text[at:]


@lru_cache(maxsize=1024)
def _part(text: str) -> Found | None:
    first = ALL_PARTS.first(text)
    return first[0] if first else None


def _said(template: str, values: Values, inner: Callable[[str], str]) -> str:
    return say(template, **{name: _value(name, value, inner) for name, value in values})


def _value(name: str, value: str, inner: Callable[[str], str]) -> str:
    """What a place holds, as the reader writes it; `inner` says what is neither figures nor quoted."""
    inner = reported if name in QUOTED else inner
    if name in FIGURES:
        return spoken().number(float(value.replace(",", "")), len(value.partition(".")[2]))
    if name in NUMBERS:
        return spoken().figures(value.replace(",", ""))
    if name in DAYS:
        return _day(value)
    if name == "rows":
        return _rows(value)
    if name == "country":
        return spoken().named(value)
    if name in LISTS:
        return say(LISTS[name]).join(map(inner, value.split(LISTS[name])))
    return inner(value)


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text) if text[4:5] == "-" else datetime.strptime(text, "%d %B %Y").date()
    except ValueError:
        return reported(text)
    return spoken().day(day)


def _rows(text: str) -> str:
    named = text.removesuffix(" and others")
    rows = spoken().join(map(spoken().figures, named.split(", ")))
    return rows if named == text else say("{rows} and others", rows=rows)


ALL_SENTENCES, ALL_PARTS = Templates(SENTENCES, SENTENCE_END), Templates(PARTS, TEXT_END)
