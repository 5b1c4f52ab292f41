"""What compiled code reads and writes: named groups of arrays."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Span = tuple[int, int]
Place = tuple[float, float, float, float]


class Grid(NamedTuple):
    """Which places may be within `limit2` [km²] of a cell: bands of latitude, cut into columns of longitude.

    A band has columns of equal width; cells are numbered through, `cell_start[band]` is the first of a band.
    `listed[start[cell]:start[cell + 1]]` are the places of a cell, as rows of `places` (n, 4): see `earth_centred`.
    """

    south: float
    west: float
    bands_per_degree: float
    columns_per_degree: Floats
    cell_start: Numbers
    start: Numbers
    listed: NDArray[np.int32]
    places: Floats
    limit2: float


class Points(NamedTuple):
    """Where incidents are: lonlat (m, 2), strength (m,), row of `Mixture.factors` (m,); sign −1 takes them out."""

    lonlat: Floats
    strength: Floats
    row: NDArray[np.int32]
    sign: int


class Mixture(NamedTuple):
    """Kernels of the components: `which` (components,) names a kernel, `factors` (rows, components) are in units.

    Kernel k is a cubic per step of squared distance: `cubics[first[k] + step]` (4,), `steps_per_km2[k]`, the last step
    `last[k]` is zero. `first[k]` −1 is the disc of `radius2` [km²].
    """

    radius2: float
    which: Numbers
    first: Numbers
    last: Numbers
    steps_per_km2: Floats
    cubics: Floats
    factors: Floats


class Found(NamedTuple):
    """Where to write pairs: `cursor` (places,) next free entry of each place; `point` and `arc2` [km²] per pair."""

    cursor: Numbers
    point: Numbers
    arc2: Floats


class Spread(NamedTuple):
    """Points that things stand for: `places` (points, 4), see `earth_centred`; thing i has `count[i]` from `start[i]`.

    `width_km` (things,) is how far they lie from its first one, at most [km].
    """

    places: Floats
    start: Numbers
    count: Numbers
    width_km: Floats
