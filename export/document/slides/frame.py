"""What stands around the body of every slide: heading, marking, number, footer."""

from dataclasses import dataclass
from functools import cached_property

from export.document.model import Document
from export.document.slides.canvas import Canvas
from export.document.slides.drawing import Body, Box, Paint, Said, number_field, paragraph, paragraph_properties, run
from export.document.slides.look import (
    FOOTER,
    FRAME,
    MARKING,
    MARKING_COLOURS,
    MARKING_GROUND,
    TITLE,
    Look,
    Style,
)
from export.document.slides.measure import clipped, lines_of, one_line, width_mm

MARGIN_MM, TOP_MM, BOTTOM_MM = 15.0, 7.0, 6.0
MARKING_MM, HEADING_TOP_MM, HEADING_GAP_MM = 7.0, 18.0, 4.5
RULE_GAP_MM, ABOVE_RULE_MM = 2.4, 4.0
PAGE_MM, APART_MM = 34.0, 4.0
FOOTER_SHARE, MOST_HEADING_LINES = 0.2, 3


@dataclass(frozen=True)
class Frame:
    """Measures of a document's slides [mm]."""

    document: Document
    look: Look

    @cached_property
    def body_width_mm(self) -> float:
        return self.document.size_mm[0] - 2 * MARGIN_MM

    @cached_property
    def marking(self) -> str:
        return f"TLP:{one_line(self.document.marking)}"

    @cached_property
    def marking_mm(self) -> float:
        return width_mm(self.marking, MARKING) + 6.0

    @cached_property
    def footer_mm(self) -> float:
        return self.body_width_mm - self.marking_mm - PAGE_MM - 2 * APART_MM

    @cached_property
    def footer_whole(self) -> str:
        return "\n".join(one_line(line) for line in self.document.footer)

    @cached_property
    def footer(self) -> str:
        """The footer, or as much of it as leaves the slide its room."""
        most = int(self.document.size_mm[1] * FOOTER_SHARE / self.look.line_mm(FOOTER))
        return clipped(self.footer_whole, FOOTER, self.footer_mm, most=max(1, most))

    @cached_property
    def footer_is_cut(self) -> bool:
        return self.footer != self.footer_whole

    @cached_property
    def footer_high_mm(self) -> float:
        lines = len(lines_of(self.footer, FOOTER, self.footer_mm)) if self.footer else 0
        return max(MARKING_MM, lines * self.look.line_mm(FOOTER))

    @cached_property
    def rule_mm(self) -> float:
        return self.document.size_mm[1] - BOTTOM_MM - self.footer_high_mm - RULE_GAP_MM

    def heading(self, text: str, style: Style = TITLE) -> str:
        return clipped(one_line(text), style, self.body_width_mm, most=MOST_HEADING_LINES)

    def body_top_mm(self, heading: str, style: Style = TITLE) -> float:
        lines = len(lines_of(heading, style, self.body_width_mm))
        return HEADING_TOP_MM + lines * self.look.line_mm(style) + HEADING_GAP_MM

    def room_mm(self, heading: str, style: Style = TITLE) -> float:
        """Height that the body has below a heading [mm]."""
        return self.rule_mm - ABOVE_RULE_MM - self.body_top_mm(heading, style)


def draw_heading(canvas: Canvas, frame: Frame, heading: str, *, style: Style = TITLE) -> None:
    """The slide's real title, for outline view and for readers who listen."""
    high = frame.body_top_mm(heading, style) - HEADING_GAP_MM - HEADING_TOP_MM
    title = canvas.slide.shapes.title
    words = Body(paragraph(heading, style, canvas.look))
    box = Box(MARGIN_MM, HEADING_TOP_MM, frame.body_width_mm, high)
    drawn = canvas.shape(Said("Title"), box, Paint(), body=words)
    title._element.replace(title._element.spPr, drawn.spPr)
    title._element.replace(title._element.txBody, drawn.txBody)
    canvas.shapes._element.remove(drawn)


def draw_frame(canvas: Canvas, frame: Frame, *, number: int, count: int) -> None:
    """Marking at the top and bottom right, title above, sources below, number beside the marking."""
    wide, high = frame.document.size_mm
    right = wide - MARGIN_MM - frame.marking_mm
    bottom = high - BOTTOM_MM - MARKING_MM
    flat = _unmirrored(canvas)
    draw_marking(flat, frame, Said("Marking, top"), Box(right, TOP_MM, frame.marking_mm, MARKING_MM))
    _running_title(flat, frame)
    rule = Box(MARGIN_MM, frame.rule_mm, frame.body_width_mm, 0.0)
    flat.line(Said("Rule"), rule, Paint(outline="line"))
    if frame.footer:
        place = Box(MARGIN_MM, frame.rule_mm + RULE_GAP_MM, frame.footer_mm, frame.footer_high_mm)
        flat.text(Said("Footer"), place, frame.footer, style=FOOTER)
    page = Box(right - APART_MM - PAGE_MM, bottom, PAGE_MM, MARKING_MM)
    flat.shape(Said("Page number"), page, Paint(), body=Body(_page_of(canvas.look, frame, number, count), "middle"))
    draw_marking(flat, frame, Said("Marking, bottom"), Box(right, bottom, frame.marking_mm, MARKING_MM))


def draw_marking(canvas: Canvas, frame: Frame, said: Said, box: Box) -> None:
    """TLP on black in its own colour, which no theme changes."""
    colour = MARKING_COLOURS.get(frame.document.marking, "#FFFFFF")
    plain = Look("light", "en")
    words = Body(paragraph(frame.marking, Style(12, colour, True, "middle"), plain), "middle", wraps=False)
    drawn = Canvas(canvas.slide, plain, canvas.width_mm, canvas.shapes, False)
    drawn.shape(said, box, Paint(fill=MARKING_GROUND), body=words)


def _running_title(canvas: Canvas, frame: Frame) -> None:
    document, room = frame.document, frame.body_width_mm - frame.marking_mm - APART_MM
    title = "  ·  ".join(filter(None, (one_line(document.title), one_line(document.subtitle))))
    if title:
        words = Body(paragraph(clipped(title, FRAME, room, most=1), FRAME, canvas.look), "middle")
        canvas.shape(Said("Running title"), Box(MARGIN_MM, TOP_MM, room, MARKING_MM), Paint(), body=words)


def _page_of(look: Look, frame: Frame, number: int, count: int) -> str:
    """'Page 2 of 9' in the language of the document; the first number follows the slide."""
    style = Style(FRAME.size_pt, FRAME.colour, align="start" if look.right_to_left else "end")
    before, *others = one_line(frame.document.words.get("page", "Page {} of {}")).split("{}")
    runs = run(before, style, look) if before else ""
    numbers = (number_field(number, style, look), run(str(count), style, look))
    for value, text in zip(numbers, others, strict=False):
        runs += value + (run(text, style, look) if text else "")
    return f"<a:p>{paragraph_properties(before, style, look)}{runs}</a:p>"


def _unmirrored(canvas: Canvas) -> Canvas:
    return Canvas(canvas.slide, canvas.look, canvas.width_mm, canvas.shapes, False, canvas.links)
