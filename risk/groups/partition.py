"""Which incidents belong together, and since when."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.cluster import DBSCAN, HDBSCAN

from risk.enough import check_size
from risk.groups.neighbours import neighbour_graph, stretched_distance
from risk.groups.settings import GroupSettings

MOST_DENSE = 3_000


@dataclass(frozen=True)
class Group:
    """Members (row numbers, in order of arrival), the row it is named after and the day it was first there."""

    members: NDArray[np.intp]
    founder: int
    formed: pd.Timestamp


def in_order_of_arrival(incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Rows by the day on which they were known to have happened (`last_day`), then `day`, then id.

    Later incidents come last, so they never decide between two earlier clusters.
    """
    keys = incidents.assign(_id=incidents.index.astype(str))
    return incidents.loc[keys.sort_values(["last_day", "day", "_id"]).index]


def partition(placed: gpd.GeoDataFrame, settings: GroupSettings) -> list[Group]:
    """Groups in the order in which they formed; every row is in at most one. Expects rows in order of arrival."""
    if len(placed) < settings.min_incidents:
        return []
    groups = _st_dbscan(placed, settings) if settings.method == "st-dbscan" else _hdbscan(placed, settings)
    return sorted(groups, key=lambda group: (group.formed, group.founder))


def _st_dbscan(placed: gpd.GeoDataFrame, settings: GroupSettings) -> list[Group]:
    """DBSCAN on the graph of space-time neighbours, which is ST-DBSCAN without its limit on a measured value.

    A member on the edge of several groups belongs to the one it was linked with first, so it never changes sides.

    References
    ----------
    Birant, Kut (2007), ST-DBSCAN: an algorithm for clustering spatial–temporal data, doi:10.1016/j.datak.2006.01.013.
    """
    graph = neighbour_graph(placed, settings)
    scan = DBSCAN(eps=1.0, min_samples=settings.min_incidents, metric="precomputed").fit(graph)
    cores, labels = scan.core_sample_indices_, np.full(len(placed), -1)
    since = dense_since(graph, placed["last_day"], settings.min_incidents)
    labels[cores] = scan.labels_[cores]
    firsts = {label: min(cores[labels[cores] == label], key=lambda row: (since[row], row)) for label in _labels(labels)}
    for row in np.setdiff1d(graph[cores].indices, cores):
        labels[row] = labels[_first_link(row, np.intersect1d(graph[[row]].indices, cores), placed, since)]
    return [Group(np.flatnonzero(labels == label), int(row), since[row]) for label, row in firsts.items()]


def _first_link(row: int, cores: NDArray[np.intp], placed: gpd.GeoDataFrame, since: list[pd.Timestamp]) -> int:
    """The dense neighbour that a row on the edge was linked with on the earliest day; of several, the oldest."""
    arrived = placed["last_day"].iloc[row]
    return int(min(cores, key=lambda core: (max(since[core], arrived), since[core], core)))


def dense_since(graph: csr_array, arrival: pd.Series, least: int) -> list[pd.Timestamp]:
    """One entry per row: the day on which its `least`-th neighbour (itself included) arrived; NaT while there is none.

    Incidents only ever join, so a dense row stays dense and dense rows that hang together stay together. The row that
    was dense first therefore names the same group on every later as-of date.
    """
    days = arrival.to_numpy()
    rows = np.split(graph.indices, graph.indptr[1:-1])
    waits = [np.sort(days[row]) if len(row) >= least else None for row in rows]
    return [
        pd.NaT if wait is None else max(pd.Timestamp(wait[least - 1]), pd.Timestamp(day))
        for wait, day in zip(waits, days, strict=True)
    ]


def _hdbscan(placed: gpd.GeoDataFrame, settings: GroupSettings) -> list[Group]:
    """HDBSCAN on the larger of both distances in units of their limits; named after the first member to arrive.

    References
    ----------
    Campello, Moulavi, Sander (2013), Density-based clustering based on hierarchical density estimates,
    doi:10.1007/978-3-642-37456-2_14.
    """
    check_size(len(placed), MOST_DENSE, noun="incidents for HDBSCAN")
    least = settings.min_incidents
    scan = HDBSCAN(min_cluster_size=least, min_samples=min(least, len(placed)), metric="precomputed", copy=True)
    labels = scan.fit(stretched_distance(placed, settings)).labels_
    members = [np.flatnonzero(labels == label) for label in _labels(labels)]
    return [Group(rows, int(rows[0]), placed["last_day"].iloc[rows[least - 1]]) for rows in members]


def _labels(labels: NDArray[np.intp]) -> list[int]:
    return sorted(set(labels[labels >= 0].tolist()))
