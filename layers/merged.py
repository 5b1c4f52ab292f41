"""Reports of one event as one incident: shown once with all its reports, handed on with those only that may go."""

from collections.abc import Callable, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from layers.duplicates import merged

# The reports behind a merged row, the one that it is named after first; None for a row that stands alone.
REPORTS = "reports"
ABOUT = ("shareable", "dataset", "external_id", "source_row", "batch_id", "version")
Report = Mapping[str, Any]


def merge_reports(every: gpd.GeoDataFrame, into: Mapping[str, str]) -> gpd.GeoDataFrame:
    """One row per incident out of one per report; `into` names the incident by each report that is part of another.

    Merged rows are those of `layers.duplicates.merged`; `merged_from` lists their reports, `reports` holds them.
    `shareable` is whether all of them may be handed on.
    """
    groups: dict[str, list[str]] = {}
    for report, target in into.items():
        groups.setdefault(target, [target]).append(report)
    alone = every.drop(index=list({*into, *groups}))
    rows = [_row(every.loc[names]) for names in groups.values()]
    return _together(alone.assign(merged_from=None, reports=None), rows) if rows else every


def handed_on(incidents: gpd.GeoDataFrame, allowed: Callable[[Report], bool]) -> tuple[gpd.GeoDataFrame, int]:
    """Incidents out of those reports only that are allowed to go, and how many reports behind them are left out.

    A merged incident is again as it was without the others; one of which no report may go is left to the caller.
    """
    if REPORTS not in incidents:
        return incidents, 0
    behind = incidents[REPORTS].map(lambda found: found if isinstance(found, list) else [])
    going = behind.map(lambda found: [one for one in found if allowed(one)])
    fewer = going.map(len).between(1, behind.map(len) - 1)
    left_out = int((behind.map(len) - going.map(len))[fewer].sum())
    rows = [_row(_frame(found, incidents)) for found in going[fewer]]
    return _together(incidents[~fewer], rows) if rows else incidents, left_out


def _row(reports: gpd.GeoDataFrame) -> pd.Series:
    """The merged row of complete reports, named after the first; one alone is itself."""
    reports = reports.drop(columns=[name for name in ("merged_from", REPORTS) if name in reports])
    first = reports.iloc[0]
    row = first if len(reports) == 1 else merged(reports.drop(columns=_about(reports)), keep=reports.index[0])
    beside = {name: first[name] for name in _about(reports)}
    behind = [{**row, "name": name} for name, row in reports.to_dict("index").items()] if len(reports) > 1 else None
    own = {**row.to_dict(), **beside, "shareable": bool(reports["shareable"].all()), REPORTS: behind}
    return pd.Series({"merged_from": None, **own}, name=reports.index[0], dtype=object)


def _about(reports: gpd.GeoDataFrame) -> list[str]:
    """Columns that tell of a report, not of the event."""
    return [name for name in ABOUT if name in reports]


def _frame(reports: list[dict], like: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    frame = pd.DataFrame(reports).set_index("name")
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=like.crs)


def _together(alone: gpd.GeoDataFrame, rows: list[pd.Series]) -> gpd.GeoDataFrame:
    """Rows added to a frame whose columns keep their kinds, in the order of days."""
    drawn = ("geometry", "placement_area")
    added = pd.DataFrame({name: [row[name] for row in rows] for name in alone}, index=[row.name for row in rows])
    shapes = {name: gpd.GeoSeries(added[name].tolist(), index=added.index, crs=alone.crs) for name in drawn}
    plain = added.drop(columns=list(drawn)).astype({name: alone[name].dtype for name in alone if name not in drawn})
    added = gpd.GeoDataFrame(plain.assign(**shapes)[list(alone)], geometry="geometry", crs=alone.crs)
    found = pd.concat([alone, added]).rename_axis(alone.index.name)
    return gpd.GeoDataFrame(found, geometry="geometry", crs=alone.crs).sort_values(["day", "last_day"], kind="stable")
