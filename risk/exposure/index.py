"""A grid that says which places may be within reach of a point, anywhere on the globe."""

import numpy as np
from numpy.typing import NDArray

from risk.distance import E2, SEMI_MAJOR_KM
from risk.exposure.arrays import Grid
from risk.exposure.compiled import all_earth_centred, compiled
from risk.exposure.inputs import checked_lonlat, frozen, positive_km

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

CELLS_PER_REACH = 4
MOST_CELLS = 2_000_000
LEAST_RADIUS_KM = SEMI_MAJOR_KM * (1.0 - E2)
SAFETY = 1.0 + 1e-9


def grid_over(places: Floats, reach_km: float) -> Grid:
    """The grid over places (n, 2) lon, lat [degrees] for points within `reach_km` [km] of them; the work of 70·n.

    Each cell lists every place whose disc touches it. On a sphere of the smallest radius of curvature, discs are wider
    than on WGS 84, so no place is left out; what is listed in vain is dropped by its distance.
    """
    places, reach_km = checked_lonlat(places, "Place"), positive_km(reach_km)
    angle = reach_km / LEAST_RADIUS_KM * SAFETY + 1e-12
    south, north = _latitudes(places, angle)
    west, width = _longitudes(places, angle)
    height = _height(np.degrees(angle) / CELLS_PER_REACH, (south, north), width)
    columns_per_degree, cell_start = _bands(south, north, width, height)
    empty = Grid(
        south=south,
        west=west,
        bands_per_degree=1.0 / height,
        columns_per_degree=columns_per_degree,
        cell_start=cell_start,
        start=np.zeros(cell_start[-1] + 1, np.int64),
        listed=np.empty(0, np.int32),
        places=frozen(all_earth_centred(places)),
        limit2=reach_km**2,
    )
    return _filled(empty, places, angle)


def _filled(grid: Grid, places: Floats, angle: float) -> Grid:
    counts = np.zeros(len(grid.start) - 1, np.int64)
    visit(grid, places, angle, counts, np.empty(0, np.int32))
    start = np.concatenate([[0], np.cumsum(counts)])
    listed = np.empty(start[-1], np.int32)
    if len(listed):
        visit(grid, places, angle, start[:-1].copy(), listed)
    return grid._replace(
        columns_per_degree=frozen(grid.columns_per_degree),
        cell_start=frozen(grid.cell_start, np.int64),
        start=frozen(start, np.int64),
        listed=frozen(listed, np.int32),
    )


def _latitudes(places: Floats, angle: float) -> tuple[float, float]:
    """South and north end of what is within reach [degrees]."""
    reach = np.degrees(angle) + 1e-9
    if not len(places):
        return 0.0, 1.0
    return max(places[:, 1].min() - reach, -90.0), min(places[:, 1].max() + reach, 90.0 + 1e-9)


def _longitudes(places: Floats, angle: float) -> tuple[float, float]:
    """West end and width of what is within reach [degrees]: the globe without its widest empty gap."""
    if not len(places):
        return 0.0, 1.0
    lon = np.sort(np.mod(places[:, 0], 360.0))
    gaps = np.diff(np.append(lon, lon[0] + 360.0))
    widest = int(np.argmax(gaps))
    away = np.radians(np.abs(places[:, 1]).max()) + angle
    reach = np.degrees(np.arcsin(np.sin(angle) / np.cos(away - angle))) + 1e-6 if away < np.pi / 2 else 180.0
    if gaps[widest] <= 2.0 * reach + 1e-3:
        return -180.0, 360.0
    west = np.mod(lon[(widest + 1) % len(lon)] - reach + 180.0, 360.0) - 180.0
    return west, 360.0 - gaps[widest] + 2.0 * reach


def _height(wanted: float, latitudes: tuple[float, float], width: float) -> float:
    """Height of a band [degrees]: the wanted one, or more where the cells would be too many."""
    return max(wanted, np.sqrt((latitudes[1] - latitudes[0]) * width / MOST_CELLS))


def _bands(south: float, north: float, width: float, height: float) -> tuple[Floats, Numbers]:
    """Columns per degree of each band, and the number of its first cell (one more at the end)."""
    lower = south + height * np.arange(int((north - south) / height) + 1)
    middle = np.clip(lower + height / 2, -90.0, 90.0)
    columns = np.maximum(1, (width * np.cos(np.radians(middle)) / height).astype(np.int64))
    return columns / (width * SAFETY), np.concatenate([[0], np.cumsum(columns)])


@compiled
def half_width(lat: float, angle: float, lower: float, upper: float) -> float:
    """Widest half of a disc within a band [degrees of longitude], the whole circle where it holds a pole."""
    widest = 0.0
    phi, turn = np.radians(lat), np.sin(np.radians(lat)) / np.cos(angle) if angle < 1.5 else 2.0
    bulge = np.arcsin(turn) if abs(turn) < 1.0 else 9.0
    for edge in (np.radians(lower), np.radians(upper), bulge):
        if edge < np.radians(lower) or edge > np.radians(upper):
            continue
        flat = np.cos(edge) * np.cos(phi)
        cosine = (np.cos(angle) - np.sin(edge) * np.sin(phi)) / flat if flat > 1e-12 else -1.0
        widest = max(widest, np.degrees(np.arccos(min(1.0, max(-1.0, cosine)))))
    return widest + 1e-7


@compiled
def visit(grid: Grid, places: Floats, angle: float, cursor: Numbers, listed: NDArray[np.int32]) -> None:
    """Visit each cell that a place's disc touches: write the place at the cell's cursor, if asked, and move it on."""
    height, bands = 1.0 / grid.bands_per_degree, len(grid.columns_per_degree)
    for i in range(len(places)):
        lon, lat, reach = np.mod(places[i, 0] - grid.west, 360.0), places[i, 1], np.degrees(angle) + 1e-9
        first = max(int(np.floor((lat - reach - grid.south) / height)), 0)
        last = min(int(np.floor((lat + reach - grid.south) / height)), bands - 1)
        for band in range(first, last + 1):
            lower = grid.south + band * height - 1e-9
            half = half_width(lat, angle, max(lower, -90.0), min(lower + height + 2e-9, 90.0))
            columns = grid.cell_start[band + 1] - grid.cell_start[band]
            left = int(np.floor((lon - half) * grid.columns_per_degree[band]))
            right = int(np.floor((lon + half) * grid.columns_per_degree[band]))
            for column in range(left, min(right, left + columns - 1) + 1):
                cell = grid.cell_start[band] + column % columns
                if len(listed):
                    listed[cursor[cell]] = i
                cursor[cell] += 1
