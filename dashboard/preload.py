"""Work done once, when the server starts, so that the first reader does not wait for it."""

import asyncio
import gc
import inspect
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

from dashboard.chance import with_clusters
from dashboard.drawn import prepare
from dashboard.frames import Filtered, Scoring, coverage_of, filtered, fingerprint, loaded, measured
from dashboard.map.bundle import bundle, discard
from dashboard.map.frame import empty_frame
from dashboard.panels import ranking_rows
from export.language import language as language_of
from export.language.catalogue import TRANSLATED
from export.select import settings_of
from export.view import LAYER_NAMES, RADIUS_KM, View, default_view, last_day_of
from layers.load import READABLE_ERRORS

COMPILE = """
import os
getattr(os, "nice", int)(19)
from risk import __main__, exposure
exposure.warm_up()
__main__.main(["clusters", "--replications", "19"])
"""
COMPILE_AFTER_SECONDS = 15.0
FREEZE_EVERY_S, FREEZES = 2.0, 30
ROOT = Path(__file__).resolve().parents[1]


@asynccontextmanager
async def preloaded(app: object) -> AsyncIterator[None]:
    """Loads, measures and scores once; what cannot be read is said on the page, not here. Code is compiled beside it.

    When the server stops, what it laid out for browsers goes.
    """
    bundle()
    empty_frame("", "").get_root().render()
    # The first thing put on a page walks the call stack, for which Python lists every module once and remembers.
    inspect.stack()
    with suppress(*READABLE_ERRORS):
        threading.Thread(target=work_beside, args=warm_up(), daemon=True).start()
    compile_beside()
    collecting = asyncio.create_task(collect_now_and_then())
    yield
    collecting.cancel()
    discard()


async def collect_now_and_then() -> None:
    """Takes what lives out of the collector's sight: it runs after every build of the page, over what came since.

    Now and then everything is looked at, so that what was alive and is not any more goes too.
    """
    while True:
        gc.unfreeze()
        for _ in range(FREEZES):
            gc.collect()
            gc.freeze()
            await asyncio.sleep(FREEZE_EVERY_S)


def compile_beside() -> None:
    """Compiles what is slow to compile in a process of its own, later and after all others: readers come first.

    It leaves the compiled code on disk, where this process finds it; most of its seconds fall at the first start.
    """
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    words = {"args": [sys.executable, "-c", COMPILE], "cwd": ROOT, "check": False, **quiet}
    later = threading.Timer(COMPILE_AFTER_SECONDS, subprocess.run, kwargs=words)
    later.daemon = True
    later.start()


def warm_up() -> tuple[View, Filtered, Scoring]:
    """Fills the caches for the view that opens first; that view, what its filters leave, and its score.

    Layers that are off are drawn too, but not of very many incidents.
    """
    mark = fingerprint()
    data = loaded(mark, key=hash(mark))
    covers = coverage_of(data)
    view = default_view(covers)
    pairs = measured(data.frames, key=hash(mark))
    scoring = Scoring(pairs, hash(mark), view.as_of, settings_of(view), covers)
    shown = with_clusters(filtered(data.frames, view, hash(mark)), view, last_day_of(view, covers))
    prepare(view if pairs.crowded else replace(view, layers=LAYER_NAMES), shown, scoring)
    ranking_rows(scoring, shown.frames["sites"])
    return view, shown, scoring


def work_beside(view: View, shown: Filtered, scoring: Scoring) -> None:
    """Draws in the other languages, and scores under every radius that can be chosen, so that nobody waits for them.

    Of very many incidents nothing is done before somebody asks.
    """
    if scoring.pairs.crowded:
        return
    for code in TRANSLATED:
        prepare(replace(view, layers=LAYER_NAMES), shown, scoring, language_of(code))
    for radius_km in RADIUS_KM:
        other = replace(scoring, settings=replace(scoring.settings, radius_km=float(radius_km)))
        ranking_rows(other, shown.frames["sites"])
        other.stretches(shown.frames)
