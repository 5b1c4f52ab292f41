"""Documents set as PDF, PNG and SVG: same document, same bytes; text in it is never read as markup."""

import json
from dataclasses import replace
from functools import cache
from operator import methodcaller
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from export.document.carried import with_density_png, with_specification_png, with_specification_svg
from export.document.model import Document
from export.document.typeset.blocks import Handover
from export.document.typeset.frame import SCALES, Room, frame, width_mm
from export.fonts import font_files

TEMPLATES = Path(__file__).parent / "typeset"


def as_pdf(document: Document) -> bytes:
    """The document as PDF with text that can be selected and its specification in the metadata.

    Raises MarkingUnknown, FontMissing.
    """
    return _compiled(document, Handover(document, methodcaller("pdf"), "pdf"), format="pdf")


def as_pngs(document: Document, dpi: int) -> list[bytes]:
    """One picture for each page at `dpi`, each with the specification. Raises as `as_pdf`."""
    made = _compiled(document, Handover(document, methodcaller("png", dpi), "png"), format="png", ppi=dpi)
    pages = (with_density_png(page, dpi) for page in _pages(made))
    return [with_specification_png(page, document.specification) for page in pages]


def as_svgs(document: Document) -> list[bytes]:
    """One drawing for each page, text as outlines, each with the specification. Raises as `as_pdf`."""
    made = _compiled(document, Handover(document, methodcaller("svg"), "svg"), format="svg")
    return [with_specification_svg(page, document.specification) for page in _pages(made)]


def map_box_mm(document: Document, share: float) -> tuple[float, float]:
    """Width and height [mm] of the largest map in the first of two columns that takes `share` of the width.

    The map stands on the first page that is not the contents, with two lines of caption under it.
    """
    heights = _heights(document, share)
    first, _ = _room(document, heights, 0).columns(share)
    return first.width_mm, first.height_mm - heights["caption"]


def _compiled(document: Document, hand: Handover, **wanted: str | int) -> bytes | list[bytes]:
    heights = _heights(document, 1.0)
    hand.caption_mm = heights["caption"]
    pages = [hand.page(page, _room(document, heights, row)) for row, page in enumerate(document.pages)]
    data = {**frame(document), "heights_mm": heights, "pages": pages}
    with TemporaryDirectory() as folder:
        for name, picture in hand.files.items():
            (Path(folder) / name).write_bytes(picture)
        return typst.compile(
            {"main": _templates()["page.typ"], **_templates()},
            root=folder,
            sys_inputs={"data": json.dumps(data, allow_nan=False)},
            font_paths=_fonts(),
            **wanted,
        )


def _heights(document: Document, share: float) -> dict:
    """Heights around the blocks as the typesetter measures them [mm]; one heading for each page."""
    room = Room(width_mm(document), document.size_mm[1], SCALES[document.paper])
    hand = Handover(document, methodcaller("pdf"), "pdf")
    bare = [hand.page(replace(page, blocks=()), room) for page in document.pages]
    first, _ = room.columns(share)
    data = {**frame(document), "pages": bare, "width_mm_of_caption": first.width_mm}
    found = typst.query(
        {"main": _templates()["measure.typ"], **_templates()},
        "<heights>",
        sys_inputs={"data": json.dumps(data, allow_nan=False)},
        font_paths=_fonts(),
    )
    return json.loads(found)[0]["value"]


def _room(document: Document, heights: dict, row: int) -> Room:
    """What the page of that row leaves to its blocks."""
    title = heights["title"] if row == 0 and not document.contents else 0.0
    heading = heights["headings"][row] if row < len(heights["headings"]) else 0.0
    around = heights["top"] + heights["bottom"] + title + heading
    return Room(width_mm(document), document.size_mm[1] - around, SCALES[document.paper])


def _pages(made: bytes | list[bytes]) -> list[bytes]:
    return [made] if isinstance(made, bytes) else made


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}


@cache
def _fonts() -> typst.Fonts:
    """The fonts of the set-up and no others, wherever this runs."""
    folders = sorted({str(path.parent) for path in font_files()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
