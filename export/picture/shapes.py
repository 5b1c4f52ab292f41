"""Areas and lines of the layers on the paper, and where their codes stand when colour does not tell them apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from export.picture.boxes import Box, around, first_free, within
from export.picture.ground import shape_of
from export.picture.sheet import PX_MM, PX_PT, Sheet
from export.picture.text import MM_PER_PT, drawable, width_mm
from risk.declared import ALL_LAYERS

PANES = ("areas", "lines")
CODE_PT, TAG_PT = 11 * PX_PT, 12 * PX_PT
CODED = ("reach", "stretch", "hatch")
SHORTEST_CODED_MM = 8.0
TURNS = 16


@dataclass(frozen=True)
class Shape:
    """One shape of a layer's state with its geometry on the paper [mm]; `opacity` is that of its layer, 0 to 1."""

    layer: str
    state: dict
    area: shapely.Geometry
    opacity: float = 1.0


@dataclass(frozen=True)
class Code:
    """The code of a band or class on its line; `at` is the middle [mm]."""

    text: str
    at: tuple[float, float]

    @property
    def box(self) -> Box:
        """Left, top, right and bottom [mm]."""
        return around(self.at, (0.4 + 0.6 * len(self.text)) * CODE_PT * MM_PER_PT, CODE_PT * MM_PER_PT)


@dataclass(frozen=True)
class Tag:
    """Words that stand on a shape at all times, such as a p-value; `colours` for a light and a dark ground."""

    text: str
    box: Box
    colours: tuple[str, str]
    opacity: float = 1.0


def shapes_on(layers: Sequence[dict], sheet: Sheet) -> list[Shape]:
    """Areas, then lines, each in the order of their layers, or as a reader ordered them (`export.stack.stacked`).

    What is not on the paper is left out.
    """
    found = []
    for layer in sorted((layer for layer in layers if layer.get("shapes")), key=_level):
        placed = sheet.placed([shape_of(shape["geometry"]) for shape in layer["shapes"]])
        opacity = layer.get("opacity", 1.0)
        found += [Shape(layer["name"], *pair, opacity) for pair in zip(layer["shapes"], placed, strict=True)]
    page = shapely.box(0, 0, sheet.width_mm, sheet.height_mm)
    return [shape for shape in found if shapely.intersects(shape.area, page)]


def _level(layer: dict) -> int:
    return layer.get("level", PANES.index(layer["pane"]))


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


def tags_on(shapes: Sequence[Shape], taken: Sequence[Box], sheet: Sheet) -> list[Tag]:
    """The tag of each shape that has one: on its top as on screen, or elsewhere on its outline where there is room."""
    found: list[Tag] = []
    for shape in shapes:
        text, line = drawable(shape.state.get("tag", "")), _outline(shape.area)
        if text and line.length:
            boxes = [box for box in _tag_boxes(text, shape.area, line) if within(box, sheet)]
            free = first_free(boxes, [*taken, *(tag.box for tag in found)])
            found += [Tag(text, boxes[free or 0], tuple(shape.state["color"]), shape.opacity)] if boxes else []
    return found


def _tag_boxes(text: str, area: shapely.Geometry, line: shapely.Geometry) -> list[Box]:
    wide, high = width_mm(text, TAG_PT, bold=True) + 10 * PX_MM, TAG_PT * MM_PER_PT * 1.5
    left, top, right, _ = area.bounds
    spots = [line.interpolate(share, normalized=True).coords[0] for share in _shares()]
    return [around(spot, wide, high) for spot in [((left + right) / 2, top - high / 2), *spots]]


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
