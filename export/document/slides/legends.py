"""The legend of a map: swatches as shapes, words as text, in columns where there is width for them."""

from dataclasses import dataclass

from export.document.model import Entry, Legend, Symbol
from export.document.slides.canvas import Canvas
from export.document.slides.drawing import Box, Said
from export.document.slides.flow import Beside, Piece, Stack, Taken, whole
from export.document.slides.look import CAPTION, HEADING, Look, Style
from export.document.slides.measure import clipped, lines_of, one_line
from export.document.slides.prose import Prose
from export.document.slides.symbols import draw_swatch

LABEL, CAUTION = Style(10), Style(8.5, "muted")
SWATCH_MM, SIDE_MM, LABEL_GAP_MM = 7.0, 4.4, 2.6
COLUMN_MM, BETWEEN_MM, MOST_LINES = 58.0, 8.0, 6


@dataclass(frozen=True)
class Line:
    """A swatch and what it stands for."""

    symbol: Symbol
    label: str
    width_mm: float
    look: Look
    gap_mm: float = 0.8
    keeps: bool = False

    @property
    def words_mm(self) -> float:
        room = self.width_mm - SWATCH_MM - LABEL_GAP_MM
        return len(lines_of(self.label, LABEL, room)) * self.look.line_mm(LABEL)

    @property
    def height_mm(self) -> float:
        return max(self.words_mm, SIDE_MM + 0.6)

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        return whole(self, room_mm)

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        symbol, high = self.symbol, self.height_mm
        swatch = Box(x_mm, y_mm + (high - SIDE_MM) / 2, SWATCH_MM, SIDE_MM)
        look = (symbol.colour, one_line(symbol.code)[:4], False)
        draw_swatch(canvas, Said(f"Symbol {self.label}", self.label), swatch, mark=symbol.mark, look=look)
        shift = SWATCH_MM + LABEL_GAP_MM
        words = Box(x_mm + shift, y_mm + (high - self.words_mm) / 2, self.width_mm - shift, self.words_mm)
        canvas.text(Said("Symbol words"), words, self.label, style=LABEL)


def legend_pieces(legend: Legend, width_mm: float, look: Look) -> list[Piece]:
    title = [Prose(legend.title, HEADING, width_mm, look, "Legend title", 6.0, True)] if legend.title else []
    count = max(1, min(3, len(legend.entries), int((width_mm + BETWEEN_MM) / (COLUMN_MM + BETWEEN_MM))))
    column = (width_mm - BETWEEN_MM * (count - 1)) / count
    stacks = [Stack(tuple(_entry(entry, column, look))) for entry in legend.entries]
    if not stacks:
        return title
    if count == 1:
        return [*title, *(piece for stack in stacks for piece in stack.pieces)]
    return [*title, _side_by_side(_shared(stacks, count), column + BETWEEN_MM)]


def _entry(entry: Entry, width_mm: float, look: Look) -> list[Piece]:
    pieces: list[Piece] = [Prose(entry.title, CAPTION, width_mm, look, "Layer", 3.6, True)]
    if entry.unit:
        pieces.append(Prose(entry.unit, CAUTION, width_mm, look, "Unit", 0.4, bool(entry.symbols)))
    room = width_mm - SWATCH_MM - LABEL_GAP_MM
    for symbol in entry.symbols:
        label = clipped(one_line(symbol.label), LABEL, room, most=MOST_LINES)
        pieces.append(Line(symbol, label, width_mm, look))
    if entry.caution:
        pieces.append(Prose(entry.caution, CAUTION, width_mm, look, "Caution", 1.6))
    return pieces


def _shared(stacks: list[Stack], count: int) -> list[Stack]:
    """Entries in order over so many columns of about the same height."""
    target = sum(stack.height_mm for stack in stacks) / count
    columns: list[list[Piece]] = [[]]
    for stack in stacks:
        used = Stack(tuple(columns[-1])).height_mm if columns[-1] else 0.0
        if columns[-1] and used + stack.height_mm / 2 > target and len(columns) < count:
            columns.append([])
        columns[-1].extend(stack.pieces)
    return [Stack(tuple(pieces)) for pieces in columns]


def _side_by_side(stacks: list[Stack], shift_mm: float) -> Piece:
    first, *others = stacks
    if not others:
        return first
    second = others[0] if len(others) == 1 else Stack((_side_by_side(others, shift_mm),))
    return Beside(first, second, shift_mm, gap_mm=3.0)
