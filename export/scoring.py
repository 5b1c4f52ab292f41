"""The score with what belongs to it, for places on a map and on a page: changes, trend, surface, incidents near."""

from datetime import date

import geopandas as gpd
import pandas as pd
from shapely import box

from risk.model import NearRepeatModel
from risk.pairs import Pairs
from risk.settings import Settings
from risk.surface import Cells, cells_over, surface
from risk.trend import as_of_days, trend

SURFACE_COUNTRIES = ("AF", "TJ")
SURFACE_BOX = (60.5, 29.4, 75.2, 41.1)
TREND_DAYS = 1826
TREND_STEP_DAYS = 14

Coverage = tuple[date, date]


def scores(pairs: Pairs, settings: Settings, as_of: date, covers: Coverage) -> pd.DataFrame:
    """One row per place: `NearRepeatModel.score` with the change of its chance since 30 and 90 days before."""
    model = NearRepeatModel(settings)
    frame = model.score(pairs, as_of, covered=covers)
    for days in (30, 90):
        frame[f"change_{days}_days"] = model.change(pairs, as_of, days=days, covered=covers)
    return frame


def trend_of(pairs: Pairs, settings: Settings, place_id: str, *, as_of: date, covers: Coverage) -> pd.DataFrame:
    """The score of one place every two weeks of the last five years, up to the as-of date."""
    first = max(pd.Timestamp(covers[0]), pd.Timestamp(as_of) - pd.Timedelta(days=TREND_DAYS))
    return trend(pairs, settings, place_id, days=as_of_days(first, as_of, TREND_STEP_DAYS), covered=covers)


def happened_near(reasons: pd.DataFrame, incidents: pd.DataFrame, settings: Settings, as_of: date) -> pd.DataFrame:
    """One row per incident within the reach limit of a place, in the period of its trend."""
    near = reasons.loc[reasons["distance_km"] <= settings.reach_limit_km]
    told = incidents.loc[near["incident_id"], ["day", "title"]].reset_index(drop=True)
    told = told.assign(distance_km=near["distance_km"].to_numpy())
    told["near"] = told["distance_km"] <= settings.radius_km
    return told[told["day"] >= pd.Timestamp(as_of) - pd.Timedelta(days=TREND_DAYS)]


def cells_of(countries: gpd.GeoDataFrame) -> Cells:
    """Cells over the two countries whose incidents are collected, or the whole map where their outline is missing."""
    known = countries.geometry[countries.index.isin(SURFACE_COUNTRIES)]
    return cells_over(known.union_all() if len(known) else box(*SURFACE_BOX))


def surface_frame(pairs: Pairs, settings: Settings, as_of: date, *, cells: Cells, covers: Coverage) -> pd.DataFrame:
    """One row per class that is on the surface; `attrs` has the grid of `classes` and its `bounds` for the map."""
    found = surface(pairs, settings, as_of, cells=cells, covered=covers)
    kinds = [str(kind) for kind in sorted(set(found.ravel().tolist())) if kind >= 0]
    frame = pd.DataFrame({"class": kinds})
    frame.attrs = {"classes": found, "bounds": [[cells.south, cells.west], [cells.north, cells.east]]}
    return frame
