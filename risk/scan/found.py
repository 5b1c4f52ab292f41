"""From cylinders to rows: the most likely cluster, then the next ones that do not touch it."""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from risk.distance import WGS84, distance_matrix_km
from risk.scan.cases import Cases
from risk.scan.kernel import CENTRE, CIRCLE, FIRST, LAST, RATIO, best_cylinder
from risk.scan.replications import p_gumbel, p_value
from risk.scan.settings import ScanSettings
from risk.scan.world import Taken, World, none_taken

DRAWN_AT_LEAST_KM = 2.0
COLUMNS = (
    "cluster_id",
    "rank",
    "center_lon",
    "center_lat",
    "radius_km",
    "first_day",
    "last_day",
    "observed",
    "expected",
    "ratio",
    "log_likelihood_ratio",
    "p_value",
    "p_gumbel",
    "recurrence_days",
    "active",
    "incident_ids",
    "same_point",
    "share_coarse",
    "geometry",
)


def find_cylinders(
    world: World, cases: Cases, settings: ScanSettings, replicated: NDArray[np.float64]
) -> list[NDArray]:
    """The best cylinder, then the best that overlaps none before it, until p exceeds the cut or there are enough."""
    found, taken = [], none_taken(world)
    while len(found) < settings.max_clusters:
        best = best_cylinder(world, cases.bin, taken)
        if best[RATIO] == 0 or (found and p_value(best[RATIO], replicated) > settings.p_cut):
            break
        found.append(best)
        taken = also_taken(taken, best, world, cases.places)
    return found


def cluster_frame(
    found: list[NDArray], world: World, cases: Cases, settings: ScanSettings, replicated: NDArray[np.float64]
) -> gpd.GeoDataFrame:
    """One row per cluster, indexed by cluster_id ("S01" is the most likely), EPSG:4326 discs; see `risk.scan.scan`."""
    rows = [_row(best, world, cases, settings) for best in found]
    for rank, row in enumerate(rows, start=1):
        chance = p_value(row["log_likelihood_ratio"], replicated)
        row |= {"cluster_id": f"S{rank:02d}", "rank": rank, "p_value": chance}
        row["p_gumbel"] = p_gumbel(row["log_likelihood_ratio"], replicated)
        row["recurrence_days"] = settings.step_days / chance if settings.prospective else np.nan
    frame = gpd.GeoDataFrame(rows, columns=list(COLUMNS), geometry="geometry", crs="EPSG:4326")
    return frame.set_index("cluster_id")


def also_taken(taken: Taken, best: NDArray, world: World, places: NDArray[np.float64]) -> Taken:
    """The clusters taken and one more. Discs overlap if their centres are no farther apart than the radii together."""
    apart_m = np.rint(distance_matrix_km(places[int(best[CENTRE])], places) * 1000.0)
    first, last = (np.array([best[at]], np.int32) for at in (FIRST, LAST))
    reach = np.vstack([taken.overlap_from_m, apart_m - world.distance_m[int(best[CIRCLE])]])
    return Taken(reach, np.concatenate([taken.first, first]), np.concatenate([taken.last, last]))


def _row(best: NDArray, world: World, cases: Cases, settings: ScanSettings) -> dict:
    centre, edge, first, last = (int(best[at]) for at in (CENTRE, CIRCLE, FIRST, LAST))
    inside = np.isin(cases.place, world.neighbour[world.around[centre] : edge + 1])
    window = (cases.bin >= first) & (cases.bin <= last)
    members = cases.frame[inside & window].sort_values("scan_day", kind="stable")
    expected = float(inside.sum() * window.sum() / len(cases.frame))
    lon, lat = cases.places[centre]
    radius_km = float(world.distance_m[edge]) / 1000.0
    return {
        "center_lon": float(lon),
        "center_lat": float(lat),
        "radius_km": radius_km,
        "first_day": cases.bin_first[first],
        "last_day": cases.bin_last[last],
        "observed": len(members),
        "expected": expected,
        "ratio": len(members) / expected,
        "log_likelihood_ratio": float(best[RATIO]),
        "active": last == len(cases.bin_last) - 1,
        "incident_ids": members.index.tolist(),
        "same_point": len(np.unique(cases.place[inside & window])) == 1,
        "share_coarse": float((members["placement"] == "district").mean()),
        "geometry": _disc(lon, lat, max(radius_km, DRAWN_AT_LEAST_KM)),
    }


def _disc(lon: float, lat: float, radius_km: float) -> shapely.Polygon:
    azimuths = np.arange(0.0, 360.0, 5.0)
    east, north, _ = WGS84.fwd(
        *(np.full(len(azimuths), value) for value in (lon, lat)), azimuths, np.full(len(azimuths), radius_km * 1000.0)
    )
    return shapely.Polygon(np.column_stack([east, north]))
