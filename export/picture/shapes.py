"""Areas and lines of the layers on the paper, and where their codes stand when colour does not tell them apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from export.picture.boxes import Box, around, first_free
from export.picture.ground import shape_of
from export.picture.sheet import PX_PT, Sheet
from export.picture.text import MM_PER_PT
from risk.declared import ALL_LAYERS

PANES = ("areas", "lines")
CODE_PT = 11 * PX_PT
CODED = ("reach", "stretch", "hatch")
SHORTEST_CODED_MM = 8.0
TURNS = 16


@dataclass(frozen=True)
class Shape:
    """One shape of a layer's state with its geometry on the paper [mm]."""

    layer: str
    state: dict
    area: shapely.Geometry


@dataclass(frozen=True)
class Code:
    """The code of a band or class on its line; `at` is the middle [mm]."""

    text: str
    at: tuple[float, float]

    @property
    def box(self) -> Box:
        """Left, top, right and bottom [mm]."""
        return around(self.at, (0.4 + 0.6 * len(self.text)) * CODE_PT * MM_PER_PT, CODE_PT * MM_PER_PT)


def shapes_on(layers: Sequence[dict], sheet: Sheet) -> list[Shape]:
    """Areas, then lines, each in the order of their layers; what is not on the paper is left out."""
    found = []
    for pane in PANES:
        for layer in layers:
            if layer["pane"] == pane and layer.get("shapes"):
                placed = sheet.placed([shape_of(shape["geometry"]) for shape in layer["shapes"]])
                found += [Shape(layer["name"], *pair) for pair in zip(layer["shapes"], placed, strict=True)]
    page = shapely.box(0, 0, sheet.width_mm, sheet.height_mm)
    return [shape for shape in found if shapely.intersects(shape.area, page)]


def codes_on(shapes: Sequence[Shape], taken: Sequence[Box]) -> list[Code]:
    """One code for each shape whose layer tells its classes by colour alone, where nothing else stands."""
    found: list[Code] = []
    for shape in shapes:
        code, line = _code_of(shape), _outline(shape.area)
        if code and line.length >= SHORTEST_CODED_MM:
            spots = [Code(code, line.interpolate(share, normalized=True).coords[0]) for share in _shares()]
            free = first_free([spot.box for spot in spots], [*taken, *(other.box for other in found)])
            found += [] if free is None else [spots[free]]
    return found


def _code_of(shape: Shape) -> str:
    symbols = (symbol for layer in ALL_LAYERS if layer.name == shape.layer for symbol in layer.symbols)
    colours = tuple(shape.state["color"])
    return next((symbol.code for symbol in symbols if symbol.colours == colours and symbol.mark in CODED), "")


def _outline(area: shapely.Geometry) -> shapely.Geometry:
    """The longest line of a shape: its outer ring or its longest part."""
    parts = shapely.get_parts(area if area.geom_type.endswith("LineString") else shapely.boundary(area))
    return max(parts, key=lambda part: part.length, default=shapely.LineString())


def _shares() -> np.ndarray:
    """Places along a line, its middle first, then further and further to both sides."""
    steps = np.arange(TURNS) / TURNS
    return steps[np.argsort(np.abs(steps - 0.5), kind="stable")]
