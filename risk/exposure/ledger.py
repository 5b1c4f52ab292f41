"""Sums that do not depend on order: contributions in whole units of 2^-40 incidents, added as integers.

A contribution is rounded once, to a multiple of 2^-40 (9·10⁻¹³ incidents). Integers add up exactly: neither order nor
threads nor steps change a bit, and what was added can be taken out again. As long as a sum stays below 2^13 = 8,192
incidents, it and all its parts are exact as float64 too: plain addition of the contributions gives the sum to the last
bit. Above that the integers stay exact, up to 2^22 incidents.
"""

import numpy as np
from numpy.typing import NDArray

from risk.exposure import compiled
from risk.exposure.arrays import Grid, Mixture, Points
from risk.exposure.kernels import UNITS
from risk.exposure.work import WORTH_SHARING, cores, shared, spans

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

MOST_INCIDENTS = 2.0**22
MOST_STRENGTH = 2.0**21
MOST_PER_SPAN = 2.0**20
MOST_SPANS = 4096


class LedgerFull(ValueError):
    """A place would expect more incidents than can be kept exactly."""


class NeverAdded(ValueError):
    """What is to be taken out was not in."""


def incidents(ledger: Numbers) -> Floats:
    """Units as expected incidents; exact below 2^13 of them, rounded to 53 bits above."""
    return ledger * (1.0 / UNITS)


def enter(ledger: Numbers, grid: Grid, points: Points, mixture: Mixture, bound: Floats) -> Numbers:
    """The ledger (places, components) after adding (or taking out) the points; changed in place when they are few.

    `bound` (points,) is the most that each can contribute [incidents], so that no integer overflows unseen. The ledger
    itself stays as it was when LedgerFull or NeverAdded is raised.
    """
    total = float(bound.sum())
    if total <= MOST_PER_SPAN and len(bound) < WORTH_SHARING:
        return _few(ledger, grid, points, mixture)
    after = ledger.copy()
    for part in shared(lambda span: _alone(ledger, grid, points, mixture=mixture, span=span), _parts(bound, total)):
        after += part
        _check(after.min(initial=0), after.max(initial=0))
    return after


def _few(ledger: Numbers, grid: Grid, points: Points, mixture: Mixture) -> Numbers:
    """Only the places within reach are touched, and touched back when the result cannot be kept."""
    everything = (0, len(points.row))
    low, high = compiled.add(grid, points, everything, mixture, ledger)
    try:
        _check(low, high)
    except ValueError:
        compiled.add(grid, points._replace(sign=-points.sign), everything, mixture, ledger)
        raise
    return ledger


def _alone(ledger: Numbers, grid: Grid, points: Points, *, mixture: Mixture, span: tuple[int, int]) -> Numbers:
    part = np.zeros_like(ledger)
    compiled.add(grid, points, span, mixture, part)
    return part


def _parts(bound: Floats, total: float) -> list[tuple[int, int]]:
    """Spans of equal length, or of equal bounds where the length says too little about them."""
    if total <= MOST_PER_SPAN:
        return spans(len(bound), pieces=4 * cores())
    if total > MOST_PER_SPAN * MOST_SPANS:
        raise LedgerFull(
            f"The strengths add up to {total:,.0f} incidents; expected at most {MOST_PER_SPAN * MOST_SPANS:,.0f}. "
            "Lower them, or score fewer incidents."
        )
    pieces = max(4 * cores(), int(np.ceil(total / MOST_PER_SPAN)))
    inner = np.searchsorted(np.cumsum(bound), np.arange(1, pieces) * (total / pieces))
    edges = np.unique(np.concatenate([[0], inner, [len(bound)]])).tolist()
    return list(zip(edges[:-1], edges[1:], strict=True))


def _check(low: int, high: int) -> None:
    if low < 0:
        raise NeverAdded(
            "A place would expect fewer than 0 incidents; expected to take out what was added. Check which."
        )
    if high > MOST_INCIDENTS * UNITS:
        raise LedgerFull(
            f"A place would expect {high / UNITS:,.0f} incidents; expected at most {MOST_INCIDENTS:,.0f}. Lower the "
            "strengths, or score fewer incidents."
        )
