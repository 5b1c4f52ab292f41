"""The exposure engine: sums over all pairs of places and incidents within reach, compiled, exact and incremental."""

from risk.exposure.kernels import Kernels
from risk.exposure.near import PairsWithin, count_within, pairs_within
from risk.exposure.ready import warm_up
from risk.exposure.state import Contributions, Incidents, State
from risk.exposure.surface import averaged, expected_at

__all__ = [
    "Contributions",
    "Incidents",
    "Kernels",
    "PairsWithin",
    "State",
    "averaged",
    "count_within",
    "expected_at",
    "pairs_within",
    "warm_up",
]
