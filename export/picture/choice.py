"""Which of many possible places are taken: the heaviest set in which no two meet and no owner has two.

This is a maximum-weight independent set of boxes. Boxes that meet pairwise all share a point, so every set of places of
which only one can be taken shows at the corner of some meeting. One inequality for such a set says more than one for
each pair in it: on real maps the relaxed problem is then all but whole, and HiGHS has next to nothing to branch on.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csr_array, vstack

Floats, Rows = NDArray[np.float64], NDArray[np.int64]

# Work is limited by counts and not by seconds, so that a slow machine takes the same places.
LARGEST, LARGEST_EXACT, MOST_NODES = 5_000, 1_000, 500
GAP_BEYOND = 1e-4
WHOLE = 1e-6


@dataclass(frozen=True)
class Places:
    """One row per place: `boxes` (n, 4) [mm], `owners` (n,) whose place it is, `weights` (n,) above zero."""

    boxes: Floats
    owners: Rows
    weights: Floats

    def __len__(self) -> int:
        return len(self.owners)


def heaviest(places: Places, most: int) -> Rows:
    """Row numbers, ascending, of the heaviest set of at most `most` places that do not meet, one for each owner.

    Exact, but for limits that real maps do not reach: HiGHS may stop 0.01 % short of the best when more than
    `LARGEST_EXACT` places are open after relaxing, or after `MOST_NODES` branchings, and of more than `LARGEST` places
    the greedy choice is taken. Never lighter than the greedy choice.
    """
    if not len(places) or most < 1:
        return np.empty(0, dtype=np.int64)
    if len(places) > LARGEST:
        return greedy(places, most)
    return _whole(places, csr_array(vstack([exclusions(places), np.ones((1, len(places)))])), most)


def greedy(places: Places, most: int) -> Rows:
    """Row numbers, ascending, of the places taken one by one, the heaviest first, where nothing stands yet."""
    free, found = np.ones(len(places), dtype=bool), []
    for row in np.argsort(-places.weights, kind="stable"):
        if free[row] and len(found) < most:
            found.append(row)
            meets = (places.boxes[row, :2] < places.boxes[:, 2:]) & (places.boxes[row, 2:] > places.boxes[:, :2])
            free &= ~meets.all(axis=1) & (places.owners != places.owners[row])
    return np.sort(np.array(found, dtype=np.int64))


def _whole(places: Places, rules: csr_array, most: int) -> Rows:
    """The best set under the rules, the last of which is how many may be taken.

    The relaxed problem says what each place would cost at least. Only those that cost no more than what a set already
    found falls short of the relaxed weight can be part of a better one, so HiGHS is asked about them alone.
    """
    limits = np.append(np.ones(rules.shape[0] - 1), most)
    relaxed = linprog(-places.weights, A_ub=rules, b_ub=limits, method="highs-ds")
    if (np.abs(relaxed.x - np.round(relaxed.x)) < WHOLE).all():
        return np.flatnonzero(relaxed.x > 0.5)
    found, slack = greedy(places, most), float(places.weights.min())
    for _ in range(2):
        answer = _solved(places, rules, limits, np.flatnonzero(relaxed.lower.marginals <= slack))
        found = max(found, answer, key=lambda rows: float(places.weights[rows].sum()))
        short = -relaxed.fun - float(places.weights[found].sum())
        if short <= slack:
            break
        slack = short + WHOLE
    return found


def _solved(places: Places, rules: csr_array, limits: Floats, rows: Rows) -> Rows:
    """The best set of some places; an empty one where HiGHS found none within its limit."""
    answer = milp(
        -places.weights[rows],
        integrality=np.ones(len(rows)),
        constraints=LinearConstraint(rules[:, rows], ub=limits),
        options={"mip_rel_gap": 0.0 if len(rows) <= LARGEST_EXACT else GAP_BEYOND, "node_limit": MOST_NODES},
    )
    return rows[:0] if answer.x is None else rows[answer.x > 0.5]


def exclusions(places: Places) -> csr_array:
    """(m, n) a row for each set of places of which at most one can be taken, with a 1 for each place in it."""
    corners = _corners(places.boxes)
    corner, place = shapely.STRtree(shapely.box(*places.boxes.T)).query(shapely.points(corners))
    (x, y), (left, top, right, bottom) = corners[corner].T, places.boxes[place].T
    held = (left <= x) & (x < right) & (top <= y) & (y < bottom)
    met = _ones(corner[held], place[held], (len(corners), len(places)))
    owned = _ones(places.owners, np.arange(len(places)), (int(places.owners.max()) + 1, len(places)))
    return _largest(csr_array(vstack([owned, met])))


def _corners(boxes: Floats) -> Floats:
    """(k, 2) upper left corners [mm] of what each two boxes share; boxes that only touch share nothing."""
    shapes = shapely.box(*boxes.T)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    upper, lower = np.maximum(boxes[one, :2], boxes[other, :2]), np.minimum(boxes[one, 2:], boxes[other, 2:])
    return np.unique(upper[(upper < lower).all(axis=1)], axis=0)


def _largest(sets: csr_array) -> csr_array:
    """The sets that no other set holds; of equal ones the first."""
    sizes = np.diff(sets.indptr)
    shared = (sets @ sets.T).tocoo()
    one, other = shared.coords
    larger = (sizes[other] > sizes[one]) | ((sizes[other] == sizes[one]) & (other < one))
    return sets[np.setdiff1d(np.flatnonzero(sizes), one[(shared.data == sizes[one]) & larger])]


def _ones(rows: Rows, columns: Rows, shape: tuple[int, int]) -> csr_array:
    return csr_array(coo_array((np.ones(len(rows)), (rows, columns)), shape=shape))
