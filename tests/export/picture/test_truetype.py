"""Chinese in a PDF is text in a TrueType font, with the same outlines and the same bytes every time."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from export.fonts import font_files
from export.picture.text import parts
from export.picture.truetype import truetype
from tests.export.picture.paper import ground, picture, town

SIGNS = frozenset("阿富汗塔吉克斯坦公里")


def area(font: TTFont, sign: str) -> float:
    glyphs = font.getGlyphSet()
    pen = AreaPen(glyphs)
    glyphs[font.getBestCmap()[ord(sign)]].draw(pen)
    return abs(pen.value)


def test_each_sign_keeps_its_ink_and_its_width():
    ours, given = TTFont(io.BytesIO(truetype(SIGNS))), TTFont(font_files()[-1])
    for sign in SIGNS:
        assert area(ours, sign) == pytest.approx(area(given, sign), rel=0.01)
        names = ours.getBestCmap()[ord(sign)], given.getBestCmap()[ord(sign)]
        assert ours["hmtx"][names[0]][0] == given["hmtx"][names[1]][0]


def test_the_font_keeps_the_licence_of_what_it_was_made_from():
    assert "SIL Open Font License" in TTFont(io.BytesIO(truetype(SIGNS)))["name"].getDebugName(13)


def test_the_same_signs_are_the_same_bytes():
    first = truetype(SIGNS)
    truetype.cache_clear()
    assert truetype(frozenset(sorted(SIGNS, reverse=True))) == first


def test_chinese_beside_other_letters_is_cut_from_them():
    assert parts("100 公里") == ["100 ", "公里"]
    assert parts("Kabul") == ["Kabul"]


def test_chinese_names_of_towns_can_be_found_in_a_pdf():
    on = ground(town(70, 36, "Fayzabad", zh="法扎巴德"), town(71, 36, "Mixed", zh="A 区 7"))
    text = PdfReader(io.BytesIO(picture(on=on, language="zh").pdf())).pages[0].extract_text()
    assert "法扎巴德" in text and "区" in text


def test_chinese_beside_letters_from_the_right_is_still_drawn():
    made = picture(on=ground(town(70, 36, "کابل 区")))
    assert "کابل 区" in [label.text for label in made.labels]
    assert made.pdf().startswith(b"%PDF")


def test_threads_write_the_same_chinese_pdf():
    made = [picture(on=ground(town(70, 36, "X", zh="法扎巴德")), language="zh") for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda one: one.pdf(), made))) == 1
