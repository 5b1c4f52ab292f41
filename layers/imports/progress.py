"""How far an import is, as one line on standard error: rows done, time left; nothing for what takes a moment."""

import math
import time
from collections.abc import Callable
from typing import TextIO

from layers.imports.check import STAGES
from layers.reading.limits import Progress

PATIENCE_S, TTY_EVERY_S, FILE_EVERY_S = 1.0, 0.2, 10.0


class ProgressLine:
    """The line of one stage after the other; on a terminal it is written over, in a file it is a line now and then."""

    def __init__(self, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._terminal = stream.isatty()
        self._stage, self._begun, self._told, self._width = "", clock(), clock(), 0

    def read(self, at: Progress) -> None:
        """News of the reading process."""
        self.tell("Reading", at.rows, at.rows / at.share if at.share else math.nan)

    def checked(self, stage: str, share: float) -> None:
        """News of the check, stage by stage."""
        self.tell(f"Checking {stage}", round(share * len(STAGES)), len(STAGES), unit="stages")

    def of(self, stage: str) -> Callable[[int, int], None]:
        """News of a stage that counts rows."""
        return lambda done, total: self.tell(stage, done, total)

    def tell(self, stage: str, done: int, total: float, *, unit: str = "rows") -> None:
        """Says it when it is time to; the time left is that of the stage, at its pace so far."""
        now = self._clock()
        if stage != self._stage:
            self._stage, self._begun = stage, now
        every = TTY_EVERY_S if self._terminal else FILE_EVERY_S
        if now - self._begun < PATIENCE_S or now - self._told < every:
            return
        self._told = now
        self._write(f"{stage}: {done:,}{_of(total)} {unit}{_left(now - self._begun, done, total)}")

    def end(self) -> None:
        """Takes the line off a terminal."""
        if self._width and self._terminal:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
        self._width = 0

    def _write(self, words: str) -> None:
        blanks = " " * max(0, self._width - len(words))
        self._stream.write(f"\r{words}{blanks}" if self._terminal else f"{words}\n")
        self._stream.flush()
        self._width = len(words)


def _of(total: float) -> str:
    return "" if math.isnan(total) else f" of {total:,.0f}"


def _left(spent_s: float, done: int, total: float) -> str:
    if not done or math.isnan(total):
        return ""
    return f", about {max(0.0, spent_s * (total - done) / done):.0f} s left"
