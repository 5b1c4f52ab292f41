"""Work done once, when the server starts, so that the first reader does not wait for it."""

import gc
import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from dashboard.frames import Scoring, coverage_of, filtered, fingerprint, loaded, measured, settings_of
from dashboard.map.bundle import bundle, discard
from dashboard.map.frame import empty_frame
from dashboard.screen import drawn_layers
from dashboard.view import default_view
from layers.load import READABLE_ERRORS


@asynccontextmanager
async def preloaded(app: object) -> AsyncIterator[None]:
    """Loads, measures and scores once; what cannot be read is said on the page, not here.

    What is loaded then stays: the collector, which runs after every build of the page, need not look at it again.
    When the server stops, what it laid out for browsers goes.
    """
    bundle()
    empty_frame([], "").get_root().render()
    # The first thing put on a page walks the call stack, for which Python lists every module once and remembers.
    inspect.stack()
    with suppress(*READABLE_ERRORS):
        warm_up()
    gc.collect()
    gc.freeze()
    yield
    discard()


def warm_up() -> None:
    """Fills the caches for the view that opens first."""
    mark = fingerprint()
    data = loaded(mark, key=hash(mark))
    covers = coverage_of(data)
    view = default_view(covers)
    pairs = measured(data.frames, key=hash(mark))
    scoring = Scoring(pairs, hash(mark), view.as_of, settings_of(view), covers)
    drawn_layers(view, filtered(data.frames, view, hash(mark)), scoring)
