"""What a person decided before a table is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Choices:
    """`today`: no row may be dated after it, nor after `file_day`, the day of the file. `date_order` is dmy or mdy.

    `columns`: the file's column by ours, for a file of unknown columns; `values`: our word by theirs, by our column;
    `actors`: our name by the file's. `may_share`: the user may hand on rows that their source does not allow to go.
    """

    today: date
    file_day: date | None = None
    date_order: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    actors: Mapping[str, str] = field(default_factory=dict)
    may_share: bool = False

    @property
    def last_day(self) -> date:
        """The last day that a row may have."""
        return min(self.today, self.file_day or self.today)
