"""The compiled part of averages over placements; see `risk.exposure.compiled` for units.

Compiled code is kept until this file changes: change it too when what it calls there does.
"""

import numpy as np

from risk.exposure.arrays import Floats, Mixture, Numbers, Place, Span, Spread
from risk.exposure.compiled import compiled, share_at, squared_arc_km2


@compiled
def mean_shares(both: tuple[Spread, Spread], span: Span, mixture: Mixture, limit_km: float, result: Floats) -> None:
    """Fill result (kernels, stations, placements) for the stations of a span: `share_at`, averaged over both spreads.

    What lies wholly beyond the limit stays 0 and is not worked through.
    """
    at, of = both
    found = np.empty(len(mixture.first))
    for station in range(span[0], span[1]):
        first = at.start[station]
        for one in range(len(of.count)):
            start, room = of.start[one], limit_km + at.width_km[station] + of.width_km[one]
            if squared_arc_km2(spot(at, first), spot(of, start)) > room * room:
                continue
            found[:] = 0.0
            for i in range(first, first + at.count[station]):
                here = spot(at, i)
                for j in range(start, start + of.count[one]):
                    arc2 = squared_arc_km2(here, spot(of, j))
                    for k in range(len(found)):
                        found[k] += share_at(mixture, k, arc2)
            result[:, station, one] = found / (at.count[station] * of.count[one])


@compiled
def mean_distances(at: Spread, of: Spread, span: Span, result: Floats) -> None:
    """Fill result (stations, placements) [km] for the stations of a span: the distance, averaged over both spreads."""
    for station in range(span[0], span[1]):
        for one in range(len(of.count)):
            found = 0.0
            for i in range(at.start[station], at.start[station] + at.count[station]):
                here = spot(at, i)
                for j in range(of.start[one], of.start[one] + of.count[one]):
                    found += np.sqrt(squared_arc_km2(here, spot(of, j)))
            result[station, one] = found / (at.count[station] * of.count[one])


@compiled
def arcs(at: Spread, mine: Numbers, of: Spread, theirs: Numbers) -> Floats:
    """(draws, n) distance [km] from point `mine[draw]` of one spread to point `theirs[draw, n]` of the other."""
    result = np.empty(theirs.shape)
    for draw in range(len(mine)):
        here = spot(at, mine[draw])
        for one in range(theirs.shape[1]):
            result[draw, one] = np.sqrt(squared_arc_km2(here, spot(of, theirs[draw, one])))
    return result


@compiled
def widths_km(places: Floats, start: Numbers, count: Numbers) -> Floats:
    """(n,) how far the points of each spread lie from its first one, at most [km]."""
    result = np.zeros(len(count))
    for one in range(len(count)):
        for j in range(start[one], start[one] + count[one]):
            arc2 = squared_arc_km2(row(places, start[one]), row(places, j))
            result[one] = max(result[one], np.sqrt(arc2))
    return result


@compiled
def spot(spread: Spread, i: int) -> Place:
    """`earth_centred` of point i."""
    return row(spread.places, i)


@compiled
def row(places: Floats, i: int) -> Place:
    """Row i of (n, 4) as a place."""
    return places[i, 0], places[i, 1], places[i, 2], places[i, 3]
