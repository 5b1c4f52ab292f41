"""Cells of a sheet as plain values: shared texts, numbers, days told by their format, errors as text."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from layers.reading.archives import Archive
from layers.reading.columns import check_columns, check_rows
from layers.reading.errors import FileDamaged
from layers.reading.limits import Limits
from layers.reading.markup import walk_xml
from layers.reading.parsed import Source

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# Formats of a workbook that stand for days or times without being written out.
BUILT_IN = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
NOT_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
CODE_CHARACTERS = 255
LAST_SERIAL = 2_958_465
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TELL_EVERY = 5_000


class Formats:
    """Texts that cells share, and which styles mean a day."""

    def __init__(self, archive: Archive, limits: Limits, *, since_1904: bool) -> None:
        self.epoch = EPOCHS[since_1904]
        self.texts: list[str] = []
        self.days: list[bool] = []
        self._codes: dict[str, bool] = {}
        self._parts: list[str] = []
        self._path: list[str] = []
        for place, start, end in (
            ("xl/sharedStrings.xml", self._open, self._shared),
            ("xl/styles.xml", self._style, self._close),
        ):
            if place in archive.members:
                self._path = []
                walk_xml(archive.pieces(place), start, end, limits=limits)

    def text(self, index: str) -> str:
        """The shared text of this number. Raises FileDamaged when there is none."""
        try:
            return self.texts[int(index)] if int(index) >= 0 else self.texts[len(self.texts)]
        except (ValueError, IndexError) as error:
            raise FileDamaged(
                f"A cell names the shared text {index[:20]!r}, which is missing. Save it again."
            ) from error

    def is_day(self, style: str) -> bool:
        """Whether numbers in this style are days."""
        return style.isdecimal() and len(style) < 7 and int(style) < len(self.days) and self.days[int(style)]

    def _open(self, name: str, _: Mapping[str, str]) -> None:
        self._path.append(name)
        if name == "si":
            self._parts = []

    def _shared(self, name: str, text: str) -> None:
        self._path.pop()
        if name == "t" and "rPh" not in self._path:
            self._parts.append(text)
        elif name == "si":
            self.texts.append(unescaped("".join(self._parts)))

    def _style(self, name: str, attributes: Mapping[str, str]) -> None:
        self._path.append(name)
        if name == "numFmt":
            code = NOT_DATE.sub("", attributes.get("formatCode", "")[:CODE_CHARACTERS])
            self._codes[attributes.get("numFmtId", "")] = bool(re.search(r"[dmyhs]", code, re.IGNORECASE))
        elif name == "xf" and "cellXfs" in self._path:
            number = attributes.get("numFmtId", "0")
            built_in = number.isdecimal() and len(number) < 6 and int(number) in BUILT_IN
            self.days.append(self._codes.get(number, built_in))

    def _close(self, name: str, text: str) -> None:
        self._path.pop()


class Cells:
    """Fills `rows` (row as a person counts it to column to value) while the sheet streams by."""

    def __init__(self, formats: Formats, source: Source) -> None:
        self.formats, self.source = formats, source
        self.rows: dict[int, dict[int, object]] = {}
        self.formulas = self.unstored = 0
        self._row = self._column = 0
        self._kind = self._style = ""
        self._value: str | None = None
        self._inline: list[str] = []
        self._has_formula = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
            self._column = -1
        elif name == "c":
            place = REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = column_number(place[1]) if place else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._value, self._inline, self._has_formula = None, [], False

    def end(self, name: str, text: str) -> None:
        """An element ends, with the text in it."""
        if name == "v":
            self._value = text
        elif name == "t":
            self._inline.append(text)
        elif name == "f":
            self._has_formula = True
        elif name == "c":
            self._keep()

    def _keep(self) -> None:
        self.formulas += self._has_formula
        value = self._plain()
        self.unstored += self._has_formula and value is None
        if value is None or value == "":
            return
        check_columns(self._column + 1, self.source.limits)
        if self._row not in self.rows:
            check_rows(len(self.rows) + 1, self.source.limits)
            self.rows[self._row] = {}
            if len(self.rows) % TELL_EVERY == 0:
                self.source.tell(len(self.rows), 0.0)
        self.rows[self._row][self._column] = value

    def _plain(self) -> object:
        if self._kind == "inlineStr":
            return unescaped("".join(self._inline))
        value = self._value
        if value is None or value == "":
            return None
        if self._kind == "s":
            return self.formats.text(value)
        if self._kind == "b":
            return value.strip() in ("1", "true")
        if self._kind in ("str", "e"):
            return unescaped(value)
        return day_of_text(value) if self._kind == "d" else self._number(value)

    def _number(self, text: str) -> object:
        number = number_of(text)
        if isinstance(number, int | float) and self.formats.is_day(self._style):
            return day_of(number, self.formats.epoch)
        return number


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def number_of(text: str) -> object:
    """Whole where it is written so; text that is no number stays text."""
    try:
        return int(text) if re.fullmatch(r"\s*-?\d{1,15}\s*", text) else float(text)
    except ValueError:
        return text


def day_of(serial: float, epoch: datetime) -> object:
    """A day, or text with the time where the serial number has one; a number that is no day stays a number."""
    if not 0 <= serial <= LAST_SERIAL:
        return serial
    moment = epoch + timedelta(seconds=round(serial * 86_400))
    if serial < 1:
        return moment.strftime("%H:%M:%S")
    whole = moment.time() == datetime.min.time()
    return moment.date() if whole else moment.isoformat(sep=" ")


def day_of_text(text: str) -> object:
    """2024-05-01 is a day; anything else stays text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def unescaped(text: str) -> str:
    """Characters that workbooks write as _x000D_."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
