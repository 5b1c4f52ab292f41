"""One scan from incidents to clusters with a p-value."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from risk.scan.cases import Cases, read_cases
from risk.scan.found import cluster_frame, find_cylinders
from risk.scan.replications import Cancelled, Progress, replicated_ratios
from risk.scan.settings import ScanSettings
from risk.scan.world import make_world


@dataclass(frozen=True)
class Scan:
    """What a scan found. replicated (replications,): the highest ratio of each replication, for later p-values.

    notes are sentences that belong beside the clusters: what was left out, moved or limited.
    """

    clusters: gpd.GeoDataFrame
    replicated: NDArray[np.float64]
    settings: ScanSettings
    notes: tuple[str, ...]

    @property
    def active(self) -> gpd.GeoDataFrame:
        """The clusters that reach the last day of the period, with p ≤ the cut."""
        found = self.clusters
        return found[found["active"].astype(bool) & (found["p_value"] <= self.settings.p_cut)]


def scan(
    incidents: gpd.GeoDataFrame,
    *,
    settings: ScanSettings,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    workers: int | None = None,
) -> Scan:
    """Space-time permutation scan: where and when were there more incidents than place and time apart would explain?

    `clusters` has one row per cluster, indexed by cluster_id, most likely first, none overlapping: rank, center_lon,
    center_lat [degrees], radius_km [km], first_day, last_day, observed and expected [incidents], ratio (observed to
    expected), log_likelihood_ratio, p_value (r / (R + 1)), p_gumbel, recurrence_days [days] (prospective: how often
    chance alone would show as much, scanning every step), active (reaches the last day), incident_ids, same_point (all
    share one coordinate: one place name, not a pattern), share_coarse (share placed by district), geometry (the disc,
    drawn at least 2 km wide). Its attrs say cases, left_out, uncertain_days, replications, seed, settings and notes.

    `progress(done, total)` is called in the caller's thread after each replication; `cancelled()` is asked at least
    four times a second and, when True, ends the scan with ScanCancelled once the replications under way are done.
    The result depends on the incidents and settings only, not on the order of rows or on `workers` (threads).

    References
    ----------
    Kulldorff, Heffernan, Hartman, Assunção, Mostashari (2005), doi:10.1371/journal.pmed.0020059.
    """
    cases = read_cases(incidents, settings)
    world = make_world(cases, settings)
    replicated = replicated_ratios(world, cases.bin, settings, (progress, cancelled), workers)
    found = find_cylinders(world, cases, settings, replicated)
    clusters = cluster_frame(found, world, cases, settings, replicated)
    notes = _notes(cases, settings, clusters)
    clusters.attrs |= {
        "cases": len(cases.frame),
        "left_out": cases.left_out,
        "uncertain_days": cases.uncertain,
        "longest_days": cases.longest_days,
        "replications": settings.replications,
        "seed": settings.seed,
        "settings": settings,
        "notes": notes,
    }
    return Scan(clusters, replicated, settings, notes)


def _notes(cases: Cases, settings: ScanSettings, clusters: gpd.GeoDataFrame) -> tuple[str, ...]:
    fullest = int(np.bincount(cases.place).max())
    coarse = int((cases.frame["placement"] == "district").sum())
    same = ", ".join(clusters.index[clusters["same_point"].astype(bool)])
    said = {
        **{f"Incidents left out: {number}, {reason}.": number for reason, number in cases.left_out.items()},
        f"Incidents without a certain day, put in the middle of their period: {cases.uncertain}.": cases.uncertain,
        f"Incidents placed by district, at one point for all of it: {coarse}.": coarse,
        f"Windows are at most {cases.longest_days} days, half the period.": cases.longest_days < settings.max_days,
        f"One place holds {fullest} of {len(cases.frame)} incidents, more than half: no circle contains it.": fullest
        > len(cases.frame) // 2,
        f"All incidents of {same} share one coordinate: one place name, not a pattern in space.": bool(same),
    }
    return tuple(sentence for sentence, applies in said.items() if applies)
