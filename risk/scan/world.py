"""The cases of a scan as the compiled search wants them: counts, windows and circles as arrays."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from risk.scan.cases import DAY, Cases
from risk.scan.circles import circles_around
from risk.scan.settings import ScanSettings

Whole = NDArray[np.int64]
Short = NDArray[np.int32]
Floats = NDArray[np.float64]


class World(NamedTuple):
    """What every replication shares: places, circles around them, and bins of time.

    cases_before (bins + 1) counts cases before a bin; window_end (bins) is the last bin of a window that starts there;
    case_of_place (places + 1) and around (places + 1) say where a place's cases and neighbours start; neighbour and
    distance_m [m] are sorted by distance from each centre. prospective: windows end in the last bin only.
    """

    cases_before: Whole
    window_end: Short
    case_of_place: Whole
    around: Whole
    neighbour: Short
    distance_m: Short
    min_cases: int
    prospective: bool


class Taken(NamedTuple):
    """Clusters found already: overlap_from_m (clusters, places) is the radius [m] from which a circle overlaps one."""

    overlap_from_m: Floats
    first: Short
    last: Short


def make_world(cases: Cases, settings: ScanSettings) -> World:
    """Circles up to the largest radius and windows up to the longest, for cases sorted by place."""
    around, neighbour, distance_m = circles_around(cases.places, settings.max_radius_km)
    per_bin = np.bincount(cases.bin, minlength=len(cases.bin_last))
    per_place = np.bincount(cases.place, minlength=len(cases.places))
    return World(
        cases_before=_before(per_bin),
        window_end=_window_ends(cases, settings),
        case_of_place=_before(per_place),
        around=around,
        neighbour=neighbour,
        distance_m=distance_m,
        min_cases=settings.min_cases,
        prospective=settings.prospective,
    )


def none_taken(world: World) -> Taken:
    """No cluster found yet."""
    places = len(world.around) - 1
    return Taken(np.empty((0, places)), np.empty(0, np.int32), np.empty(0, np.int32))


def _before(counts: NDArray) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _window_ends(cases: Cases, settings: ScanSettings) -> NDArray[np.int32]:
    """Last bin of a window that starts in each bin; prospectively the very last, or none (one before the start)."""
    day = ((cases.bin_last - cases.bin_last[0]) // DAY).to_numpy()
    ends = np.searchsorted(day, day + cases.longest_days - settings.step_days, side="right") - 1
    if settings.prospective:
        ends = np.where(ends == len(day) - 1, ends, np.arange(len(day)) - 1)
    return ends.astype(np.int32)
