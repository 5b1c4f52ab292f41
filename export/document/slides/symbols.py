"""Marks as autoshapes, the same on a map and in its legend."""

from dataclasses import replace

from export.document.slides.canvas import Canvas
from export.document.slides.drawing import Body, Box, Paint, Said, paragraph
from export.document.slides.look import Style

CODE_PT = 9.0
GEOMETRY = {"disc": "ellipse", "ring": "donut", "square": "wedgeRoundRectCallout", "tag": "rect"}
# The point of a square's stem, below its middle; thickness of a ring.
ADJUST = {"square": (("adj1", 0), ("adj2", 74000), ("adj3", 16667)), "ring": (("adj", 17000),)}
SWATCHES = {
    "area": Paint(outline_pt=1.5, opaque=0.16),
    "reach": Paint("ellipse", outline_pt=1.75, opaque=0.12),
    "hatch": Paint(outline_pt=0.75, pattern="wdUpDiag"),
    "dash": Paint(outline_pt=1.5, dash="dash", opaque=0.06),
    "solid": Paint(outline_pt=2.5, opaque=0.12),
    "cell": Paint(),
    "dots": Paint(outline_pt=0.5, pattern="pct20"),
}
STROKES = {"line": (2.4, ""), "stretch": (5.0, ""), "dotted": (4.0, "sysDot")}


def draw_mark(canvas: Canvas, said: Said, box: Box, *, mark: str, look: tuple[str, str, bool, float]) -> None:
    """One mark that fills its box; `look`: its colour, its code, whether it is hollow ("not sure"), its opacity."""
    colour, code, hollow, opacity = look
    paint = replace(_mark_paint(mark, colour, hollow), opaque=opacity, outline_opaque=opacity)
    solid_ring = mark == "ring"
    ink = colour if hollow or solid_ring else canvas.look.on(colour)
    style = Style(CODE_PT, ink, True, "middle", opaque=opacity)
    body = Body(paragraph(code, style, canvas.look), "middle", wraps=False)
    canvas.shape(said, box, paint, body=body if code else None)


def draw_swatch(canvas: Canvas, said: Said, box: Box, *, mark: str, look: tuple[str, str, bool]) -> None:
    """What a legend shows for a mark, a line or an area."""
    colour, code, _ = look
    if mark in STROKES:
        width_pt, dash = STROKES[mark]
        middle = Box(box.x_mm, box.y_mm + box.height_mm / 2, box.width_mm, 0.0)
        canvas.line(said, middle, Paint(outline=colour, outline_pt=width_pt, dash=dash))
    elif mark in SWATCHES:
        paint = replace(SWATCHES[mark], fill=colour, outline=colour if SWATCHES[mark] != Paint() else None)
        ink = canvas.look.on(colour) if mark == "cell" else "ink"
        body = Body(paragraph(code, Style(CODE_PT, ink, True, "middle"), canvas.look), "middle", wraps=False)
        canvas.shape(said, box, paint, body=body if code else None)
    else:
        side = box.height_mm
        middle = Box(box.x_mm + (box.width_mm - side) / 2, box.y_mm, side, side)
        draw_mark(canvas, said, middle, mark=mark, look=(*look, 1.0))


def _mark_paint(mark: str, colour: str, hollow: bool) -> Paint:
    geometry, adjust = GEOMETRY.get(mark, "ellipse"), ADJUST.get(mark, ())
    if mark == "ring" and hollow:
        return Paint("ellipse", outline=colour, outline_pt=1.5, dash="sysDash")
    if hollow:
        return Paint(geometry, "paper", colour, 1.5, adjust=adjust)
    return Paint(geometry, colour, "paper", 0.75, adjust=adjust)
