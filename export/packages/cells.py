"""Cells and sheets of a workbook: text is written as text, whatever it looks like."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from export.packages.about import About
from export.packages.text import clean, cut, unique, written

# Limits of the format: signs in a cell and in a sheet's name, figures that stay exact, the first day it can tell.
CELL, SHEET, EXACT, FIRST_DAY = 32_767, 31, 2**53, date(1900, 3, 1)
# With what the format would read as an escape, such as _x000D_.
SHEET_SIGNS = re.compile(r"[\[\]:*?/\\\x00-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
READ_ME = "Read me"
# A printed header holds 255 signs, its codes among them.
HEADER = 90

Formats = dict[str, Format]


def sheet_names(names: Iterable[str]) -> list[str]:
    """Names that a workbook takes: at most 31 signs, none of []:*?/\\, no two alike, "Read me" and "History" taken."""
    plain = [SHEET_SIGNS.sub("-", cut_plainly(clean(name), SHEET - 4)).strip("' ") or "sheet" for name in names]
    return unique(plain, taken=(READ_ME, "History"))


def cut_plainly(text: str, longest: int) -> str:
    """The first `longest` UTF-16 units of a text, never half a sign."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def formats_of(book: Workbook) -> Formats:
    """The few formats of our sheets, by what they are for."""
    top = {"valign": "top"}
    return {
        "head": book.add_format({"bold": True, "bg_color": "#33415c", "font_color": "#ffffff", **top}),
        "mark": book.add_format({"bold": True, "font_size": 14, **top}),
        "term": book.add_format({"bold": True, **top}),
        "wrap": book.add_format({"text_wrap": True, **top}),
        "text": book.add_format({"num_format": "@", **top}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top}),
        "plain": book.add_format(top),
    }


def set_page(sheet: Worksheet, about: About) -> None:
    """Landscape A4, headings repeated, the marking above and below and the page number."""
    title = _unrun(cut_plainly(clean(about.title).replace("\n", " "), HEADER))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    sheet.set_header(f"&L{title}&R{_unrun(about.marked)}")
    sheet.set_footer(f"&L{_unrun(about.marked)}&CPage &P of &N&R{about.made_on.isoformat()}")


def write(sheet: Worksheet, place: tuple[int, int], value: Any, formats: Formats, *, text: str = "text") -> None:
    """One plain value or date into a cell (row, column); nothing for None, the format named `text` for text."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(*place, value, formats["plain"])
    elif isinstance(value, date):
        sheet.write_datetime(*place, datetime(value.year, value.month, value.day), formats["day"])
    elif isinstance(value, int | float) and abs(value) < EXACT:
        sheet.write_number(*place, value, formats["plain"])
    else:
        sheet.write_string(*place, as_text(written(value)), formats[text])


def as_text(words: str) -> str:
    """Text that a cell can hold. What would be read as rich text gets a blank at its end."""
    short = cut(words, CELL - 1)
    return f"{short} " if short.startswith("<r>") and short.endswith("</r>") else short


def as_day(value: Any) -> Any:
    """ISO text as a date, if the format can tell it; else the value unchanged."""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return day if day >= FIRST_DAY else value


def _unrun(text: str) -> str:
    """In a printed header "&" starts a code; two of them are one sign."""
    return text.replace("&", "&&")
