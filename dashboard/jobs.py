"""Work that takes longer than a click: in a thread of its own, with progress, time left, and a way to stop it."""

import math
import threading
import time
from collections.abc import Callable
from typing import Any

Progress = Callable[[int, int], None]
Work = Callable[[Progress, Callable[[], bool]], Any]


class Job:
    """One piece of work under way. `result` is what it returned, `problem` the sentence it failed with, if it did.

    `done` of `total` (0: not known yet) is what the work said last.
    """

    def __init__(self, work: Work) -> None:
        self.result: Any = None
        self.problem = ""
        self.share = 0.0
        self.done = self.total = 0
        self._started = time.monotonic()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    @property
    def seconds_left(self) -> float:
        """At the pace so far [s]; not known (NaN) before anything is done."""
        spent = time.monotonic() - self._started
        return spent * (1.0 - self.share) / self.share if self.share else math.nan

    @property
    def stopped(self) -> bool:
        """Whether it was asked to end."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Asks the work to end; it ends with a sentence of its own."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Waits for the end, at most so long [s]."""
        self._thread.join(seconds)

    def _run(self, work: Work) -> None:
        try:
            self.result = work(self._progressed, self._stop.is_set)
        except Exception as error:  # the reader is told; a thread has nobody else to tell
            self.problem = str(error) or type(error).__name__

    def _progressed(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        self.share = done / total if total else 0.0
