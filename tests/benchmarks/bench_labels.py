"""How names are placed on real maps, beside other ways: `python -m tests.benchmarks.bench_labels`. Only prints.

All get the same names, the same boxes that are taken, and may place as many names as the paper takes. textalloc and
adjustText, as they are usually called, place every name they get, so they get the most important ones. Astray: outside
the area, or more than 6 mm from the point, that is named. Weight: what the names are worth that meet nothing and are
not astray. adjustText is stopped after 10 s, so its figures are those of that moment.
"""

import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import adjustText
import numpy as np
import shapely
import textalloc
from matplotlib.axes import Axes
from matplotlib.path import Path
from matplotlib.text import Text

from export.content import Content, World, present_world
from export.make import document_of
from export.picture import labels, layout, pens
from export.picture.boxes import Box, first_free, meetings, within
from export.picture.labels import AIR_PX, LAST_RANK, MARGIN_MM, MM2_PER_NAME, OUTWEIGHS, Name, candidates
from export.picture.look import Look
from export.picture.sheet import PX_MM, Sheet
from export.picture.text import font
from tests.export.conftest import specified

DENSE = (69.0, 36.3, 71.5, 37.9)
VIEWS = {
    "default A4": {},
    "default A3": {"paper": "A3"},
    "dense A4": {"window": DENSE},
    "dense A3": {"window": DENSE, "paper": "A3"},
}
HEAD = "view        method      names  on names  on marks   astray      weight  seconds  ratio"
MOST_SECONDS, FARTHEST_MM = 10, 6.0

Found = list[tuple[Name, Box]]


@dataclass(frozen=True)
class Task:
    """Names and what is taken on a sheet [mm]."""

    names: list[Name]
    taken: list[Box]
    sheet: Sheet
    look: Look

    @property
    def most(self) -> int:
        return math.ceil(self.sheet.width_mm * self.sheet.height_mm / MM2_PER_NAME)

    @property
    def first(self) -> list[Name]:
        return sorted(self.names, key=lambda name: name.rank)[: self.most]


def ours(task: Task) -> Found:
    placed = labels.placed_labels(task.names, task.taken, task.sheet, task.look)
    boxes = [(one.x_mm, one.y_mm, one.x_mm + one.width_mm, one.y_mm + one.height_mm) for one in placed]
    return [(owner(task, one.text, box), box) for one, box in zip(placed, boxes, strict=True)]


def owner(task: Task, text: str, box: Box) -> Name:
    """The name of that text which has the box among its places: two towns may have one name."""
    same = [name for name in task.names if name.text == text]
    return min(same, key=lambda name: min(math.dist(box, place) for place in candidates(name)))


def greedy(task: Task) -> Found:
    """The rule of earlier versions: one name after the other, each at its first free place."""
    taken, found, air = list(task.taken), [], AIR_PX * PX_MM
    for name in sorted(task.names, key=lambda name: name.rank):
        boxes = [box for box in candidates(name) if within(box, task.sheet, MARGIN_MM)]
        free = first_free(boxes, taken)
        if free is not None and len(found) < task.most:
            left, top, right, bottom = boxes[free]
            found.append((name, boxes[free]))
            taken.append((left - air, top, right + air, bottom))
    return found


def by_textalloc(task: Task) -> Found:
    axes, names = blank(task), task.first
    boxes = np.array(task.taken)
    lines = {"x_lines": boxes[:, [0, 2, 2, 0, 0]], "y_lines": boxes[:, [1, 1, 3, 3, 1]]}
    _, _, texts, _ = textalloc.allocate(
        axes,
        *np.array([name.at for name in names]).T,
        [name.text for name in names],
        textsize=[name.size_pt for name in names],
        x_lines=list(lines["x_lines"]),
        y_lines=list(lines["y_lines"]),
        draw_lines=False,
    )
    placed = {text.get_text(): text for text in texts if text is not None}
    return [(name, extent(axes, placed[name.text])) for name in names if name.text in placed]


def by_adjust_text(task: Task) -> Found:
    axes, names = blank(task), task.first
    texts = [axes.text(*name.at, name.text, fontproperties=font(name.text, name.size_pt)) for name in names]
    for left, top, right, bottom in task.taken:
        pens.fill(axes, Path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]), "#000000")
    adjustText.adjust_text(texts, objects=list(axes.patches), ax=axes, time_lim=MOST_SECONDS)
    return [(name, extent(axes, text)) for name, text in zip(names, texts, strict=True)]


def blank(task: Task) -> Axes:
    figure, axes = pens.blank(task.sheet.width_mm, task.sheet.height_mm, "#ffffff")
    figure.set_dpi(144)
    figure.canvas.draw()
    return axes


def extent(axes: Axes, text: Text) -> Box:
    """The box of a text on the paper [mm]."""
    corners = axes.transData.inverted().transform(text.get_window_extent().corners())
    return (*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist())


METHODS: dict[str, Callable[[Task], Found]] = {
    "ours": ours,
    "greedy": greedy,
    "textalloc": by_textalloc,
    "adjustText": by_adjust_text,
}


def astray(name: Name, box: Box) -> bool:
    """Whether a name does not stand where it says what it names."""
    middle = shapely.Point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    if name.area is not None:
        return not name.area.intersects(middle)
    return shapely.box(*box).distance(shapely.Point(name.at)) > FARTHEST_MM


@contextmanager
def listening() -> Iterator[list[Task]]:
    """The tasks that the layout gives to its placement meanwhile."""
    heard, usual = [], layout.placed_labels

    def heard_first(names: list[Name], taken: list[Box], sheet: Sheet, look: Look) -> list:
        heard.append(Task(list(names), list(taken), sheet, look))
        return usual(names, taken, sheet, look)

    layout.placed_labels = heard_first
    try:
        yield heard
    finally:
        layout.placed_labels = usual


def task_of(world: World, said: dict) -> Task:
    with listening() as heard:
        document_of(Content(specified(world, on=date(2026, 4, 20), **said), world))
    return heard[-1]


def line(task: Task, method: str) -> tuple[str, float]:
    """The figures of one method, after a first run that fills the caches of fonts."""
    start = time.perf_counter()
    found = METHODS[method](task)
    seconds = time.perf_counter() - start
    boxes = [box for _, box in found]
    on_names, on_marks = meetings(boxes, boxes) - 1, meetings(boxes, task.taken)
    lost = np.array([astray(*pair) for pair in found])
    clear = (on_names == 0) & (on_marks == 0) & ~lost
    weight = sum(OUTWEIGHS ** (LAST_RANK - name.rank) for (name, _), free in zip(found, clear, strict=True) if free)
    troubles = f"{int((on_names > 0).sum()):9d} {int((on_marks > 0).sum()):9d} {int(lost.sum()):8d}"
    return f"{method:10s} {len(found):6d} {troubles} {weight:11,.0f} {seconds:8.2f}", seconds


def main(asked: list[str]) -> None:
    world = present_world()
    print(HEAD)
    for view in asked or VIEWS:
        task = task_of(world, VIEWS[view])
        first = 0.0
        for method in METHODS:
            words, seconds = line(task, method)
            first = first or seconds
            print(f"{view:11s} {words} {seconds / first:6.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
