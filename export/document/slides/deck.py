"""A document as a deck of slides."""

from dataclasses import dataclass, replace

from lxml.etree import SubElement
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck

from export.document.model import Document, Page, Words
from export.document.slides.blocks import stack_of
from export.document.slides.canvas import Canvas
from export.document.slides.drawing import Box, Said
from export.document.slides.flow import Piece, Room, Stack, Taken, paginated, whole
from export.document.slides.frame import MARGIN_MM, Frame, draw_frame, draw_heading
from export.document.slides.look import COVER, HEADING, NOTE, SUBHEADING, TEXT, TITLE, Look, Style, look_of
from export.document.slides.measure import clipped, one_line
from export.document.slides.package import deck_bytes, describe, empty_deck, number_shapes
from export.document.slides.prose import Prose
from export.document.slides.shrink import FACTORS, shrink

NUMBER_MM, LINE_GAP_MM, COLUMN_MM = 12.0, 2.6, 190.0
JUMP = "ppaction://hlinksldjump"


@dataclass(frozen=True)
class Slide:
    """One slide before it is drawn."""

    heading: str
    body: Stack
    style: Style = TITLE
    factor: float = 1.0


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a heading and the number of its first slide. `page` counts the document's pages."""

    page: int
    heading: str
    number: int
    width_mm: float
    look: Look
    gap_mm: float = LINE_GAP_MM
    keeps: bool = False

    @property
    def height_mm(self) -> float:
        return self.look.line_mm(TEXT)

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        return whole(self, room_mm)

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        room = self.width_mm - NUMBER_MM
        heading = clipped(one_line(self.heading), TEXT, room, most=1)
        number = Box(x_mm, y_mm, NUMBER_MM, self.height_mm)
        canvas.text(Said("Slide"), number, str(self.number), style=replace(TEXT, colour="muted"))
        place = Box(x_mm + NUMBER_MM, y_mm, room, self.height_mm)
        style = replace(TEXT, colour="accent")
        canvas.links.append((canvas.text(Said("Contents line"), place, heading, style=style), self.page))


def as_pptx(document: Document) -> bytes:
    """The document as an editable deck. The same document gives the same bytes.

    Raises FontMissing, and NothingFits when a slide has no room for even a line.
    """
    look = look_of(document)
    frame = Frame(document, look)
    pages = _pages(document, frame)
    parts = [_slides(page, frame) for page in pages]
    front = _front(frame, pages, parts) if document.contents else []
    deck = empty_deck(document, look)
    canvases = _draw(deck, [*front, *(slide for part in parts for slide in part)], frame)
    _link(canvases, _first_slides(parts, len(front)))
    number_shapes(deck)
    describe(deck, document)
    return deck_bytes(deck)


def body_size_mm(document: Document) -> tuple[float, float]:
    """Width and height [mm] of what a page with a heading of one line has for its blocks."""
    frame = Frame(document, look_of(document))
    return frame.body_width_mm, frame.room_mm("")


def _pages(document: Document, frame: Frame) -> tuple[Page, ...]:
    """The document's pages, and where the footer had to be cut a last one that has all of it."""
    pages = document.pages or (Page(document.title, ()),)
    if not frame.footer_is_cut:
        return pages
    return (*pages, Page(document.title, tuple(Words(line, "note") for line in document.footer)))


def _slides(page: Page, frame: Frame) -> list[Slide]:
    """The slides of a page; one that is to fit is laid out on larger sheets until one of them holds it."""
    title = page.heading or frame.document.title
    for factor in FACTORS if page.fit else ():
        if len(stacks := _stacks(page, frame, factor)) == 1:
            return [Slide(frame.heading(title), stacks[0], factor=factor)]
    return [
        Slide(frame.heading(_continued(title, frame, place)), stack)
        for place, stack in enumerate(_stacks(page, frame), start=1)
    ]


def _stacks(page: Page, frame: Frame, factor: float = 1.0) -> list[Stack]:
    title = page.heading or frame.document.title
    heading, later = frame.heading(title), frame.heading(f"{title} … 99")
    room = Room(frame.room_mm(heading) / factor, frame.room_mm(later) / factor)
    look = replace(frame.look, enlarged=1 / factor)
    return paginated(stack_of(page, frame.body_width_mm / factor, look), room)


def _continued(heading: str, frame: Frame, place: int) -> str:
    """The heading with its place after it, cut before the place where it is too long."""
    if place == 1:
        return heading
    tail, text = f" … {place}", one_line(heading)
    whole_heading = frame.heading(text)
    if frame.heading(text + tail) == text + tail:
        return text + tail
    return whole_heading[: -len(tail) - 1].rstrip() + tail


def _front(frame: Frame, pages: tuple[Page, ...], parts: list[list[Slide]]) -> list[Slide]:
    """Title of the document and the list of its pages; drawn again once it is known how many slides that takes."""
    slides = _contents(frame, pages, parts, shift=1)
    return _contents(frame, pages, parts, shift=len(slides))


def _contents(frame: Frame, pages: tuple[Page, ...], parts: list[list[Slide]], *, shift: int) -> list[Slide]:
    document, look, wide = frame.document, frame.look, frame.body_width_mm
    made = "  ·  ".join(filter(None, (one_line(document.made_by), str(document.made_on or ""))))
    head = [Prose(document.subtitle, SUBHEADING, wide, look, "Subtitle")] if document.subtitle else []
    head += [Prose(made, NOTE, wide, look, "Made by", 2.0)] if made else []
    head.append(Prose(document.words.get("contents", "Contents"), HEADING, wide, look, "Contents", 9.0, True))
    firsts = _first_slides(parts, shift)
    lines: list[Piece] = [
        Entry(place, page.heading, number, min(wide, COLUMN_MM), look)
        for place, (page, number) in enumerate(zip(pages, firsts, strict=True))
    ]
    heading, later = frame.heading(document.title, COVER), frame.heading(f"{document.title} … 99")
    stacks = paginated(Stack((*head, *lines)), Room(frame.room_mm(heading, COVER), frame.room_mm(later)))
    rest = [
        Slide(frame.heading(_continued(document.title, frame, place)), stack)
        for place, stack in enumerate(stacks[1:], start=2)
    ]
    return [Slide(heading, stacks[0], COVER), *rest]


def _first_slides(parts: list[list[Slide]], shift: int) -> list[int]:
    """Number of the first slide of every page, from 1."""
    return [1 + shift + sum(map(len, parts[:place])) for place in range(len(parts))]


def _draw(deck: Deck, slides: list[Slide], frame: Frame) -> list[Canvas]:
    canvases = []
    for number, slide in enumerate(slides, start=1):
        canvas = _canvas(deck, frame)
        draw_heading(canvas, frame, slide.heading, style=slide.style)
        _draw_body(canvas, slide, frame)
        draw_frame(canvas, frame, number=number, count=len(slides))
        canvases.append(canvas)
    return canvases


def _draw_body(canvas: Canvas, slide: Slide, frame: Frame) -> None:
    top_mm, tree = frame.body_top_mm(slide.heading, slide.style), canvas.shapes._element
    before = len(tree)
    slide.body.draw(canvas, MARGIN_MM, top_mm)
    if slide.factor < 1:
        start_mm = canvas.width_mm - MARGIN_MM if canvas.mirrored else MARGIN_MM
        shrink(canvas.slide, list(tree)[before:], slide.factor, about_mm=(start_mm, top_mm))


def _canvas(deck: Deck, frame: Frame) -> Canvas:
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    return Canvas(slide, frame.look, frame.document.size_mm[0], slide.shapes, frame.look.right_to_left)


def _link(canvases: list[Canvas], firsts: list[int]) -> None:
    """Lines of the contents lead to slides of this deck; no other link exists in it."""
    for canvas in canvases:
        for element, page in canvas.links:
            target = canvases[firsts[page] - 1].slide.part
            click = SubElement(element.nvSpPr.cNvPr, qn("a:hlinkClick"), {"action": JUMP})
            click.set(qn("r:id"), canvas.slide.part.relate_to(target, RELATIONSHIP_TYPE.SLIDE))
