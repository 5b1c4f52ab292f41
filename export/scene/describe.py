"""The lines of a tooltip: what a thing is, in plain text."""

from collections.abc import Callable, Mapping
from typing import Any

from export.language import ENGLISH, Language
from export.words import count_range, when, where

Row = Mapping[str, Any]
LINE_LENGTH = 160


def lines_of(layer_name: str, row: Row, *, language: Language = ENGLISH) -> list[str]:
    """Short lines of plain text, the first one the title; none for layers that have nothing to say.

    Titles, places and descriptions of incidents and responses stay as reported, in English.
    """
    return [str(line)[:LINE_LENGTH] for line in DESCRIBERS.get(layer_name, _named)(row, language)]


def _named(row: Row, language: Language) -> list[str]:
    return [language.place(row)] if row.get("name") else []


def _incident(row: Row, language: Language) -> list[str]:
    contested = [language.say("Contested: reports disagree")] if row["contested"] else []
    return [
        row["title"],
        f"{when(row, language=language)} · {row['place']}",
        language.say("Killed {count}", count=count_range(row, "killed", language=language)),
        where(row, language=language),
        *contested,
    ]


def _site(row: Row, language: Language) -> list[str]:
    sure = row["chinese_link"] == "verified"
    words = {name: language.say(row[name]) for name in ("sector", "status")}
    return [
        row["name"],
        language.say("{sector}, {status} ({day})", day=language.dated(row["status_as_of"]), **words),
        language.say("Chinese link verified" if sure else "Chinese link not verified"),
    ]


def _score(row: Row, language: Language) -> list[str]:
    name, band = language.place(row), _band(row, language)
    if row["status"] != "scored":
        return [name, band]
    columns = {"chance": "probability", "low": "probability_low", "high": "probability_high"}
    figures = {word: language.percent(row[column]) for word, column in columns.items()}
    return [name, language.say("{chance} (80 % interval {low} to {high})", **figures), band]


def _border(row: Row, language: Language) -> list[str]:
    length = language.km(row["length_km"], 0)
    return [
        language.place(row),
        language.say("{length}; named by the nearest district centre on each bank", length=length),
    ]


def _stretch(row: Row, language: Language) -> list[str]:
    ends = {"first": language.number(row["from_km"], 0), "last": language.number(row["to_km"], 0)}
    if row["band"] in ("insufficient data", "no data"):
        words = language.say("km {first} to {last}", **ends)
    else:
        chance = language.percent(row["probability"])
        words = language.say("km {first} to {last}: at most {chance}", chance=chance, **ends)
    return [language.place(row), words, _band(row, language)]


def _cluster(row: Row, language: Language) -> list[str]:
    return [
        language.count(
            row["incidents"], "{n} incident in a descriptive cluster", "{n} incidents in a descriptive cluster"
        ),
        language.say("{first} to {last}", **_days(row, language)),
        language.join(language.say(word) for word in row["event_types"]),
    ]


def _tested(row: Row, language: Language) -> list[str]:
    expected, distance = language.number(row["expected"], 1), language.km(row["radius_km"], 0)
    return [
        language.count(
            row["observed"],
            "{n} incidents where {expected} are expected",
            "{n} incidents where {expected} are expected",
            expected=expected,
        ),
        language.say("within {distance}, {first} to {last}", distance=distance, **_days(row, language)),
        language.say("p {p}: unlikely to be chance alone", p=language.number(row["p_value"], 3)),
    ]


def _actor(row: Row, language: Language) -> list[str]:
    named = language.count(
        len(row["actors"]), "{place}: {n} actor named", "{place}: {n} actors named", place=language.place(row)
    )
    return [named, *row["actors"]]


def _response(row: Row, language: Language) -> list[str]:
    kind = language.say(str(row["response_type"]))
    return [row["actor"], f"{when(row, language=language)} · {kind}", row["description"]]


def _band(row: Row, language: Language) -> str:
    return language.say(row["band"]).capitalize()


def _days(row: Row, language: Language) -> dict[str, str]:
    return {"first": language.day(row["first_day"]), "last": language.day(row["last_day"])}


DESCRIBERS: dict[str, Callable[[Row, Language], list[str]]] = {
    "incidents_type": _incident,
    "incidents_nexus": _incident,
    "sites": _site,
    "score": _score,
    "border": _border,
    "stretches": _stretch,
    "clusters": _cluster,
    "groups": _cluster,
    "tested": _tested,
    "actors": _actor,
    "responses": _response,
}
