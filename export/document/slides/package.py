"""The file around the slides: an empty deck in the document's size and theme, its properties, and its bytes."""

import re
from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Emu

from export.document.model import Document
from export.document.slides.drawing import emu
from export.document.slides.frame import HEADING_TOP_MM, MARGIN_MM, Frame
from export.document.slides.look import Look
from export.document.slides.measure import clean, one_line

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
# Without the guides of the template, which is of another size.
VIEW = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<p:viewPr xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
)
LEFT_OUT = ("thumbnail", "printerSettings")
# The panose tells a program without the font which of its own is near.
FACES = {
    "latin": '<a:latin xmlns:a="{0}" typeface="Arial" panose="020B0604020202020204" pitchFamily="34" charset="0"/>',
    "ea": '<a:ea xmlns:a="{0}" typeface="Noto Sans SC" panose="020B0500000000000000" pitchFamily="34" charset="-122"/>',
    "cs": '<a:cs xmlns:a="{0}" typeface="IBM Plex Sans Arabic" panose="020B0503050203000203" pitchFamily="34"/>',
}
NEAR_FONTS = {"Hans": "Microsoft YaHei", "Arab": "Tahoma", "Cyrl": "Segoe UI"}
SCHEME = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "muted",
    "lt2": "soft",
    "accent1": "accent",
    "accent2": "alert",
    "accent3": "muted",
    "accent4": "ink",
    "accent5": "line",
    "accent6": "soft",
    "hlink": "accent",
    "folHlink": "accent",
}
PROPERTY_SIGNS = 255


def empty_deck(document: Document, look: Look) -> Deck:
    """A deck without slides, with one layout that has nothing but a title."""
    deck = Presentation()
    width, height = (Emu(emu(side)) for side in document.size_mm)
    deck.slide_width, deck.slide_height = width, height
    size = deck.part._element.find(f"{P}sldSz")
    size.attrib.pop("type", None)
    for layout in [layout for layout in deck.slide_layouts if layout.name != "Title Only"]:
        deck.slide_layouts.remove(layout)
    _fit_master(deck, document, look)
    _drop_parts(deck)
    _dress(deck, look)
    return deck


def describe(deck: Deck, document: Document) -> None:
    """Core properties: what the file says of itself, the whole specification included."""
    core, day = deck.core_properties, document.made_on
    made = datetime.combine(day, time(), tzinfo=UTC) if day else UNDATED
    core.title = one_line(document.title)[:PROPERTY_SIGNS]
    core.subject = one_line(document.subtitle)[:PROPERTY_SIGNS]
    core.author = core.last_modified_by = one_line(document.made_by)[:PROPERTY_SIGNS]
    core.keywords = f"TLP:{one_line(document.marking)}"[:PROPERTY_SIGNS]
    core.created = core.modified = made.replace(tzinfo=None)
    core.language = document.language
    core.revision = 1
    _comments(core, clean(document.specification))


def deck_bytes(deck: Deck) -> bytes:
    """The file with the clock taken out: entries in order, all of one day."""
    written = BytesIO()
    deck.save(written)
    result = BytesIO()
    with ZipFile(written) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, ZIP_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            new.writestr(entry, old.read(name))
    return result.getvalue()


def number_shapes(deck: Deck) -> None:
    """Gives every shape of a slide its own identifier, and groups the extent of what is in them."""
    for slide in deck.slides:
        for element in reversed(list(slide._element.iter(f"{P}grpSp"))):
            element.recalculate_extents()
        for number, properties in enumerate(slide._element.iter(f"{P}cNvPr"), start=1):
            properties.set("id", str(number))


def _comments(core: object, text: str) -> None:
    """The whole text; the library's own setter stops at 255 signs."""
    core.comments = ""
    core._element.get_or_add_description().text = text


def _fit_master(deck: Deck, document: Document, look: Look) -> None:
    """Title and body fill the slide; date, footer and number of the template go, the slides bring their own."""
    frame = Frame(document, look)
    for sheet in (deck.slide_master, deck.slide_layouts[0]):
        for shape in list(sheet.placeholders):
            if shape.placeholder_format.type in (13, 15, 16):
                shape._element.getparent().remove(shape._element)
        for extension in list(sheet._element.iter(f"{P}extLst")):
            extension.getparent().remove(extension)
    title, body = deck.slide_master.placeholders
    high = frame.room_mm("")
    _place(title, HEADING_TOP_MM, 12.0, frame)
    _place(body, frame.body_top_mm(""), high, frame)
    style = deck.slide_master._element.find(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr")
    style.set("algn", "r" if look.right_to_left else "l")
    style.set("rtl", "1" if look.right_to_left else "0")
    style.find(f"{A}defRPr").set("sz", "2400")
    style.find(f"{A}defRPr").set("b", "1")


def _place(shape: object, top_mm: float, height_mm: float, frame: Frame) -> None:
    shape.left, shape.top = Emu(emu(MARGIN_MM)), Emu(emu(top_mm))
    shape.width, shape.height = Emu(emu(frame.body_width_mm)), Emu(emu(height_mm))


def _drop_parts(deck: Deck) -> None:
    """A picture and a printer's settings that the template brings along."""
    for owner in (deck.part.package._rels, deck.part.rels):
        for key in [key for key, rel in owner.items() if rel.reltype.endswith(LEFT_OUT)]:
            owner.pop(key)


def _dress(deck: Deck, look: Look) -> None:
    for part in deck.part.package.iter_parts():
        if re.search(r"/theme/theme\d+\.xml$", part.partname):
            part.blob = _theme(part.blob, look)
        elif part.partname == "/docProps/app.xml":
            part.blob = APP
        elif part.partname == "/ppt/viewProps.xml":
            part.blob = VIEW


def _theme(blob: bytes, look: Look) -> bytes:
    """The template's theme in our colours and fonts, so that new shapes and texts fit."""
    root = etree.fromstring(blob)
    root.set("name", "Panj Watch")
    for element in root.iter(f"{A}clrScheme"):
        element.set("name", "Panj Watch")
        for child in element:
            child.clear()
            etree.SubElement(child, f"{A}srgbClr").set("val", look.colour(SCHEME[etree.QName(child).localname]))
    for fonts in root.iter(f"{A}majorFont", f"{A}minorFont"):
        for name, face in FACES.items():
            fonts.replace(fonts.find(f"{A}{name}"), etree.fromstring(face.format(A[1:-1])))
        for font in fonts.findall(f"{A}font"):
            fonts.remove(font)
        for script, face in NEAR_FONTS.items():
            etree.SubElement(fonts, f"{A}font", script=script, typeface=face)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
