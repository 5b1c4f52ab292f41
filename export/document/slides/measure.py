"""How wide text is and where its lines break, measured before anything is drawn on fonts as wide as readers have."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from PIL import ImageFont

from export.document.slides.look import Look, Style
from export.fonts import font_files, measuring_font

EM_PX = 200
# Readers without our fonts get others, which may be wider.
SLACK = 1.04
# Space that programs add by themselves between Chinese and other letters.
JOINT_EM = 0.25
MOST_SIGNS = 1000
# What XML cannot carry, and what turns the reading order of a line around.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
BREAKS = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")
ARABIC = re.compile("[\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
# A word, one Chinese sign with the marks that may not begin a line, or spaces.
PIECES = re.compile(
    "[ \t\u3000]+|[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff][、。，：；！？）】》」”]*"
    "|[^ \t\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)


def clean(text: object) -> str:
    """Text that every part of the file can carry: a sign it cannot is shown as U+FFFD."""
    return FORBIDDEN.sub("\ufffd", BREAKS.sub("\n", str(text)))


def reads_from_right(text: str) -> bool:
    """Whether a text has any Arabic letter; a figure or a Latin name has none."""
    return ARABIC.search(text) is not None


def one_line(text: object) -> str:
    return " ".join(clean(text).split())


def width_mm(text: str, style: Style) -> float:
    """Width of one line [mm], with slack for readers whose fonts are wider."""
    joints = sum(_is_joint(before, after) for before, after in pairwise(text))
    ems = sum(_advance(sign, style.bold) for sign in text) + joints * JOINT_EM
    return ems * style.size_pt * 25.4 / 72 * SLACK


def lines_of(text: object, style: Style, room_mm: float) -> list[str]:
    """The lines that a text takes in a box; joined they are the text. A word wider than the box is broken."""
    lines: list[str] = []
    for paragraph in clean(text).split("\n"):
        lines = [*lines[:-1], lines[-1] + "\n"] if lines else lines
        lines.extend(_broken(paragraph, style, room_mm))
    return lines


def height_mm(text: object, style: Style, room_mm: float, *, look: Look) -> float:
    """Height [mm] of a text in a box of that width."""
    return len(lines_of(text, style, room_mm)) * look.line_mm(style)


def clipped(text: object, style: Style, room_mm: float, *, most: int) -> str:
    """The text if it takes at most so many lines, else its beginning and an ellipsis."""
    whole = clean(text)
    # So many signs fill the lines of any slide; the rest need not be measured.
    begin = whole[: most * MOST_SIGNS]
    lines = lines_of(begin, style, room_mm)
    if len(lines) <= most and begin == whole:
        return whole
    last = lines[:most][-1].rstrip()
    while last and width_mm(last + "…", style) > room_mm:
        last = last[:-1]
    return "".join(lines[: most - 1]) + last + "…"


def _broken(paragraph: str, style: Style, room_mm: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for piece in PIECES.findall(paragraph):
        size = width_mm(piece, style)
        if line and _is_joint(line[-1], piece[0]):
            used += JOINT_EM * style.size_pt * 25.4 / 72 * SLACK
        if used + size <= room_mm or (line and piece.isspace()):
            line, used = line + piece, used + size
            continue
        if line:
            lines.append(line)
        *full, line = _chopped(piece, style, room_mm)
        lines.extend(full)
        used = width_mm(line, style)
    return [*lines, line]


def _chopped(word: str, style: Style, room_mm: float) -> list[str]:
    """A word in parts that fit, in one pass."""
    parts, part, used = [], "", 0.0
    em_mm = style.size_pt * 25.4 / 72 * SLACK
    for sign in word:
        joint = JOINT_EM if part and _is_joint(part[-1], sign) else 0.0
        size = (_advance(sign, style.bold) + joint) * em_mm
        if part and used + size > room_mm:
            parts.append(part)
            part, used = "", 0.0
        part, used = part + sign, used + size
    return [*parts, part]


@lru_cache(maxsize=65536)
def _advance(sign: str, bold: bool) -> float:
    """Width of one sign [em]. Arabic signs are measured unjoined, which is never too narrow."""
    if unicodedata.combining(sign) or sign in "\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff":
        return 0.0
    width = _font(sign, bold).getlength(sign) / EM_PX
    if not sign.isalpha() and ord(sign) < 0x0590:
        # Between Arabic words, digits and points are set in the Arabic font.
        width = max(width, _font("\u0627", bold).getlength(sign) / EM_PX)
    return max(width, 1.0) if unicodedata.east_asian_width(sign) in "WF" or ord(sign) > 0xFFFF else width


def _is_joint(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return False
    return _is_chinese(before) != _is_chinese(after)


def _is_chinese(sign: str) -> bool:
    code = ord(sign)
    return 0x2E80 <= code < 0xFB00 or 0xFF00 <= code < 0xFFF0 or code >= 0x20000


def _font(sign: str, bold: bool) -> ImageFont.FreeTypeFont:
    code = ord(sign)
    if 0x0590 <= code < 0x0900 or 0xFB50 <= code < 0xFF00:
        return _fonts()["IBMPlexSansArabic-Bold" if bold else "IBMPlexSansArabic-Regular"]
    if code >= 0x2E80:
        return _fonts()["NotoSansSC-Regular"]
    return _latin(700 if bold else 400)


@cache
def _latin(weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(measuring_font()), EM_PX, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@cache
def _fonts() -> dict[str, ImageFont.FreeTypeFont]:
    basic = ImageFont.Layout.BASIC
    return {path.stem: ImageFont.truetype(str(path), EM_PX, layout_engine=basic) for path in font_files()}
