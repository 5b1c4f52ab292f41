"""Compiles everything before the first reader waits for it."""

import numpy as np

from risk.exposure.kernels import Kernels
from risk.exposure.near import count_within, pairs_within
from risk.exposure.state import Incidents, State
from risk.exposure.surface import expected_at
from risk.settings import PRIOR


def warm_up() -> None:
    """Run every compiled function on one place; seconds the first time, less where compiled code was kept."""
    here, two = np.array([[70.0, 37.0]]), np.array([[70.0, 37.0], [70.1, 37.0]])
    count_within(here, two, 25.0)
    pairs_within(here, two, 25.0)
    kernels = Kernels(25.0, (20.0, None))
    expected_at(here, two, np.ones((2, 2)), kernels)
    expected_at(two, here, np.ones((1, 2)), kernels)
    state, some = State(here, PRIOR, radius_km=25.0, horizon_days=90, as_of_day=1), Incidents(here, [0], [1.0])
    state.add(some)
    state.contributions(some)
