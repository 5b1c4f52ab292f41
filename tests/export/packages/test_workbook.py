import io
import re
import zipfile
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from export.packages import MarkedAbove, as_xlsx, flat
from export.packages.cells import as_text, sheet_names
from tests.export.packages.tiny import ABOUT, HOSTILE, frames, hostile_frames, some_incidents

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
M = {"m": MAIN}


class Book:
    """A workbook read with nothing but a zip and XML."""

    def __init__(self, data: bytes) -> None:
        self.parts = zipfile.ZipFile(io.BytesIO(data))
        strings = self.part("xl/sharedStrings.xml").xpath("m:si", namespaces=M)
        self.strings = [_plain("".join(si.xpath("m:t/text()", namespaces=M))) for si in strings]
        self.names = self.part("xl/workbook.xml").xpath("//m:sheet/@name", namespaces=M)

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts.read(name))

    def sheet(self, name: str) -> etree._Element:
        return self.part(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml")

    def column(self, sheet: str, heading: str) -> list:
        """Values under a heading; None for an empty cell."""
        cells = {cell.get("r"): self._value(cell) for cell in self.sheet(sheet).xpath("//m:c", namespaces=M)}
        letters = next(re.sub(r"\d", "", at) for at, value in cells.items() if value == heading and at.endswith("1"))
        count = max(int(re.sub(r"\D", "", at)) for at in cells)
        return [cells.get(f"{letters}{row}") for row in range(2, count + 1)]

    def _value(self, cell: etree._Element) -> object:
        text = cell.xpath("string(m:v)", namespaces=M)
        if not text:
            return None
        return {"s": lambda: self.strings[int(text)], "b": lambda: text == "1"}.get(
            cell.get("t"), lambda: float(text)
        )()


def _plain(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


@cache
def hostile_book() -> Book:
    return Book(as_xlsx(hostile_frames(), ABOUT))


def book(**chosen) -> Book:
    return Book(as_xlsx(flat(chosen or frames()), ABOUT))


def test_the_first_sheet_is_to_be_read_first():
    made = book()
    assert made.names == ["Read me", "incidents", "incident_areas", "sites", "scores", "clusters"]
    for words in ("TLP:AMBER", "2 rows marked above TLP:AMBER", ABOUT.datasets[0].citation, ABOUT.specification):
        assert words in made.strings


def test_rows_and_figures_come_back():
    made = book()
    assert made.column("incidents", "incident_id") == ["I1", "I2", "I3"]
    assert made.column("incidents", "longitude") == [0.1234568, 0, -0.5]


def test_unknown_is_an_empty_cell():
    assert book().column("incidents", "killed") == [0, 3, None]


def test_a_known_day_is_a_date_and_others_are_text():
    first = (date(2026, 1, 1) - date(1899, 12, 30)) / timedelta(days=1)
    assert book().column("incidents", "date") == [first, "2025-11", "2026-01-01"]


def test_text_is_never_a_formula_or_a_link():
    made = hostile_book()
    sheets = [made.sheet(name) for name in made.names]
    assert not any(sheet.xpath("//m:f | //m:hyperlink", namespaces=M) for sheet in sheets)
    assert not [name for name in made.parts.namelist() if "external" in name.lower()]


def test_hostile_text_comes_back():
    titles = hostile_frames()["incidents"]["title"].tolist()
    read = hostile_book().column("incidents", "title")
    assert [text.rstrip(" ") for text in read] == [text.rstrip(" ") for text in titles]


def test_text_that_looks_like_rich_text_is_no_markup():
    assert "<r>" in "".join(hostile_book().strings)
    assert as_text("<r>a</r>") == "<r>a</r> "


def test_text_that_is_too_long_says_that_it_was_cut():
    assert len(as_text("x" * 40_000)) < 32_767 and "cut" in as_text("x" * 40_000)[-60:]


def test_signs_of_two_units_count_twice():
    assert len(as_text("😀" * 20_000).encode("utf-16-le")) // 2 <= 32_767


def test_every_page_is_marked_above_and_below():
    made = book()
    for name in made.names:
        assert "TLP:AMBER" in made.sheet(name).xpath("string(//m:oddHeader)", namespaces=M)
        assert "TLP:AMBER" in made.sheet(name).xpath("string(//m:oddFooter)", namespaces=M)


def test_headings_stay_in_sight_and_filter():
    sheet = book().sheet("incidents")
    assert sheet.xpath("//m:pane/@ySplit", namespaces=M) == ["1"] and sheet.xpath("//m:autoFilter", namespaces=M)


def test_the_day_of_making_is_the_one_that_was_given():
    assert b"2026-01-01T00:00:00Z" in book().parts.read("docProps/core.xml")


@given(st.lists(st.text(max_size=50), max_size=8))
def test_any_names_become_names_of_sheets(names):
    made = sheet_names(names)
    assert len({name.casefold() for name in made}) == len(names) and all(0 < len(name) <= 31 for name in made)
    assert not any(sign in name for name in made for sign in "[]:*?/\\")


def test_a_name_that_looks_like_an_escape_is_none():
    assert sheet_names(["_x000D_", "a/b"]) == ["-x000D_", "a-b"]


def test_hostile_names_become_sheets():
    assert len(hostile_book().names) == len(HOSTILE) + 3  # read me, the incidents and their areas


def test_an_empty_frame_is_a_sheet_with_headings():
    assert "incident_id" in book(incidents=some_incidents().head(0)).strings


def test_a_row_above_the_marking_is_refused():
    with pytest.raises(MarkedAbove):
        as_xlsx(flat({"incidents": some_incidents().assign(marking="RED")}), ABOUT)
