"""Areas that, with their neighbours, have more or fewer incidents than areas drawn at random would."""

import geopandas as gpd
import numpy as np
import pandas as pd
from esda.getisord import G_Local
from libpysal.graph import Graph
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from risk.checks import check_incidents
from risk.distance import WGS84
from risk.enough import NothingToTell

Floats = NDArray[np.float64]

LEAST_AREAS = 9
SEED = 19920701
CLEAR = 0.05


class TooFewAreas(NothingToTell):
    """Fewer areas than a comparison between them needs."""


class AllAlike(NothingToTell):
    """Every area has the same value."""


class ValuesMissing(ValueError):
    """An area has no value."""


def hot_spots(
    values: pd.Series, polygons: gpd.GeoDataFrame, *, permutations: int = 999, seed: int = SEED
) -> pd.DataFrame:
    """One row per polygon, in their order: value, neighbours (areas that touch it, at a corner too), z, p, q, label.

    Gi* of Getis and Ord through esda: the sum over an area and its neighbours, in standard deviations (z; missing for
    an area that touches all others). p: share of `permutations` of the values over all areas with a sum at least as far
    out on the same side, doubled for two sides; q: p after control of false discovery over the areas. label: hot or
    cold where q is at most 0.05, else not significant. An area that touches none is compared by its own value alone.

    May not be read as risk: it is about sums over whole areas, so it says nothing of a place inside one, depends on how
    the areas are cut, and a high area next to low ones is no hot spot. Where reports reach some areas better than
    others, it maps the reports. The permutations are drawn here, not by esda: esda holds an area's own value fixed,
    which makes every area without neighbours significant, and compiles for half a minute first.

    References
    ----------
    Getis, Ord (1992), doi:10.1111/j.1538-4632.1992.tb00261.x; Ord, Getis (1995),
    doi:10.1111/j.1538-4632.1995.tb00912.x; Caldas de Castro, Singer (2006), controlling the false discovery rate,
    doi:10.1111/j.0016-7363.2006.00682.x.
    """
    known = _checked(values, polygons)
    graph = Graph.build_contiguity(polygons.geometry, rook=False).assign_self_weight(1)
    with np.errstate(invalid="ignore"):
        found = G_Local(known, graph, transform="B", star=True, permutations=0)
    p = two_sided(graph.sparse.toarray(), known, permutations, seed)
    q = false_discovery_control(p)
    label = np.where(q > CLEAR, "not significant", np.where(found.Zs > 0, "hot", "cold"))
    neighbours = graph.cardinalities.reindex(polygons.index).to_numpy() - 1
    facts = {"value": known, "neighbours": neighbours, "z": found.Zs, "p": p, "q": q, "label": label}
    return pd.DataFrame(facts, index=polygons.index)


def incidents_per_1000_km2(incidents: gpd.GeoDataFrame, polygons: gpd.GeoDataFrame) -> pd.Series:
    """Incidents per 1,000 km² of geodesic area, by polygon; `attrs["outside"]` counts those that lie in none.

    An incident on a shared border counts once, for the first of its areas.
    """
    check_incidents(incidents)
    points, areas = polygons.sindex.query(incidents.geometry, predicate="intersects", sort=True)
    first = areas[np.unique(points, return_index=True)[1]]
    km2 = [abs(WGS84.geometry_area_perimeter(shape)[0]) / 1e6 for shape in polygons.geometry]
    rate = pd.Series(np.bincount(first, minlength=len(polygons)) / km2 * 1000.0, index=polygons.index)
    rate.attrs["outside"] = len(incidents) - len(first)
    return rate


def two_sided(weights: Floats, values: Floats, permutations: int, seed: int) -> Floats:
    """(n,) p-values of the sums `weights @ values` when the values are dealt out anew over all areas."""
    tiled = np.tile(values, (permutations, 1))
    sums = np.random.default_rng(seed).permuted(tiled, axis=1) @ weights.T
    found, slack = weights @ values, 1e-9 * max(1.0, float(np.abs(values).sum()))
    above, below = (sums >= found - slack).sum(axis=0), (sums <= found + slack).sum(axis=0)
    return np.minimum(1.0, 2.0 * (np.minimum(above, below) + 1) / (permutations + 1))


def _checked(values: pd.Series, polygons: gpd.GeoDataFrame) -> Floats:
    known = pd.to_numeric(values.reindex(polygons.index)).to_numpy(dtype=float)
    missing = polygons.index[~np.isfinite(known)]
    if len(missing):
        raise ValuesMissing(
            f"{missing[0]} has no value; expected a number for each area, as not known is not zero. "
            "Give it one or leave the area out."
        )
    if len(known) < LEAST_AREAS:
        raise TooFewAreas(f"Found {len(known)} areas; hot spots take at least {LEAST_AREAS}. Add areas.")
    if np.ptp(known) == 0:
        raise AllAlike(f"All {len(known)} areas have the value {known[0]:g}; none can stand out. Widen the period.")
    return known
