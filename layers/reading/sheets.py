"""Workbooks: one sheet becomes a table of the values that were last stored; formulas are never run."""

import posixpath
from collections.abc import Mapping

import numpy as np

from layers.reading.archives import Archive, open_archive
from layers.reading.cells import Cells, Formats
from layers.reading.columns import check_columns, check_rows, clean_text, table_of
from layers.reading.errors import FileEmpty, LayerMissing, MemberMissing
from layers.reading.headers import find_header, has_header
from layers.reading.limits import Limits
from layers.reading.markup import walk_xml
from layers.reading.parsed import Parsed, Source

WORKBOOK = "xl/workbook.xml"
IGNORED = {
    "xl/externalLinks/": "Links to other files are not followed.",
    "xl/vbaProject.bin": "Macros are not run.",
    "xl/embeddings/": "Embedded files are not opened.",
}


class Workbook:
    """Names of the sheets, where they lie in the archive, and from which year days are counted."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.targets: dict[str, str] = {}
        self.since_1904 = False
        walk_xml(archive.pieces("xl/_rels/workbook.xml.rels"), self._relation, _nothing, limits=limits)
        walk_xml(archive.pieces(WORKBOOK), self._sheet, _nothing, limits=limits)

    def _relation(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            place = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            self.targets[attributes.get("Id", "")] = place

    def _sheet(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            number = next((value for key, value in attributes.items() if key.endswith(":id") or key == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), self.targets.get(number, ""), hidden))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true")


def parse(source: Source) -> Parsed:
    """One row per row of the first visible sheet with rows, or of the sheet asked for."""
    archive = open_archive(source.data, source.limits)
    book = Workbook(archive, source.limits)
    formats = Formats(archive, source.limits, since_1904=book.since_1904)
    notes = [words for place, words in IGNORED.items() if any(name.startswith(place) for name in archive.members)]
    for name, place, _ in _wanted(book, source.layer):
        cells = Cells(formats, source)
        walk_xml(archive.pieces(place), cells.start, cells.end, limits=source.limits)
        if cells.rows:
            return _table(cells, source.limits).noting(*_chosen(book, name), *notes)
    raise FileEmpty("No visible sheet of the workbook has rows. Unhide the sheet, or send the one with the records.")


def _wanted(book: Workbook, layer: str | None) -> list[tuple[str, str, bool]]:
    if layer is None:
        return [sheet for sheet in book.sheets if not sheet[2] and sheet[1]]
    found = [sheet for sheet in book.sheets if sheet[0] == layer]
    if not found:
        names = ", ".join(clean_text(sheet[0], 40) for sheet in book.sheets[:10])
        raise LayerMissing(f"The workbook has no sheet {clean_text(layer)!r}; it has {names}. Choose one of them.")
    if not found[0][1]:
        raise MemberMissing(f"The sheet {clean_text(layer)!r} is listed but is not in the workbook. Save it again.")
    return found


def _chosen(book: Workbook, name: str) -> list[str]:
    others = [clean_text(sheet[0], 40) + (" (hidden)" if sheet[2] else "") for sheet in book.sheets if sheet[0] != name]
    return [f"Sheet {clean_text(name, 40)!r} is read; not read: {', '.join(others[:10])}."] if others else []


def _table(cells: Cells, limits: Limits) -> Parsed:
    check_rows(len(cells.rows), limits)
    numbers = sorted(cells.rows)
    width = 1 + max(max(row) for row in cells.rows.values())
    check_columns(width, limits)
    first = [[cells.rows[row].get(at) for at in range(width)] for row in numbers[:20]]
    at = find_header(first)
    headed = has_header(first[at])
    body = numbers[at + 1 :] if headed else numbers
    if not body:
        raise FileEmpty("The sheet has a header and no rows under it. Add the records, or send another sheet.")
    columns = [[cells.rows[row].get(column) for row in body] for column in range(width)]
    table = table_of(columns, first[at] if headed else [""] * width, limits)
    return Parsed(table, np.array(body), "xlsx", notes=tuple(_said(cells, numbers[at], at, headed)))


def _said(cells: Cells, row: int, at: int, headed: bool) -> list[str]:
    notes = []
    if not headed:
        notes.append("The first row holds numbers, so it is no header: columns are numbered.")
    elif at:
        notes.append(f"The header is row {row}; the rows above it are left out.")
    if cells.formulas:
        notes.append(f"Cells that hold formulas: {cells.formulas:,}; their last stored values are taken.")
    if cells.unstored:
        notes.append(f"Formulas without a stored value, left blank: {cells.unstored:,}. Open and save the file once.")
    return notes


def _nothing(name: str, text: str) -> None:
    """An element that says nothing."""
