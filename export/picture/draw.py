"""A map from what the screen draws: laid out once, then written as PNG, PDF or SVG as often as wanted."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from export.document.model import PlacedLabel, PlacedMark, ScaleBar
from export.picture import frame, paint, pens
from export.picture.colours import palette
from export.picture.grid import Grid
from export.picture.ground import Ground
from export.picture.layout import Layout, laid_out
from export.picture.look import Look, check_pixels, check_within
from export.picture.raster import relief_pixels
from export.picture.sheet import fitted
from export.picture.truetype import with_real_letters
from export.picture.words import said

VECTOR_DPI = 180
FORMATS = {
    "png": {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 4}},
    "pdf": {"metadata": {"Creator": None, "Producer": None, "CreationDate": None}},
    "svg": {"metadata": {"Date": None, "Creator": None}},
}
# matplotlib keeps caches of fonts and text that threads must not fill together.
ONE_AT_A_TIME = RLock()


@dataclass(frozen=True)
class Picture:
    """A map of a size that is fixed; see `export.document.model.MapPicture`."""

    layers: Sequence[dict]
    look: Look
    ground: Ground
    grids: Mapping[str, Grid]
    layout: Layout

    @property
    def width_mm(self) -> float:
        """Width of the paper [mm]."""
        return self.look.width_mm

    @property
    def height_mm(self) -> float:
        """Height of the paper [mm]."""
        return self.look.height_mm

    @property
    def marks(self) -> tuple[PlacedMark, ...]:
        """Marks in drawing order [mm]."""
        return tuple(mark.placed for mark in self.layout.marks)

    @property
    def labels(self) -> tuple[PlacedLabel, ...]:
        """Names that found room [mm], the most important first."""
        return tuple(self.layout.labels)

    @property
    def scale(self) -> ScaleBar:
        """Length of the scale bar on the ground [km] and on the paper [mm]."""
        return self.layout.key.scale

    @property
    def north_degrees(self) -> float:
        """Direction of true north at the arrow, clockwise from the top of the page [degrees]."""
        return self.layout.key.north_degrees

    @cached_property
    def alt(self) -> str:
        """What the map shows, in words."""
        return said(self.layers, self.layout, self.look)

    def pdf(self) -> bytes:
        """Vector PDF of one page; relief and surface are pictures in it."""
        return self._written("pdf", VECTOR_DPI)

    def svg(self) -> bytes:
        """SVG with text as paths; relief and surface are pictures in it."""
        return self._written("svg", VECTOR_DPI)

    def png(self, dpi: int) -> bytes:
        """PNG at a resolution [dots per inch]. Raises PictureTooLarge."""
        check_pixels(self.look, dpi)
        return self._written("png", dpi)

    def base_png(self, dpi: int) -> bytes:
        """The map without marks, names, scale bar and arrow; stems of sites and points of towns stay."""
        check_pixels(self.look, dpi)
        return self._written("png", dpi, dressed=False)

    @cached_property
    def _relief(self) -> np.ndarray:
        return relief_pixels(self.ground, self.layout.sheet, self.look.theme)

    @cached_property
    def _backdrop(self) -> frame.Backdrop:
        return frame.backdrop(self.ground, self.layout.sheet)

    def _written(self, kind: str, dpi: float, *, dressed: bool = True) -> bytes:
        stream = io.BytesIO()
        with ONE_AT_A_TIME, TemporaryDirectory() as folder:
            figure = self._figure(dpi, dressed=dressed)
            if kind == "pdf":
                with_real_letters(figure, Path(folder))
            figure.savefig(stream, format=kind, dpi=dpi, **FORMATS[kind])
        return stream.getvalue()

    def _figure(self, dpi: float, *, dressed: bool) -> Figure:
        theme, sheet, layout = self.look.theme, self.layout.sheet, self.layout
        figure, axes = pens.blank(self.width_mm, self.height_mm, palette(theme).ground)
        frame.image(axes, self._relief, sheet, smooth=True)
        frame.water(axes, self._backdrop, theme)
        ordered = [layer for layer in self.layers if "level" in layer]
        self._surfaces(axes, dpi, self.layers if not ordered else ())
        frame.outlines(axes, self._backdrop, theme)
        frame.graticule(axes, layout.graticule, theme)
        for layer in ordered:
            self._surfaces(axes, dpi, [layer])
            paint.shapes(axes, [shape for shape in layout.shapes if shape.layer == layer["name"]], theme)
        if not ordered:
            paint.shapes(axes, layout.shapes, theme)
        paint.codes(axes, layout.codes, theme)
        paint.tags(axes, layout.tags, theme)
        paint.dots(axes, layout.dots, theme)
        frame.degrees(axes, layout.graticule, sheet, theme)
        if layout.locator:
            frame.locator(axes, layout.locator, theme)
        paint.stems(axes, layout.marks, theme)
        if dressed:
            frame.key(axes, layout.key, self.look)
            paint.names(axes, layout.labels, theme)
            paint.marks(axes, self.marks, theme)
        frame.border(axes, sheet, theme)
        return figure

    def _surfaces(self, axes: Axes, dpi: float, layers: Iterable[dict]) -> None:
        for layer in layers:
            if layer["name"] in self.grids:
                look = (self.look.theme, dpi, layer.get("opacity", 1.0))
                frame.surface(axes, self.grids[layer["name"]], self.layout.sheet, look)


def draw_map(
    layers: Iterable[dict],
    look: Look,
    *,
    ground: Ground,
    names: Iterable[dict] = (),
    grids: Mapping[str, Grid] | None = None,
) -> Picture:
    """The picture of `map_state(...)["layers"]`, in the order in which the screen draws them.

    `names` are those of countries and provinces, each {"name", "kind", "at": [lat, lon], "from": zoom}, in the
    language of the document; one may bring its own `area`, a geometry in degrees. `grids`: the classes of each grid
    layer by its name, because its state only has pictures. Raises WindowInvalid for a window beyond the base map.
    """
    check_within(look.window, ground.covers)
    layers, sheet = list(layers), fitted(look.window, width_mm=look.width_mm, height_mm=look.height_mm)
    with ONE_AT_A_TIME:
        layout = laid_out(layers, list(names), (look, sheet, ground))
    return Picture(layers, look, ground, dict(grids or {}), layout)
