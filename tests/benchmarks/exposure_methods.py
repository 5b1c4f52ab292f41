"""Ways to count the incidents around places, and the truth about it. Each returns a function that does the timed work.

Points and sites are (n, 2) lon, lat [degrees]. The timed work gives a figure per site and, where a method has made them
anyway, the pairs as (point, site); otherwise they are listed outside the clock.
"""

from collections.abc import Callable, Sequence

import geopandas as gpd
import numpy as np
from pyproj import Geod
from scipy.spatial import cKDTree
from sklearn.neighbors import BallTree

from risk.distance import earth_centred
from risk.exposure import Incidents, State, count_within, pairs_within, warm_up
from risk.settings import PRIOR, Component

MEAN_RADIUS_KM = 6371.0088
TODAY = 20_000
Pairs = tuple[np.ndarray, np.ndarray]
Work = Callable[[], tuple[np.ndarray, Pairs | None]]


def points_in_region(count: int, seed: int) -> np.ndarray:
    """(count, 2) random points over UTM zones 41 to 43."""
    random = np.random.default_rng(seed)
    return np.column_stack([random.uniform(64, 76, count), random.uniform(33, 41, count)])


def counted(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Work:
    """The engine, counts only."""
    warm_up()
    return lambda: (count_within(sites, points, radius_km), None)


def listed(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Work:
    """The engine, every pair with its distance."""
    warm_up()
    return lambda: _per_site(_engine(points, sites, radius_km), sites)


def scored(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Work:
    """The engine, the declared four components with reaches to 60 km, that is all pairs within 265 km."""
    return _state(points, sites, radius_km=radius_km, components=PRIOR)


def disc_scored(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Work:
    """The engine, the declared component that stays within the disc, decayed by age and summed exactly."""
    return _state(points, sites, radius_km=radius_km, components=[part for part in PRIOR if part.reach_km is None])


def sjoin(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Work:
    """geopandas.sjoin of points with buffers, all in one UTM zone (42 N)."""
    return lambda: _per_site(_sjoined(points, sites, radius_km), sites)


def zonal_sjoin(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Work:
    """geopandas.sjoin zone by zone: the points and sites of UTM zones 41, 42 and 43 N, each in their own."""
    return lambda: _per_site(_zonal(points, sites, radius_km), sites)


def dwithin(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Work:
    """geopandas' spatial index, predicate dwithin, in one UTM zone (42 N)."""
    return lambda: _per_site(_dwithin(points, sites, radius_km), sites)


def ball_tree(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Work:
    """scikit-learn's BallTree over the sites, haversine on a mean sphere, asked for every point."""
    return lambda: _per_site(_ball_tree(points, sites, radius_km), sites)


def k_d_tree(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Work:
    """scipy's cKDTree over the points on the unit sphere, chords, on all cores."""

    def run() -> tuple[np.ndarray, None]:
        sphere = _on_sphere(sites)
        return _tree(points).query_ball_point(sphere, _chord(radius_km), workers=-1, return_length=True), None

    return run


METHODS: dict[str, Callable[[np.ndarray, np.ndarray, float], Work]] = {
    "engine, counted": counted,
    "engine, pairs listed": listed,
    "engine, disc scored": disc_scored,
    "engine, four components to 265 km": scored,
    "geopandas sjoin, UTM 42 buffers": sjoin,
    "geopandas sjoin, UTM zone by zone": zonal_sjoin,
    "geopandas sindex dwithin, UTM 42": dwithin,
    "scikit-learn BallTree, haversine": ball_tree,
    "scipy cKDTree, unit sphere": k_d_tree,
}


def numbered(pairs: Pairs, points: np.ndarray) -> np.ndarray:
    """One number per pair of point and site, ascending."""
    return np.sort(pairs[1].astype(np.int64) * len(points) + pairs[0])


def listed_by(method: str, points: np.ndarray, sites: np.ndarray, radius_km: float) -> Pairs:
    """The pairs behind a method that only counts or sums."""
    return (_k_d_tree if method.startswith("scipy") else _engine)(points, sites, radius_km)


def true_pairs(points: np.ndarray, sites: np.ndarray, radius_km: float) -> np.ndarray:
    """Pairs within the radius: chords through the earth, and pyproj.Geod where a chord is within 1e-4 of the radius.

    The arc over a chord of 25 km is longer by 6e-7 of it, so a chord shorter by more than that is surely inside.
    """
    tree, found = cKDTree(earth_centred(*points.T)), []
    for site, middle in enumerate(earth_centred(*sites.T)):
        point = np.asarray(tree.query_ball_point(middle, radius_km), dtype=np.int64)
        chord = np.linalg.norm(tree.data[point] - middle, axis=1)
        edge = np.flatnonzero(chord > radius_km * (1 - 1e-4))
        metres = Geod(ellps="WGS84").inv(*np.tile(sites[site], (len(edge), 1)).T, *points[point[edge]].T)[2]
        found.append(site * len(points) + np.delete(point, edge[np.asarray(metres) > radius_km * 1000]))
    return np.sort(np.concatenate(found))


def _state(points: np.ndarray, sites: np.ndarray, *, radius_km: float, components: Sequence[Component]) -> Work:
    warm_up()
    some = Incidents(points, TODAY - np.arange(len(points)) % 3650, np.full(len(points), 1e-2))

    def run() -> tuple[np.ndarray, None]:
        state = State(sites, components, radius_km=radius_km, horizon_days=90, as_of_day=TODAY)
        state.add(some)
        return state.total, None

    return run


def _engine(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Pairs:
    found = pairs_within(sites, points, radius_km)
    return found.point, found.place


def _sjoined(points: np.ndarray, sites: np.ndarray, radius_km: float, zone: int = 42) -> Pairs:
    incidents, places = _projected(points, zone), _projected(sites, zone)
    buffers = gpd.GeoDataFrame(geometry=places.buffer(radius_km * 1000))
    joined = gpd.sjoin(gpd.GeoDataFrame(geometry=incidents), buffers, predicate="within")
    return joined.index.to_numpy(), joined["index_right"].to_numpy()


def _zonal(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Pairs:
    found = []
    for zone in (41, 42, 43):
        rows = [np.flatnonzero((lonlat[:, 0] + 186) // 6 == zone) for lonlat in (points, sites)]
        pairs = _sjoined(points[rows[0]], sites[rows[1]], radius_km, zone)
        found.append([own[pair] for own, pair in zip(rows, pairs, strict=True)])
    return tuple(np.concatenate(part) for part in zip(*found, strict=True))


def _dwithin(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Pairs:
    site, point = _projected(points).sindex.query(_projected(sites), predicate="dwithin", distance=radius_km * 1000)
    return point, site


def _ball_tree(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Pairs:
    tree = BallTree(np.radians(sites[:, ::-1]), metric="haversine")
    return _stacked(tree.query_radius(np.radians(points[:, ::-1]), radius_km / MEAN_RADIUS_KM))


def _k_d_tree(points: np.ndarray, sites: np.ndarray, radius_km: float) -> Pairs:
    site, point = _stacked(_tree(points).query_ball_point(_on_sphere(sites), _chord(radius_km), workers=-1))
    return point, site


def _stacked(found: np.ndarray) -> Pairs:
    lengths = [len(row) for row in found]
    other = np.concatenate([np.asarray(row, dtype=np.int64) for row in found])
    return np.repeat(np.arange(len(found)), lengths), other


def _tree(points: np.ndarray) -> cKDTree:
    return cKDTree(_on_sphere(points))


def _chord(radius_km: float) -> float:
    return 2 * np.sin(radius_km / MEAN_RADIUS_KM / 2)


def _on_sphere(lonlat: np.ndarray) -> np.ndarray:
    lam, phi = np.radians(lonlat).T
    return np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])


def _projected(lonlat: np.ndarray, zone: int = 42) -> gpd.GeoSeries:
    return gpd.GeoSeries(gpd.points_from_xy(*lonlat.T), crs="EPSG:4326").to_crs(f"EPSG:326{zone}")


def _per_site(pairs: Pairs, sites: np.ndarray) -> tuple[np.ndarray, Pairs]:
    return np.bincount(pairs[1], minlength=len(sites)), pairs
