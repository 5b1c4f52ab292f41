"""Text on the map: made harmless, measured, and set in the fonts of the set-up."""

import unicodedata
from functools import cache, lru_cache
from itertools import groupby

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from export.fonts import FAMILIES, font_files

MM_PER_PT = 25.4 / 72.0
CAP_HEIGHT = 0.69
LINE_HEIGHT = 1.2
LETTER_SPACE = 0.14
MEASURED_DPI = 288
LONGEST = 48
# Joiners shape letters of Dari; other marks of format, among them those that turn the direction, are left out.
JOINERS = "\u200c\u200d"
DROPPED = {"Cc", "Cs", "Co", "Cn", "Cf"}
FIRST_WIDE, ARABIC_FORMS = 0x2100, (0xFB50, 0xFEFF)
SPACES = {"Zl", "Zp", "Zs"}


def harmless(text: object, longest: int = LONGEST) -> str:
    """One line of at most `longest` characters without control characters; a longer text ends in an ellipsis."""
    start = unicodedata.normalize("NFC", str(text)[: 8 * longest])
    kept = "".join(_kept(sign) for sign in start)
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def drawable(text: object, longest: int = LONGEST) -> str:
    """As `harmless`, without the signs that no font has, such as pictures of faces."""
    return "".join(sign for sign in harmless(text, longest) if _can_be_drawn(sign)).strip()


def _can_be_drawn(sign: str) -> bool:
    """Whether a font has a sign, or the letter and the accents of which it is made."""
    return sign == " " or ord(sign) in _known() or all(ord(part) in _known() for part in _parts(sign))


def _parts(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)


@cache
def _known() -> frozenset[int]:
    """Numbers of all signs that the fonts can draw."""
    return frozenset(number for path in font_files() for number in FT2Font(path).get_charmap())


def _kept(sign: str) -> str:
    if sign in JOINERS:
        return sign
    kind = unicodedata.category(sign)
    return " " if kind in SPACES or sign in "\t\n\r" else "" if kind in DROPPED else sign


def font(text: str, size_pt: float, *, bold: bool = False) -> FontProperties:
    """The fonts of the scripts in a text at a size [points]; the first that has a letter is used for it.

    The Chinese font comes last and has no bold: it is asked only where a text needs it, and then nothing is bold.
    """
    wide = is_wide(text)
    families = FAMILIES if wide else FAMILIES[:-1]
    return FontProperties(family=list(families), size=size_pt, weight="bold" if bold and not wide else "normal")


def is_wide(text: str) -> bool:
    """Whether a text has signs for which the Chinese font is asked."""
    return any(ord(sign) >= FIRST_WIDE and not ARABIC_FORMS[0] <= ord(sign) <= ARABIC_FORMS[1] for sign in text)


def parts(text: str) -> list[str]:
    """The text cut where signs that only the Chinese font has begin and end."""
    return ["".join(signs) for _, signs in groupby(text, key=_only_chinese().__contains__)]


def is_chinese(text: str) -> bool:
    """Whether a text has only signs that no other font than the Chinese one has."""
    return bool(text) and _only_chinese().issuperset(text)


def runs_from_right(text: str) -> bool:
    """Whether a text has letters of a script that is read from the right."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


@cache
def _only_chinese() -> frozenset[str]:
    *others, chinese = (frozenset(map(chr, FT2Font(path).get_charmap())) for path in font_files())
    return chinese.difference(*others)


@lru_cache(maxsize=4096)
def width_mm(text: str, size_pt: float, *, bold: bool = False) -> float:
    """Width of a line of text [mm]; to be called by one thread at a time."""
    figure = Figure(dpi=MEASURED_DPI)
    renderer = FigureCanvasAgg(figure).get_renderer()
    drawn = Text(0, 0, text, fontproperties=font(text, size_pt, bold=bold), parse_math=False, figure=figure)
    return drawn.get_window_extent(renderer).width / MEASURED_DPI * 25.4


def spaced(text: str) -> bool:
    """Whether letters of a text may be set apart: those of Latin and Cyrillic, never those that join."""
    return all(ord(sign) < 0x530 or sign in "’‘–ʿʼ" or 0x1E00 <= ord(sign) < 0x1F00 for sign in text)


def letters(text: str, size_pt: float) -> list[tuple[float, str]]:
    """Bold letters set apart: how far each starts from the left [mm], and the letter."""
    space, at, result = LETTER_SPACE * size_pt * MM_PER_PT, 0.0, []
    for sign in text:
        result.append((at, sign))
        at += (width_mm(sign, size_pt, bold=True) or size_pt * MM_PER_PT * 0.25) + space
    return result


def spaced_width_mm(text: str, size_pt: float) -> float:
    """Width of bold letters that are set apart [mm]."""
    at, sign = letters(text, size_pt)[-1]
    return at + width_mm(sign, size_pt, bold=True)
