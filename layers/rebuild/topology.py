"""Decoding TopoJSON (https://github.com/topojson/topojson-specification, 2013): quantised arcs to polygons."""

import numpy as np
from shapely import MultiPolygon, Polygon

Arc = np.ndarray


def decode_arcs(topology: dict) -> list[Arc]:
    """One array of shape (n, 2) per arc, in degrees, longitude first."""
    return [_decode(arc, transform=topology.get("transform")) for arc in topology["arcs"]]


def polygon_of(geometry: dict, arcs: list[Arc]) -> MultiPolygon:
    """The polygons of one TopoJSON geometry of type Polygon or MultiPolygon; other types give an empty result."""
    kinds = {"Polygon": lambda parts: [parts], "MultiPolygon": lambda parts: parts}
    parts = kinds.get(geometry["type"], lambda parts: [])(geometry.get("arcs", []))
    return MultiPolygon([_polygon(rings, arcs) for rings in parts])


def _decode(arc: list, *, transform: dict | None) -> Arc:
    steps = np.asarray(arc, dtype=float)
    if transform is None:
        return steps
    return steps.cumsum(axis=0) * transform["scale"] + transform["translate"]


def _polygon(rings: list, arcs: list[Arc]) -> Polygon:
    shell, *holes = [_ring(indices, arcs) for indices in rings]
    return Polygon(shell, holes)


def _ring(indices: list[int], arcs: list[Arc]) -> Arc:
    # a negative index ~i stands for arc i walked backwards
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])
