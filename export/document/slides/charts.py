"""What PowerPoint needs for a native chart: its XML and the workbook that opens when its data are edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

from export.document.slides.drawing import FACES, solid
from export.document.slides.look import Look
from export.document.slides.measure import one_line

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
MADE = datetime(1980, 1, 1)
EPOCH = date(1899, 12, 30)
NAME_SIGNS = 200
DATE_FORMAT = "yyyy-mm-dd"
AXES = (111111111, 222222222)
# Nothing in a cell may become a formula, a link or a number by itself.
PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


@dataclass(frozen=True)
class Series:
    """A column of numbers, None where there is none. `shape` and `labels` are XML: how it is drawn and labelled."""

    name: str
    values: tuple[float | None, ...]
    shape: str
    labels: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart with its data: what `add_chart` asks for. `keys` are texts or days."""

    xml: str
    keys: Sequence[str | date]
    series: tuple[Series, ...]

    def xml_bytes(self, chart_type: object) -> bytes:
        return self.xml.encode("utf-8")

    @property
    def xlsx_blob(self) -> bytes:
        """One sheet: the keys, then a column for each series."""
        file = BytesIO()
        with Workbook(file, PLAIN) as book:
            book.set_properties({"created": MADE})
            sheet = book.add_worksheet("Sheet1")
            days = book.add_format({"num_format": DATE_FORMAT})
            for row, key in enumerate(self.keys, start=1):
                if isinstance(key, date):
                    sheet.write_datetime(row, 0, key, days)
                else:
                    sheet.write_string(row, 0, key)
            for column, series in enumerate(self.series, start=1):
                sheet.write_string(0, column, series.name)
                for row, value in enumerate(series.values, start=1):
                    if value is not None:
                        sheet.write_number(row, column, value)
        return file.getvalue()


def series_xml(place: int, series: Series, keys: Sequence[str | date]) -> str:
    """One `c:ser`; what comes after its shape is `labels`, then keys and values with their cells."""
    column, last = "BCDEFG"[place], len(keys) + 1
    name = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(series.name)}</c:v></c:pt></c:strCache>'
    numbers = _points(series.values)
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f"<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>{name}</c:strRef></c:tx>{series.shape}{series.labels}"
        f"<c:cat>{_keys(keys, last)}</c:cat><c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f>"
        f"<c:numCache><c:formatCode>General</c:formatCode>{numbers}</c:numCache></c:numRef></c:val>"
    )


def _keys(keys: Sequence[str | date], last: int) -> str:
    reference = f"<c:f>Sheet1!$A$2:$A${last}</c:f>"
    if keys and isinstance(keys[0], date):
        serials = _points(tuple((key - EPOCH).days for key in keys))
        cache = f"<c:numCache><c:formatCode>{DATE_FORMAT}</c:formatCode>{serials}</c:numCache>"
        return f"<c:numRef>{reference}{cache}</c:numRef>"
    texts = "".join(f'<c:pt idx="{place}"><c:v>{escape(key)}</c:v></c:pt>' for place, key in enumerate(keys))
    cache = f'<c:strCache><c:ptCount val="{len(keys)}"/>{texts}</c:strCache>'
    return f"<c:strRef>{reference}{cache}</c:strRef>"


def _points(values: Sequence[float | None]) -> str:
    known = ((place, value) for place, value in enumerate(values) if value is not None)
    points = "".join(f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>' for place, value in known)
    return f'<c:ptCount val="{len(values)}"/>{points}'


def chart_name(text: str) -> str:
    """A text short enough for a cell, a series or a category."""
    line = one_line(text)
    return line if len(line) <= NAME_SIGNS else line[: NAME_SIGNS - 1] + "…"


def chart_space(plot: str, look: Look, *, legend: str = "") -> str:
    """The whole chart around its plot area: no title, no ground, no frame."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{plot}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text_properties(10, 'ink', look)}</c:chartSpace>"
    )


def text_properties(size_pt: float, colour: str, look: Look) -> str:
    properties = f'lang="{look.tag}" sz="{round(size_pt * 100)}" b="0"'
    inner = f"<a:defRPr {properties}>{solid(colour, look)}{FACES}</a:defRPr>"
    start = '<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p>'
    return f'{start}<a:pPr>{inner}</a:pPr><a:endParaRPr lang="{look.tag}"/></a:p></c:txPr>'


def layout(x: float, y: float, width: float, height: float, *, target: str = "") -> str:
    """Where a part of the chart lies, as shares of the chart's size."""
    inner = f'<c:layoutTarget val="{target}"/>' if target else ""
    sides = (("x", x), ("y", y), ("w", width), ("h", height))
    places = "".join(f'<c:{side} val="{value:.5f}"/>' for side, value in sides)
    edges = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{inner}{edges}{places}</c:manualLayout></c:layout>"


def axis(kind: str, place: int, inside: str, *, after: str = "") -> str:
    """An axis that crosses the other one; `inside` follows its scaling, `after` ends it."""
    return (
        f'<c:{kind}><c:axId val="{AXES[place]}"/>{inside}<c:crossAx val="{AXES[1 - place]}"/>'
        f'<c:crosses val="autoZero"/>{after}</c:{kind}>'
    )


AXIS_IDS = "".join(f'<c:axId val="{number}"/>' for number in AXES)
