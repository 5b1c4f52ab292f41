"""From incidents to cases of a scan: what is used, what is left out, and which bin of time each belongs to."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.checks import check_incidents
from risk.scan.settings import ScanSettings, ScanSettingsInvalid

LEAST = 10
DECIMALS = 6
DAY = pd.Timedelta(days=1)


class TooFewIncidents(ValueError):
    """There are not enough incidents to tell a cluster from chance."""


class TooManyIncidents(ValueError):
    """There are more incidents than the stated limit."""


class AllAtOnce(ValueError):
    """Every incident falls in the same step of time, so times cannot be exchanged."""


class AllAtOnePlace(ValueError):
    """Every incident has the same coordinate, so places cannot be told apart."""


class Cases(NamedTuple):
    """The incidents that are scanned, one per row of `frame`, sorted by place, day and id.

    places (p, 2): distinct coordinates [degrees]; place (n,) and bin (n,): indices; bin_first and bin_last (bins,):
    days that a bin spans, empty bins left out except the last. left_out: how many, by reason. uncertain: how many were
    put at the middle of the days they may have happened on.
    """

    frame: gpd.GeoDataFrame
    places: NDArray[np.float64]
    place: NDArray[np.int64]
    bin: NDArray[np.int32]
    bin_first: pd.DatetimeIndex
    bin_last: pd.DatetimeIndex
    left_out: dict[str, int]
    uncertain: int
    longest_days: int


def read_cases(incidents: gpd.GeoDataFrame, settings: ScanSettings) -> Cases:
    """Cases of the period. Incidents placed by province, or dated no better than the longest window, are left out.

    Coordinates are the same to six decimals (a tenth of a metre). Windows are never longer than half the period.
    Raises TooFewIncidents, TooManyIncidents, AllAtOnce, AllAtOnePlace, ScanSettingsInvalid.
    """
    check_incidents(incidents)
    frame, left_out = _usable(_dated(incidents), settings)
    _check_number(len(frame), settings, left_out)
    lonlat = np.round(np.column_stack([frame.geometry.x, frame.geometry.y]), DECIMALS) + 0.0
    frame = frame.iloc[np.lexsort((frame.index.astype(str), frame["scan_day"], lonlat[:, 0], lonlat[:, 1]))]
    lonlat = np.round(np.column_stack([frame.geometry.x, frame.geometry.y]), DECIMALS) + 0.0
    new = np.concatenate([[True], (lonlat[1:] != lonlat[:-1]).any(axis=1)])
    _check_places(int(new.sum()), frame)
    bins, firsts, lasts, longest = _binned(frame["scan_day"], settings)
    uncertain = int((frame["scan_span"] > settings.step_days).sum())
    return Cases(frame, lonlat[new], np.cumsum(new) - 1, bins, firsts, lasts, left_out, uncertain, longest)


def _dated(incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Adds scan_day, the middle of the days an incident may have happened on, and scan_span, how many they are."""
    first = incidents["first_day"] if "first_day" in incidents else incidents["day"]
    first, last = (pd.to_datetime(column).dt.normalize() for column in (first, incidents["last_day"]))
    first = first.fillna(pd.to_datetime(incidents["day"]).dt.normalize())
    middle = first + (last - first) / 2
    return incidents.assign(scan_day=middle.dt.normalize(), scan_span=(last - first) // DAY + 1)


def _usable(frame: gpd.GeoDataFrame, settings: ScanSettings) -> tuple[gpd.GeoDataFrame, dict[str, int]]:
    first, last = settings.first_day or pd.Timestamp.min, settings.last_day or pd.Timestamp.max
    reasons = {
        "outside the period": ~frame["scan_day"].between(first, last),
        "placed by province": frame["placement"] == "province",
        "dated no better than the longest window": frame["scan_span"] > settings.max_days,
    }
    left_out, kept = {}, pd.Series(True, index=frame.index)
    for reason, rows in reasons.items():
        left_out[reason] = int((rows & kept).sum())
        kept &= ~rows
    return frame[kept], left_out


def _check_number(found: int, settings: ScanSettings, left_out: dict[str, int]) -> None:
    if found < LEAST:
        rest = ", ".join(f"{number} {reason}" for reason, number in left_out.items() if number)
        raise TooFewIncidents(
            f"{found} incidents can be scanned{f' ({rest} left out)' if rest else ''}; expected at least {LEAST}. "
            "Widen the period or the filters."
        )
    if found > settings.max_incidents:
        raise TooManyIncidents(
            f"{found:,} incidents would be scanned; expected at most {settings.max_incidents:,}. "
            "Shorten the period, filter, or raise max_incidents and wait longer."
        )


def _check_places(found: int, frame: gpd.GeoDataFrame) -> None:
    if found == 1:
        raise AllAtOnePlace(
            f"All {len(frame)} incidents have one coordinate; expected at least two places. "
            "Widen the area, or read the dates as a series in time."
        )


def _binned(
    day: pd.Series, settings: ScanSettings
) -> tuple[NDArray[np.int32], pd.DatetimeIndex, pd.DatetimeIndex, int]:
    """Bins counted back from the last day of the period, so that the last one is a whole step."""
    last = pd.Timestamp(settings.last_day or day.max()).normalize()
    first = pd.Timestamp(settings.first_day or day.min()).normalize()
    back = ((last - day) // DAY).to_numpy() // settings.step_days
    if back.min() == back.max():
        raise AllAtOnce(
            f"All incidents fall within {settings.step_days} day(s); expected at least two steps of time. "
            "Widen the period or shorten step_days."
        )
    longest = min(settings.max_days, ((last - first) // DAY + 1) // 2)
    if longest < settings.step_days:
        raise ScanSettingsInvalid(
            f"step_days is {settings.step_days} in a period of {(last - first) // DAY + 1} days; expected at most half "
            "of it. Shorten the step."
        )
    used = np.unique(np.append(back, 0))[::-1]
    lasts = pd.DatetimeIndex(last - pd.to_timedelta(used * settings.step_days, unit="D"))
    firsts = lasts - (settings.step_days - 1) * DAY
    bins = np.searchsorted(-used, -back).astype(np.int32)
    return bins, firsts.where(firsts > first, first), lasts, int(longest)
