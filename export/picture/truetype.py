"""Chinese as text in a PDF: the signs of a picture as a small TrueType font.

The Chinese font of the set-up has cubic outlines (CFF), and matplotlib embeds those in a way that PDF does not allow.
Its licence (OFL 1.1, no reserved name) permits to convert them: the signs that a picture needs become quadratic curves
that are nowhere more than a thousandth of the size off, in a font that matplotlib embeds as Type 42.
"""

import io
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from export.fonts import font_files
from export.picture.text import is_wide

MOST_OFF = 1.0
FAMILY = "Noto Sans SC TrueType"


def with_real_letters(figure: Figure, folder: Path) -> None:
    """Sets all Chinese of a figure in a font that a PDF can hold, written into a folder that outlives the drawing."""
    texts = [text for text in figure.findobj(Text) if is_wide(text.get_text())]
    if texts:
        path = folder / "chinese.ttf"
        path.write_bytes(truetype(frozenset().union(*(text.get_text() for text in texts))))
        for text in texts:
            text.set_fontproperties(FontProperties(fname=path, size=text.get_fontsize()))


@lru_cache(maxsize=32)
def truetype(signs: frozenset[str]) -> bytes:
    """A TrueType font of these signs, as far as the Chinese font has them; the same signs, the same bytes."""
    names = _names(sorted(signs))
    order = [".notdef", *dict.fromkeys(names.values())]
    font, builder = _chinese(), FontBuilder(_chinese()["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: _quadratic(name) for name in order})
    builder.setupHorizontalMetrics({name: font["hmtx"][name] for name in order})
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular", "psName": "NotoSansSC-Regular", **_rights()})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = font["head"].modified
    builder.font.recalcTimestamp = False
    stream = io.BytesIO()
    builder.save(stream)
    return stream.getvalue()


def _names(signs: Iterable[str]) -> dict[int, str]:
    """The glyph of each sign by its number."""
    known = _chinese().getBestCmap()
    return {ord(sign): known[ord(sign)] for sign in signs if ord(sign) in known}


@cache
def _chinese() -> TTFont:
    return TTFont(font_files()[-1], lazy=True)


@lru_cache(maxsize=4096)
def _quadratic(name: str) -> object:
    pen = TTGlyphPen(None)
    _chinese().getGlyphSet()[name].draw(Cu2QuPen(pen, MOST_OFF, reverse_direction=True))
    return pen.glyph()


def _rights() -> dict[str, str]:
    given = _chinese()["name"]
    return {"copyright": given.getDebugName(0), "licenseDescription": given.getDebugName(13)}
