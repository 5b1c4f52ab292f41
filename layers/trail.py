"""The audit trail: one JSON line for each thing done, never changed, each line sealed by the hash of the one before.

A line is taken out, altered or moved only by breaking the chain, which `broken` finds.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

START = "0" * 64


class TrailBroken(ValueError):
    """A line of the trail is not the one that was written."""


def append(path: Path, entry: Mapping[str, Any], *, now: datetime | None = None) -> dict[str, Any]:
    """Adds a line with the time [UTC] and its seal; returns it. Safe with several processes writing.

    Raises TrailBroken when the last line is not whole, so that nothing is chained to a damaged trail.
    """
    at = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    with path.open("a+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        line = sealed({**entry, "at": at}, _last_hash(stream, path.name))
        stream.write(written(line).encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    return line


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of the trail, oldest first. Raises TrailBroken at the first one that is not as it was written."""
    return chained(_lines(path), path.name)


def chained(texts: Iterable[str], name: str) -> Iterator[dict[str, Any]]:
    """Each text of the trail `name` as a line. Raises TrailBroken at the first one that its seal does not fit."""
    previous = START
    for number, text in enumerate(texts, start=1):
        line = _parsed(text, f"line {number} of {name}")
        if line != sealed({key: value for key, value in line.items() if key not in ("previous", "hash")}, previous):
            raise TrailBroken(
                f"Line {number} of {name} was changed, or a line before it was taken out. The lines before it are "
                "as written. Compare with a backup."
            )
        previous = line["hash"]
        yield line


def sealed(entry: Mapping[str, Any], previous: str) -> dict[str, Any]:
    """The entry with the hash of the line before it, and the hash of both."""
    chained = {**entry, "previous": previous}
    return {**chained, "hash": hashlib.sha256(written(chained).encode()).hexdigest()}


def written(line: Mapping[str, Any]) -> str:
    """The text of a line: plain ASCII, keys in order, so that the same line is the same bytes."""
    return json.dumps(line, ensure_ascii=True, sort_keys=True)


def _last_hash(stream: BinaryIO, name: str) -> str:
    stream.seek(0)
    lines = stream.read().splitlines(keepends=True)
    if not lines:
        return START
    if not lines[-1].endswith(b"\n"):
        raise TrailBroken(f"The last line of {name} is cut off. Keep a copy, take that line out, and try again.")
    return str(_parsed(lines[-1].decode(), f"the last line of {name}").get("hash", ""))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _parsed(text: str, place: str) -> dict[str, Any]:
    try:
        line = json.loads(text)
        if isinstance(line, dict):
            return line
    except ValueError:
        pass
    raise TrailBroken(f"The text on {place} is not a line of the trail. Compare with a backup.")
