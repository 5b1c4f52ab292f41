"""What must be known to use a package: marking, sources, filters, settings, and what is not in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from export import VERSION
from export.packages.text import clean
from layers.catalogue import Dataset
from layers.values import MARKINGS


class MarkingUnknown(ValueError):
    """The marking is not a word of TLP 2.0."""


class MarkedAbove(ValueError):
    """A row may not go where the package goes."""


@dataclass(frozen=True)
class About:
    """Everything about a package except its rows. `marking` is a TLP 2.0 word such as "AMBER", and the ceiling.

    `made_on` is the day it is said to be made on: no clock is read. `left_out` counts rows that were marked above the
    ceiling. `coverage`: first and last day for which the data was complete. `settings` are those of the score, by name.
    `data_sha256` is the hash of all data the package is made of.
    """

    title: str
    made_on: date
    marking: str = "GREEN"
    made_by: str = ""
    left_out: int = 0
    coverage: tuple[date, date] | None = None
    filters: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    datasets: tuple[Dataset, ...] = ()
    specification: str = ""
    version: str = VERSION
    data_sha256: str = ""

    def __post_init__(self) -> None:
        if self.marking not in MARKINGS:
            raise MarkingUnknown(
                f"The marking is {self.marking!r}; expected one of {', '.join(MARKINGS)}. Choose one of them."
            )

    @property
    def marked(self) -> str:
        """The marking as it is written everywhere, never translated."""
        return f"TLP:{self.marking}"

    @property
    def suffix(self) -> str:
        """The marking as part of a file name."""
        return f"TLP-{self.marking}"

    @property
    def period(self) -> str:
        """The coverage in words."""
        if self.coverage is None:
            return "not stated"
        return f"complete from {self.coverage[0].isoformat()} to {self.coverage[1].isoformat()}; later days are unknown"

    @property
    def withheld(self) -> str:
        """What was left out, in words."""
        return f"{self.left_out} rows marked above {self.marked}" if self.left_out else "nothing"


def facts(about: About) -> dict[str, str]:
    """What stands at the top of every package: term and value, as clean text in the order of reading."""
    pairs = {
        "Title": about.title,
        "Marking": about.marked,
        "Made by": about.made_by or "not stated",
        "Made on": about.made_on.isoformat(),
        "Left out": about.withheld,
        "Data": about.period,
        "Filters": about.filters or "none",
        "Product": f"Panj Watch {about.version}",
        "SHA-256 of the data": about.data_sha256 or "not stated",
    }
    return {term: clean(value) for term, value in pairs.items()}


def check_marking(frames: Mapping[str, pd.DataFrame], about: About) -> None:
    """Raises MarkedAbove for the first row that is marked above the package."""
    ceiling = MARKINGS.index(about.marking)
    for name, frame in frames.items():
        for row, word in enumerate(frame.get("marking", ())):
            if isinstance(word, str) and word and _rank(word) > ceiling:
                raise MarkedAbove(
                    f"Row {row + 1} of {name} is marked {word[:20]!r}, above {about.marked} of the package. Leave it "
                    "out and count it in left_out, or raise the marking."
                )


def _rank(word: str) -> int:
    """A word that is not known ranks above all: what cannot be read is not handed on."""
    return MARKINGS.index(word) if word in MARKINGS else len(MARKINGS)
