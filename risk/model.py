"""The near-repeat model: what has happened near a place, how near and how long ago, added up."""

import math
from datetime import date

import numpy as np
import pandas as pd

from risk.bands import INSUFFICIENT, NO_DATA, SCORED, band_of, is_covered
from risk.interval import intervals, uncertain
from risk.pairs import Pairs
from risk.rates import Rates, work_out
from risk.settings import Settings
from risk.stations import worst_stretch

Day = date | str | pd.Timestamp
Coverage = tuple[date, date] | None

BACKGROUND = "background"
PROFILE = ("place_id", "km", "lon", "lat", "expected_incidents", "probability", "band")
EXPLAINED = ("place_id", "source", "incident_id", "contribution", "share", "distance_km", "age_days", "weight")
SCORES = (
    "expected_incidents",
    "probability",
    "probability_low",
    "probability_high",
    "dominated_by",
    "incidents_in_reach",
    "band",
    "status",
    "nearest_incident_km",
    "worst_from_km",
    "worst_to_km",
    "worst_lon",
    "worst_lat",
)


class NearRepeatModel:
    """Expected target incidents within the radius in the days after an as-of date, from declared priors.

    Λ = background + Σ weight × Σ share × (follow-ups within the radius) × (follow-ups within the horizon), where the
    last two are `risk.kernel.share_within` and `share_ahead`; P = 1 − exp(−Λ). Only incidents whose last possible day
    is not after the as-of date count. Places and incidents that are known by area are averaged over it.

    References
    ----------
    Chuang, Ben-Asher, D'Orsogna (2019), doi:10.1073/pnas.1904418116: repeats within 20 km and 4 to 10 weeks.
    Mohler et al. (2011), doi:10.1198/jasa.2011.ap09546: self-exciting form. Deviation: shares are declared, not fitted.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    def explain(self, pairs: Pairs, as_of: Day, *, place_id: str | None = None) -> pd.DataFrame:
        """One row per place and contribution, largest first; their `math.fsum` is the score of the place, to the bit.

        source is "incident" or "background" (incident_id None); share of the place's total; distance_km [km], averaged
        over the placements; age_days [days]; weight 0 to 1. A line is explained at its worst station.
        All places, or the one that is named.
        """
        only = None if place_id is None else pairs.place_ids.get_loc(place_id)
        rates = work_out(pairs, self.settings, _day(as_of), only=only)
        places = range(len(pairs.place_ids)) if only is None else [only]
        tables = [self._explained(pairs, rates, place) for place in places]
        return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(EXPLAINED))

    def score(self, pairs: Pairs, as_of: Day, *, covered: Coverage = None) -> pd.DataFrame:
        """One row per place, indexed by place_id: the score, how far to trust it, and a word for it.

        expected_incidents, probability, probability_low, probability_high (80 %), dominated_by (counting, placement,
        attribution), incidents_in_reach (target incidents of the history, more likely than not within the limit), band,
        status, nearest_incident_km [km], worst_from_km, worst_to_km [km along a line], worst_lon, worst_lat [degrees].
        All figures of a line are those of its worst station. Outside `covered` (first day, last day) every row is
        "no data" and its figures are missing; with too few incidents the band is "insufficient data", never "low".
        """
        if not is_covered(_day(as_of), covered):
            return _no_data(pairs.place_ids)
        rates = work_out(pairs, self.settings, _day(as_of))
        parts = [uncertain(pairs, self.settings, rates, station) for station in rates.worst]
        figures = self._figures(pairs, rates, rates.worst)
        figures |= _columns(intervals(parts), SCORES[2:5]) | _columns(_stretches(pairs, rates), SCORES[9:])
        return pd.DataFrame({name: figures[name] for name in SCORES}, index=pairs.place_ids)

    def change(self, pairs: Pairs, as_of: Day, *, days: int = 30, covered: Coverage = None) -> pd.Series:
        """P(as_of) − P(as_of − days) per place, same settings; NaN where either is not scored."""
        now = self.chance(pairs, as_of, covered=covered)
        before = self.chance(pairs, _day(as_of) - pd.Timedelta(days=days), covered=covered)
        return (now - before).rename("change")

    def chance(self, pairs: Pairs, as_of: Day, *, covered: Coverage = None) -> pd.Series:
        """P per place without its interval, which takes ten times as long; NaN where a place is not scored."""
        if not is_covered(_day(as_of), covered):
            return _no_data(pairs.place_ids)["probability"]
        rates = work_out(pairs, self.settings, _day(as_of))
        figures = self._figures(pairs, rates, rates.worst)
        known = np.array(figures["status"], dtype=object) == SCORED
        return pd.Series(figures["probability"], index=pairs.place_ids, dtype=float).where(known)

    def figure(self, pairs: Pairs, rates: Rates, place: int) -> tuple[float, str]:
        """P and status of one place (its row number), from rates that were worked out."""
        figures = self._figures(pairs, rates, rates.worst[[place]])
        return figures["probability"][0], figures["status"][0]

    def profile(self, pairs: Pairs, as_of: Day, *, covered: Coverage = None) -> pd.DataFrame:
        """One row per station of the lines: place_id, km along it, lon, lat, expected_incidents, probability, band.

        A band of its own for every station, as `score` gives one to the worst: "insufficient data" is never "low".
        """
        frame = pairs.stations.assign(place_id=pairs.place_ids[pairs.stations["place"]])
        if is_covered(_day(as_of), covered):
            figures = self._figures(pairs, work_out(pairs, self.settings, _day(as_of)), np.arange(len(frame)))
        else:
            figures = {"expected_incidents": math.nan, "probability": math.nan, "band": NO_DATA}
        frame = frame.assign(**{name: figures[name] for name in PROFILE[4:]})
        return frame.loc[frame["km"].notna(), list(PROFILE)].reset_index(drop=True)

    def _explained(self, pairs: Pairs, rates: Rates, place: int) -> pd.DataFrame:
        station, background = rates.worst[place], self.settings.background
        found, expected = rates.contributions(station), rates.expected[station]
        order = np.argsort(-found, kind="stable")
        order = order[found[order] > 0]
        some = [found[order], pairs.mean_km[station, pairs.placed[order]], rates.age_days[order]]
        rest = zip(some, (background, math.nan, math.nan), strict=True)
        added, kilometres, ages = (np.append(column, last) for column, last in rest)
        columns = {
            "place_id": pairs.place_ids[place],
            "source": ["incident"] * len(order) + [BACKGROUND],
            "incident_id": [*pairs.incidents.index[order], None],
            "contribution": added,
            "share": added / expected,
            "distance_km": kilometres,
            "age_days": ages,
            "weight": np.append(rates.weights.total[order], math.nan),
        }
        return pd.DataFrame(columns)

    def _figures(self, pairs: Pairs, rates: Rates, stations: np.ndarray) -> dict[str, list]:
        counted = rates.usable & rates.weights.is_target & (rates.age_days <= self.settings.history_days)
        here = np.bincount(pairs.placed[counted], minlength=len(pairs.of.counts))
        near = pairs.shares(self.settings.reach_limit_km, [None])[0][stations] >= 0.5
        in_reach = near @ here
        enough = in_reach >= self.settings.min_incidents
        nearest = np.where(here > 0, pairs.mean_km[stations], np.inf).min(axis=1, initial=np.inf)
        chance = [-math.expm1(-rate) for rate in rates.expected[stations]]
        return {
            "expected_incidents": rates.expected[stations],
            "probability": chance,
            "incidents_in_reach": pd.array(in_reach, dtype="Int64"),
            "band": [band_of(p) if ok else INSUFFICIENT for p, ok in zip(chance, enough, strict=True)],
            "status": [SCORED if ok else INSUFFICIENT for ok in enough],
            "nearest_incident_km": np.where(np.isfinite(nearest), nearest, np.nan),
        }


def _day(as_of: Day) -> pd.Timestamp:
    return pd.Timestamp(as_of).normalize()


def _columns(rows: list[tuple], names: tuple[str, ...]) -> dict[str, list]:
    return {name: [row[position] for row in rows] for position, name in enumerate(names)}


def _stretches(pairs: Pairs, rates: Rates) -> list[tuple[float, ...]]:
    stations = pairs.stations[["km", "lon", "lat"]].to_numpy()
    return [
        (*worst_stretch(stations[first:last, 0], rates.expected[first:last]), *_place_of(stations[worst]))
        for (first, last), worst in zip(pairs.spans, rates.worst, strict=True)
    ]


def _place_of(station: np.ndarray) -> tuple[float, float]:
    return (math.nan, math.nan) if math.isnan(station[0]) else (station[1], station[2])


def _no_data(place_ids: pd.Index) -> pd.DataFrame:
    frame = pd.DataFrame(math.nan, index=place_ids, columns=list(SCORES))
    words = {"dominated_by": None, "band": NO_DATA, "status": NO_DATA}
    return frame.assign(incidents_in_reach=pd.array([pd.NA] * len(frame), dtype="Int64"), **words)
