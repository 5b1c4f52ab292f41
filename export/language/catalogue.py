"""Translations of one language, read from its .po file; nothing is compiled, so a reviewer edits what is used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "locale"
TRANSLATED = ("zh", "ru", "fa")


@dataclass(frozen=True)
class Catalogue:
    """`words`: translation by English text. `plurals`: forms by English (one, many). `form`: which form a count takes.

    An entry that is empty or marked fuzzy counts as not translated.
    """

    words: Mapping[str, str]
    plurals: Mapping[tuple[str, str], tuple[str, ...]]
    form: Callable[[int], int]


@cache
def catalogue(code: str) -> Catalogue:
    """The translations of zh, ru or fa."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        read = read_po(file, abort_invalid=True)
    done = [message for message in read if message.id and not message.fuzzy]
    return Catalogue(
        words={one.id: one.string for one in done if not one.pluralizable and one.string},
        plurals={one.id: one.string for one in done if one.pluralizable and all(one.string)},
        form=c2py(read.plural_expr),
    )
