"""Where everything goes on the paper, before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from export.document.model import PlacedLabel
from export.picture.boxes import Box, meetings
from export.picture.frame import DEGREES_PT, degrees_at
from export.picture.furniture import Key, Locator, Meridian, graticule_on, key_on, locator_on
from export.picture.ground import Ground
from export.picture.labels import AIR_PX, Name, area_names, placed_labels, site_names, town_names
from export.picture.look import Look
from export.picture.marks import Mark, marks_of
from export.picture.shapes import Code, Shape, Tag, codes_on, shapes_on, tags_on
from export.picture.sheet import PX_MM, Sheet
from export.picture.text import MM_PER_PT, width_mm


@dataclass(frozen=True)
class Layout:
    """Marks, names and what stands around them [mm]; `dots` are the points of the towns that are named."""

    sheet: Sheet
    marks: list[Mark]
    labels: list[PlacedLabel]
    dots: list[tuple[float, float]]
    key: Key
    locator: Locator | None
    graticule: list[Meridian]
    shapes: list[Shape]
    codes: list[Code]
    tags: list[Tag]


def laid_out(layers: Sequence[dict], names: Sequence[dict], about: tuple[Look, Sheet, Ground]) -> Layout:
    """Marks first, then scale bar and small map where they hide none, then the names that still find room."""
    look, sheet, ground = about
    marks = marks_of(layers, sheet, look.theme)
    standing = [_wider(mark.box) for mark in marks]
    key = key_on(sheet, standing)
    locator = locator_on(sheet, ground, [*standing, key.box]) if look.locator else None
    taken = [*standing, *_stems(marks), key.box] + ([locator.box] if locator else [])
    graticule = _with_room(graticule_on(sheet), taken, sheet) if look.graticule else []
    taken += [box for line in graticule if (box := degrees_box(line, sheet))]
    towns = town_names(ground, sheet, look.language)
    wanted = [*area_names(names, ground, sheet), *towns, *site_names(layers, marks, look)]
    shapes = shapes_on(layers, sheet)
    tags = tags_on(shapes, taken, sheet)
    taken += [tag.box for tag in tags]
    codes = codes_on(shapes, taken) if look.theme == "grey" else []
    labels = placed_labels(wanted, [*taken, *(code.box for code in codes)], sheet, look)
    return Layout(sheet, marks, labels, _dots(towns, labels), key, locator, graticule, shapes, codes, tags)


def _wider(box: Box) -> Box:
    air = AIR_PX * PX_MM / 2
    return box[0] - air, box[1] - air, box[2] + air, box[3] + air


def _stems(marks: Sequence[Mark]) -> list[Box]:
    """Boxes along the stems of squares, so that no name lies on one."""
    found = []
    for mark in marks:
        (x, y), (foot_x, foot_y) = (mark.placed.x_mm, mark.placed.y_mm), mark.foot
        if mark.placed.mark == "square":
            for share in (0.2, 0.4, 0.6, 0.8, 1.0):
                at_x, at_y = x + share * (foot_x - x), y + share * (foot_y - y)
                found.append((at_x - 0.4, at_y - 0.8, at_x + 0.4, at_y + 0.4))
    return found


def _with_room(lines: Sequence[Meridian], taken: Sequence[Box], sheet: Sheet) -> list[Meridian]:
    """The lines, without words where these would lie on something."""
    boxes = [degrees_box(line, sheet) for line in lines]
    met = [bool(box) and bool(meetings([box], taken)[0]) for box in boxes]
    return [replace(line, at=None) if hidden else line for line, hidden in zip(lines, met, strict=True)]


def degrees_box(line: Meridian, sheet: Sheet) -> Box | None:
    """Left, top, right and bottom of the degrees of a line [mm]; None where it has none."""
    if (at := degrees_at(line, sheet)) is None:
        return None
    wide, high = width_mm(line.words, DEGREES_PT), DEGREES_PT * MM_PER_PT
    return at[0], at[1] - high, at[0] + wide, at[1] + high * 0.3


def _dots(towns: Sequence[Name], labels: Sequence[PlacedLabel]) -> list[tuple[float, float]]:
    """Places of the towns that are named; of two with one name, both."""
    named = {label.text for label in labels if label.kind == "town"}
    return [town.at for town in towns if town.text in named]
