"""`python -m tests.benchmarks.bench_exposure [--quick]`: incidents within 25 km of places, several ways. Only prints.

Random points over 64–76° E, 33–41° N (UTM zones 41 to 43). Every line is a process of its own, so that its peak memory
(resource.ru_maxrss: interpreter, libraries, points and work) is honest; the engine's compiled code is made ready before
the clock starts, and the others import their libraries before it. The clock stops when every place has its count;
short work runs three times and the fastest counts; core seconds depend least on other load. Wrong pairs are those
missing from or invented by the list that a method returns, compared outside the clock with pairs whose distance is
settled by pyproj.Geod. `--quick` leaves out what takes minutes; `--sizes 1000000x1000,…` measures only those.
"""

import resource
import subprocess
import sys
import time

import numpy as np

from tests.benchmarks.exposure_methods import METHODS, Pairs, Work, listed_by, numbered, points_in_region, true_pairs

RADIUS_KM = 25.0
SIZES = [(n, m) for n in (10_000, 1_000_000, 10_000_000) for m in (20, 1_000, 10_000)]
PAIRS_SHARE = 0.0021
SHORT_SECONDS = 3.0
MOST_PAIRS = 50_000_000
SLOW_PAIRS, SLOW_POINTS = 5_000_000, 5_000_000
MOST_DENSE = 10_000_000_000
COLUMNS = "{:>10} {:>7}  {:34} {:>8} {:>6} {:>9} {:>6} {:>8} {:>9} {:>8}"
NAMES = ("incidents", "places", "method", "seconds", "ratio", "core sec.", "ratio", "peak MB", "missing", "invented")


def main(quick: bool, sizes: list[tuple[int, int]]) -> None:
    """Print one line per size and method; the ratios are to the first method, the engine's counts."""
    seconds, peak = _child("compile")
    print(f"Loading or compiling the engine took {seconds} s, not counted below; its process without points {peak} MB.")
    print(COLUMNS.format(*NAMES), flush=True)
    for incidents, places in sizes:
        own = None
        for method in METHODS:
            if not _skipped(method, incidents, places, quick=quick):
                seconds, core_seconds, *rest = _child(method, incidents, places)
                own = own or (float(seconds), float(core_seconds))
                times = _beside(float(seconds), own[0]) + _beside(float(core_seconds), own[1])
                print(COLUMNS.format(f"{incidents:,}", f"{places:,}", method, *times, *rest), flush=True)


def measure(method: str, incidents: int, places: int) -> str:
    """Seconds, seconds of all cores, peak MB, missing and invented pairs of one method, in this process."""
    points, sites = points_in_region(incidents, seed=1), points_in_region(places, seed=2)
    run = METHODS[method](points, sites, RADIUS_KM)
    seconds, core_seconds, pairs = timed(run)
    spent = f"{seconds} {core_seconds} {_peak_mb():.0f}"
    if incidents * places * PAIRS_SHARE > MOST_PAIRS:
        return f"{spent} - -"
    found = numbered(pairs or listed_by(method, points, sites, RADIUS_KM), points)
    truth = true_pairs(points, sites, RADIUS_KM)
    both = len(np.intersect1d(found, truth, assume_unique=True))
    return f"{spent} {len(truth) - both:,} {len(found) - both:,}"


def timed(run: Work) -> tuple[float, float, Pairs | None]:
    """Fewest seconds and fewest seconds of all cores, of three runs where one is short, and the pairs of the last."""
    spent = []
    while len(spent) < 3 and (not spent or spent[0][0] < SHORT_SECONDS):
        start, core_start = time.perf_counter(), time.process_time()
        _, pairs = run()
        spent.append((time.perf_counter() - start, time.process_time() - core_start))
    return *np.min(spent, axis=0).tolist(), pairs


def _beside(spent: float, own: float) -> tuple[str, str]:
    return f"{spent:.3f}", f"{spent / own:.1f}"


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _skipped(method: str, incidents: int, places: int, *, quick: bool) -> bool:
    pairs = incidents * places * PAIRS_SHARE
    if method in ("engine, counted", "engine, disc scored"):
        return False
    if "four components" in method:
        return incidents * places > (MOST_DENSE / 10 if quick else MOST_DENSE)
    return pairs > MOST_PAIRS or (quick and (pairs > SLOW_PAIRS or incidents > SLOW_POINTS))


def _child(*task: object) -> list[str]:
    command = [sys.executable, "-m", "tests.benchmarks.bench_exposure", "--one", *map(str, task)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def one(task: list[str]) -> str:
    """What a child process prints."""
    if task == ["compile"]:
        from risk.exposure import warm_up

        start = time.perf_counter()
        warm_up()
        return f"{time.perf_counter() - start:.1f} {_peak_mb():.0f}"
    return measure(task[0], int(task[1]), int(task[2]))


if __name__ == "__main__":
    if "--one" in sys.argv:
        print(one(sys.argv[sys.argv.index("--one") + 1 :]))
    else:
        asked = sys.argv[sys.argv.index("--sizes") + 1].split(",") if "--sizes" in sys.argv else []
        main("--quick" in sys.argv, [tuple(map(int, size.split("x"))) for size in asked] or SIZES)
