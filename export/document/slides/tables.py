"""Tables as native tables. A table goes on by rows with its header repeated; a giant row goes on by lines."""

from dataclasses import dataclass, replace

from export.document.model import Table
from export.document.slides.canvas import Canvas
from export.document.slides.drawing import (
    NAMESPACES,
    Body,
    Box,
    Said,
    emu,
    named,
    paragraph,
    solid,
    text_body,
    transform,
)
from export.document.slides.flow import NOTHING_MM, Piece, Taken
from export.document.slides.look import CAPTION, CELL, HEADER_CELL, NOTE, Look, Style
from export.document.slides.measure import lines_of, one_line, width_mm
from export.document.slides.prose import Prose

PAD_X_MM, PAD_Y_MM, BULLET_MM = 2.4, 1.2, 4.5
MOST_HEADER_LINES = 4
MOST_WORD_SIGNS = 24
URI = "http://schemas.openxmlformats.org/drawingml/2006/table"


@dataclass(frozen=True)
class Row:
    """Cells already broken into lines, and the colour of the mark before the first."""

    cells: tuple[tuple[str, ...], ...]
    colour: str = ""

    @property
    def lines(self) -> int:
        return max((len(cell) for cell in self.cells), default=1)

    def cut(self, lines: int) -> "tuple[Row, Row]":
        first = tuple(cell[:lines] or ("",) for cell in self.cells)
        return replace(self, cells=first), replace(self, cells=tuple(cell[lines:] or ("",) for cell in self.cells))


@dataclass(frozen=True)
class Grid:
    """Rows of a table with its header. `widths_mm` are those of its columns."""

    header: Row
    rows: tuple[Row, ...]
    widths_mm: tuple[float, ...]
    numeric: tuple[int, ...]
    look: Look
    name: str = "Table"
    gap_mm: float = 5.0
    keeps: bool = False

    def row_mm(self, row: Row) -> float:
        return row.lines * self.look.line_mm(CELL) + 2 * PAD_Y_MM

    @property
    def height_mm(self) -> float:
        return sum(self.row_mm(row) for row in (self.header, *self.rows))

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        left = room_mm - self.row_mm(self.header) + NOTHING_MM
        count = 0
        while count < len(self.rows) and self.row_mm(self.rows[count]) <= left:
            left -= self.row_mm(self.rows[count])
            count += 1
        if count == len(self.rows):
            return self, None
        if count == 0:
            return self._cut(left, room_mm >= whole_mm - NOTHING_MM)
        return replace(self, rows=self.rows[:count]), replace(self, rows=self.rows[count:])

    def _cut(self, left_mm: float, empty_slide: bool) -> Taken:
        """The first row does not fit: wait, or on an empty slide divide it between its lines."""
        fits = int((left_mm - 2 * PAD_Y_MM) / self.look.line_mm(CELL))
        if not empty_slide or fits < 1:
            return None, self
        head, tail = self.rows[0].cut(fits)
        return replace(self, rows=(head,)), replace(self, rows=(tail, *self.rows[1:]))

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        box = canvas.placed(Box(x_mm, y_mm, sum(self.widths_mm), self.height_mm))
        canvas.add(self._xml(box))

    def _xml(self, box: Box) -> str:
        columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in self.widths_mm)
        rows = self._row(self.header, HEADER_CELL) + "".join(self._row(row, CELL) for row in self.rows)
        direction = ' rtl="1"' if self.look.right_to_left else ""
        return (
            f"<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr>{named(Said(self.name))}"
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
            f'{transform(box, element="p:xfrm")}<a:graphic><a:graphicData uri="{URI}"><a:tbl>'
            f'<a:tblPr firstRow="1"{direction}/><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>'
            "</a:graphicData></a:graphic></p:graphicFrame>"
        )

    def _row(self, row: Row, style: Style) -> str:
        cells = "".join(self._cell(place, row, style) for place in range(len(self.widths_mm)))
        return f'<a:tr h="{emu(self.row_mm(row))}">{cells}</a:tr>'

    def _cell(self, place: int, row: Row, style: Style) -> str:
        style = replace(style, align="end" if place in self.numeric else "start")
        bullet = row.colour if place == 0 else ""
        text = paragraph("".join(row.cells[place]).rstrip("\n"), style, self.look, bullet=bullet)
        rule = _rule("muted", 1.0, self.look) if style.bold else _rule("line", 0.5, self.look)
        margins = f'marL="{emu(PAD_X_MM)}" marR="{emu(PAD_X_MM)}" marT="{emu(PAD_Y_MM)}" marB="{emu(PAD_Y_MM)}"'
        none = "".join(f"<a:{side}><a:noFill/></a:{side}>" for side in ("lnL", "lnR", "lnT"))
        body = text_body(Body(text), self.look, element="a:txBody")
        body = body.replace(body[body.index("<a:bodyPr") : body.index("<a:lstStyle/>")], "<a:bodyPr/>", 1)
        return f'<a:tc>{body}<a:tcPr {margins} anchor="t">{none}{rule}<a:noFill/></a:tcPr></a:tc>'


def _rule(colour: str, width_pt: float, look: Look) -> str:
    return f'<a:lnB w="{round(width_pt * 12700)}">{solid(colour, look)}</a:lnB>'


def table_pieces(table: Table, room_mm: float, look: Look) -> list[Piece]:
    """Title, then the table; a table without rows says why instead."""
    title = [Prose(table.title, CAPTION, room_mm, look, "Table title", 6.0, True)] if table.title else []
    if not table.rows:
        return [*title, *([Prose(table.empty, NOTE, room_mm, look, "Empty table", 2.0)] if table.empty else [])]
    return [*title, _grid(table, room_mm, look)]


def _grid(table: Table, room_mm: float, look: Look) -> Grid:
    shares = table.widths if len(table.widths) == len(table.header) else (1.0,) * len(table.header)
    widths = _widths(shares, _least(table), room_mm)
    head = Row(tuple(cell[:MOST_HEADER_LINES] for cell in _broken(table.header, HEADER_CELL, widths)))
    colours = table.colours or ("",) * len(table.rows)
    rows = tuple(
        Row(_broken(cells, CELL, widths, bullet=bool(colour)), colour)
        for cells, colour in zip(table.rows, colours, strict=True)
    )
    gap = 2.0 if table.title else 6.0
    return Grid(head, rows, widths, table.numeric, look, table.title or "Table", gap)


def _least(table: Table) -> list[float]:
    """Width [mm] below which a word of the header, or a number, would be broken."""
    least = []
    for place, name in enumerate(table.header):
        words = [(word, HEADER_CELL) for word in one_line(name).split()]
        if place in table.numeric:
            words += [(one_line(row[place]), CELL) for row in table.rows]
        longest = max((width_mm(word[:MOST_WORD_SIGNS], style) for word, style in words), default=0.0)
        least.append(longest + 2 * PAD_X_MM + 0.2)
    return least


def _widths(shares: tuple[float, ...], least: list[float], whole_mm: float) -> tuple[float, ...]:
    """Columns by their shares, but none too narrow for its longest word as long as all of them can be."""
    if sum(least) >= whole_mm:
        return tuple(whole_mm * share / sum(shares) for share in shares)
    narrow: set[int] = set()
    while True:
        room = whole_mm - sum(least[place] for place in narrow)
        rest = sum(share for place, share in enumerate(shares) if place not in narrow)
        widths = [least[n] if n in narrow else room * share / rest for n, share in enumerate(shares)]
        found = {place for place, width in enumerate(widths) if width < least[place]}
        if not found - narrow:
            return tuple(widths)
        narrow |= found


def _broken(
    cells: tuple[str, ...], style: Style, widths_mm: tuple[float, ...], *, bullet: bool = False
) -> tuple[tuple[str, ...], ...]:
    """Lines of every cell; the first has less room where a mark stands before it."""
    rooms = [width - 2 * PAD_X_MM for width in widths_mm]
    rooms[0] -= BULLET_MM if bullet else 0.0
    return tuple(tuple(lines_of(text, style, max(4.0, room))) for text, room in zip(cells, rooms, strict=True))
