"""The scan in plain numpy, every cylinder looked at: slow, easy to read, and what the compiled one must equal."""

import math

import numpy as np

from risk.scan.world import Taken, World, none_taken


def circles(world: World, centre: int) -> list[tuple[int, np.ndarray]]:
    """Radius [m] and places of each circle around a centre, without those that hold more than half of the cases."""
    around = slice(*world.around[centre : centre + 2])
    places, distance = world.neighbour[around], world.distance_m[around]
    members = [(radius, places[distance <= radius]) for radius in np.unique(distance)]
    per_place, total = np.diff(world.case_of_place), world.cases_before[-1]
    return [(radius, inside) for radius, inside in members if per_place[inside].sum() <= total // 2]


def windows(world: World) -> list[tuple[int, int]]:
    """First and last bin of each window that is allowed."""
    bins = range(len(world.window_end))
    ends = [(first, last) for first in bins for last in range(first, world.window_end[first] + 1)]
    return [pair for pair in ends if not world.prospective or pair[1] == bins[-1]]


def plain_ratio(world: World, bins: np.ndarray, *, taken: Taken | None = None, centres: range | None = None) -> float:
    """The highest log likelihood ratio of all cylinders that overlap none taken."""
    place = np.repeat(np.arange(len(world.around) - 1), np.diff(world.case_of_place))
    counts = np.zeros((len(world.around) - 1, len(world.window_end)), dtype=int)
    np.add.at(counts, (place, bins), 1)
    first, last = np.array(windows(world)).T
    best = 0.0
    for centre in centres or range(len(counts)):
        for radius, inside in circles(world, centre):
            free = clear(taken or none_taken(world), (centre, radius), first, last)
            best = max(best, best_window(world, counts[inside].sum(axis=0), first[free], last[free]))
    return best


def clear(taken: Taken, circle: tuple[int, int], first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Which windows of a circle (centre, radius [m]) share no day with a taken cluster whose disc it touches."""
    touched = [at for at in range(len(taken.first)) if circle[1] >= taken.overlap_from_m[at, circle[0]]]
    return ~np.any([(first <= taken.last[at]) & (last >= taken.first[at]) for at in touched] + [first < 0], axis=0)


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
