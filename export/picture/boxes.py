"""Rectangles on the paper, (left, top, right, bottom) in millimetres: do they meet, and where is room."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from export.picture.sheet import Sheet

Box = tuple[float, float, float, float]


def around(at: tuple[float, float], width: float, height: float) -> Box:
    """The box of a size whose middle is at a place."""
    return at[0] - width / 2, at[1] - height / 2, at[0] + width / 2, at[1] + height / 2


def meetings(boxes: Sequence[Box], taken: Sequence[Box]) -> NDArray[np.int64]:
    """(n,) how many of the taken boxes each box meets; boxes that only touch do not meet."""
    if not len(taken) or not len(boxes):
        return np.zeros(len(boxes), dtype=int)
    one, other = np.array(boxes)[:, None, :], np.array(taken)[None, :, :]
    meets = (one[..., :2] < other[..., 2:]) & (one[..., 2:] > other[..., :2])
    return meets.all(axis=-1).sum(axis=1)


def first_free(boxes: Sequence[Box], taken: Sequence[Box]) -> int | None:
    """Number of the first box that meets none of those taken; None where there is none."""
    free = np.flatnonzero(meetings(boxes, taken) == 0)
    return int(free[0]) if len(free) else None


def within(box: Box, sheet: Sheet, margin_mm: float = 0.0) -> bool:
    """Whether all of a box lies on the paper, at least `margin_mm` from its edges."""
    right, bottom = sheet.width_mm - margin_mm, sheet.height_mm - margin_mm
    return box[0] >= margin_mm and box[1] >= margin_mm and box[2] <= right and box[3] <= bottom


def clamped(at: tuple[float, float], box: Box, sheet: Sheet) -> tuple[float, float]:
    """The place next to `at` where a box, given around (0, 0), lies wholly on the paper."""
    x = min(max(at[0], -box[0]), sheet.width_mm - box[2])
    y = min(max(at[1], -box[1]), sheet.height_mm - box[3])
    return x, y
