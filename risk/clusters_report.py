"""Clusters and tests as plain values: JSON for programs, GeoJSON for maps, lines of text for people."""

import argparse
from datetime import date

import geopandas as gpd
import pandas as pd

from risk.chance import ChanceTests
from risk.groups import GroupSettings
from risk.report import plain
from risk.scan import ScanSettings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `python -m risk clusters`."""
    usual = ScanSettings()
    near = GroupSettings()
    parser.add_argument("--km", type=float, default=near.eps_km, help="neighbours in a space-time cluster [km]; 20")
    parser.add_argument("--within-days", type=float, default=near.eps_days, help="and this close in time [days]; 30")
    parser.add_argument("--least", type=int, default=near.min_incidents, help="incidents that make a cluster; 3")
    parser.add_argument("--method", default=near.method, help="st-dbscan or hdbscan; st-dbscan")
    parser.add_argument("--max-radius", type=float, default=usual.max_radius_km, help="widest circle of the scan [km]")
    parser.add_argument("--max-days", type=int, default=usual.max_days, help="longest window of the scan [days]")
    parser.add_argument("--replications", type=int, default=usual.replications, help="draws of each test; 999")
    parser.add_argument("--seed", type=int, default=usual.seed, help="of all draws; 1")
    parser.add_argument("--prospective", action="store_true", help="only clusters that reach the last day")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.add_argument("--geojson", action="store_true", help="a GeoJSON FeatureCollection of all clusters instead")


def group_settings(options: argparse.Namespace) -> GroupSettings:
    """Settings of the space-time clusters from the command line. Raises GroupSettingsInvalid."""
    return GroupSettings(
        eps_km=options.km, eps_days=options.within_days, min_incidents=options.least, method=options.method
    )


def scan_settings(options: argparse.Namespace, last_day: date) -> ScanSettings:
    """Settings of the scan from the command line. Raises ScanSettingsInvalid."""
    return ScanSettings(
        max_radius_km=options.max_radius,
        max_days=options.max_days,
        replications=options.replications,
        seed=options.seed,
        prospective=options.prospective,
        last_day=pd.Timestamp(last_day),
    )


def report(groups: gpd.GeoDataFrame, tests: ChanceTests, *, as_of: date, covered: tuple[date, date]) -> dict:
    """Plain values: as_of, coverage, space_time_clusters, scan, near_repeats, hot_spots, and what was refused."""
    found = tests.scan
    return {
        "as_of": as_of.isoformat(),
        "coverage": [day.isoformat() for day in covered],
        "space_time_clusters": rows(groups),
        "said": list(groups.attrs.get("said", ())),
        "scan": None if found is None else {"clusters": rows(found.clusters), "notes": list(found.notes)},
        "near_repeats": None if tests.near_repeats is None else rows(tests.near_repeats),
        "hot_spots": None if tests.hot_spots is None else rows(tests.hot_spots),
        "refused": tests.refused,
    }


def features(groups: gpd.GeoDataFrame, tests: ChanceTests) -> dict:
    """A GeoJSON FeatureCollection (RFC 7946): one polygon per cluster, `kind` descriptive or tested."""
    kinds = [("descriptive", groups)] + ([("tested", tests.scan.clusters)] if tests.scan else [])
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": shape.__geo_interface__, "properties": {"kind": kind, **about}}
            for kind, frame in kinds
            for shape, about in zip(frame.geometry, rows(frame), strict=True)
        ],
    }


def as_text(found: dict) -> str:
    """The report as lines for a terminal."""
    parts = [f"As of {found['as_of']}. Incidents are covered from {found['coverage'][0]} to {found['coverage'][1]}."]
    parts += ["Space-time clusters (descriptive, no test against chance):", *map(_group, found["space_time_clusters"])]
    parts += found["said"]
    if found["scan"]:
        parts += ["Permutation scan:", *map(_scanned, found["scan"]["clusters"]), *found["scan"]["notes"]]
    if found["near_repeats"]:
        parts += ["Near repeats:", *(row["sentence"] for row in found["near_repeats"] if row["pairs"])]
    if found["hot_spots"]:
        hot = [row for row in found["hot_spots"] if row["label"] != "not significant"]
        parts.append(f"Hot spots: {len(hot)} of {len(found['hot_spots'])} areas differ from chance.")
    return "\n".join([*parts, *found["refused"].values()])


def rows(frame: pd.DataFrame) -> list[dict]:
    """One plain dictionary per row, the index first, without geometry."""
    flat = pd.DataFrame(frame.drop(columns="geometry", errors="ignore")).reset_index()
    return [{name: plain(value) for name, value in row.items()} for row in flat.to_dict("records")]


def _group(row: dict) -> str:
    return (
        f"  {row['cluster_id']}: {row['incidents']} incidents, {row['first_day']} to {row['last_day']}, "
        f"{row['stability_word']} ({row['stability']:.2f}). {row['note']}"
    )


def _scanned(row: dict) -> str:
    return (
        f"  {row['cluster_id']}: {row['observed']} incidents where {row['expected']:.2f} are expected, within "
        f"{row['radius_km']:.0f} km, {row['first_day']} to {row['last_day']}, p {row['p_value']:.3f} "
        f"(Gumbel {row['p_gumbel']:.3f})."
    )
