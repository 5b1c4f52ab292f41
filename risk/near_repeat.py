"""Near repeats: whether incidents follow each other near and soon more often than chance would have it."""

from dataclasses import dataclass
from itertools import pairwise

import geopandas as gpd
import numba
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import KDTree
from scipy.stats import false_discovery_control

from risk.checks import check_incidents
from risk.distance import distance_km, earth_centred
from risk.enough import MOST_PAIRS, check_enough, check_size
from risk.groups.describe import first_days

Floats, Ints = NDArray[np.float64], NDArray[np.int64]

MOST_INCIDENTS = 20_000
LEAST_INCIDENTS = 10
SEED = 19640131
CLEAR = 0.05


class BandsInvalid(ValueError):
    """The edges of the bands cannot be used."""


@dataclass(frozen=True)
class Bands:
    """Upper edges of the bands of distance [km] and of days apart [whole days]; each band includes its upper edge.

    Defaults: 0–5, 5–10, 10–20, 20–40 km and 0–7, 8–14, 15–28, 29–56 days, doubling from a week and a valley. With
    `cumulative` every band starts at 0: the classic question "within d km and t days".
    """

    km: tuple[float, ...] = (5, 10, 20, 40)
    days: tuple[int, ...] = (7, 14, 28, 56)
    cumulative: bool = False

    def __post_init__(self) -> None:
        for edges, first, unit in ((self.km, 0.0, "km"), (self.days, 0, "days")):
            if not edges or not all(low < high for low, high in pairwise((first, *edges))):
                raise BandsInvalid(
                    f"Found the edges {edges} {unit}; expected at least one, above 0 and each larger than the one "
                    "before. Try 5, 10, 20, 40 km and 7, 14, 28, 56 days."
                )


def near_repeats(
    incidents: gpd.GeoDataFrame, *, bands: Bands | None = None, permutations: int = 999, seed: int = SEED
) -> pd.DataFrame:
    """One row per band of distance and band of days, near and soon first.

    from_km, to_km [km], from_days, to_days [days], pairs, same_point_pairs (those of them at one coordinate: kept, but
    one place name, so their true distance is not known), expected_pairs (mean of the permutations), ratio (pairs /
    expected_pairs, missing where none is expected), p ((r + 1) / (permutations + 1), r permutations with at least as
    many pairs), q (p after control of false discovery over the cells, Benjamini–Hochberg), sentence.

    Distances are geodesic. Chance: the days are dealt out anew over the places, so places and days as such explain
    nothing. It cannot tell a repeat from a front that moves: regions that became violent in different years also give
    ratios above 1 (Kulldorff & Hjalmars 1999). Left out and counted in `attrs`: incidents placed by province, and those
    whose day is not known within the first band. Raises what `risk.enough` names.

    References
    ----------
    Knox (1964), The detection of space-time interactions, doi:10.2307/2985220; Johnson et al. (2007), Space–time
    patterns of risk, doi:10.1007/s10940-007-9025-3; Kulldorff, Hjalmars (1999), doi:10.1111/j.0006-341X.1999.00544.x;
    Benjamini, Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.
    """
    bands = bands or Bands()
    check_incidents(incidents)
    check_size(len(incidents), MOST_INCIDENTS, noun="incidents")
    placed = incidents[incidents["placement"] != "province"].sort_index()
    dated = placed[_span_days(placed) <= bands.days[0]]
    check_enough(dated, LEAST_INCIDENTS, purpose="the near-repeat table")
    pairs, km = near_pairs(dated, bands.km[-1])
    dealt = dealt_days(whole_days(dated), permutations, seed)
    counts = banded_counts(pairs, km, dealt, bands)
    at_one_point = banded_counts(pairs[km == 0], km[km == 0], dealt[:, :1], bands)[..., 0]
    frame = _table(bands, counts, at_one_point)
    frame.attrs = {
        "incidents": len(dated),
        "left_out_by_place": len(incidents) - len(placed),
        "left_out_by_day": len(placed) - len(dated),
        "permutations": permutations,
        "seed": seed,
    }
    return frame


def heat_table(table: pd.DataFrame, column: str = "ratio") -> pd.DataFrame:
    """One row per band of distance, one column per band of days, in words ("5–10 km", "8–14 days"), for a heat map."""
    km = [f"{low:g}–{high:g} km" for low, high in zip(table["from_km"], table["to_km"], strict=True)]
    days = [f"{low}–{high} days" for low, high in zip(table["from_days"], table["to_days"], strict=True)]
    cells = pd.Series(table[column].to_numpy(), index=pd.MultiIndex.from_arrays([km, days]))
    return cells.unstack(sort=False)


def in_words(row: pd.Series) -> str:
    """One row of the table as a sentence for someone who reads no table."""
    where = f"within {row.to_km:g} km" if row.from_km == 0 else f"between {row.from_km:g} and {row.to_km:g} km away"
    when = f"within {row.to_days:g} days" if row.from_days == 0 else f"{row.from_days:g} to {row.to_days:g} days later"
    figures = f"{_pairs(row.pairs)}, {row.expected_pairs:.1f} expected"
    if row.pairs == 0:
        return f"No second incident {where} {when} was found ({figures})."
    if not row.expected_pairs > 0:
        return f"{where.capitalize()}, second incidents {when} were found where chance gives none ({figures})."
    sure = "" if row.q <= CLEAR else ", which may be chance"
    words = f"{where.capitalize()}, a second incident {when} is {row.ratio:.1f} times as common as chance{sure} "
    return f"{words}({figures}; q {row.q:.3f}).{_one_point(row)}"


def _pairs(count: float) -> str:
    return "1 pair" if count == 1 else f"{int(count):,} pairs"


def _one_point(row: pd.Series) -> str:
    same, every = int(row.same_point_pairs), int(row.pairs)
    if not same:
        return ""
    share = "All of them share" if same == every else f"{same} of {every} share"
    return f" {share} one place name: how far apart they were is not known."


def whole_days(incidents: gpd.GeoDataFrame) -> Ints:
    """(n,) whole days since 1970."""
    return incidents["day"].to_numpy(dtype="datetime64[D]").astype(np.int64)


def near_pairs(incidents: gpd.GeoDataFrame, reach_km: float) -> tuple[Ints, Floats]:
    """(p, 2) row numbers, each pair once, and (p,) geodesic distance [km], at most `reach_km` [km].

    A chord is never longer than its arc, so the tree over earth-centred coordinates misses none.
    """
    lonlat = np.column_stack([incidents.geometry.x, incidents.geometry.y])
    tree = KDTree(earth_centred(*lonlat.T))
    check_size((tree.count_neighbors(tree, reach_km) - len(lonlat)) // 2, MOST_PAIRS, noun="pairs of incidents")
    pairs = tree.query_pairs(reach_km, output_type="ndarray")
    pairs = pairs[np.lexsort(pairs.T[::-1])].astype(np.int64)
    km = distance_km(lonlat[pairs[:, 0]], lonlat[pairs[:, 1]])
    return pairs[km <= reach_km], km[km <= reach_km]


def dealt_days(days: Ints, permutations: int, seed: int) -> NDArray[np.int32]:
    """(n, permutations + 1) days since the first: as they were, then dealt out anew over the incidents."""
    days = (days - days.min()).astype(np.int32)
    again = np.random.default_rng(seed).permuted(np.tile(days, (permutations, 1)), axis=1)
    return np.ascontiguousarray(np.concatenate([days[None, :], again]).T)


def banded_counts(pairs: Ints, km: Floats, dealt: NDArray[np.int32], bands: Bands) -> Ints:
    """(bands of distance, bands of days, deals) pairs in each cell, for days `dealt` (n, deals)."""
    shape = (len(bands.km), len(bands.days), dealt.shape[1])
    band = np.searchsorted(bands.km, km)
    counts = _within(pairs, band, dealt, np.array(bands.days, dtype=np.int32), np.zeros(shape, dtype=np.int32))
    return counts.cumsum(axis=0) if bands.cumulative else np.diff(counts, axis=1, prepend=0)


@numba.njit(cache=True, nogil=True)
def _within(pairs: Ints, band: Ints, dealt: NDArray[np.int32], edges: NDArray[np.int32], counts: Ints) -> Ints:
    """Pairs up to each edge of days. The innermost loop runs over deals, so that several are compared at once."""
    for pair in range(len(pairs)):
        one, other = dealt[pairs[pair, 0]], dealt[pairs[pair, 1]]
        for edge in range(len(edges)):
            within = counts[band[pair], edge]
            for deal in range(len(within)):
                within[deal] += np.int32(abs(one[deal] - other[deal]) <= edges[edge])
    return counts


def _table(bands: Bands, counts: Ints, at_one_point: Ints) -> pd.DataFrame:
    found, by_chance = counts[..., 0], counts[..., 1:]
    expected = by_chance.mean(axis=2)
    p = ((by_chance >= found[..., None]).sum(axis=2) + 1) / counts.shape[2]
    frame = _edges(bands).assign(
        pairs=found.ravel(),
        same_point_pairs=at_one_point.ravel(),
        expected_pairs=expected.ravel(),
        ratio=np.divide(found, expected, out=np.full(expected.shape, np.nan), where=expected > 0).ravel(),
        p=p.ravel(),
        q=false_discovery_control(p.ravel()),
    )
    return frame.assign(sentence=[in_words(row) for row in frame.itertuples()])


def _edges(bands: Bands) -> pd.DataFrame:
    """One row per cell: from_km, to_km, from_days, to_days."""
    from_km = [0.0] * len(bands.km) if bands.cumulative else [0.0, *bands.km[:-1]]
    from_days = [0] * len(bands.days) if bands.cumulative else [0, *(day + 1 for day in bands.days[:-1])]
    near, soon = (zip(from_km, bands.km, strict=True), list(zip(from_days, bands.days, strict=True)))
    rows = [(low, float(high), *days) for low, high in near for days in soon]
    return pd.DataFrame(rows, columns=["from_km", "to_km", "from_days", "to_days"])


def _span_days(incidents: gpd.GeoDataFrame) -> pd.Series:
    """Days between the earliest and the latest day on which each incident may have happened."""
    return (incidents["last_day"] - first_days(incidents)) / pd.Timedelta(days=1)
