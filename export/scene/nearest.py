"""The compiled part of gathering: which of very many points share a mark. All of it in one file, as its cache asks."""

import numpy as np
from numpy.typing import NDArray

from risk.exposure.compiled import compiled

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

FREE = -1


def crowded_marks(x: Floats, y: Floats, reach: float) -> Numbers:
    """(n,) the number of the mark of each point: in order, each free point takes all free points within the reach.

    Points lie in squares as wide as the reach, so that each looks at nine squares only, from which what is taken goes.
    """
    column, row = (np.floor(side / reach).astype(np.int64) for side in (x, y))
    width = int(column.max() - column.min()) + 3
    square = (row - row.min() + 1) * width + column - column.min() + 1
    order = np.argsort(square, kind="stable")
    squares, start = np.unique(square[order], return_index=True)
    end = np.append(start[1:], len(order))
    return _taken((x, y, square), (order, squares, start, end), width, reach)


@compiled
def _taken(points: tuple, listed: tuple, width: int, reach: float) -> Numbers:
    x, y, square = points
    order, squares, start, end = listed
    number, marks = np.full(len(x), FREE, np.int64), 0
    for row in range(len(x)):
        if number[row] != FREE:
            continue
        for beside in (-width - 1, -width, -width + 1, -1, 0, 1, width - 1, width, width + 1):
            at = np.searchsorted(squares, square[row] + beside)
            if at < len(squares) and squares[at] == square[row] + beside:
                end[at] = _take((x, y), order[start[at] : end[at]], (row, marks, reach), number) + start[at]
        marks += 1
    return number


@compiled
def _take(points: tuple, listed: Numbers, taker: tuple, number: Numbers) -> int:
    """Numbers what lies within reach and moves what stays to the front; returns how many stay."""
    x, y = points
    row, mark, reach = taker
    stay = 0
    for entry in range(len(listed)):
        other = listed[entry]
        if np.hypot(x[other] - x[row], y[other] - y[row]) < reach:
            number[other] = mark
        else:
            listed[stay] = other
            stay += 1
    return stay
