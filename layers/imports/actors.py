"""Names of actors and places held against the names we know; a likeness is shown, never taken silently."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd
from rapidfuzz import fuzz, process

from layers.imports.spelling import bones, spelled
from layers.places import read_places
from layers.tables import read_table

# Below this likeness [0 to 100] a name counts as new; judgement, looked at on the alias list.
LIKE = 80.0
SAME_SPELLING, SAME_BONES = 99.0, 92.0
SHORTEST_FUZZY = 5
# Names in other files that the alias list does not carry, with why they are only a question.
OTHER_ALIASES = {
    "Daesh": "ACT-01",
    "ISIS": "ACT-01",
    "IS": "ACT-01",
    "Islamic State": "ACT-01",
    "Islamic State (Afghanistan)": "ACT-01",
    "Islamic State Khorasan Province (ISKP)": "ACT-01",
    "Khorasan Chapter of the Islamic State": "ACT-01",
    "ИГИЛ-Хорасан": "ACT-01",
    "داعش": "ACT-01",
    "ДАИШ": "ACT-01",
    "TTP": "ACT-10",
    "Pakistani Taliban (TTP)": "ACT-10",
    "East Turkestan Islamic Movement": "ACT-02",
    "Джамаат Ансаруллах": "ACT-03",
}
OTHER_PLACES = ("Shamsiddin Shohin", "Maymay", "Shahr-e Buzurg", "Chah Ab", "Darwaz", "Darvoz", "Yawan", "Farkhor")


@dataclass(frozen=True)
class ActorQuestion:
    """A name of the file that is like one we know: `score` 0 to 100, and how many rows have it."""

    name: str
    suggestion: str
    known_as: str
    score: float
    rows: int

    @property
    def text(self) -> str:
        """The question as a sentence."""
        return (
            f"{self.name!r} (rows: {self.rows}) is like {self.known_as!r} by {self.score:.0f} of 100: "
            f"is it {self.suggestion}? Until you say so the file's own name stays."
        )


@cache
def actor_names() -> dict[str, str]:
    """Our name of an actor by every name and alias that we know."""
    table = read_table("actors", index="actor_id")
    known = {}
    for actor_id, row in table.iterrows():
        aliases = [part.strip() for part in re.split(r"[;/]", f"{row['aliases'] or ''};{row['name']}") if part.strip()]
        known |= dict.fromkeys((*aliases, row["name"]), row["name"])
        known |= {alias: row["name"] for alias, known_id in OTHER_ALIASES.items() if known_id == actor_id}
    return known


@cache
def place_names() -> dict[str, str]:
    """Names of districts and populated places that spellings are held against."""
    return {name: name for name in (*read_places()["name"].dropna(), *OTHER_PLACES)}


def match_names(names: Iterable[str], known: Mapping[str, str], *, least: float = LIKE) -> pd.DataFrame:
    """One row per name that is like a known one: name, suggestion, known_as, score 0 to 100 (100: the same letters).

    99: the same in one spelling; 92: the same without vowels; else the likeness of rapidfuzz, at most 91.
    """
    found = [(name, *_best(name, known)) for name in dict.fromkeys(names)]
    frame = pd.DataFrame(found, columns=["name", "suggestion", "known_as", "score"])
    return frame[frame["score"] >= least].reset_index(drop=True)


def actor_questions(names: pd.Series, answers: Mapping[str, str]) -> tuple[ActorQuestion, ...]:
    """Questions for names that are not ours to the letter and not answered, those of most rows first."""
    counted = names.dropna().value_counts()
    open_names = [name for name in counted.index if name not in answers and name not in actor_names().values()]
    rows = match_names(open_names, actor_names()).itertuples(index=False)
    questions = [ActorQuestion(*row, rows=int(counted[row.name])) for row in rows]
    return tuple(sorted(questions, key=lambda question: (-question.rows, question.name)))


def _best(name: str, known: Mapping[str, str]) -> tuple[str, str, float]:
    if name in known:
        return known[name], name, 100.0
    spellings = _spellings(tuple(known))
    for form, score in ((spelled(name), SAME_SPELLING), (bones(name), SAME_BONES)):
        table = spellings[0] if score == SAME_SPELLING else spellings[1]
        # Short forms without vowels are alike by chance.
        if form in table and (score == SAME_SPELLING or len(form) >= SHORTEST_FUZZY):
            return known[table[form]], table[form], score
    return _fuzzy(name, known, spellings[0])


def _fuzzy(name: str, known: Mapping[str, str], table: dict[str, str]) -> tuple[str, str, float]:
    form = spelled(name)
    choices = [other for other in table if len(other) >= SHORTEST_FUZZY]
    if len(form) < SHORTEST_FUZZY or not choices:
        return "", "", 0.0
    other, score, _ = process.extractOne(form, choices, scorer=_likeness)
    return known[table[other]], table[other], round(min(score, 91.0), 1)


def _likeness(one: str, other: str, **_: object) -> float:
    """Words in any order; a name inside a longer one counts for a little less."""
    whole = fuzz.token_sort_ratio(one, other)
    inside = 0.9 * fuzz.token_set_ratio(one, other) if min(len(one), len(other)) >= 8 else 0.0
    return max(whole, inside)


@cache
def _spellings(known: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Known names by their one spelling, and without vowels; the first of two alike stays."""
    spell, bone = {}, {}
    for name in known:
        spell.setdefault(spelled(name), name)
        bone.setdefault(bones(name), name)
    spell.pop("", None)
    return spell, bone
