"""Base map, scale bar, arrow, graticule and small map, drawn on the paper."""

import math
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.path import Path

from export.language import language
from export.picture.colours import palette
from export.picture.furniture import Key, Locator, Meridian
from export.picture.grid import Grid, sampled
from export.picture.ground import Ground
from export.picture.look import Look
from export.picture.paint import panel, small_words
from export.picture.pens import LEVEL, dashes, fill, path_of, px, stroke, write_on_halo
from export.picture.raster import pixel_places
from export.picture.sheet import PX_PT, Sheet
from export.picture.text import drawable, width_mm

ARROW_HALF_MM = 2.5
DEGREES_PT = 9.5 * PX_PT


def image(axes: Axes, pixels: np.ndarray, sheet: Sheet, *, smooth: bool, opacity: float = 1.0) -> None:
    """Pixels that cover the paper."""
    look = {"interpolation": "bilinear" if smooth else "nearest", "alpha": opacity, "zorder": LEVEL}
    axes.imshow(pixels, extent=(0, sheet.width_mm, sheet.height_mm, 0), aspect="auto", **look)
    axes.set(xlim=(0, sheet.width_mm), ylim=(sheet.height_mm, 0))


@dataclass(frozen=True)
class Backdrop:
    """Paths of the base map [mm], None where nothing of it is on the paper."""

    lakes: Path | None
    rivers: Path | None
    provinces: Path | None
    countries: Path | None


def backdrop(ground: Ground, sheet: Sheet) -> Backdrop:
    """What of the base map is on the paper."""
    parts = (ground.lakes, ground.rivers, ground.provinces, ground.countries)
    return Backdrop(*(path_of(sheet.placed(part)) if len(part) else None for part in parts))


def water(axes: Axes, behind: Backdrop, theme: str) -> None:
    """Lakes and rivers."""
    colour = palette(theme).water
    fill(axes, behind.lakes, colour, 0.55)
    stroke(axes, behind.lakes, colour, 0.6)
    stroke(axes, behind.rivers, colour, 1, alpha=0.75)


def surface(axes: Axes, grid: Grid, sheet: Sheet, look: tuple[str, float, float]) -> None:
    """A grid of classes in the colours of a theme, at a resolution [dots per inch] and an opacity, 0 to 1."""
    theme, dpi, opacity = look
    image(axes, sampled(grid, pixel_places(sheet, dpi), theme), sheet, smooth=False, opacity=opacity)


def outlines(axes: Axes, behind: Backdrop, theme: str) -> None:
    """Borders of provinces and of countries."""
    colours = palette(theme)
    look = {"alpha": 0.8, "linestyle": dashes("2 3"), "capstyle": "butt"}
    stroke(axes, behind.provinces, colours.province, 0.8, **look)
    stroke(axes, behind.countries, colours.line, 1.6, alpha=0.9)


def graticule(axes: Axes, lines: list[Meridian], theme: str) -> None:
    """Meridians and parallels."""
    for line in lines:
        stroke(axes, Path(line.line), palette(theme).line, 0.6, alpha=0.45, capstyle="butt")


def degrees(axes: Axes, lines: list[Meridian], sheet: Sheet, theme: str) -> None:
    """Degrees inside the frame, where the lines meet it."""
    colours = palette(theme)
    for line in lines:
        at = degrees_at(line, sheet)
        if at:
            write_on_halo(axes, line.words, at, DEGREES_PT, halo=colours.halo, color=colours.name)


def degrees_at(line: Meridian, sheet: Sheet) -> tuple[float, float] | None:
    """Where the degrees of a line start [mm]: below the upper edge, or before the right one; None near a corner."""
    if line.at is None:
        return None
    (x, y), wide = line.at, width_mm(line.words, DEGREES_PT)
    if y == 0:
        return (x - wide / 2, px(14)) if wide < x < sheet.width_mm - 2 * wide else None
    return (x - wide - px(5), y - px(3)) if 6 < y < sheet.height_mm - 3 else None


def key(axes: Axes, on: Key, look: Look) -> None:
    """Scale bar in four parts with its length, and an arrow to true north."""
    colours = palette(look.theme)
    panel(axes, on.box, look.theme)
    left, base = on.start
    quarter = on.scale.length_mm / 4
    for part in range(4):
        cell = Path.unit_rectangle().vertices * (quarter, px(5)) + (left + part * quarter, base - px(5))
        fill(axes, Path(cell, closed=True), colours.ink if part % 2 == 0 else colours.panel)
    bar = Path.unit_rectangle().vertices * (on.scale.length_mm, px(5)) + (left, base - px(5))
    stroke(axes, Path(bar, closed=True), colours.ink, 1, joinstyle="miter")
    whole = f"{on.scale.km:g} {drawable(look.word('km'))}"
    for step, words in ((0, "0"), (2, f"{on.scale.km / 2:g}"), (4, whole)):
        small_words(axes, language(look.language).figures(words), (left + step * quarter, base - px(14)), look.theme)
    _arrow(axes, on, look)


def _arrow(axes: Axes, on: Key, look: Look) -> None:
    colours, (x, y) = palette(look.theme), on.arrow
    turned = math.radians(on.north_degrees)
    turn = np.array([[math.cos(turned), math.sin(turned)], [-math.sin(turned), math.cos(turned)]])
    half = np.array([(0, -1), (0, 0.55), (-0.62, 1)]) * ARROW_HALF_MM
    middle = np.array([x, y + 1.1])
    for side, colour in ((1, colours.ink), (-1, colours.panel)):
        wing = Path((half * (side, 1)) @ turn + middle, closed=False)
        fill(axes, wing, colour)
        stroke(axes, Path([*wing.vertices, wing.vertices[0]], closed=True), colours.ink, 0.8, joinstyle="miter")
    tip = np.array([0, -1.55 * ARROW_HALF_MM]) @ turn + middle
    small_words(axes, drawable(look.word("north")), tuple(map(float, tip)), look.theme)


def locator(axes: Axes, small: Locator, theme: str) -> None:
    """The small map with the place of the large one."""
    colours = palette(theme)
    panel(axes, small.box, theme, 0.92)
    stroke(axes, path_of([small.countries]), colours.line, 0.8)
    here = path_of([small.here])
    fill(axes, here, colours.here, 0.22)
    stroke(axes, here, colours.here, 1.6, joinstyle="miter")


def border(axes: Axes, sheet: Sheet, theme: str) -> None:
    """A thin line around the paper."""
    half = px(0.75)
    edge = Path.unit_rectangle().vertices * (sheet.width_mm - 2 * half, sheet.height_mm - 2 * half) + (half, half)
    stroke(axes, Path(edge, closed=True), palette(theme).line, 1.5, joinstyle="miter")
