"""XLSX: a sheet to read first, then one sheet per frame."""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import geopandas as gpd
import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from export.packages.about import About, check_marking, facts
from export.packages.cells import READ_ME, Formats, as_day, cut_plainly, formats_of, set_page, sheet_names, write
from export.packages.columns import kind_of, plain_value
from export.packages.delimited import PLACE, place_of
from export.packages.manifest import dataset_facts, settings_of
from export.packages.plain import known, values_of
from export.packages.styles import layer_of
from export.packages.text import clean, unique, written

WIDTHS = {"truth": 9, "whole": 10, "number": 12, "day": 12, "list": 34, "text": 18}
WIDE = {"title": 44, "name": 34, "summary": 60, "placement_note": 50, "sources": 60, "note": 44}
# Nothing is guessed: no formula, link or number is made out of text, and nothing goes to a temporary file.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LINE_SIGNS, LINE_PT, TALLEST = 112, 15, 27
NOTES = (
    "Empty cells are not known; they are not zero.",
    "An incident is not a dot: placement, placement_radius_km and placement_areas say what its point stands for.",
    "Days are dates where the day is known; else the text says what is known.",
    "Lists are joined with a semicolon.",
)


def as_xlsx(frames: Mapping[str, gpd.GeoDataFrame], about: About) -> bytes:
    """Frames of `flat` as a workbook. Days that are precise are dates, all others text; the unknown is an empty cell.

    The marking stands on the first sheet and above and below every printed page; points have their longitude and
    latitude, other shapes are in the GeoJSON. Text beyond 32,767 signs is cut, with a word that it was.
    Raises MarkedAbove.
    """
    check_marking(frames, about)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        _set_properties(book, about)
        formats, first = formats_of(book), book.add_worksheet(READ_ME)
        _fill_read_me(first, frames, about, formats)
        for name, frame in zip(sheet_names(frames), frames.values(), strict=True):
            sheet = book.add_worksheet(name)
            set_page(sheet, about)
            _fill(sheet, frame, formats)
    return out.getvalue()


def _set_properties(book: Workbook, about: About) -> None:
    made = datetime(about.made_on.year, about.made_on.month, about.made_on.day)
    words = {"title": about.title, "author": about.made_by, "category": about.marked, "comments": about.period}
    book.set_properties({name: cut_plainly(clean(word), 250) for name, word in words.items()} | {"created": made})


def _fill_read_me(sheet: Worksheet, frames: Mapping[str, gpd.GeoDataFrame], about: About, formats: Formats) -> None:
    set_page(sheet, about)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, LINE_SIGNS - 2)
    write(sheet, (0, 0), about.marked, formats, text="mark")
    write(sheet, (0, 1), clean(about.title), formats, text="mark")
    for row, (term, value) in enumerate(_lines(frames, about), start=2):
        write(sheet, (row, 0), term, formats, text="term")
        write(sheet, (row, 1), value, formats, text="wrap")
        sheet.set_row(row, LINE_PT * _line_count(value))


def _line_count(value: Any) -> int:
    """How many lines a text takes when it is wrapped; a row can be no higher than some thirty."""
    lines = written(value).split("\n")
    return min(sum(max(1, -(-len(line) // LINE_SIGNS)) for line in lines), TALLEST)


def _lines(frames: Mapping[str, gpd.GeoDataFrame], about: About) -> Iterator[tuple[str, Any]]:
    """Everything to be read first, as term and value; empty lines between the parts."""
    yield from facts(about).items()
    yield from (("Note", note) for note in NOTES)
    yield "", None
    for name, frame in frames.items():
        layer = layer_of(name)
        yield clean(name), f"{len(frame)} rows. {layer.caution if layer else ''}".strip()
    for dataset in about.datasets:
        yield "", None
        yield from ((term.capitalize(), value) for term, value in dataset_facts(dataset).items() if known(value))
    yield "", None
    yield from ((f"Setting {clean(name)}", _said(value)) for name, value in settings_of(about).items())
    yield "Specification", plain_value(about.specification)


def _said(value: Any, *, between: str = "; ") -> str:
    """A setting in one line: parts of a whole after ";", parts of a part after ","."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_said(part)}" for name, part in value.items())
    if isinstance(value, list):
        return between.join(_said(part, between=" ") for part in value)
    return written(value) or "not set"


def _fill(sheet: Worksheet, frame: gpd.GeoDataFrame, formats: Formats) -> None:
    values = values_of(frame)
    names = [*values, *unique(PLACE[:2], taken=values)]
    kinds = [*(kind_of(frame, column) for column in values), "number", "number"]
    for place, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        write(sheet, (0, place), name, formats, text="head")
        sheet.set_column(place, place, WIDE.get(name, max(WIDTHS[kind], min(len(name) + 4, 24))))
    precise = [word == "day" for word in frame.get("date_precision", ())] or [False] * len(frame)
    rows = zip(values.itertuples(index=False, name=None), frame.geometry, precise, strict=True)
    for number, (row, shape, known_day) in enumerate(rows, start=1):
        for place, value in enumerate((*row, *place_of(shape)[:2])):
            is_day = kinds[place] == "day" or (names[place] == "date" and known_day)
            write(sheet, (number, place), as_day(value) if is_day else value, formats)
    sheet.freeze_panes(1, min(1, len(names) - 1))
    sheet.autofilter(0, 0, len(frame), len(names) - 1)
