"""What goes into a parser and what comes out of it: plain Arrow columns, so that nothing has to be trusted."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from mmap import mmap

import numpy as np
import pyarrow as pa

from layers.reading.limits import Limits

Data = bytes | mmap


def _silent(rows: int, share: float) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Source:
    """The bytes of a file, how much of it is accepted, the layer asked for, and who is told how far reading is."""

    data: Data
    limits: Limits = field(default_factory=Limits)
    layer: str | None = None
    tell: Callable[[int, float], None] = _silent
    inside: bool = False

    def member(self, data: bytes) -> "Source":
        """The same errand for a member of an archive."""
        return replace(self, data=data, layer=None, inside=True)


@dataclass(frozen=True)
class Parsed:
    """One row per record. `geometry` is WKB in EPSG:4326 or None; `rows` counts as a person does."""

    table: pa.Table
    rows: np.ndarray
    format: str
    geometry: pa.Array | None = None
    notes: tuple[str, ...] = ()

    def noting(self, *notes: str) -> "Parsed":
        """The same with more to say, said first."""
        return replace(self, notes=(*notes, *self.notes))
