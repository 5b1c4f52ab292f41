"""The same search on shuffled days, over and over, on every core: what chance alone would have found."""

import math
import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import numpy as np
from numpy.typing import NDArray

from risk.scan.kernel import RATIO, best_cylinder
from risk.scan.settings import ScanSettings
from risk.scan.shuffle import shuffled
from risk.scan.world import Short, World, none_taken

EULER = 0.5772156649015329
PATIENCE_SECONDS = 0.25

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class ScanCancelled(RuntimeError):
    """The reader asked the scan to stop."""


def replicated_ratios(
    world: World,
    bins: Short,
    settings: ScanSettings,
    hooks: tuple[Progress | None, Cancelled | None],
    workers: int | None,
) -> NDArray[np.float64]:
    """The highest log likelihood ratio of each replication, in their order, shape (replications,).

    Replication n has its own stream of random numbers, so neither the number of threads nor their pace matters.
    Raises ScanCancelled as soon as the replications under way are done.
    """
    result = np.full(settings.replications, np.nan)
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        jobs = {
            pool.submit(_replicated, world, bins, settings.seed, number): number
            for number in range(settings.replications)
        }
        try:
            for done, job in enumerate(_as_they_finish(set(jobs), hooks[1]), start=1):
                result[jobs[job]] = job.result()
                if hooks[0]:
                    hooks[0](done, settings.replications)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return result


def _replicated(world: World, bins: Short, seed: int, number: int) -> float:
    return float(best_cylinder(world, shuffled(bins, seed, number), none_taken(world))[RATIO])


def _as_they_finish(waiting: set[Future], cancelled: Cancelled | None) -> Iterator[Future]:
    total = len(waiting)
    while waiting:
        if cancelled and cancelled():
            raise ScanCancelled(
                f"The scan was stopped after {total - len(waiting)} of {total} replications; expected all of them for "
                "a p-value. Start it again, with a smaller radius or a shorter period if it took too long."
            )
        finished, waiting = wait(waiting, timeout=PATIENCE_SECONDS, return_when=FIRST_COMPLETED)
        yield from finished


def p_value(ratio: float, replicated: NDArray[np.float64]) -> float:
    """r / (R + 1): the rank of a ratio among those of the replications and itself, ties against it (Dwass 1957)."""
    return float((1 + (replicated >= ratio).sum()) / (len(replicated) + 1))


def p_gumbel(ratio: float, replicated: NDArray[np.float64]) -> float:
    """Chance of a ratio as high under a Gumbel law fitted to the replications by moments.

    References
    ----------
    Abrams, Kulldorff, Kleinman (2010), doi:10.1186/1476-072X-9-61.
    """
    spread = float(replicated.std(ddof=1)) * math.sqrt(6.0) / math.pi
    if spread == 0.0:
        return p_value(ratio, replicated)
    return -math.expm1(-math.exp(-(ratio - float(replicated.mean()) + EULER * spread) / spread))
