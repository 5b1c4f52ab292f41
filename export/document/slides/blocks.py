"""From the blocks of a page to pieces that flow."""

from collections.abc import Callable, Iterable

from export.document.model import Bars, Block, Columns, Facts, Figure, Legend, Map, Page, Table, Trend, Words
from export.document.slides.bars import bars_pieces
from export.document.slides.flow import Beside, Piece, Stack
from export.document.slides.legends import legend_pieces
from export.document.slides.look import Look
from export.document.slides.maps import map_pieces
from export.document.slides.prose import facts_pieces, figure_pieces, words_piece
from export.document.slides.tables import table_pieces
from export.document.slides.trend import trend_pieces

BETWEEN_MM = 10.0


def stack_of(page: Page, width_mm: float, look: Look) -> Stack:
    """The subheading and the blocks of a page, one below the other."""
    first = (Words(page.subheading, "subheading"),) if page.subheading else ()
    return Stack(tuple(_pieces((*first, *page.blocks), width_mm, look)))


def _pieces(blocks: Iterable[Block], width_mm: float, look: Look) -> list[Piece]:
    return [piece for block in blocks for piece in PIECES[type(block)](block, width_mm, look)]


def _columns(columns: Columns, width_mm: float, look: Look) -> list[Piece]:
    share = min(0.85, max(0.15, columns.share))
    first_mm = (width_mm - BETWEEN_MM) * share
    first = tuple(_pieces(columns.first, first_mm, look))
    second = tuple(_pieces(columns.second, width_mm - BETWEEN_MM - first_mm, look))
    if not first and not second:
        return []
    return [Beside(Stack(first) if first else None, Stack(second) if second else None, first_mm + BETWEEN_MM)]


PIECES: dict[type, Callable[..., list[Piece]]] = {
    Words: words_piece,
    Figure: figure_pieces,
    Facts: facts_pieces,
    Table: table_pieces,
    Bars: bars_pieces,
    Trend: trend_pieces,
    Map: map_pieces,
    Legend: legend_pieces,
    Columns: _columns,
}
