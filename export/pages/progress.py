"""How far a document has come, for whoever waits for it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Key = TypeVar("Key")
# What is told after each page: how many are done, and of how many.
Progress = Callable[[int, int], None]


def silent(done: int, of: int) -> None:
    """Tells nobody."""


def told(keys: Sequence[Key], progress: Progress) -> Iterator[Key]:
    """The keys one after another; each is told as done when the next is asked for."""
    for number, key in enumerate(keys):
        progress(number, len(keys))
        yield key
    progress(len(keys), len(keys))
