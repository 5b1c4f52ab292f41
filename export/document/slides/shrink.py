"""A page that was laid out on a larger sheet, made smaller as a whole: places, sizes, type and lines alike."""

from collections.abc import Iterable

from lxml import etree
from pptx.oxml.ns import qn
from pptx.slide import Slide

from export.document.slides.drawing import emu

# How much smaller a page may get before it goes on, on a slide that follows.
FACTORS = (1.0, 0.9, 0.82, 0.75, 0.68, 0.62, 0.56, 0.52, 0.48, 0.44)
LEAST_TYPE = 400
PLACES = {qn("a:off"): ("x", "y"), qn("a:chOff"): ("x", "y")}
LENGTHS = {
    qn("a:ext"): ("cx", "cy"),
    qn("a:chExt"): ("cx", "cy"),
    qn("a:ln"): ("w",),
    qn("a:lnB"): ("w",),
    qn("a:gridCol"): ("w",),
    qn("a:tr"): ("h",),
    qn("a:tcPr"): ("marL", "marR", "marT", "marB"),
    qn("a:bodyPr"): ("lIns", "tIns", "rIns", "bIns"),
    qn("a:pPr"): ("marL", "indent"),
    qn("a:spcPts"): ("val",),
}
TYPE = {qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr"), qn("a:fld")}


def shrink(slide: Slide, elements: Iterable[etree._Element], factor: float, *, about_mm: tuple[float, float]) -> None:
    """Draws the elements of a slide, and the charts in them, smaller by a factor about a point that stays [mm]."""
    fixed = tuple(emu(side) for side in about_mm)
    for element in elements:
        for part in element.iter(etree.Element):
            _shrink_one(part, factor, fixed)
        for chart in element.iter(qn("c:chart")):
            root = slide.part.related_part(chart.get(qn("r:id")))._element
            for part in root.iter(etree.Element):
                _shrink_one(part, factor, fixed)


def _shrink_one(part: etree._Element, factor: float, fixed: tuple[int, int]) -> None:
    for name, still in zip(PLACES.get(part.tag, ()), fixed, strict=False):
        part.set(name, str(round(still + (int(part.get(name)) - still) * factor)))
    for name in LENGTHS.get(part.tag, ()):
        if part.get(name):
            part.set(name, str(round(int(part.get(name)) * factor)))
    if part.tag in TYPE and part.get("sz"):
        part.set("sz", str(max(LEAST_TYPE, round(int(part.get("sz")) * factor / 10) * 10)))
