"""Drawing on the paper in millimetres: lines, areas, text. Nothing here knows what a map is."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from export.picture.sheet import PX_MM, PX_PT
from export.picture.text import CAP_HEIGHT, MM_PER_PT, font, is_wide, parts, runs_from_right, width_mm

# Width [screen pixels] and opacity of the soft edge under names.
HALO = ((4.6, 0.3), (2.4, 0.6))
# All artists share one level, so that what is drawn later lies above.
LEVEL = 2
# Control points at this share of a quarter circle's radius make it round to 0.03 %.
ROUND = 0.5522847


def blank(width_mm: float, height_mm: float, colour: str) -> tuple[Figure, Axes]:
    """A figure of a size, and axes that fill it: millimetres from the left and from the top."""
    figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4), facecolor=colour)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width_mm), ylim=(height_mm, 0))
    axes.set_axis_off()
    return figure, axes


def path_of(shapes: Iterable[shapely.Geometry]) -> Path | None:
    """One path of all rings and lines of shapes [mm]; None when there are none."""
    parts = shapely.get_parts(np.array(list(shapes), dtype=object))
    parts = shapely.get_parts(parts)
    rings = [Path(ring.coords, closed=True) for ring in shapely.get_rings(parts[_is(parts, "Polygon")])]
    lines = [
        Path(line.coords) for line in parts[_is(parts, "LineString") | _is(parts, "LinearRing")] if len(line.coords)
    ]
    rings = [ring for ring in rings if len(ring.vertices)]
    return Path.make_compound_path(*rings, *lines) if rings or lines else None


def _is(parts: np.ndarray, kind: str) -> np.ndarray:
    return np.array([part.geom_type == kind and not part.is_empty for part in parts], dtype=bool)


def dashes(text: str) -> tuple[int, tuple[float, ...] | None]:
    """A dash pattern such as "6 5" [screen pixels] as matplotlib wants it [points]."""
    parts = tuple(float(part) * PX_PT for part in text.split())
    return 0, parts or None


def stroke(axes: Axes, path: Path | None, colour: str, width_px: float, **more: object) -> None:
    """A line along a path, `width_px` wide in screen pixels; `more` as for a matplotlib patch."""
    if path is not None:
        look = {"capstyle": "round", "joinstyle": "round", "fill": False, **more}
        axes.add_artist(PathPatch(path, edgecolor=colour, linewidth=width_px * PX_PT, zorder=LEVEL, **look))


def fill(axes: Axes, path: Path | None, colour: str, opacity: float = 1.0) -> None:
    """An area without an outline."""
    if path is not None:
        axes.add_artist(PathPatch(path, facecolor=colour, alpha=opacity, linewidth=0, edgecolor="none", zorder=LEVEL))


def write(axes: Axes, text: str, at: tuple[float, float], size_pt: float, **look: object) -> None:
    """A line of text in a `color`, `bold` or not; `at` is where its baseline starts [mm]. It is never mathematics.

    Chinese and what stands beside it are texts of their own, so that a PDF can give them fonts of their own. Beside
    letters that run from the right, which change the order of the parts, it is drawn as outlines.
    """
    bold, colour, cut = bool(look.get("bold")) and not is_wide(text), str(look["color"]), parts(text)
    if len(cut) > 1 and runs_from_right(text):
        fill(axes, _moved(letter_path(text, size_pt), at), colour)
        return
    start, style = at[0], font(text, size_pt, bold=bold)
    drawn = {"va": "baseline", "ha": "left", "color": colour, "zorder": LEVEL, "parse_math": False}
    for part in cut:
        axes.text(start, at[1], part, fontproperties=style, **drawn)
        start += width_mm(part, size_pt, bold=bold) if len(cut) > 1 else 0.0


def write_middle(axes: Axes, text: str, at: tuple[float, float], size_pt: float, **look: object) -> None:
    """A line of capitals or figures whose middle is at a place [mm]."""
    left = at[0] - width_mm(text, size_pt, bold=bool(look.get("bold"))) / 2
    write(axes, text, (left, at[1] + CAP_HEIGHT * size_pt * MM_PER_PT / 2), size_pt, **look)


def _moved(path: Path, at: tuple[float, float]) -> Path:
    return path.transformed(Affine2D().translate(*at))


def write_on_halo(axes: Axes, text: str, at: tuple[float, float], size_pt: float, **look: object) -> None:
    """Text on a soft edge of the ground's colour; the edge is drawn apart, so that the text itself stays text."""
    colour, bold = str(look.pop("halo")), bool(look.get("bold"))
    edge = _moved(letter_path(text, size_pt, bold=bold), at)
    for width, opacity in HALO:
        stroke(axes, edge, colour, width, alpha=opacity)
    write(axes, text, at, size_pt, **look)


@lru_cache(maxsize=4096)
def letter_path(text: str, size_pt: float, *, bold: bool = False) -> Path:
    """Outlines of a line of text whose baseline starts at (0, 0) [mm]."""
    points, codes = text_to_path.get_text_path(font(text, size_pt, bold=bold), text)
    scale = size_pt * MM_PER_PT / text_to_path.FONT_SCALE
    return Path(np.asarray(points).reshape(-1, 2) * (scale, -scale), codes if len(codes) else None)


def disc(at: tuple[float, float], radius: float) -> Path:
    """A circle [mm]."""
    return rounded((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), radius, radius)


def rounded(box: tuple[float, float, float, float], top: float, bottom: float) -> Path:
    """A box [mm] with rounded corners, of the radii `top` and `bottom`, cut to half of its sides."""
    left, upper, right, lower = box
    most = min(right - left, lower - upper) / 2
    t, b = min(top, most), min(bottom, most)
    s, u = t * (1 - ROUND), b * (1 - ROUND)
    points = [
        (left + t, upper), (right - t, upper), (right - s, upper), (right, upper + s), (right, upper + t),
        (right, lower - b), (right, lower - u), (right - u, lower), (right - b, lower),
        (left + b, lower), (left + u, lower), (left, lower - u), (left, lower - b),
        (left, upper + t), (left, upper + s), (left + s, upper), (left + t, upper), (left + t, upper),
    ]  # fmt: skip
    curve = [Path.CURVE4] * 3
    codes = [
        Path.MOVETO,
        Path.LINETO,
        *curve,
        Path.LINETO,
        *curve,
        Path.LINETO,
        *curve,
        Path.LINETO,
        *curve,
        Path.CLOSEPOLY,
    ]
    return Path(points, codes)


def around(outer: Path, inner: Path) -> Path:
    """What an outline has more than a smaller one inside it, which is the same from the left and from the right."""
    sides = inner.vertices[:, 0]
    turned = Affine2D().scale(-1, 1).translate(sides.min() + sides.max(), 0)
    return Path.make_compound_path(outer, inner.transformed(turned))


def faded(colour: str, opacity: float) -> str:
    """A colour #rrggbb with an opacity, 0 to 1."""
    return colour if opacity == 1 else f"{colour}{round(255 * opacity):02x}"


def px(count: float) -> float:
    """Screen pixels in millimetres of the paper."""
    return count * PX_MM
