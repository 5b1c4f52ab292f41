"""Clusters of incidents, descriptive only: what sits close together. No test against chance, no cause, no forecast."""

import math

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import DBSCAN

from risk.checks import check_incidents
from risk.groups.describe import Facts, described, facts_of
from risk.groups.near import clusters_near

__all__ = ["ClusterSettingsInvalid", "clusters_near", "find_clusters"]

MEAN_EARTH_KM = 6371.0088
COLUMNS = (
    "cluster_id",
    "incidents",
    "incident_ids",
    "center_lon",
    "center_lat",
    "first_day",
    "last_day",
    "event_types",
    "actors",
    "killed",
    "killed_unknown",
    "share_coarse",
    "same_point",
    "geometry",
)


class ClusterSettingsInvalid(ValueError):
    """The distance or the number that makes a cluster cannot be used."""


def find_clusters(incidents: gpd.GeoDataFrame, *, eps_km: float = 20.0, min_incidents: int = 3) -> gpd.GeoDataFrame:
    """One row per cluster, indexed by cluster_id ("C01" is the earliest), EPSG:4326 hulls with a margin of 2 km.

    DBSCAN on great-circle distance: incidents linked by steps of at most `eps_km` [km], around at least
    `min_incidents`. Descriptive only. Incidents placed by province are left out; `frame.attrs["left_out"]` counts them.

    incidents, incident_ids, center_lon, center_lat [degrees], first_day, last_day, event_types (most frequent first),
    actors (claimed by or attributed to), killed (sum of what is known) and killed_unknown (incidents without a figure),
    share_coarse (share placed by district), same_point (all share one coordinate: one place name, not a pattern).

    References
    ----------
    Ester, Kriegel, Sander, Xu (1996), A density-based algorithm for discovering clusters, KDD-96: 226–231.
    """
    check_incidents(incidents)
    if not (math.isfinite(eps_km) and eps_km > 0 and min_incidents >= 1):
        raise ClusterSettingsInvalid(
            f"eps_km is {eps_km} and min_incidents {min_incidents}; expected more than 0 km and at least 1. "
            "Try 20 and 3."
        )
    placed = incidents[incidents["placement"] != "province"].sort_index()
    facts = facts_of(placed)
    groups = _groups(facts, eps_km, min_incidents)
    rows = [{"cluster_id": f"C{number:02d}", **described(facts, rows)} for number, rows in enumerate(groups, start=1)]
    frame = gpd.GeoDataFrame(rows, columns=list(COLUMNS), geometry="geometry", crs="EPSG:4326").set_index("cluster_id")
    frame.attrs["left_out"] = len(incidents) - len(placed)
    return frame


def _groups(facts: Facts, eps_km: float, min_incidents: int) -> list[NDArray[np.intp]]:
    """Row numbers of each cluster, the earliest first."""
    if not len(facts.ids):
        return []
    # incidents at one point have the same neighbours: the point is looked at once, with their number as its weight
    points, at = np.unique(facts.lonlat[:, ::-1], axis=0, return_inverse=True)
    radians = np.radians(points)
    scan = DBSCAN(eps=eps_km / MEAN_EARTH_KM, min_samples=min_incidents, metric="haversine", algorithm="ball_tree")
    labels = scan.fit(radians, sample_weight=np.bincount(at)).labels_[at]
    groups = [np.flatnonzero(labels == label) for label in np.unique(labels[labels >= 0])]
    return sorted(groups, key=lambda rows: (facts.first[rows].min(), *facts.ids[rows]))
