"""Shapes and text as the file writes them. Every text passes through `measure.clean` and is escaped here."""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from export.document.slides.look import Look, Style
from export.document.slides.measure import clean, one_line, reads_from_right

EMU_PER_MM = 36000
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
FACES = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
ALIGN = {"start": ("l", "r"), "middle": ("ctr", "ctr"), "end": ("r", "l")}
ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}
NAME_SIGNS = 120


@dataclass(frozen=True)
class Box:
    """A place on a slide [mm] from its top left corner."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class Paint:
    """What a shape looks like. Colours are roles or #rrggbb, None for none; `turn_degrees` is clockwise."""

    geometry: str = "rect"
    fill: str | None = None
    outline: str | None = None
    outline_pt: float = 0.75
    dash: str = ""
    pattern: str = ""
    adjust: tuple[tuple[str, int], ...] = ()
    turn_degrees: float = 0.0
    opaque: float = 1.0
    outline_opaque: float = 1.0


@dataclass(frozen=True)
class Said:
    """The name of a shape in the selection pane, and what it is for readers who do not see it."""

    name: str
    alt: str = ""


@dataclass(frozen=True)
class Body:
    """Text inside a shape: paragraphs already written as XML, and how they sit in it [mm]."""

    paragraphs: str
    anchor: str = "top"
    inset_mm: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    wraps: bool = True


def emu(mm: float) -> int:
    return round(mm * EMU_PER_MM)


def colour_xml(colour: str, look: Look, opaque: float = 1.0) -> str:
    alpha = f'<a:alpha val="{round(opaque * 100000)}"/>' if opaque < 1 else ""
    return f'<a:srgbClr val="{look.colour(colour)}">{alpha}</a:srgbClr>'


def solid(colour: str | None, look: Look, opaque: float = 1.0) -> str:
    return f"<a:solidFill>{colour_xml(colour, look, opaque)}</a:solidFill>" if colour else "<a:noFill/>"


def run_properties(style: Style, look: Look, *, element: str = "a:rPr") -> str:
    bold = ' b="1"' if style.bold else ' b="0"'
    start = f'<{element} lang="{look.tag}" sz="{round(style.size_pt * 100)}"{bold}'
    halo = ""
    if style.halo:
        halo = f'<a:effectLst><a:glow rad="31750">{colour_xml("paper", look, 0.8)}</a:glow></a:effectLst>'
    return f"{start}>{solid(style.colour, look, style.opaque)}{halo}{FACES}</{element}>"


def paragraph(text: object, style: Style, look: Look, *, bullet: str = "") -> str:
    """One paragraph; line breaks stay breaks. `bullet` is the colour of a small square before it."""
    properties = run_properties(style, look)
    parts = []
    for line in clean(text).split("\n"):
        parts.append(run(line, style, look) if line else "")
    runs = f"<a:br>{properties}</a:br>".join(parts)
    end = run_properties(style, look, element="a:endParaRPr")
    return f"<a:p>{paragraph_properties(clean(text), style, look, bullet=bullet)}{runs}{end}</a:p>"


def run(text: str, style: Style, look: Look) -> str:
    return f"<a:r>{run_properties(style, look)}<a:t>{escape(clean(text))}</a:t></a:r>"


def number_field(number: int, style: Style, look: Look) -> str:
    """The number of the slide, which follows when slides are moved."""
    identifier = "{6D2B6F5E-0F0C-4B1B-9A55-3B0C9E1F2A01}"
    return f'<a:fld id="{identifier}" type="slidenum">{run_properties(style, look)}<a:t>{number}</a:t></a:fld>'


def paragraph_properties(text: str, style: Style, look: Look, *, bullet: str = "") -> str:
    """Alignment follows the document, direction the text: figures and Latin names keep their order."""
    align = ALIGN[style.align][look.right_to_left]
    direction = ' rtl="1"' if look.right_to_left and reads_from_right(text) else ' rtl="0"'
    hang = 'marL="162000" indent="-162000" ' if bullet else 'marL="0" indent="0" '
    spacing = f'<a:lnSpc><a:spcPts val="{round(look.line_pt(style) * 100)}"/></a:lnSpc>'
    flat = '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
    mark = "<a:buNone/>"
    if bullet:
        mark = f'<a:buClr>{colour_xml(bullet, look)}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="■"/>'
    return f'<a:pPr {hang}algn="{align}"{direction}>{spacing}{flat}{mark}</a:pPr>'


def named(said: Said) -> str:
    """Identifiers are given when the slide is whole; until then they are 0."""
    name = one_line(said.name)[:NAME_SIGNS]
    alt = f" descr={quoteattr(clean(said.alt))}" if said.alt else ""
    return f'<p:cNvPr id="0" name={quoteattr(name)}{alt}/>'


def text_body(body: Body, look: Look, *, element: str = "p:txBody") -> str:
    left, top, right, bottom = (emu(side) for side in body.inset_mm)
    wrap = "square" if body.wraps else "none"
    box = f'lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" anchor="{ANCHOR[body.anchor]}"'
    column = ' rtlCol="1"' if look.right_to_left else ' rtlCol="0"'
    return (
        f'<{element}><a:bodyPr wrap="{wrap}" {box}{column}><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{body.paragraphs}</{element}>"
    )


def shape(said: Said, box: Box, paint: Paint, *, body: Body | None = None, look: Look) -> str:
    """An autoshape; a text box when it is a rectangle without fill and outline but with text."""
    is_text = body is not None and paint == Paint()
    kind = '<p:cNvSpPr txBox="1"/>' if is_text else "<p:cNvSpPr/>"
    text = body or Body(f'<a:p><a:endParaRPr lang="{look.tag}" sz="900"/></a:p>')
    return (
        f"<p:sp {NAMESPACES}><p:nvSpPr>{named(said)}{kind}<p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{transform(box, paint.turn_degrees)}{_geometry(paint)}{_filling(paint, look)}"
        f"{line(paint, look)}</p:spPr>{text_body(text, look)}</p:sp>"
    )


def connector(said: Said, box: Box, paint: Paint, *, look: Look) -> str:
    """A straight line from the top left to the bottom right corner of its box."""
    return (
        f"<p:cxnSp {NAMESPACES}><p:nvCxnSpPr>{named(said)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f'<p:spPr>{transform(box)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line(paint, look)}</p:spPr></p:cxnSp>'
    )


def group(said: Said, box: Box) -> str:
    """An empty group whose inside is measured like the slide."""
    corner = f'x="{emu(box.x_mm)}" y="{emu(box.y_mm)}"'
    size = f'cx="{emu(box.width_mm)}" cy="{emu(box.height_mm)}"'
    inner = f"<a:off {corner}/><a:ext {size}/><a:chOff {corner}/><a:chExt {size}/>"
    return (
        f"<p:grpSp {NAMESPACES}><p:nvGrpSpPr>{named(said)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{inner}</a:xfrm></p:grpSpPr></p:grpSp>"
    )


def transform(box: Box, turn_degrees: float = 0.0, *, element: str = "a:xfrm") -> str:
    turn = f' rot="{round(turn_degrees % 360 * 60000)}"' if turn_degrees % 360 else ""
    return (
        f'<{element}{turn}><a:off x="{emu(box.x_mm)}" y="{emu(box.y_mm)}"/>'
        f'<a:ext cx="{max(0, emu(box.width_mm))}" cy="{max(0, emu(box.height_mm))}"/></{element}>'
    )


def line(paint: Paint, look: Look) -> str:
    if paint.outline is None:
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{paint.dash}"/>' if paint.dash else ""
    colour = solid(paint.outline, look, paint.outline_opaque)
    return f'<a:ln w="{round(paint.outline_pt * 12700)}">{colour}{dash}</a:ln>'


def _geometry(paint: Paint) -> str:
    guides = "".join(f'<a:gd name="{name}" fmla="val {value}"/>' for name, value in paint.adjust)
    return f'<a:prstGeom prst="{paint.geometry}"><a:avLst>{guides}</a:avLst></a:prstGeom>'


def _filling(paint: Paint, look: Look) -> str:
    if not paint.pattern or not paint.fill:
        return solid(paint.fill, look, paint.opaque)
    front, back = colour_xml(paint.fill, look), colour_xml("paper", look)
    return f'<a:pattFill prst="{paint.pattern}"><a:fgClr>{front}</a:fgClr><a:bgClr>{back}</a:bgClr></a:pattFill>'
