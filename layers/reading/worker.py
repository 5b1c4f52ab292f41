"""The reading process: the file comes in at standard input, the table leaves at standard output, news at error.

Started by `layers.reading.process` with one argument: what is asked, as JSON. It ends after one file.
"""

import gc
import hashlib
import json
import mmap
import os
import sys
import time
from typing import BinaryIO

from layers.reading.confine import confine
from layers.reading.errors import FileRefused
from layers.reading.handover import write_parsed
from layers.reading.limits import Limits
from layers.reading.parsed import Data, Source
from layers.reading.readers import parse

TELL_EVERY_S = 0.1
SHARE_OF_PARSING = 0.9


class News:
    """One line of JSON for each thing that the other side should know, at most ten in a second."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.last = stream, 0.0

    def say(self, **words: object) -> None:
        """Says it now."""
        self.stream.write(json.dumps(words).encode() + b"\n")
        self.stream.flush()

    def progress(self, rows: int, share: float) -> None:
        """Says how far reading is, unless it just did."""
        if time.monotonic() - self.last >= TELL_EVERY_S:
            self.last = time.monotonic()
            self.say(rows=int(rows), share=round(SHARE_OF_PARSING * share, 4))


def main(asked: str) -> None:
    """Reads one file and ends; every refusal is said, nothing is raised."""
    request = json.loads(asked)
    limits = Limits(**request["limits"])
    result, news = _own_streams()
    data = _given()
    # Millions of small values and one file: looking for cycles would take half of the time.
    gc.disable()
    confine(limits)
    try:
        source = Source(data, limits, request["layer"], news.progress)
        parsed = parse(source, request["name"])
        write_parsed(parsed, result, limits)
        result.flush()
        news.say(done=True, sha256=hashlib.sha256(data).hexdigest())
    except FileRefused as error:
        news.say(error=type(error).__name__, message=str(error))
    except MemoryError:
        news.say(error="OutOfMemory", message="Reading the file needs more memory than allowed. Split the file.")


def _own_streams() -> tuple[BinaryIO, News]:
    """Result and news on their own descriptors; what libraries print goes nowhere."""
    result, news = os.fdopen(os.dup(1), "wb"), os.fdopen(os.dup(2), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return result, News(news)


def _given() -> Data:
    """The file, mapped and not copied."""
    size = os.fstat(0).st_size
    return mmap.mmap(0, size, access=mmap.ACCESS_READ) if size else b""


if __name__ == "__main__":
    main(sys.argv[1])
