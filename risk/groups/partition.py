"""Which incidents belong together, and since when."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from sklearn.cluster import DBSCAN, HDBSCAN

from risk.enough import check_size
from risk.groups.neighbours import neighbour_graph, stretched_distance
from risk.groups.settings import GroupSettings

Rows, Days = NDArray[np.intp], NDArray[np.int64]

MOST_DENSE = 3_000
NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Group:
    """Members (row numbers, in order of arrival), the row it is named after and the day it was first there."""

    members: Rows
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
    cores, arrived = scan.core_sample_indices_, days_known(placed)
    since = dense_since(graph, arrived, settings.min_incidents)
    labels = np.full(len(placed), -1)
    labels[cores] = scan.labels_[cores]
    edge, core = first_links(graph[:, cores].tocoo(), cores, since)
    labels[edge] = labels[core]
    oldest_first = cores[np.lexsort((cores, since[cores]))]
    founders = oldest_first[np.unique(labels[oldest_first], return_index=True)[1]]
    return [_group(np.flatnonzero(labels == labels[row]), row, since[row]) for row in founders]


def days_known(placed: gpd.GeoDataFrame) -> Days:
    """(n,) days since 1970 of `last_day`: from then on an incident is known to have happened."""
    return placed["last_day"].to_numpy(dtype="datetime64[D]").astype(np.int64)


def dense_since(graph: csr_array, arrived: Days, least: int) -> Days:
    """(n,) day on which the `least`-th neighbour of each row (itself included) had arrived; NEVER while there is none.

    Incidents only ever join, so a dense row stays dense and dense rows that hang together stay together. The row that
    was dense first therefore names the same group on every later as-of date.
    """
    rows = np.repeat(np.arange(len(arrived)), np.diff(graph.indptr))
    ordered = arrived[graph.indices[np.lexsort((arrived[graph.indices], rows))]]
    enough = np.diff(graph.indptr) >= least
    since = np.full(len(arrived), NEVER)
    since[enough] = np.maximum(ordered[graph.indptr[:-1][enough] + least - 1], arrived[enough])
    return since


def first_links(to_core: coo_array, cores: Rows, since: Days) -> tuple[Rows, Rows]:
    """Rows on the edge, and for each the neighbour that has been dense for longest: they were linked first."""
    row, core = to_core.coords[0], cores[to_core.coords[1]]
    outside = ~np.isin(row, cores)
    row, core = row[outside], core[outside]
    order = np.lexsort((core, since[core], row))
    edge, first = np.unique(row[order], return_index=True)
    return edge, core[order][first]


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
    members = [np.flatnonzero(labels == label) for label in np.unique(labels[labels >= 0])]
    return [_group(rows, rows[0], days_known(placed)[rows[least - 1]]) for rows in members]


def _group(members: Rows, founder: int, formed: int) -> Group:
    return Group(members, int(founder), pd.Timestamp(int(formed), unit="D"))
