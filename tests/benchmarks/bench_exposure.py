"""`python -m tests.benchmarks.bench_exposure [--quick]`: incidents within 25 km of places, several ways. Only prints.

Random points over 64–76° E, 33–41° N (UTM zones 41 to 43). Every line is a process of its own, so that its peak memory
(resource.ru_maxrss: interpreter, libraries, points and work) is honest; the engine's compiled code is made ready before
the clock starts, and the others import their libraries before it. The clock stops when every place has its count. Wrong
pairs are those missing from or invented by the list that a method returns, compared outside the clock with pairs whose
distance is settled by pyproj.Geod. `--quick` leaves out what takes minutes.
"""

import resource
import subprocess
import sys
import time

import numpy as np

from tests.benchmarks.exposure_methods import METHODS, listed_by, numbered, points_in_region, true_pairs

RADIUS_KM = 25.0
SIZES = [(n, m) for n in (10_000, 1_000_000, 10_000_000) for m in (20, 1_000, 10_000)]
PAIRS_SHARE = 0.0021
MOST_PAIRS = 50_000_000
SLOW_PAIRS, SLOW_POINTS = 5_000_000, 5_000_000
MOST_DENSE = 10_000_000_000
COLUMNS = "{:>10} {:>7}  {:38} {:>8} {:>7} {:>8} {:>9} {:>9}"
HEAD = COLUMNS.format("incidents", "places", "method", "seconds", "ratio", "peak MB", "missing", "invented")


def main(quick: bool) -> None:
    """Print one line per size and method; the ratio is to the first method, the engine's counts."""
    seconds, peak = _child("compile")
    print(f"Loading or compiling the engine took {seconds} s, not counted below; its process without points {peak} MB.")
    print(HEAD, flush=True)
    for incidents, places in SIZES:
        own = None
        for method in METHODS:
            if not _skipped(method, incidents, places, quick=quick):
                seconds, peak, *wrong = _child(method, incidents, places)
                own = own or float(seconds)
                figures = f"{float(seconds):.3f}", f"{float(seconds) / own:.1f}", f"{float(peak):,.0f}"
                print(COLUMNS.format(f"{incidents:,}", f"{places:,}", method, *figures, *wrong), flush=True)


def measure(method: str, incidents: int, places: int) -> str:
    """seconds, peak MB, missing and invented pairs of one method, in this process."""
    points, sites = points_in_region(incidents, seed=1), points_in_region(places, seed=2)
    run = METHODS[method](points, sites, RADIUS_KM)
    start = time.perf_counter()
    _, pairs = run()
    seconds, peak = time.perf_counter() - start, _peak_mb()
    if incidents * places * PAIRS_SHARE > MOST_PAIRS:
        return f"{seconds} {peak} - -"
    found = numbered(pairs or listed_by(method, points, sites, RADIUS_KM), points)
    truth = true_pairs(points, sites, RADIUS_KM)
    both = len(np.intersect1d(found, truth, assume_unique=True))
    return f"{seconds} {peak} {len(truth) - both:,} {len(found) - both:,}"


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
        main("--quick" in sys.argv)
