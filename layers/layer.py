"""What a layer is: declared once, read by the sidebar, the legend, the map and the exports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Symbol:
    """One line of a legend: a value of the layer's `column`, its words, its colours and a mark that needs no colour.

    `mark` is what is drawn: disc, ring, square, tag, line, stretch, dotted, area, reach, hatch, dash, solid, cell or
    dots; `code` is written inside it.
    """

    value: str
    label: str
    light: str
    dark: str
    mark: str
    code: str = ""

    @property
    def colours(self) -> tuple[str, str]:
        """Colour on a light and on a dark ground."""
        return self.light, self.dark


@dataclass(frozen=True)
class Layer:
    """A thing that can be shown.

    `build` takes the filtered frames by name and returns one row per feature; it always reads the same frames,
    whatever is in them.
    `unit` says what a feature is or what its number counts; `caution` travels with the layer to screen and export;
    `own`: brought by the team, so that its title is a stranger's text, never translated; `weight` [pixels] and `fill`
    [0 to 1] are those of its lines and areas where they are not as usual. `asked`: it fills only when the reader asks
    for it, and stays out of the legend until then;
    `datasets` are names in the catalogue, from which source, licence and coverage are taken.
    """

    name: str
    title: str
    group: str
    unit: str
    caution: str
    geometry: str
    datasets: tuple[str, ...]
    build: Callable[[Frames], pd.DataFrame]
    column: str
    symbols: tuple[Symbol, ...]
    shown: bool = False
    asked: bool = False
    own: bool = False
    weight: float | None = None
    fill: float | None = None

    def symbol(self, value: object) -> Symbol:
        """The symbol of a value; the last one of the layer stands for all others."""
        return next((symbol for symbol in self.symbols if symbol.value == value), self.symbols[-1])
