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
    count = len(placed)
    others = {done: labels_of(partition(placed, varied), count) for done, varied in settings.varied().items()}
    found = []
    for group in groups:
        overlaps = {done: best_overlap(group.members, labels) for done, labels in others.items()}
        found.append(Stability(float(np.mean(list(overlaps.values()))), min(overlaps, key=overlaps.get)))
    return found


def labels_of(groups: list[Group], count: int) -> NDArray[np.intp]:
    """(count,) number of the group that each row is in, -1 for none."""
    labels = np.full(count, -1)
    for number, group in enumerate(groups):
        labels[group.members] = number
    return labels


def best_overlap(members: NDArray[np.intp], labels: NDArray[np.intp]) -> float:
    """Largest share that the members and one group have in common, of what either has; 0 where there is none."""
    found, shared = np.unique(labels[members], return_counts=True)
    sizes = np.array([(labels == label).sum() for label in found])
    return float(np.max(shared / (len(members) + sizes - shared), initial=0.0, where=found >= 0))
