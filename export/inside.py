"""What lies in an area: incidents with the share of their placement that is inside, sites, and the score there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from export.content import Content
from export.gather import about
from export.packages import package
from export.packages.archive import zipped
from risk.bands import is_covered
from risk.pairs import Pairs
from risk.settings import Settings
from risk.surface import CELL_KM, cells_over, chances

WHOLE = 1.0 - 1e-6
FINEST_KM = 1.0
CELLS_ACROSS = 60


@dataclass(frozen=True)
class Somewhere:
    """The highest chance in an area: `status` scored, no data or insufficient data; nan where there is no figure.

    `probability` and `expected` are those of a place at `lon`, `lat` [degrees], for radius and horizon of the score.
    """

    status: str
    probability: float = np.nan
    expected: float = np.nan
    lon: float = np.nan
    lat: float = np.nan


def share_inside(frame: gpd.GeoDataFrame, shape: BaseGeometry) -> pd.Series:
    """Share (0 to 1) of each row's placement area that lies in a shape; of a row without area, of its point or line."""
    shapely.prepare(shape)
    own = frame.geometry.to_numpy()
    areas = frame["placement_area"].to_numpy() if "placement_area" in frame else np.full(len(frame), None)
    stands_for = np.array([one if area is None else area for one, area in zip(own, areas, strict=True)], dtype=object)
    share = shapely.covers(shape, stands_for).astype(float)
    for row in np.flatnonzero((share == 0) & shapely.intersects(shape, stands_for)):
        share[row] = _part(stands_for[row], shape)
    return pd.Series(share, index=frame.index)


def _part(one: BaseGeometry, shape: BaseGeometry) -> float:
    """Share of the surface of an area, or of the length of a line."""
    whole, inside = (shapely.transform(part, _flat().transform, interleaved=False) for part in (one, one & shape))
    size, cut = (whole.area, inside.area) if whole.area else (whole.length, inside.length)
    return float(min(1.0, cut / size)) if size else 1.0


@cache
def _flat() -> Transformer:
    """A map on which surfaces keep their proportions."""
    return Transformer.from_crs("EPSG:4326", "+proj=cea +ellps=WGS84", always_xy=True)


def casualties(rows: pd.DataFrame, name: str) -> tuple[int, int, int]:
    """Least and most together of "killed" or "injured" as reported, and in how many rows no figure is known."""
    figures = rows[[f"{name}_min", name, f"{name}_max"]].apply(pd.to_numeric, errors="coerce")
    lowest, highest = figures.min(axis=1), figures.max(axis=1)
    only_up_to = figures[[f"{name}_min", name]].isna().all(axis=1)
    return int(lowest.mask(only_up_to).fillna(0).sum()), int(highest.fillna(0).sum()), int(highest.isna().sum())


def highest_chance(
    pairs: Pairs, settings: Settings, as_of: date, *, shape: BaseGeometry, covers: tuple[date, date]
) -> Somewhere:
    """The highest chance among places in a shape: the middle, and cells of at most 5 km."""
    day = pd.Timestamp(as_of).normalize()
    if not is_covered(day, covers):
        return Somewhere("no data")
    lonlat = _places(shape)
    chance, known = chances(pairs, settings, day, lonlat=lonlat)
    if not known.any():
        return Somewhere("insufficient data")
    best = int(np.argmax(np.where(known, chance, -1.0)))
    lon, lat = lonlat[best].tolist()
    return Somewhere("scored", float(chance[best]), float(-np.log1p(-chance[best])), lon, lat)


def _places(shape: BaseGeometry) -> np.ndarray:
    """(n, 2) the middle and the middles of cells; a large area has coarser ones, some thousands at most."""
    west, south, east, north = shape.bounds
    across_km = max(east - west, north - south) * 111.0
    cell_km = max(min(CELL_KM, across_km / 10.0), FINEST_KM, across_km / CELLS_ACROSS)
    middle = shape.representative_point()
    return np.vstack([[[middle.x, middle.y]], cells_over(shape, cell_km).lonlat])


def zip_of(content: Content, shares: Mapping[str, float]) -> bytes:
    """The incidents of an area as CSV and GeoJSON with manifest, in a zip; nothing that the marking keeps back."""
    left = content.left.frames["incidents"]
    rows = left.loc[left.index.isin(list(shares))]
    files = package({"incidents": rows}, about(content)).files(["csv", "geojson"])
    return zipped({name: files[name] for name in sorted(files)})
