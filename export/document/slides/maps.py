"""A map on a slide: one picture of the ground, and over it marks, names, scale bar and arrow as shapes."""

from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image

from export.document.model import Map, PlacedLabel, PlacedMark
from export.document.slides.canvas import Canvas
from export.document.slides.drawing import Body, Box, Paint, Said, paragraph
from export.document.slides.flow import NOTHING_MM, Piece, Taken
from export.document.slides.look import NOTE, Look, Style
from export.document.slides.measure import one_line, width_mm
from export.document.slides.prose import Prose
from export.document.slides.symbols import draw_mark

DPI = 200
LEAST_SCALE = 0.72
LEAST_PT = 9.0
CAPTION_GAP_MM, MOST_CAPTION_LINES = 2.0, 4
INSET_MM, PLATE_PAD_MM, BAR_MM = 4.0, 2.0, 1.4
FURNITURE = Style(9, "ink", True, "middle")
ARROW_MM = (5.0, 8.0)


@dataclass(frozen=True)
class Sheet:
    """A map with its caption; it is made smaller where it would not fit, never larger than it is on paper."""

    map: Map
    width_mm: float
    look: Look
    scale: float
    gap_mm: float = 5.0
    keeps: bool = False

    @property
    def map_mm(self) -> tuple[float, float]:
        return self.map.picture.width_mm * self.scale, self.map.picture.height_mm * self.scale

    @property
    def caption(self) -> Prose | None:
        if not self.map.caption:
            return None
        return Prose(self.map.caption, NOTE, self.width_mm, self.look, "Map caption")

    @property
    def caption_mm(self) -> float:
        return self.caption.height_mm + CAPTION_GAP_MM if self.caption else 0.0

    @property
    def height_mm(self) -> float:
        return self.map_mm[1] + self.caption_mm

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        if self.height_mm <= room_mm + NOTHING_MM:
            return self, None
        scale = self.scale * (room_mm - self.caption_mm) / self.map_mm[1]
        if scale >= self.scale * LEAST_SCALE or (room_mm >= whole_mm - NOTHING_MM and scale > 0):
            return replace(self, scale=scale), None
        return None, self

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        wide, high = self.map_mm
        box = canvas.placed(Box(x_mm, y_mm, wide, high))
        inside = canvas.group(Said("Map"), box)
        inside.picture(Said("Base map", one_line(self.map.picture.alt)), box, self._png())
        inside.shape(Said("Map frame"), box, Paint(outline="line"))
        self._labels(inside, box)
        self._marks(inside, box)
        self._furniture(inside, box)
        if self.caption:
            self.caption.draw(canvas, x_mm, y_mm + high + CAPTION_GAP_MM)

    def _png(self) -> bytes:
        png = self.map.picture.base_png(DPI)
        if not self.look.grey:
            return png
        file = BytesIO()
        Image.open(BytesIO(png)).convert("RGB").convert("L").save(file, "PNG")
        return file.getvalue()

    def _marks(self, canvas: Canvas, box: Box) -> None:
        marks = self.map.picture.marks
        group = canvas.group(Said("Marks"), box) if marks else canvas
        for mark in marks:
            place = _square(box, mark, self.scale)
            look = (mark.colour, one_line(mark.code), mark.hollow, mark.opacity)
            draw_mark(group, Said(mark.words, mark.words), place, mark=mark.mark, look=look)

    def _labels(self, canvas: Canvas, box: Box) -> None:
        labels = self.map.picture.labels
        group = canvas.group(Said("Names"), box) if labels else canvas
        for label in labels:
            style = Style(max(LEAST_PT, label.size_pt * self.scale), label.colour, align="middle", halo=True)
            body = Body(paragraph(one_line(label.text), style, self.look), "middle", wraps=False)
            group.shape(Said(label.text), _label_box(box, label, self.scale), Paint(), body=body)

    def _furniture(self, canvas: Canvas, box: Box) -> None:
        """Needle, N and the halves of the bar with its length in km, on one plate, as on paper."""
        bar, (needle_mm, needle_high), line = self.map.picture.scale, ARROW_MM, self.look.line_mm(FURNITURE)
        length, text = bar.length_mm * self.scale, f"{bar.km:g} km"
        shift = needle_mm + 2 * PLATE_PAD_MM
        wide = shift + max(length, width_mm(text, FURNITURE)) + 2 * PLATE_PAD_MM
        high = needle_high + line + 2 * PLATE_PAD_MM
        plate = Box(box.x_mm + INSET_MM, box.y_mm + box.height_mm - INSET_MM - high, wide, high)
        degrees = self.map.picture.north_degrees
        group = canvas.group(Said("Scale bar and north arrow", f"{text}, N {degrees:.1f}°"), plate)
        group.shape(Said("Plate"), plate, Paint(fill="paper", opaque=0.8))
        self._arrow(group, Box(plate.x_mm + PLATE_PAD_MM, plate.y_mm + PLATE_PAD_MM, needle_mm, needle_high), degrees)
        self._bar(group, Box(plate.x_mm + shift + PLATE_PAD_MM, plate.y_mm + high / 2, length, BAR_MM), text)

    def _bar(self, group: Canvas, box: Box, text: str) -> None:
        line, half = self.look.line_mm(FURNITURE), box.width_mm / 2
        for place, fill in enumerate(("ink", "paper")):
            part = Box(box.x_mm + place * half, box.y_mm + 1.0, half, BAR_MM)
            group.shape(Said(f"Half {place + 1}"), part, Paint(fill=fill, outline="ink"))
        words = Body(paragraph(text, FURNITURE, self.look), "middle", wraps=False)
        group.shape(Said("Length"), Box(box.x_mm, box.y_mm - line, box.width_mm, line), Paint(), body=words)

    def _arrow(self, group: Canvas, box: Box, degrees: float) -> None:
        line = self.look.line_mm(FURNITURE)
        body = Body(paragraph("N", FURNITURE, self.look), "middle", wraps=False)
        group.shape(Said("N"), replace(box, height_mm=line), Paint(), body=body)
        needle = replace(box, y_mm=box.y_mm + line)
        group.shape(Said("Needle"), needle, Paint("upArrow", "ink", turn_degrees=degrees))


def map_pieces(map_: Map, width_mm_: float, look: Look) -> list[Piece]:
    """The map with its caption; a caption of many lines follows by itself and flows."""
    scale = min(look.enlarged, width_mm_ / map_.picture.width_mm)
    sheet = Sheet(map_, width_mm_, look, scale)
    if not sheet.caption or len(sheet.caption.lines) <= MOST_CAPTION_LINES:
        return [sheet]
    return [replace(sheet, map=replace(map_, caption="")), replace(sheet.caption, gap_mm=CAPTION_GAP_MM)]


def _square(box: Box, mark: PlacedMark, scale: float) -> Box:
    side = mark.size_mm * scale
    return Box(box.x_mm + mark.x_mm * scale - side / 2, box.y_mm + mark.y_mm * scale - side / 2, side, side)


def _label_box(box: Box, label: PlacedLabel, scale: float) -> Box:
    x_mm, y_mm = box.x_mm + label.x_mm * scale, box.y_mm + label.y_mm * scale
    return Box(x_mm, y_mm, label.width_mm * scale, label.height_mm * scale)
