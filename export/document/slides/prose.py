"""Words, figures and facts as text boxes."""

from dataclasses import dataclass, replace
from functools import cached_property

from export.document.model import Facts, Figure, Words
from export.document.slides.canvas import Canvas
from export.document.slides.drawing import Body, Box, Paint, Said, paragraph
from export.document.slides.flow import NOTHING_MM, Piece, Stack, Taken
from export.document.slides.look import HEADING, LEAD, NOTE, STRONG, SUBHEADING, TEXT, VALUE, Look, Style
from export.document.slides.measure import clipped, lines_of, one_line, width_mm

STYLES = {
    "text": TEXT,
    "lead": LEAD,
    "heading": HEADING,
    "note": NOTE,
    "gap": Style(13, "muted"),
    "warning": STRONG,
    "subheading": SUBHEADING,
}
GAPS_MM = {"heading": 8.0, "note": 3.0, "subheading": 0.0, "text": 4.5}
PANELS = {"gap": ("soft", "muted"), "warning": ("alert_soft", "alert")}
BAR_MM, INSET_MM = 1.4, 4.0
BAND = Style(14, bold=True, align="middle")
VALUE_LINE = 1.1
TERM_SHARE, ROW_GAP_MM, COLUMN_GAP_MM = 0.42, 1.6, 6.0


@dataclass(frozen=True)
class Prose:
    """A paragraph; it is divided between lines."""

    text: str
    style: Style
    width_mm: float
    look: Look
    name: str = "Text"
    gap_mm: float = 4.5
    keeps: bool = False

    @cached_property
    def lines(self) -> list[str]:
        return lines_of(self.text, self.style, self.width_mm)

    @property
    def height_mm(self) -> float:
        return len(self.lines) * self.look.line_mm(self.style)

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        lines = self.lines
        fits = int((room_mm + NOTHING_MM) / self.look.line_mm(self.style))
        if fits >= len(lines):
            return self, None
        if fits < min(2, len(lines)) and room_mm < whole_mm - NOTHING_MM:
            return None, self
        fits = max(1, fits)
        return self._part(lines[:fits]), self._part(lines[fits:])

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        box = Box(x_mm, y_mm, self.width_mm, self.height_mm)
        canvas.text(Said(self.name), box, self.text, style=self.style)

    def _part(self, lines: list[str]) -> "Prose":
        return replace(self, text="".join(lines).rstrip("\n"))


@dataclass(frozen=True)
class Panel:
    """A paragraph on a quiet ground with a bar at its side: a warning, or what is not known."""

    prose: Prose
    fill: str
    bar: str
    gap_mm: float = 5.0
    keeps: bool = False

    @property
    def height_mm(self) -> float:
        return self.prose.height_mm + 2 * INSET_MM * 0.6

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        padding = 2 * INSET_MM * 0.6
        head, tail = self.prose.take(room_mm - padding, whole_mm - padding)
        return (replace(self, prose=head) if head else None), (replace(self, prose=tail) if tail else None)

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        prose, high = self.prose, self.height_mm
        canvas.shape(Said(f"{prose.name} bar"), Box(x_mm, y_mm, BAR_MM, high), Paint(fill=self.bar))
        words = paragraph(prose.text, prose.style, canvas.look)
        body = Body(words, "middle", (INSET_MM, 0, INSET_MM, 0))
        wide = prose.width_mm + 2 * INSET_MM
        canvas.shape(Said(prose.name), Box(x_mm + BAR_MM, y_mm, wide, high), Paint(fill=self.fill), body=body)


def words_piece(words: Words, width_mm_: float, look: Look) -> list[Piece]:
    kind = words.kind if words.kind in STYLES else "text"
    if kind in PANELS:
        inner = width_mm_ - BAR_MM - 2 * INSET_MM
        return [Panel(Prose(words.text, STYLES[kind], inner, look, kind.capitalize()), *PANELS[kind])]
    gap = GAPS_MM.get(kind, 4.5)
    return [Prose(words.text, STYLES[kind], width_mm_, look, kind.capitalize(), gap, kind == "heading")]


@dataclass(frozen=True)
class Headline:
    """A large figure with its band beside it."""

    figure: Figure
    width_mm: float
    look: Look
    gap_mm: float = 6.0
    keeps: bool = True

    @property
    def height_mm(self) -> float:
        return self.style.size_pt * VALUE_LINE * 25.4 / 72

    @property
    def style(self) -> Style:
        """Smaller where the figure is long, so that it stays on one line."""
        value, size = one_line(self.figure.value), VALUE.size_pt
        while size > 16 and width_mm(value, replace(VALUE, size_pt=size)) > self.width_mm * 0.6:
            size -= 2
        return replace(VALUE, size_pt=size)

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        return (self, None) if self.height_mm <= room_mm + NOTHING_MM else (None, self)

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        style = self.style
        value = clipped(one_line(self.figure.value), style, self.width_mm * 0.6, most=1)
        wide = min(self.width_mm * 0.62, width_mm(value, style) + 1)
        words = paragraph(value, replace(style, size_pt=style.size_pt), canvas.look)
        canvas.shape(
            Said("Figure"), Box(x_mm, y_mm, wide, self.height_mm), Paint(), body=Body(words, "middle", wraps=False)
        )
        self._band(canvas, x_mm + wide + COLUMN_GAP_MM, y_mm)

    def _band(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        band = one_line(self.figure.band)
        if not band:
            return
        style = replace(BAND, colour=canvas.look.on(self.figure.colour))
        room = self.width_mm * 0.38 - COLUMN_GAP_MM
        band = clipped(band, style, room - 8, most=1)
        wide, high = min(room, width_mm(band, style) + 10), canvas.look.line_mm(style) + 2.4
        box = Box(x_mm, y_mm + (self.height_mm - high) / 2, wide, high)
        paint = Paint("roundRect", self.figure.colour, adjust=(("adj", 18000),))
        canvas.shape(Said("Band"), box, paint, body=Body(paragraph(band, style, canvas.look), "middle"))


def figure_pieces(figure: Figure, width_mm_: float, look: Look) -> list[Piece]:
    words = [Prose(figure.words, TEXT, width_mm_, look, "Meaning", 2.0)] if figure.words else []
    return [Headline(figure, width_mm_, look, keeps=bool(words)), *words]


@dataclass(frozen=True)
class Fact:
    """A term with what is known of it beside it."""

    term: Prose
    known: Prose
    shift_mm: float
    gap_mm: float = ROW_GAP_MM
    keeps: bool = False

    @property
    def height_mm(self) -> float:
        return max(self.term.height_mm, self.known.height_mm)

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        if self.height_mm <= room_mm + NOTHING_MM:
            return self, None
        if self.height_mm <= whole_mm + NOTHING_MM:
            return None, self
        term, term_left = self.term.take(room_mm, whole_mm)
        known, known_left = self.known.take(room_mm, whole_mm)
        if term is None or known is None:
            return None, self
        nothing = replace(self.term, text="")
        left = replace(self, term=term_left or nothing, known=known_left or replace(self.known, text=""))
        return replace(self, term=term, known=known), left

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        if self.term.text:
            self.term.draw(canvas, x_mm, y_mm)
        if self.known.text:
            self.known.draw(canvas, x_mm + self.shift_mm, y_mm)


def facts_pieces(facts: Facts, width_mm_: float, look: Look) -> list[Piece]:
    """Terms in a column as wide as the longest of them, up to a share of the width."""
    style = replace(TEXT, colour="muted")
    longest = max((width_mm(one_line(term), style) for term, _ in facts.rows), default=0.0)
    column = min(longest + 0.5, width_mm_ * TERM_SHARE)
    shift = column + COLUMN_GAP_MM
    rows = [
        Fact(Prose(term, style, column, look, "Term"), Prose(known, TEXT, width_mm_ - shift, look, "Fact"), shift)
        for term, known in facts.rows
    ]
    return [Stack(tuple(rows), gap_mm=5.0)] if rows else []
