"""The scan itself, compiled: the cylinder with the highest likelihood ratio, without looking at all of them.

Nothing is approximated. A cylinder can be skipped because the ratio rises with the cases inside and falls with those
expected: among circles around one centre, the smallest expects the least and the largest holds the most, so one
look settles a whole range of radii; and a table says how many cases are needed to matter where so many are expected.
"""

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from risk.scan.world import Floats, Short, Taken, Whole, World

BITS_KEPT_FROM = 48
LOWEST = int(np.float64(1.0).view(np.int64)) >> BITS_KEPT_FROM
RANGE_OF_SIZES = 2.0
SMALL = 24
ROUNDING = 1e-9
ONLY_ASKED = np.int64(-1)
RATIO, CENTRE, CIRCLE, FIRST, LAST = range(5)


class Bar(NamedTuple):
    """What a cylinder must beat: the best so far (ratio, centre, circle, first, last bin) and the cases needed."""

    best: Floats
    needed: Short


class Circle(NamedTuple):
    """How many cases it holds, its centre, and the index of its farthest neighbour; ONLY_ASKED: a range of circles."""

    cases: int
    centre: int
    edge: int


class Room(NamedTuple):
    """Working space of one centre: its cases (bin and circle they join at), and the cases in each circle."""

    bin: Short
    circle: Short
    loose_bin: Short
    loose_circle: Short
    slot: Short
    size: Whole
    edge: Whole


@njit(cache=True, nogil=True)
def log_likelihood_ratio(cases: int, expected: float, total: int) -> float:
    """Kulldorff et al. (2005): c·ln(c/μ) + (C−c)·ln((C−c)/(C−μ)) where c > μ, else 0."""
    if cases <= expected:
        return 0.0
    inside = cases * math.log(cases / expected)
    outside = total - cases
    return inside + (outside * math.log(outside / (total - expected)) if outside > 0 else 0.0)


@njit(cache=True, nogil=True)
def best_cylinder(world: World, bins: Short, taken: Taken) -> Floats:
    """Ratio, centre, circle (index of its farthest neighbour), first and last bin of the best cylinder; ratio 0: none.

    bins (cases,) is the bin of each case, cases being sorted by place. Cylinders that overlap one taken do not count;
    of equal ones the one of the smallest radius does, and then that of the first centre from the south.
    """
    bar = Bar(np.zeros(5), np.empty(_buckets(world), np.int32))
    _refill(bar, world)
    room = _make_room(world, len(bins))
    for centre in range(len(world.around) - 1):
        _search_centre(world, _sorted_cases(world, centre, bins, room), taken, room, bar)
    return bar.best


@njit(cache=True, nogil=True)
def _bucket(product: int) -> int:
    """Buckets of a product of counts, sixteen to a doubling: the leading bits of its floating-point form."""
    return (np.float64(product).view(np.int64) >> BITS_KEPT_FROM) - LOWEST


@njit(cache=True, nogil=True)
def _buckets(world: World) -> int:
    total = world.cases_before[-1]
    widest = 0
    for first, last in enumerate(world.window_end):
        if last >= first:
            widest = max(widest, world.cases_before[last + 1] - world.cases_before[first])
    return _bucket(max(1, widest * total)) + 1


@njit(cache=True, nogil=True)
def _refill(bar: Bar, world: World) -> None:
    """Cases needed to beat the best, for each bucket of (cases in the circle) × (cases in the window)."""
    total = world.cases_before[-1]
    cases = world.min_cases
    for bucket in range(len(bar.needed)):
        expected = np.int64((bucket + LOWEST) << BITS_KEPT_FROM).view(np.float64) / total
        while cases <= total and log_likelihood_ratio(cases, expected, total) <= bar.best[RATIO] - ROUNDING:
            cases += 1
        bar.needed[bucket] = cases


@njit(cache=True, nogil=True)
def _make_room(world: World, cases: int) -> Room:
    slots = np.empty(len(world.window_end) + 1, np.int32)
    places = len(world.around)
    lists = [np.empty(cases + 1, np.int32) for _ in range(4)]
    return Room(lists[0], lists[1], lists[2], lists[3], slots, np.empty(places, np.int64), np.empty(places, np.int64))


@njit(cache=True, nogil=True)
def _sorted_cases(world: World, centre: int, bins: Short, room: Room) -> tuple[int, int, int]:
    """Fills the room with the cases around a centre, sorted by bin; returns the centre, its circles and the cases.

    Places at the same distance join together. Circles with more than half of all cases are left out, as is usual.
    Cases in bins where no window may start are counted in the circle, not listed.
    """
    half = world.cases_before[-1] // 2
    size, count, circles, end = 0, 0, 0, world.around[centre + 1]
    for at in range(world.around[centre], end):
        place = world.neighbour[at]
        for case in range(world.case_of_place[place], world.case_of_place[place + 1]):
            room.loose_bin[count], room.loose_circle[count] = bins[case], circles
            count += world.window_end[bins[case]] >= bins[case]
        size += world.case_of_place[place + 1] - world.case_of_place[place]
        if size > half:
            break
        if at + 1 == end or world.distance_m[at + 1] > world.distance_m[at]:
            room.size[circles], room.edge[circles] = size, at
            circles += 1
    if count <= SMALL:
        _sort_by_insertion(room, count)
    else:
        _sort_by_counting(room, count)
    return centre, circles, count


@njit(cache=True, nogil=True)
def _sort_by_insertion(room: Room, count: int) -> None:
    for at in range(count):
        when, circle, to = room.loose_bin[at], room.loose_circle[at], at
        while to > 0 and room.bin[to - 1] > when:
            room.bin[to], room.circle[to] = room.bin[to - 1], room.circle[to - 1]
            to -= 1
        room.bin[to], room.circle[to] = when, circle


@njit(cache=True, nogil=True)
def _sort_by_counting(room: Room, count: int) -> None:
    room.slot[:] = 0
    for at in range(count):
        room.slot[room.loose_bin[at] + 1] += 1
    for at in range(1, len(room.slot)):
        room.slot[at] += room.slot[at - 1]
    for at in range(count):
        to = room.slot[room.loose_bin[at]]
        room.slot[room.loose_bin[at]] += 1
        room.bin[to], room.circle[to] = room.loose_bin[at], room.loose_circle[at]


@njit(cache=True, nogil=True)
def _search_centre(world: World, at: tuple[int, int, int], taken: Taken, room: Room, bar: Bar) -> None:
    """Ranges of circles from the largest down; a range that one look cannot settle is halved, down to one circle."""
    centre, circles, count = at
    high = circles - 1
    while high >= 0 and room.size[high] >= world.min_cases:
        count = _within(room, count, high)
        low = _range_start(room.size, high)
        ends = _open_ends(world, taken, centre, room.edge[low])
        while low < high and _search(world, room.bin[:count], ends, Circle(room.size[low], centre, ONLY_ASKED), bar):
            low = (low + high + 1) // 2
            ends = _open_ends(world, taken, centre, room.edge[low])
        if low == high:
            _search(world, room.bin[:count], ends, Circle(room.size[low], centre, room.edge[low]), bar)
        high = low - 1


@njit(cache=True, nogil=True)
def _within(room: Room, count: int, high: int) -> int:
    """Keeps the cases of the circles up to `high`, in their order; returns how many they are."""
    kept = 0
    for at in range(count):
        room.bin[kept], room.circle[kept] = room.bin[at], room.circle[at]
        kept += room.circle[at] <= high
    return kept


@njit(cache=True, nogil=True)
def _range_start(size: Whole, high: int) -> int:
    low = high
    while low > 0 and size[low - 1] * RANGE_OF_SIZES >= size[high]:
        low -= 1
    return low


@njit(cache=True, nogil=True)
def _open_ends(world: World, taken: Taken, centre: int, edge: int) -> Short:
    """The last bin of a window for each first bin, kept clear of the clusters that a circle of this edge overlaps."""
    if len(taken.first) == 0:
        return world.window_end
    ends = world.window_end.copy()
    for cluster in range(len(taken.first)):
        if world.distance_m[edge] < taken.overlap_from_m[cluster, centre]:
            continue
        for first in range(taken.last[cluster] + 1):
            ends[first] = min(ends[first], taken.first[cluster] - 1)
    return ends


@njit(cache=True, nogil=True)
def _search(world: World, bins: Short, ends: Short, circle: Circle, bar: Bar) -> bool:
    """Windows of a circle that beat the bar: raises it, or for a range of circles says whether there may be any.

    bins (n,) are sorted. Windows start and end on a case, as wider ones only expect more; from each start the search
    goes on to the case that would be enough for the window so far, and asks again. One flat loop: calls cost more.
    """
    if world.prospective:
        return _search_to_the_end(world, bins, ends, circle, bar)
    before, needed_for, start = world.cases_before, bar.needed, 0
    while start < len(bins):
        first = bins[start]
        needed = needed_for[_bucket(circle.cases * (before[first + 1] - before[first]))]
        while start + needed <= len(bins) and bins[start + needed - 1] <= ends[first]:
            stop = start + needed
            last = bins[stop - 1]
            while stop < len(bins) and bins[stop] == last:
                stop += 1
            needed = needed_for[_bucket(circle.cases * (before[last + 1] - before[first]))]
            if needed <= stop - start:
                if circle.edge < 0:
                    return True
                _raise_bar(world, stop - start, circle, (first, last), bar)
                needed = stop - start + 1
        while start < len(bins) and bins[start] == first:
            start += 1
    return False


@njit(cache=True, nogil=True)
def _search_to_the_end(world: World, bins: Short, ends: Short, circle: Circle, bar: Bar) -> bool:
    """The same where all windows end in the last bin."""
    now, total = len(ends) - 1, world.cases_before[-1]
    for start in range(len(bins)):
        first = bins[start]
        if ends[first] < now or (start > 0 and bins[start - 1] == first):
            continue
        product = circle.cases * (total - world.cases_before[first])
        if bar.needed[_bucket(product)] <= len(bins) - start:
            if circle.edge < 0:
                return True
            _raise_bar(world, len(bins) - start, circle, (first, np.int32(now)), bar)
    return False


@njit(cache=True, nogil=True)
def _raise_bar(world: World, cases: int, circle: Circle, window: tuple[int, int], bar: Bar) -> None:
    total = world.cases_before[-1]
    in_window = world.cases_before[window[1] + 1] - world.cases_before[window[0]]
    ratio = log_likelihood_ratio(cases, circle.cases * in_window / total, total)
    tighter = world.distance_m[circle.edge] < world.distance_m[int(bar.best[CIRCLE])]
    if ratio > bar.best[RATIO] or (ratio == bar.best[RATIO] and tighter):
        bar.best[RATIO] = ratio
        bar.best[CENTRE], bar.best[CIRCLE] = circle.centre, circle.edge
        bar.best[FIRST], bar.best[LAST] = window
        _refill(bar, world)
