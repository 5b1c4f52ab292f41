"""Colours, type sizes and leading of a deck, by theme and language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from export.document.model import Document

HEX = re.compile(r"#[0-9A-Fa-f]{6}")
# Prescribed by TLP 2.0, on black, whatever the theme.
MARKING_COLOURS = {
    "CLEAR": "#FFFFFF",
    "GREEN": "#33FF00",
    "AMBER": "#FFC000",
    "AMBER+STRICT": "#FFC000",
    "RED": "#FF2B2B",
}
MARKING_GROUND = "#000000"
PALETTES = {
    "light": {
        "paper": "#FFFFFF",
        "ink": "#17202B",
        "muted": "#566170",
        "line": "#D3D9E0",
        "soft": "#F2F5F8",
        "accent": "#0B5FA5",
        "alert": "#B4500F",
        "alert_soft": "#FBEFE6",
    },
    "dark": {
        "paper": "#12171E",
        "ink": "#EEF2F6",
        "muted": "#A9B4C1",
        "line": "#36414D",
        "soft": "#1C242E",
        "accent": "#7CC4FF",
        "alert": "#FFB070",
        "alert_soft": "#33241A",
    },
    "grey": {
        "paper": "#FFFFFF",
        "ink": "#1A1A1A",
        "muted": "#595959",
        "line": "#D2D2D2",
        "soft": "#F2F2F2",
        "accent": "#3D3D3D",
        "alert": "#3D3D3D",
        "alert_soft": "#EAEAEA",
    },
}
# Words of charts, in English where the document brings none.
WORDS = {
    "chance": "Chance",
    "low": "Low end",
    "high": "High end",
    "ticks": "Ticks: {} incidents, {} of them near (thick).",
    "unseen": "No data from {} to {}.",
}
LANGUAGE_TAGS = {"en": "en-GB", "zh": "zh-CN", "ru": "ru-RU", "fa": "prs-AF"}
# Line height over type size: Chinese and Arabic script need more air.
LEADING = {"en": 1.24, "ru": 1.24, "zh": 1.42, "fa": 1.55}


@dataclass(frozen=True)
class Style:
    """How a paragraph is set. `colour` is a role of the palette or #rrggbb; `align` is start, middle or end.

    `halo`: a glow of the paper's colour around the letters, for names on a map.
    """

    size_pt: float
    colour: str = "ink"
    bold: bool = False
    align: str = "start"
    halo: bool = False
    opaque: float = 1.0


TITLE = Style(24, bold=True)
COVER = Style(32, bold=True)
SUBHEADING = Style(13, "muted")
LEAD = Style(18)
TEXT = Style(13)
STRONG = Style(13, bold=True)
HEADING = Style(15, bold=True)
CAPTION = Style(12, bold=True)
NOTE = Style(10.5, "muted")
CELL = Style(11)
HEADER_CELL = Style(10.5, "muted", bold=True)
FRAME = Style(9, "muted")
FOOTER = Style(8, "muted")
MARKING = Style(12, bold=True, align="middle")
VALUE = Style(48, bold=True)


@dataclass(frozen=True)
class Look:
    """What theme and language decide. `enlarged`: how much larger than the slide the sheet is that is laid out."""

    theme: str
    language: str
    words: Mapping[str, str] = field(default_factory=dict)
    enlarged: float = 1.0

    @cached_property
    def palette(self) -> dict[str, str]:
        return PALETTES.get(self.theme, PALETTES["light"])

    @property
    def tag(self) -> str:
        return LANGUAGE_TAGS.get(self.language, "en-GB")

    @property
    def right_to_left(self) -> bool:
        return self.language == "fa"

    @property
    def grey(self) -> bool:
        return self.theme == "grey"

    def line_mm(self, style: Style) -> float:
        """Height of one line [mm], to a tenth of a point as the file says it."""
        return self.line_pt(style) * 25.4 / 72

    def line_pt(self, style: Style) -> float:
        return round(style.size_pt * LEADING.get(self.language, 1.24), 1)

    def colour(self, name: str) -> str:
        """Six digits for a role or a #rrggbb; what is neither is drawn as muted text, and grey stays grey."""
        found = self.palette.get(name) or (name if HEX.fullmatch(name) else self.palette["muted"])
        return (_greyed(found) if self.grey else found)[1:].upper()

    def word(self, name: str, *values: object) -> str:
        """A fixed word of the document, with values in its gaps."""
        text = self.words.get(name, WORDS.get(name, ""))
        # A mark before a date keeps 2025-09-03 from reading 03-09-2025 among Arabic letters.
        mark = "\u200e" if self.right_to_left else ""
        for value in values:
            text = text.replace("{}", f"{mark}{value}{mark}", 1)
        return text

    def on(self, colour: str) -> str:
        """Black or white, whichever is read better on a colour."""
        return "#000000" if luminance(f"#{self.colour(colour)}") > 0.18 else "#FFFFFF"


def look_of(document: Document) -> Look:
    return Look(document.theme, document.language, document.words)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, from 0 to 1, after WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _greyed(colour: str) -> str:
    level = luminance(colour)
    shade = 12.92 * level if level <= 0.0031308 else 1.055 * level ** (1 / 2.4) - 0.055
    return f"#{round(shade * 255):02x}" + f"{round(shade * 255):02x}" * 2
