"""Shapes as RFC 7946 wants them: WGS 84, seven decimals, rings to the right-hand rule, cut at the antimeridian."""

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import shapely
from shapely import box
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

DECIMALS = 7  # about one centimetre, as the RFC advises
WORLD = box(-180.0, -90.0, 180.0, 90.0)


class ReferenceMissing(ValueError):
    """A frame does not say what its coordinates mean."""


def tidy_shapes(frame: gpd.GeoDataFrame, name: str) -> gpd.GeoSeries:
    """The geometries of a frame as above, in EPSG:4326; None stays None, an empty one becomes None.

    Raises ReferenceMissing.
    """
    if frame.crs is None and frame.geometry.notna().any():
        raise ReferenceMissing(f"The frame {name} has no coordinate system; expected EPSG:4326. Set it before export.")
    shapes = frame.geometry if frame.crs is None else frame.geometry.to_crs("EPSG:4326")
    return gpd.GeoSeries([tidy(shape) for shape in shapes], index=frame.index, crs="EPSG:4326")


def tidy(shape: BaseGeometry | None) -> BaseGeometry | None:
    """One geometry in two dimensions: cut at the antimeridian, rounded, outer rings counter-clockwise.

    None for one that is empty or has a coordinate that is no number.
    """
    if shape is None or shape.is_empty or not np.isfinite(shapely.get_coordinates(shape)).all():
        return None
    whole = cut_at_antimeridian(shapely.force_2d(shape))
    return shapely.orient_polygons(shapely.transform(whole, lambda lonlat: np.round(lonlat, DECIMALS)))


def cut_at_antimeridian(shape: BaseGeometry) -> BaseGeometry:
    """Parts on either side of 180°; a step of more than half the world is one across the antimeridian."""
    if shape.geom_type.startswith("Multi") or shape.geom_type == "GeometryCollection":
        return type(shape)(_single(cut_at_antimeridian(part) for part in shape.geoms))
    if shape.geom_type == "Point":
        return shapely.transform(shape, _wrapped)
    shape = _unrolled(shape)
    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return shape
    # A ring that crosses itself cannot be cut before it is mended.
    worlds = [translate(shapely.make_valid(shape), -360.0 * turn) for turn in range(-2, 3)]
    parts = [part for world in worlds for part in _pieces(world.intersection(WORLD), shape)]
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def bounds(shapes: Iterable[BaseGeometry | None]) -> list[float] | None:
    """West, south, east, north of tidy shapes; west is above east where the box spans the antimeridian."""
    boxes = [part.bounds for shape in shapes if shape is not None for part in shapely.get_parts(shape)]
    if not boxes:
        return None
    west, south, east, north = np.array(boxes).T
    gaps = _gaps(sorted(zip(west.tolist(), east.tolist(), strict=True)))
    start, end = max(gaps, key=lambda gap: (gap[1] - gap[0], gap[1]))
    return [end - 360.0 if end >= 180 else end, float(south.min()), start, float(north.max())]


def _gaps(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Empty stretches of longitude between spans sorted by their west, the one across 180° last."""
    gaps, reached = [], spans[0][1]
    for west, east in spans[1:]:
        if west > reached:
            gaps.append((reached, west))
        reached = max(reached, east)
    return [*gaps, (reached, spans[0][0] + 360.0)]


def _unrolled(shape: BaseGeometry) -> BaseGeometry:
    """The same line or polygon with no step of more than 180° of longitude."""
    if shape.geom_type == "Polygon":
        shell = _unrolled(shape.exterior)
        return shapely.Polygon(shell, [_beside(_unrolled(ring), shell) for ring in shape.interiors])
    return shapely.transform(shape, _unstepped)


def _unstepped(lonlat: np.ndarray) -> np.ndarray:
    """Longitudes moved by whole turns; a ring around a pole cannot be closed that way and stays as it is."""
    turns = np.concatenate([[0.0], -np.cumsum(np.round(np.diff(lonlat[:, 0]) / 360.0))])
    closed = np.array_equal(lonlat[0], lonlat[-1])
    if closed and turns[-1] != 0:
        return lonlat
    return np.column_stack([lonlat[:, 0] + 360.0 * turns, lonlat[:, 1]])


def _beside(ring: BaseGeometry, shell: BaseGeometry) -> BaseGeometry:
    """A hole on the same turn of the world as its shell."""
    turns = round((shell.centroid.x - ring.centroid.x) / 360.0)
    return translate(ring, 360.0 * turns) if turns else ring


def _wrapped(lonlat: np.ndarray) -> np.ndarray:
    beyond = np.abs(lonlat[:, 0]) > 180
    return np.column_stack([np.where(beyond, (lonlat[:, 0] + 180) % 360 - 180, lonlat[:, 0]), lonlat[:, 1]])


def _pieces(cut: BaseGeometry, shape: BaseGeometry) -> list[BaseGeometry]:
    """Parts of the shape's own dimension: a touch of the edge is no part."""
    dimension = shapely.get_dimensions(shape)
    return [part for part in shapely.get_parts(cut) if shapely.get_dimensions(part) == dimension and not part.is_empty]


def _single(shapes: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    return [part for shape in shapes for part in shapely.get_parts(shape)]
