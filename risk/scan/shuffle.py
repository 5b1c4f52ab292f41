"""The days of a replication: shuffled inside compiled code by a generator that is written out, so that they repeat."""

import numpy as np
from numba import njit

from risk.scan.world import Short

GOLDEN, FIRST_MIX, SECOND_MIX = (
    np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)


@njit(cache=True, nogil=True)
def shuffled(values: Short, seed: int, number: int) -> Short:
    """The values in the order of replication `number`: Fisher–Yates, splitmix64, a stream for each number."""
    state = _mixed(np.uint64(seed) * GOLDEN + np.uint64(number) * SECOND_MIX)
    result = values.copy()
    for last in range(len(result) - 1, 0, -1):
        state += GOLDEN
        share = np.float64(_mixed(state) >> np.uint64(11)) / 9007199254740992.0
        other = np.int64(share * (last + 1))
        result[last], result[other] = result[other], result[last]
    return result


@njit(cache=True, nogil=True)
def _mixed(state: np.uint64) -> np.uint64:
    """Steele, Lea, Flood (2014), doi:10.1145/2660193.2660195, as published by Vigna: splitmix64."""
    state = (state ^ (state >> np.uint64(30))) * FIRST_MIX
    state = (state ^ (state >> np.uint64(27))) * SECOND_MIX
    return state ^ (state >> np.uint64(31))
