"""What a known source is: its columns, its words and codes in ours, its licence. Declared once, read by all."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

Composed = dict[str, object]


@dataclass(frozen=True)
class Word:
    """One line of a vocabulary: their value, ours, and why where that is not plain."""

    theirs: str
    ours: object
    note: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """How the values of their `column` become values of `ours`; `blank` stands where theirs is blank.

    `others` are understood too, but not named when somebody asks what is expected.
    """

    ours: str
    column: str
    words: tuple[Word, ...]
    blank: object = None
    others: tuple[Word, ...] = ()

    @property
    def table(self) -> dict[str, object]:
        """Ours by theirs in lower case."""
        return {word.theirs.casefold(): word.ours for word in (*self.others, *self.words)}


def nothing_composed(frame: pd.DataFrame) -> Composed:
    """No column needs more than one of theirs."""
    return {}


def nothing_to_see(sample: pd.DataFrame) -> float:
    """The names of the columns say enough."""
    return 1.0


def as_it_came(frame: pd.DataFrame, format: str) -> pd.DataFrame:
    """No cell needs to be undone before it is read."""
    return frame


@dataclass(frozen=True)
class Schema:
    """A source that files are recognised as.

    `copied`: their column by ours; `constants`: ours that hold for every row; `composed`: ours from several of theirs,
    `composed_from` names the chief one of theirs for each; `needed`: columns without which a file is not from this
    source; `looks` judges a few rows from 0 to 1; `prepared` undoes what writing did, by format.
    `kind` is incidents, reports or sites. `shareable`: whether the source's terms allow to hand its rows on.
    """

    name: str
    title: str
    prefix: str
    citation: str
    licence: str
    shareable: bool
    needed: tuple[str, ...]
    copied: dict[str, str]
    vocabulary: tuple[Vocabulary, ...] = ()
    constants: dict[str, object] = field(default_factory=dict)
    composed: Callable[[pd.DataFrame], Composed] = nothing_composed
    composed_from: dict[str, str] = field(default_factory=dict)
    also_used: dict[str, str] = field(default_factory=dict)
    ignored: dict[str, str] = field(default_factory=dict)
    looks: Callable[[pd.DataFrame], float] = nothing_to_see
    prepared: Callable[[pd.DataFrame, str], pd.DataFrame] = as_it_came
    kind: str = "incidents"
    caution: str = ""

    @property
    def used(self) -> tuple[str, ...]:
        """Their columns that anything of ours is made from."""
        direct = (*self.copied.values(), *(words.column for words in self.vocabulary))
        return tuple(dict.fromkeys((*direct, *self.composed_from.values(), *self.also_used)))

    @property
    def origin(self) -> dict[str, str]:
        """The chief column of theirs by ours, to name in errors."""
        return {**self.composed_from, **self.copied, **{words.ours: words.column for words in self.vocabulary}}

    def score(self, columns: list[str], sample: pd.DataFrame) -> float:
        """How surely a file is from this source, 0 to 1; 0 when a needed column is absent."""
        names = {column.casefold() for column in columns}
        if not {column.casefold() for column in self.needed} <= names:
            return 0.0
        known = {column.casefold() for column in (*self.used, *self.ignored)}
        share = len(names & known) / max(len(names), 1)
        return round(0.5 + 0.3 * self.looks(self.theirs(sample)) + 0.2 * share, 3)

    def theirs(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The used columns under the names declared here, letter case aside; an absent one is blank throughout."""
        names = {str(column).casefold(): column for column in reversed(list(frame.columns))}
        found = {column: frame[names[column.casefold()]] for column in self.used if column.casefold() in names}
        blank = pd.Series(None, index=frame.index, dtype=object)
        return pd.DataFrame({column: found.get(column, blank) for column in self.used}, index=frame.index)
