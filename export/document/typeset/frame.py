"""What stands around a page, and the room that it leaves."""

from dataclasses import dataclass, replace
from datetime import date

from export.document.model import FRAME_WORDS, Document
from export.document.typeset.colours import PALETTES
from export.document.typeset.text import plain, runs

# Traffic Light Protocol 2.0 (FIRST, 2022): text in these colours on black, 12 pt at least.
MARKINGS = {
    "RED": "#FF2B2B",
    "AMBER": "#FFC000",
    "AMBER+STRICT": "#FFC000",
    "GREEN": "#33FF00",
    "CLEAR": "#FFFFFF",
}
SCALES = {"A4": 1.0, "Letter": 1.0, "A3": 1.2, "16:9": 1.1}
SIDE_MM, GUTTER_MM = 15.0, 7.0
PADDING_MM, LETTER_MM = 5.0, 1.8
LONGEST_TITLE, LONGEST_LINE = 300, 600
WORD = 26


class MarkingUnknown(ValueError):
    """A marking that the Traffic Light Protocol does not know."""


@dataclass(frozen=True)
class Room:
    """Width and height that a block may take [mm]; `scale` of type and gaps, 1 on A4."""

    width_mm: float
    height_mm: float
    scale: float = 1.0

    def columns(self, share: float) -> tuple["Room", "Room"]:
        """Rooms of two columns side by side, of which the first takes `share`."""
        share = min(max(share, 0.1), 0.9)
        width_mm = self.width_mm - GUTTER_MM * self.scale
        return replace(self, width_mm=share * width_mm), replace(self, width_mm=(1 - share) * width_mm)

    def letters(self, share: float = 1.0) -> int:
        """Letters that fit on a line of the given share of the width; longer words may break anywhere."""
        return max(int((share * self.width_mm / self.scale - PADDING_MM) / LETTER_MM), 4)


def side_mm(document: Document) -> float:
    """Margin on the left and on the right of a page [mm]."""
    return SIDE_MM * SCALES[document.paper]


def width_mm(document: Document) -> float:
    """Width between the margins [mm]."""
    return document.size_mm[0] - 2 * side_mm(document)


def frame(document: Document) -> dict:
    """Everything of a page but its blocks, for the template. Raises MarkingUnknown."""
    if document.marking not in MARKINGS:
        raise MarkingUnknown(
            f"The marking {plain(document.marking, longest=40)!r} is not in the Traffic Light Protocol 2.0. "
            f"Choose one of {', '.join(MARKINGS)}."
        )
    return {
        "width_mm": document.size_mm[0],
        "height_mm": document.size_mm[1],
        "side_mm": side_mm(document),
        "gutter_mm": GUTTER_MM,
        "scale": SCALES[document.paper],
        "palette": PALETTES[document.theme],
        "language": document.language,
        "right_to_left": document.right_to_left,
        "marking": {"text": f"TLP:{document.marking}", "colour": MARKINGS[document.marking]},
        **_words(document),
        **_metadata(document),
    }


def _words(document: Document) -> dict:
    def said(text: str, longest: int = LONGEST_TITLE) -> str | list:
        return runs(plain(text, longest=longest), right_to_left=document.right_to_left, word=WORD)

    words = FRAME_WORDS | document.words
    page = plain(words["page"]).split("{}")
    return {
        "title": said(document.title),
        "subtitle": said(document.subtitle),
        "running": said(document.title, 90),
        "made_by": said(document.made_by),
        "footer": [said(line, LONGEST_LINE) for line in document.footer],
        "page_words": page if len(page) == 3 else ["", "/", ""],
        "contents_word": said(words["contents"]),
        "no_data": said(words["no data"]),
        "contents": document.contents,
    }


def _metadata(document: Document) -> dict:
    return {
        "name": plain(document.title, longest=LONGEST_TITLE),
        "author": plain(document.made_by, longest=LONGEST_TITLE),
        "made_on": _day(document.made_on),
        "specification": document.specification.encode("utf-8", "replace").decode(),
    }


def _day(day: date | None) -> list[int]:
    return [day.year, day.month, day.day] if day else []
