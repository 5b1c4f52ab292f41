"""One slide to draw on, in millimetres. Right-to-left decks are mirrored here and nowhere else."""

from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from lxml import etree
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Emu

from export.document.slides.drawing import Body, Box, Paint, Said, connector, emu, group, paragraph, shape
from export.document.slides.look import Look, Style


@dataclass(frozen=True)
class Canvas:
    """Where shapes go: a slide, or a group on it. `links` collects (shape, page it leads to)."""

    slide: Slide
    look: Look
    width_mm: float
    shapes: Any
    mirrored: bool
    links: list[tuple[etree._Element, int]] = field(default_factory=list)

    def placed(self, box: Box) -> Box:
        """The box as it lies on the slide."""
        if not self.mirrored:
            return box
        return replace(box, x_mm=self.width_mm - box.x_mm - box.width_mm)

    def text(self, said: Said, box: Box, text: object, *, style: Style, anchor: str = "top") -> etree._Element:
        """A text box of one style; its size was measured before."""
        return self.shape(said, box, Paint(), body=Body(paragraph(text, style, self.look), anchor))

    def shape(self, said: Said, box: Box, paint: Paint, *, body: Body | None = None) -> etree._Element:
        return self.add(shape(said, self.placed(box), paint, body=body, look=self.look))

    def line(self, said: Said, box: Box, paint: Paint) -> etree._Element:
        return self.add(connector(said, self.placed(box), paint, look=self.look))

    def add(self, xml: str) -> etree._Element:
        element = parse_xml(xml)
        self.shapes._element.append(element)
        return element

    def group(self, said: Said, box: Box) -> "Canvas":
        """A group; what is drawn on it is placed as on the slide and not mirrored again."""
        element = self.add(group(said, box))
        found = next(shape for shape in self.shapes if shape._element is element)
        return replace(self, shapes=found.shapes, mirrored=False)

    def picture(self, said: Said, box: Box, png: bytes) -> None:
        picture = self.shapes.add_picture(BytesIO(png), *self._extent(box))
        self._call(picture, said)

    def chart(self, said: Said, box: Box, *, kind: Any, data: Any) -> None:
        """A chart from anything that has `xml_bytes` and `xlsx_blob`."""
        frame = self.shapes.add_chart(kind, *self._extent(box), data)
        self._call(frame, said)

    def _extent(self, box: Box) -> tuple[Emu, Emu, Emu, Emu]:
        placed = self.placed(box)
        return tuple(Emu(emu(side)) for side in (placed.x_mm, placed.y_mm, placed.width_mm, placed.height_mm))

    def _call(self, drawn: Any, said: Said) -> None:
        properties = drawn._element._nvXxPr.cNvPr
        properties.set("name", said.name)
        properties.set("descr", said.alt)
