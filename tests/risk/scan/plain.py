"""The scan in plain numpy, every cylinder looked at: slow, easy to read, and what the compiled one must equal."""

import math

import numpy as np

from risk.scan.world import World


def circles(world: World, centre: int) -> list[np.ndarray]:
    """Places in each circle around a centre, smallest first, without those that hold more than half of the cases."""
    around = slice(*world.around[centre : centre + 2])
    places, distance = world.neighbour[around], world.distance_m[around]
    members = [places[distance <= radius] for radius in np.unique(distance)]
    per_place, total = np.diff(world.case_of_place), world.cases_before[-1]
    return [inside for inside in members if per_place[inside].sum() <= total // 2]


def windows(world: World) -> list[tuple[int, int]]:
    """First and last bin of each window that is allowed."""
    bins = range(len(world.window_end))
    ends = [(first, last) for first in bins for last in range(first, world.window_end[first] + 1)]
    return [pair for pair in ends if not world.prospective or pair[1] == bins[-1]]


def plain_ratio(world: World, bins: np.ndarray, centres: range | None = None) -> float:
    """The highest log likelihood ratio of all cylinders."""
    place = np.repeat(np.arange(len(world.around) - 1), np.diff(world.case_of_place))
    counts = np.zeros((len(world.around) - 1, len(world.window_end)), dtype=int)
    np.add.at(counts, (place, bins), 1)
    first, last = np.array(windows(world)).T
    best = 0.0
    for centre in centres or range(len(counts)):
        for inside in circles(world, centre):
            best = max(best, best_window(world, counts[inside].sum(axis=0), first, last))
    return best


def best_window(world: World, in_circle: np.ndarray, first: np.ndarray, last: np.ndarray) -> float:
    """The highest ratio of a circle's windows, from its cases per bin."""
    before, total = np.concatenate([[0], np.cumsum(in_circle)]), world.cases_before[-1]
    cases = before[last + 1] - before[first]
    expected = before[-1] * (world.cases_before[last + 1] - world.cases_before[first]) / total
    high = (cases >= world.min_cases) & (cases > expected)
    return max(map(ratio, cases[high], expected[high], [total] * high.sum()), default=0.0)


def ratio(cases: int, expected: float, total: int) -> float:
    """Kulldorff et al. (2005), as a logarithm."""
    rest = (total - cases) * math.log((total - cases) / (total - expected)) if cases < total else 0.0
    return cases * math.log(cases / expected) + rest
