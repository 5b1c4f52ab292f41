"""How much of a cluster is left when the limits that made it are halved or doubled."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from risk.groups.partition import Group, partition
from risk.groups.settings import GroupSettings

STABLE, LOOSE = 0.75, 0.5


@dataclass(frozen=True)
class Stability:
    """Mean overlap (0 to 1) with the nearest cluster at four other settings, and the setting that overlaps least."""

    overlap: float
    weakest: str

    @property
    def word(self) -> str:
        """stable from 0.75, loose from 0.5, doubtful below: Hennig's edges."""
        return "stable" if self.overlap >= STABLE else "loose" if self.overlap >= LOOSE else "doubtful"


def stability(groups: list[Group], placed: gpd.GeoDataFrame, settings: GroupSettings) -> list[Stability]:
    """One entry per group: Jaccard overlap of members with the best match at each of `settings.varied()`.

    Hennig resamples; with a handful of incidents a resample loses the cluster itself, so the settings are moved
    instead. The result is the same on every run.

    References
    ----------
    Hennig (2007), Cluster-wise assessment of cluster stability, doi:10.1016/j.csda.2006.11.025.
    """
    others = {
        done: [group.members for group in partition(placed, varied)] for done, varied in settings.varied().items()
    }
    found = []
    for group in groups:
        overlaps = {done: best_overlap(group.members, members) for done, members in others.items()}
        found.append(Stability(float(np.mean(list(overlaps.values()))), min(overlaps, key=overlaps.get)))
    return found


def best_overlap(mine: NDArray[np.intp], others: list[NDArray[np.intp]]) -> float:
    """Largest share that `mine` and one of the others have in common, of what either has; 0 where there is none."""
    shared = [(len(np.intersect1d(mine, other)), len(other)) for other in others]
    return max((both / (len(mine) + size - both) for both, size in shared), default=0.0)
