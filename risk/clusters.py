"""Clusters of incidents, descriptive only: what sits close together. No test against chance, no cause, no forecast."""

import math
from collections import Counter

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from sklearn.cluster import DBSCAN

from risk.checks import ColumnsMissing, check_incidents, check_places
from risk.distance import WGS84, earth_centred
from risk.nearest import distance_to_shape_km
from risk.stations import along, is_line

Floats = NDArray[np.float64]

MEAN_EARTH_KM = 6371.0088
MARGIN_KM = 2.0
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
    groups = _groups(placed, eps_km, min_incidents)
    rows = [_described(members, f"C{number:02d}") for number, members in enumerate(groups, start=1)]
    frame = gpd.GeoDataFrame(rows, columns=list(COLUMNS), geometry="geometry", crs="EPSG:4326").set_index("cluster_id")
    frame.attrs["left_out"] = len(incidents) - len(placed)
    return frame


def clusters_near(sites: gpd.GeoDataFrame, clusters: gpd.GeoDataFrame, within_km: float) -> pd.DataFrame:
    """One row per site and cluster whose hull is within `within_km` [km]: site_id, cluster_id, distance_km [km].

    Sorted by site, nearest first. Geodesic distance from the site's point, or from the nearest station of a line, to
    the hull; 0 inside it.
    """
    check_places(sites)
    if clusters.active_geometry_name is None:
        raise ColumnsMissing("The clusters lack a geometry; expected the frame of find_clusters. Pass it unchanged.")
    rows = [
        (site, cluster, min(distance_to_shape_km(lon, lat, hull) for lon, lat in _points_of(shape)))
        for site, shape in sites.geometry.items()
        for cluster, hull in clusters.geometry.items()
    ]
    frame = pd.DataFrame(rows, columns=["site_id", "cluster_id", "distance_km"])
    near = frame[frame["distance_km"] <= within_km]
    return near.sort_values(["site_id", "distance_km", "cluster_id"], ignore_index=True)


def _groups(placed: gpd.GeoDataFrame, eps_km: float, min_incidents: int) -> list[gpd.GeoDataFrame]:
    if placed.empty:
        return []
    radians = np.radians(np.column_stack([placed.geometry.y, placed.geometry.x]))
    scan = DBSCAN(eps=eps_km / MEAN_EARTH_KM, min_samples=min_incidents, metric="haversine", algorithm="ball_tree")
    labels = scan.fit(radians).labels_
    groups = [placed[labels == label] for label in np.unique(labels[labels >= 0])]
    return sorted(groups, key=lambda members: (_first_day(members), *members.index))


def _first_day(members: gpd.GeoDataFrame) -> pd.Timestamp:
    return members["first_day" if "first_day" in members else "day"].min()


def _described(members: gpd.GeoDataFrame, cluster_id: str) -> tuple:
    lonlat = np.column_stack([members.geometry.x, members.geometry.y])
    killed = pd.to_numeric(members["killed"]) if "killed" in members else pd.Series(np.nan, index=members.index)
    return (
        cluster_id,
        len(members),
        members.index.tolist(),
        *_center(lonlat),
        _first_day(members),
        members["last_day"].max(),
        [word for word, _ in Counter(members["event_type"]).most_common()],
        _actors(members),
        int(killed.sum()),
        int(killed.isna().sum()),
        float((members["placement"] == "district").mean()),
        bool((lonlat == lonlat[0]).all()),
        _hull(lonlat),
    )


def _actors(members: gpd.GeoDataFrame) -> list[str]:
    named = [members[name].dropna() for name in ("claimed_by", "attributed_to") if name in members]
    return sorted({str(actor) for column in named for actor in column if str(actor).strip()})


def _center(lonlat: Floats) -> tuple[float, float]:
    """Mean of the members through the earth, back on its surface: sound at any longitude."""
    x, y, z = earth_centred(*lonlat.T).mean(axis=0)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z / (1.0 - WGS84.es), math.hypot(x, y)))


def _hull(lonlat: Floats) -> shapely.Polygon:
    """Convex hull of discs of 2 km around the members, so that even one place has an area."""
    azimuths = np.tile(np.arange(0.0, 360.0, 15.0), len(lonlat))
    starts = np.repeat(lonlat, len(azimuths) // len(lonlat), axis=0)
    lon, lat, _ = WGS84.fwd(*starts.T, azimuths, np.full(len(azimuths), MARGIN_KM * 1000.0))
    return shapely.MultiPoint(np.column_stack([lon, lat])).convex_hull


def _points_of(shape: shapely.Geometry) -> Floats:
    if is_line(shape):
        return np.concatenate([along(shapely.get_coordinates(part))[1] for part in shapely.get_parts(shape)])
    return shapely.get_coordinates(shape.representative_point())
