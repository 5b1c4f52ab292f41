"""Scores in the order of concern, and as plain values that other programs can read."""

import math
from dataclasses import asdict
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from risk.bands import INSUFFICIENT, NO_DATA, SCORED
from risk.model import NearRepeatModel
from risk.pairs import measure
from risk.settings import Settings

Coverage = tuple[date, date]
ORDER = (SCORED, INSUFFICIENT, NO_DATA)
WEIGHTS = ("nexus_weights", "event_weights", "confidence_weights")


class NothingToScore(ValueError):
    """There is no place to score."""


def scored_sites(
    sites: gpd.GeoDataFrame, incidents: gpd.GeoDataFrame, settings: Settings, day: tuple[date, Coverage]
) -> pd.DataFrame:
    """One row per site, indexed by site id: `NearRepeatModel.score` on `day` (as-of, coverage) with change_30_days."""
    as_of, covered = day
    model, pairs = NearRepeatModel(settings), measure(sites, incidents)
    scores = model.score(pairs, as_of, covered=covered)
    return scores.assign(change_30_days=model.change(pairs, as_of, days=30, covered=covered))


def ranked(scores: pd.DataFrame, sites: gpd.GeoDataFrame) -> pd.DataFrame:
    """The scores with the name of the site, most concerning first; what is not known comes last, never as calm."""
    order = scores["status"].map({status: place for place, status in enumerate(ORDER)})
    named = scores.assign(name=sites["name"].reindex(scores.index), order=order)
    by_concern = named.reset_index().sort_values(["order", "probability", "place_id"], ascending=[True, False, True])
    return by_concern.set_index("place_id").drop(columns="order")


def report(scores: pd.DataFrame, settings: Settings, as_of: date, covered: Coverage) -> dict:
    """Plain values for JSON: settings, as_of, coverage and one entry per site in the order given; unknown is None."""
    rows = scores.rename_axis("site_id").reset_index().to_dict("records")
    return {
        "as_of": as_of.isoformat(),
        "coverage": [day.isoformat() for day in covered],
        "settings": _settings(settings),
        "sites": [{name: plain(value) for name, value in row.items()} for row in rows],
    }


def _settings(settings: Settings) -> dict:
    weights = {name: dict(getattr(settings, name)) for name in WEIGHTS}
    return {**asdict(settings), **weights}


def plain(value: object) -> object:
    """A value that JSON knows: days as ISO text, lists as lists, what is not known as None."""
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(part) for part in value]
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    return value.item() if hasattr(value, "item") else value
