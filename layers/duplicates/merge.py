"""One incident out of several reports of it: the best known of each, and every source kept."""

import geopandas as gpd
import pandas as pd

from layers.incidents import serious
from layers.placement import PLACEMENTS
from layers.values import MARKINGS

# Not taken from another report: they belong together within one.
OWN = ("hypotheses", "hypotheses_basis", "attribution_status", "confidence", "nexus", "event_type", "marking")
PLACE = ("placement", "placement_radius_km", "placement_areas", "placement_note", "country", "geometry")
DRAWN = ("placement_area",)
# Named only where the report that places it best names them.
NAMED = ("admin1", "admin2", "place")
DATED = ("date", "date_precision", "day", "first_day", "last_day")
RANGED = ("killed", "injured")
PRECISION = ("day", "approx", "reported", "month")


def merged(incidents: gpd.GeoDataFrame, *, keep: str) -> pd.Series:
    """One row for reports of one event, named `keep`, the one whose facts stand where reports differ.

    `incidents` are as imported, or complete with the derived columns of `layers.incidents`, which then fit the row.

    Blanks are filled from the others, in order. Sources are those of all. Counts: minimum and maximum span what all
    say; `contested` and `disagreement` tell where they differ. The date and the place are those of the most precise.
    The marking is the strictest. `merged_from` lists the identifiers, so that the merge can be taken apart.
    Raises KeyError when `keep` is none of them.
    """
    rows = incidents.loc[[keep, *(name for name in incidents.index if name != keep)]]
    first = rows.iloc[0].copy()
    fixed = (*OWN, *PLACE, *DRAWN, *DATED, "sources")
    blank = [name for name in rows if name not in fixed and _missing(first[name])]
    for name in blank:
        first[name] = next((value for value in rows[name] if not _missing(value)), first[name])
    first = _ranged(first, rows)
    first = _placed(_dated(first, rows), rows)
    if "serious" in rows:
        first["serious"] = bool(serious(first.to_frame().T).iloc[0])
    first["sources"] = list(dict.fromkeys(source for sources in rows["sources"] for source in sources))
    first["marking"] = max(rows["marking"], key=MARKINGS.index)
    first["merged_from"] = list(rows.index)
    return first


def _ranged(first: pd.Series, rows: gpd.GeoDataFrame) -> pd.Series:
    """Minimum and maximum over all reports, and a sentence where best figures differ."""
    told = []
    for name in RANGED:
        figures = rows[[name, f"{name}_min", f"{name}_max"]].apply(pd.to_numeric).astype(float)
        best = figures[name].dropna()
        if best.nunique() > 1:
            first[f"{name}_min"], first[f"{name}_max"] = figures.min(axis=None), figures.max(axis=None)
            told.append(f"{name}: " + ", ".join(f"{row} {figure:g}" for row, figure in best.items()))
        first = _spanning(first, name)
    if told:
        first["contested"] = True
        own = "" if _missing(first["disagreement"]) else f"{first['disagreement']} "
        first["disagreement"] = f"{own}Merged reports differ. {'; '.join(told)}."
    return _within(first)


def _spanning(first: pd.Series, name: str) -> pd.Series:
    """A range that came from another report is widened to hold the best figure of this one."""
    for bound, widest in ((f"{name}_min", min), (f"{name}_max", max)):
        if not _missing(first[name]) and not _missing(first[bound]):
            first[bound] = widest(first[bound], first[name])
    return first


def _within(first: pd.Series) -> pd.Series:
    """A part filled in from another report may be above the whole of this one: then it is left out."""
    for part, whole in (("killed_chinese", "killed"), ("injured_chinese", "injured")):
        most = first[f"{whole}_max"] if not _missing(first[f"{whole}_max"]) else first[whole]
        if not _missing(first[part]) and not _missing(most) and first[part] > most:
            first[part] = None
    return first


def _dated(first: pd.Series, rows: gpd.GeoDataFrame) -> pd.Series:
    """The date of the report that knows it most precisely."""
    best = min(range(len(rows)), key=lambda place: PRECISION.index(rows["date_precision"].iloc[place]))
    for name in (name for name in DATED if name in rows):
        first[name] = rows[name].iloc[best]
    return first


def _placed(first: pd.Series, rows: gpd.GeoDataFrame) -> pd.Series:
    """The place of the report that knows it most precisely."""
    best = min(range(len(rows)), key=lambda place: PLACEMENTS.index(rows["placement"].iloc[place]))
    for name in (name for name in (*PLACE, *DRAWN) if name in rows):
        first[name] = rows[name].iloc[best]
    for name in (name for name in NAMED if name in rows and not _missing(rows[name].iloc[best])):
        first[name] = rows[name].iloc[best]
    return first


def _missing(value: object) -> bool:
    return value is None or value == "" or (not isinstance(value, list | dict) and bool(pd.isna(value)))
