"""Incidents as a fit reads them: distinct points, days, and which incident each point belongs to."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from risk.checks import check_lonlat
from risk.placement import support
from risk.settings import Settings
from risk.weights import incident_weights

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

EPOCH = pd.Timestamp("1970-01-01")


class CertaintyInvalid(ValueError):
    """A certainty is not the chance of something that may have happened."""


@dataclass(frozen=True)
class History:
    """Incidents in an order that does not depend on the order of rows.

    day: (incidents,) last possible day, in days since 1970-01-01; it is both the day from which an incident is known
    and the day on which it counts as an outcome. lonlat: (points, 2) distinct points [degrees]. An entry of point,
    incident and share says that an incident lies at that point with that share; the shares of an incident sum to 1.
    names: (incidents,) their ids. certainty: (incidents,) chance (0 to 1) that it happened as reported, 1 where that is
    not known; only intervals look at it.
    """

    names: NDArray[np.str_]
    day: Numbers
    lonlat: Floats
    point: Numbers
    incident: Numbers
    share: Floats
    certainty: Floats | None = None

    def __post_init__(self) -> None:
        if self.certainty is None:
            object.__setattr__(self, "certainty", np.ones(len(self.day)))
        wrong = np.flatnonzero(~((self.certainty > 0) & (self.certainty <= 1)))
        if len(wrong):
            raise CertaintyInvalid(
                f"Incident {self.names[wrong[0]]} has certainty {self.certainty[wrong[0]]}; expected more than 0, at "
                "most 1. Leave it blank where it is not known, and leave out what did not happen."
            )

    @property
    def fingerprint(self) -> str:
        """SHA-256 of days and places (no fit reads the certainty), the same for the same incidents in any order."""
        digest = hashlib.sha256()
        for part in (self.day, self.lonlat, self.point, self.incident, self.share):
            digest.update(np.ascontiguousarray(part).tobytes())
        return digest.hexdigest()

    @cached_property
    def told_once(self) -> Floats:
        """`share`, divided among the incidents that lie at the same point on the same day.

        Several reports from one town on one day say little more than one about whether anything comes next.
        """
        _, group, size = np.unique(
            np.column_stack([self.point, self.day[self.incident]]), axis=0, return_inverse=True, return_counts=True
        )
        return self.share / size[group.ravel()]

    def before(self, day: int) -> "History":
        """Only what was known before that day."""
        return self.only(self.day < day)

    def thinned(self, share: float, seed: int) -> "History":
        """A random part of the incidents, each kept with the chance `share` (0 to 1); seeded."""
        return self.only(np.random.default_rng(seed).random(len(self.day)) < share)

    def only(self, keep: NDArray[np.bool_]) -> "History":
        """The incidents for which `keep` (incidents,) is true, and the points that they need."""
        rows = keep[self.incident]
        used, point = np.unique(self.point[rows], return_inverse=True)
        incident = (np.cumsum(keep) - 1)[self.incident[rows]]
        return History(
            self.names[keep], self.day[keep], self.lonlat[used], point, incident, self.share[rows], self.certainty[keep]
        )


def from_table(table: pd.DataFrame) -> History:
    """The history of a table with one row per incident: lon, lat [degrees], day (Timestamp; the last possible one).

    The index holds the ids. `certainty` (0 to 1) is read where the table has it. Raises CoordinatesOutOfRange.
    """
    check_lonlat(table, "incident")
    names, days = table.index.astype(str).to_numpy(dtype=str), _days(table["day"])
    order = np.lexsort((names, table["lat"], table["lon"], days))
    lonlat = table[["lon", "lat"]].to_numpy(dtype=float)[order]
    number = np.arange(len(table), dtype=np.int64)
    merged = _merged((names[order], days[order]), lonlat, number, np.ones(len(table)))
    if "certainty" not in table:
        return merged
    return replace(merged, certainty=table["certainty"].fillna(1.0).to_numpy(dtype=float)[order])


def from_incidents(incidents: gpd.GeoDataFrame) -> History:
    """The history of the serious incidents of `layers.read_incidents`, each spread over the area it stands for.

    Their certainty is the weight of their confidence, as in the declared score.
    """
    serious = incidents[incidents["serious"].fillna(False).astype(bool)]
    names, days = serious.index.astype(str).to_numpy(dtype=str), _days(serious["last_day"])
    order = np.lexsort((names, serious.geometry.y, serious.geometry.x, days))
    spread = support(serious.iloc[order])
    merged = _merged((names[order], days[order]), spread.lonlat, spread.row.astype(np.int64), spread.weight)
    return replace(merged, certainty=incident_weights(serious.iloc[order], Settings()).certainty)


def day_number(day: object) -> int:
    """Days since 1970-01-01."""
    return int((pd.Timestamp(day).normalize() - EPOCH).days)


def day_of(number: int) -> pd.Timestamp:
    """The day of a number of days since 1970-01-01."""
    return EPOCH + pd.Timedelta(days=int(number))


def _days(column: pd.Series) -> Numbers:
    return (pd.to_datetime(column).dt.normalize() - EPOCH).dt.days.to_numpy(dtype=np.int64)


def _merged(named: tuple[NDArray, Numbers], lonlat: Floats, incident: Numbers, share: Floats) -> History:
    points, point = np.unique(lonlat.reshape(-1, 2), axis=0, return_inverse=True)
    return History(*named, points, point.ravel(), incident, share)
