"""Shares work out between the processor's cores: compiled code lets threads run side by side."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")
Span = tuple[int, int]

WORTH_SHARING = 50_000


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spans(rows: int, *, pieces: int) -> list[Span]:
    """Rows 0 to `rows` as at most `pieces` spans (first, past the last) of nearly equal length."""
    edges = [rows * piece // pieces for piece in range(pieces + 1)]
    return [(low, high) for low, high in zip(edges[:-1], edges[1:], strict=True) if high > low]


def shared(task: Callable[[Span], Result], parts: list[Span]) -> Iterator[Result]:
    """The result of the task for each span, in their order, worked out on all cores."""
    if len(parts) < 2 or cores() < 2:
        yield from map(task, parts)
        return
    with ThreadPoolExecutor(cores()) as pool:
        yield from pool.map(task, parts)
