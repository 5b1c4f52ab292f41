"""Marks on the paper: things that would cover each other are gathered, and each mark says how many it stands for."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from export.document.model import PlacedMark
from export.picture.boxes import Box, around, clamped, first_free
from export.picture.colours import tone
from export.picture.sheet import PX_MM, Sheet
from export.picture.text import drawable, harmless
from export.scene.shares import share_colours

MARK_PX, RING_PX, LARGEST_COUNT = 22, 30, 10
TAG_SHARE = 18 / 22
STEM_PX = 14
AIR_PX = 4
GATHERED = ("#33415c", "#c7d3ea")
WORDS_LENGTH = 400
# Steps from the usual place [px], tried in this order, where a mark would cover another.
ASIDE = sorted(
    ((float(x), float(-y)) for x in range(-72, 73, 12) for y in range(0, 61, 10)),
    key=lambda step: (math.hypot(*step), -step[0]),
)


@dataclass(frozen=True)
class Mark:
    """A mark with what it stands for. `layer` and `rows`: the things; `foot`: the place it means [mm]."""

    layer: str
    kind: str
    rows: tuple[int, ...]
    foot: tuple[float, float]
    placed: PlacedMark

    @property
    def box(self) -> Box:
        """Left, top, right and bottom of the mark [mm]."""
        return box_of(self.placed.mark, (self.placed.x_mm, self.placed.y_mm), self.placed.size_mm)


def marks_of(layers: Iterable[dict], sheet: Sheet, theme: str) -> list[Mark]:
    """Marks of all layers in drawing order: squares, then discs and tags, then rings; the gathered above the single.

    Where a reader ordered the layers, their order comes first. Discs and rings stand at their place. A square stands
    above its place and a tag below it, and steps aside for marks that are there already. No place on the paper is left
    without a mark that counts it.
    """
    found, taken = [], []
    pointed = [layer for layer in layers if layer.get("things")]
    for layer in sorted(pointed, key=lambda layer: ("disc", "ring", "square", "tag").index(layer["mark"])):
        for rows, foot in gathered(layer["things"], sheet):
            found.append(_mark(layer, rows, foot, (sheet, theme, taken)))
            taken.append(found[-1].box)
    order = {"square": 0, "disc": 1, "tag": 1, "ring": 2}
    levels = {layer["name"]: layer.get("level", 0) for layer in pointed}
    return sorted(found, key=lambda mark: (levels[mark.layer], order[mark.placed.mark], len(mark.rows) > 1))


def gathered(things: Sequence[dict], sheet: Sheet) -> list[tuple[tuple[int, ...], tuple[float, float]]]:
    """Row numbers that share a mark and the middle of their places [mm]; things beyond the paper are left out.

    Things nearer than a mark's width are gathered, and gathered marks that touch are gathered once more. Rings are
    gathered as if they were discs, so that a ring lies around the disc of the same incidents.
    """
    at = np.array([thing["at"] for thing in things], dtype=float).reshape(-1, 2)
    x, y = sheet.place(at[:, 1], at[:, 0])
    rows = np.flatnonzero(np.isfinite(x) & np.isfinite(y) & sheet.holds(x, y))
    groups = [((int(row),), (float(x[row]), float(y[row]))) for row in rows]
    while (fewer := _closed_up(groups, (x, y))) is not None:
        groups = fewer
    return groups


def size_mm(mark: str, count: int) -> float:
    """Width of a mark [mm]; one that stands for several is larger."""
    return ((RING_PX if mark == "ring" else MARK_PX) + (min(count, LARGEST_COUNT) if count > 1 else 0)) * PX_MM


def box_of(mark: str, at: tuple[float, float], size: float) -> Box:
    """Left, top, right and bottom of a mark whose middle is at a place [mm]."""
    return around(at, size, MARK_PX * TAG_SHARE * PX_MM if mark == "tag" else size)


def _closed_up(groups: list, places: tuple) -> list | None:
    """The groups with the first that touches others joined to them; None when none do."""
    feet = np.array([foot for _, foot in groups]).reshape(-1, 2)
    sizes = np.array([size_mm("disc", len(rows)) for rows, _ in groups])
    for number in range(len(groups)):
        apart = np.hypot(*(feet - feet[number]).T)
        near = np.flatnonzero(apart < (sizes + sizes[number]) / 2 + AIR_PX * PX_MM * 0.5)
        if len(near) > 1:
            rows = tuple(sorted(row for other in near for row in groups[other][0]))
            rest = [group for other, group in enumerate(groups) if other not in set(near.tolist())]
            return [*rest[: min(number, len(rest))], (rows, _middle(rows, places)), *rest[min(number, len(rest)) :]]
    return None


def _middle(rows: tuple[int, ...], places: tuple) -> tuple[float, float]:
    x, y = (side[list(rows)] for side in places)
    return float((x.min() + x.max()) / 2), float((y.min() + y.max()) / 2)


def _mark(layer: dict, rows: tuple[int, ...], foot: tuple[float, float], about: tuple) -> Mark:
    sheet, theme, taken = about
    things, mark = [layer["things"][row] for row in rows], layer["mark"]
    size, many, first = size_mm(mark, len(rows)), len(rows) > 1, things[0]
    x, y = _stand(mark, foot, size, (sheet, taken))
    colours = _colours(things) if many and mark != "ring" else first["color"]
    code = "" if mark == "ring" else str(len(rows)) if many else drawable(first["code"], 4)
    hollow, opacity = bool(first["hollow"]) and not many, layer.get("opacity", 1.0)
    placed = PlacedMark(x, y, size, mark, code, tone(colours, theme), hollow, _words(layer, things), opacity)
    return Mark(layer["name"], layer.get("kind", ""), rows, foot, placed)


def _colours(things: Sequence[dict]) -> tuple[str, str]:
    """Of several things in one mark: by the share of serious incidents, grey where they are none."""
    if "serious" not in things[0]:
        return GATHERED
    return share_colours(sum(thing["serious"] for thing in things), len(things))


def _stand(mark: str, foot: tuple[float, float], size: float, about: tuple) -> tuple[float, float]:
    """The middle of a mark whose place is at `foot` [mm], moved aside where another stands, and within the paper."""
    sheet, taken = about
    if mark in ("disc", "ring"):
        return clamped(foot, box_of(mark, (0, 0), size), sheet)
    up = -1 if mark == "square" else 1
    height = size if mark == "square" else MARK_PX * TAG_SHARE * PX_MM
    usual = STEM_PX * PX_MM + height / 2
    steps = [(foot[0] + x * PX_MM, foot[1] + up * (usual - y * PX_MM)) for x, y in ASIDE]
    steps = [clamped(step, box_of(mark, (0, 0), size), sheet) for step in steps]
    boxes = [box_of(mark, step, size + PX_MM * 2) for step in steps]
    return steps[first_free(boxes, taken) or 0]


def _words(layer: dict, things: Sequence[dict]) -> str:
    """What a mark says to readers who do not see it."""
    if len(things) == 1:
        lines = things[0]["lines"] or [things[0]["label"]]
        return harmless(". ".join(map(str, lines)), WORDS_LENGTH) or str(layer.get("words", layer["name"]))
    tally = Counter(str(thing["label"]) for thing in things).most_common()
    counts = ", ".join(f"{count} × {label}" for label, count in tally)
    return harmless(f"{len(things)} × {layer.get('words', layer['name'])}: {counts}", WORDS_LENGTH)
