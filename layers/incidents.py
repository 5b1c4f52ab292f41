"""Incidents: what happened, when and where as precisely as known, to whom, by whom, and how sure we are."""

import math
from datetime import date

import geopandas as gpd
import pandas as pd

from layers.boundaries import coded_areas, countries_by_name, read_dataset
from layers.catalogue import coverage
from layers.placement import PLACEMENTS, placement_areas
from layers.values import MARKINGS, check_counts, check_covered, check_parts, check_sources, check_values, periods

EVENT_TYPES = ("armed attack", "IED/suicide bombing", "drone strike", "abduction", "clash", "mob/protest", "other")
VIOLENT_TYPES = EVENT_TYPES[:5]
NEXUS = ("direct", "project", "context")
ATTRIBUTION = ("claimed", "attributed", "suspected", "unknown")
CONFIDENCE = ("high", "medium", "low")
DATE_PRECISION = ("day", "approx", "reported", "month")
HYPOTHESES = ("radical_groups", "taliban_factions", "criminal_networks", "other", "unknown")

ALLOWED = {
    "event_type": EVENT_TYPES,
    "nexus": NEXUS,
    "attribution_status": ATTRIBUTION,
    "confidence": CONFIDENCE,
    "date_precision": DATE_PRECISION,
    "placement": PLACEMENTS,
    "marking": MARKINGS,
}
COUNTS = (
    "killed",
    "killed_min",
    "killed_max",
    "killed_chinese",
    "killed_attackers",
    "injured",
    "injured_min",
    "injured_max",
    "injured_chinese",
)


CHINESE = {"killed_chinese": "killed", "injured_chinese": "injured"}


class HypothesesInvalid(ValueError):
    """Rival explanations do not add up to one."""


def read_incidents() -> gpd.GeoDataFrame:
    """One row per incident, indexed by incident_id, EPSG:4326 points, sorted by day.

    Adds `day`, `first_day`, `last_day` (the period it may have happened in), `serious`, `placement_area` (the polygon
    that it stands for, None where exact) and `dataset`. Blank counts are missing values: not known, never zero.
    """
    return complete_incidents(
        read_dataset("incidents", index="incident_id"),
        areas=coded_areas(),
        countries=countries_by_name(),
        last_covered=coverage("incidents")[1],
    )


def complete_incidents(
    frame: gpd.GeoDataFrame,
    *,
    areas: gpd.GeoSeries,
    countries: gpd.GeoSeries,
    file: str = "incidents.geojson",
    last_covered: date | None = None,
) -> gpd.GeoDataFrame:
    """The validated frame with its derived columns. Raises an error named after the first thing that is wrong.

    No row may begin after `last_covered`, the last day for which the file is complete; None: that is not stated.
    """
    check_values(frame, ALLOWED, file=file)
    check_counts(frame, COUNTS, file=file)
    check_parts(frame, CHINESE, file=file)
    check_sources(frame, file=file)
    _check_hypotheses(frame)
    days = periods(frame, file=file)
    check_covered(days["first_day"], last_covered, file=file)
    frame = frame.assign(**days, serious=serious(frame), dataset="incidents")
    found = placement_areas(frame, areas, countries)
    frame["placement_area"] = gpd.GeoSeries(found, index=frame.index, crs=frame.crs)
    return frame.sort_values(["day", "last_day"], kind="stable")


def serious(frame: pd.DataFrame) -> pd.Series:
    """Violence against people, or anyone reported killed or injured."""
    casualties = frame[["killed", "killed_max", "injured"]].apply(pd.to_numeric).fillna(0).max(axis=1)
    return frame["event_type"].isin(VIOLENT_TYPES) | (casualties > 0)


def _check_hypotheses(frame: gpd.GeoDataFrame) -> None:
    weighed = frame["hypotheses"].tolist()
    # rows of a store share what is the same, and it is judged once
    wrong = {key for key, weights in {id(one): one for one in weighed}.items() if not _adds_up(weights)}
    for incident_id, weights in zip(frame.index, weighed, strict=True):
        if id(weights) in wrong:
            raise HypothesesInvalid(
                f"{incident_id} weighs its explanations {weights}; expected one weight from 0 to 1 for each of "
                f"{', '.join(HYPOTHESES)}, together 1. Correct the row."
            )


def _adds_up(weights: object) -> bool:
    """Whether it is one share from 0 to 1 for each explanation, together 1."""
    if not isinstance(weights, dict) or set(weights) != set(HYPOTHESES):
        return False
    shares = list(weights.values())
    if not all(isinstance(share, int | float) and 0 <= share <= 1 for share in shares):
        return False
    return math.isclose(math.fsum(shares), 1.0, abs_tol=1e-9)
