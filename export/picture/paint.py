"""The layers, the marks and the names, drawn on the paper as the screen draws them."""

from collections.abc import Iterable, Sequence

from matplotlib.axes import Axes
from matplotlib.path import Path

from export.document.model import PlacedLabel, PlacedMark
from export.picture.boxes import Box
from export.picture.colours import Palette, palette, tone
from export.picture.marks import MARK_PX, TAG_SHARE, Mark
from export.picture.pens import (
    around,
    dashes,
    disc,
    faded,
    fill,
    path_of,
    px,
    rounded,
    stroke,
    write_middle,
    write_on_halo,
)
from export.picture.shapes import CODE_PT, TAG_PT, Code, Shape, Tag
from export.picture.sheet import PX_PT
from export.picture.text import CAP_HEIGHT, MM_PER_PT, letters, spaced, width_mm
from export.scene.state import DASHES

BASELINE = 0.8
HATCH = "/////"


def shapes(axes: Axes, placed: Sequence[Shape], theme: str) -> None:
    """Areas and lines."""
    for shape in placed:
        path = path_of([shape.area])
        if path is not None:
            _shape(axes, shape, path, tone(shape.state["color"], theme))


def _shape(axes: Axes, shape: Shape, path: Path, colour: str) -> None:
    look, opacity = shape.state, shape.opacity
    if look["fill"] > 0:
        fill(axes, path, colour, look["fill"] * opacity)
    if look["dash"] == DASHES["hatch"]:
        stroke(axes, path, colour, 0, hatch=HATCH, alpha=0.55 * opacity)
    stroke(axes, path, colour, look["weight"], alpha=look["opacity"] * opacity, linestyle=dashes(look["dash"]))


def codes(axes: Axes, placed: Iterable[Code], theme: str) -> None:
    """Codes of bands on their lines."""
    colours = palette(theme)
    for code in placed:
        left = code.at[0] - width_mm(code.text, CODE_PT, bold=True) / 2
        baseline = code.at[1] + CAP_HEIGHT * CODE_PT * MM_PER_PT / 2
        write_on_halo(axes, code.text, (left, baseline), CODE_PT, halo=colours.halo, color=colours.ink, bold=True)


def tags(axes: Axes, placed: Iterable[Tag], theme: str) -> None:
    """Words that stand on shapes, on the colour of their shape."""
    for tag in placed:
        left, top, right, bottom = tag.box
        fill(axes, rounded(tag.box, px(4), px(4)), tone(tag.colours, theme), tag.opacity)
        middle = ((left + right) / 2, (top + bottom) / 2)
        write_middle(axes, tag.text, middle, TAG_PT, color=palette(theme).code, bold=True)


def stems(axes: Axes, marks: Iterable[Mark], theme: str) -> None:
    """From each square down to the place it means, and from a tag that had to step aside."""
    rim = palette(theme).code
    for mark in marks:
        placed = mark.placed
        aside = abs(placed.x_mm - mark.foot[0]) > 0.5
        if placed.mark == "square" or (placed.mark == "tag" and aside):
            line = Path([(placed.x_mm, placed.y_mm), mark.foot])
            if placed.opacity == 1:
                stroke(axes, line, rim, 4, alpha=0.7, capstyle="butt")
            stroke(axes, line, placed.colour, 2, alpha=placed.opacity, capstyle="butt")


def marks(axes: Axes, placed: Iterable[PlacedMark], theme: str) -> None:
    """Discs, squares, tags and rings with their code or number."""
    for mark in placed:
        if mark.mark == "ring":
            ring = disc((mark.x_mm, mark.y_mm), mark.size_mm / 2 - px(1.75))
            stroke(axes, ring, mark.colour, 3.5, alpha=mark.opacity)
        else:
            _mark(axes, mark, palette(theme))


def _mark(axes: Axes, mark: PlacedMark, colours: Palette) -> None:
    under, edge, inner, ink = (
        ((colours.code, 1.0), mark.colour, colours.code, mark.colour)
        if mark.hollow
        else ((colours.rim, 0.45), colours.code, mark.colour, colours.code)
    )
    whole, core, opacity = _outline(mark, 0), _outline(mark, -px(2 if mark.hollow else 1.5)), mark.opacity
    if opacity == 1:
        fill(axes, _outline(mark, px(1)), *under)
    fill(axes, whole if opacity == 1 else around(whole, core), edge, opacity)
    fill(axes, core, inner, opacity)
    write_middle(axes, mark.code, (mark.x_mm, mark.y_mm), CODE_PT, color=faded(ink, opacity), bold=True)


def _outline(mark: PlacedMark, grown: float) -> Path:
    if mark.mark == "disc":
        return disc((mark.x_mm, mark.y_mm), mark.size_mm / 2 + grown)
    wide = mark.size_mm / 2 + grown
    high = (MARK_PX * TAG_SHARE * px(1) if mark.mark == "tag" else mark.size_mm) / 2 + grown
    box = (mark.x_mm - wide, mark.y_mm - high, mark.x_mm + wide, mark.y_mm + high)
    return rounded(box, px(3), px(10)) if mark.mark == "tag" else rounded(box, px(4) + grown, px(4) + grown)


def dots(axes: Axes, places: Iterable[tuple[float, float]], theme: str) -> None:
    """The points of towns that are named."""
    for at in places:
        fill(axes, disc(at, px(2)), palette(theme).name, 0.7)


def names(axes: Axes, labels: Iterable[PlacedLabel], theme: str) -> None:
    """Names with a halo of the ground's colour."""
    halo = palette(theme).halo
    for label in labels:
        at = (label.x_mm, label.y_mm + label.height_mm * BASELINE)
        look = {"halo": halo, "color": label.colour, "bold": is_bold(label)}
        if label.kind in ("country", "province") and spaced(label.text):
            _set_apart(axes, label, at, look)
        else:
            write_on_halo(axes, label.text, at, label.size_pt, **look)


def _set_apart(axes: Axes, label: PlacedLabel, at: tuple[float, float], look: dict) -> None:
    for step, sign in letters(label.text, label.size_pt):
        if sign.strip():
            write_on_halo(axes, sign, (at[0] + step, at[1]), label.size_pt, **look)


def is_bold(label: PlacedLabel) -> bool:
    """Names of areas and of the largest towns are bold."""
    return label.kind in ("country", "province") or (label.kind == "town" and label.size_pt > 12.5 * PX_PT)


def panel(axes: Axes, box: Box, theme: str, opacity: float = 0.86) -> None:
    """A quiet ground under what stands on the map."""
    colours = palette(theme)
    path = rounded(box, px(4), px(4))
    fill(axes, path, colours.panel, opacity)
    stroke(axes, path, colours.line, 0.8, alpha=0.7)


def small_words(axes: Axes, text: str, at: tuple[float, float], theme: str) -> None:
    """A short word of the map's frame, its middle at a place [mm]."""
    write_middle(axes, text, at, CODE_PT * 0.9, color=palette(theme).ink)
