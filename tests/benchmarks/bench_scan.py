"""`python -m tests.benchmarks.bench_scan [--quick]`: the scan with 999 replications against plain numpy. Only prints.

Events of five years: three in five around thirty towns (25 km), the rest anywhere in a country of 13 × 8 degrees; at
coordinates of their own, or at place names (a tenth of a degree). Each line runs in a process of its own: threads,
seconds in all and of the processor, memory above that of the imports, and the seconds that plain numpy would take. That
last figure is scaled, not run: a few centres of one replication, times all centres and all replications.
"""

import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import geopandas as gpd
import numpy as np
import pandas as pd

from risk.scan import ScanSettings, scan
from risk.scan.cases import read_cases
from risk.scan.world import World, make_world
from tests.risk.scan.plain import plain_ratio
from tests.tinyland import TODAY, incidents

HEAD = "events placed   places  circles  threads  seconds  cpu s  memory MB  plain numpy, scaled    ratio"
CORNERS, TOWNS, FIVE_YEARS_DAYS = ((61.0, 30.0), (74.0, 38.0)), 30, 1826
CENTRES_TRIED = 3


def main(quick: bool) -> None:
    """One line per number of events and way of placing them."""
    settings = ScanSettings(replications=49 if quick else 999)
    sizes = (1_000, 5_000) if quick else (1_000, 5_000, 20_000)
    print(f"{settings.replications} replications, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n{HEAD}")
    for number in sizes:
        for placed in ("own", "names"):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                print(pool.submit(line, number, placed, settings).result(), flush=True)


def events(number: int, placed: str, seed: int = 1) -> gpd.GeoDataFrame:
    """Incidents like those of a war: crowded around towns, sparse elsewhere, on days of their own."""
    rng = np.random.default_rng(seed)
    towns = rng.uniform(*CORNERS, (TOWNS, 2))[rng.choice(TOWNS, number, p=rng.dirichlet(np.full(TOWNS, 0.5)))]
    near = rng.random((number, 1)) < 0.6
    lonlat = np.where(near, towns + rng.normal(0, 0.25, (number, 2)), rng.uniform(*CORNERS, (number, 2)))
    points = gpd.points_from_xy(*(lonlat if placed == "own" else lonlat.round(1)).T)
    day = TODAY - pd.to_timedelta(rng.integers(0, FIVE_YEARS_DAYS, number), unit="D")
    ordinary = incidents((0, 0)).drop(columns="geometry").iloc[0].to_dict()
    return gpd.GeoDataFrame(
        ordinary | {"day": day, "first_day": day, "last_day": day}, geometry=points, crs="EPSG:4326"
    )


def line(number: int, placed: str, settings: ScanSettings) -> str:
    """The figures of one scan, compiled before the clock starts."""
    frame = events(number, placed)
    scan(events(200, placed), settings=replace(settings, replications=19))
    memory, start, cpu = _peak_mb(), time.perf_counter(), time.process_time()
    scan(frame, settings=settings)
    seconds, cpu, memory = time.perf_counter() - start, time.process_time() - cpu, _peak_mb() - memory
    cases = read_cases(frame, settings)
    world = make_world(cases, settings)
    plain = _plain_seconds(world, cases.bin) * settings.replications
    return (
        f"{number:6d} {placed:6s} {len(cases.places):8d} {len(world.neighbour):8d} {os.cpu_count():8d} {seconds:8.1f} "
        f"{cpu:6.1f} {memory:10.0f} {plain:17,.0f} s {plain / cpu:10,.0f}"
    )


def _plain_seconds(world: World, bins: np.ndarray) -> float:
    """Processor seconds of one replication in plain numpy, from a few centres spread over all."""
    centres = np.linspace(0, len(world.around) - 2, CENTRES_TRIED).astype(int)
    start = time.process_time()
    for centre in centres:
        plain_ratio(world, bins, centres=range(centre, centre + 1))
    return (time.process_time() - start) / CENTRES_TRIED * (len(world.around) - 1)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


if __name__ == "__main__":
    main(quick="--quick" in sys.argv[1:])
