"""Words for probabilities, and the two words for not knowing."""

from datetime import date

import numpy as np
import pandas as pd

EDGES = (0.05, 0.20, 0.45, 0.80)
BANDS = ("low", "guarded", "elevated", "high", "severe")
INSUFFICIENT = "insufficient data"
NO_DATA = "no data"
SCORED = "scored"


def band_of(probability: float) -> str:
    """Band of a probability (0 to 1): low below 5 %, guarded to 20, elevated to 45, high to 80, severe from there.

    The edges are those of the likelihood scale of US Intelligence Community Directive 203 (2015): its "very unlikely"
    begins at 5 %, "unlikely" at 20, "roughly even chance" at 45 and "very likely" at 80. The words are this project's.
    """
    return BANDS[int(np.searchsorted(EDGES, probability, side="right"))]


def is_covered(as_of: pd.Timestamp, covered: tuple[date, date] | None) -> bool:
    """Whether the data are complete on that day; (first, last) are both included, None asks nothing."""
    return covered is None or pd.Timestamp(covered[0]) <= as_of <= pd.Timestamp(covered[1])
