"""Among how many incidents clusters are looked for while a reader waits, and what is said where there are more."""

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.speech import say, spoken

# More are neither sent to the browser at once, nor kept as the filters leave them, nor searched for clusters.
FEW = 2000
Rows = NDArray[np.int64]


def among_few(find: Callable[[Rows], gpd.GeoDataFrame], rows: Rows) -> gpd.GeoDataFrame:
    """The clusters that `find` finds among incidents, by their row numbers; it gives a frame of the caller's own.

    Of too many it finds none, and `attrs["too_many"]` says how many they are.
    """
    many = len(rows) > FEW
    frame = find(rows[:0] if many else rows)
    frame.attrs["too_many"] = len(rows) if many else 0
    return frame


def too_many_words(clusters: pd.DataFrame) -> str:
    """That no clusters were looked for, and what would help; empty where they were."""
    if not (incidents := clusters.attrs.get("too_many")):
        return ""
    return say(
        "{n} incidents pass the filters. Clusters are looked for among at most {most}: shorten the period or choose "
        "fewer types.",
        n=spoken().number(incidents),
        most=spoken().number(FEW),
    )
