"""Shares of a whole as a native bar chart."""

import math
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from pptx.enum.chart import XL_CHART_TYPE

from export.document.model import Bars
from export.document.slides.canvas import Canvas
from export.document.slides.charts import (
    AXIS_IDS,
    Chart,
    Series,
    axis,
    chart_name,
    chart_space,
    layout,
    series_xml,
    text_properties,
)
from export.document.slides.drawing import FACES, Box, Said, solid
from export.document.slides.flow import NOTHING_MM, Piece, Taken
from export.document.slides.look import CAPTION, Look, Style
from export.document.slides.measure import clipped, lines_of, one_line, width_mm
from export.document.slides.prose import Prose

LABEL, FIGURE = Style(11), Style(11, bold=True)
LABEL_SHARE, MOST_LINES, BETWEEN_MM, AXIS_GAP_MM = 0.58, 3, 2.0, 3.0
NO_WRAP = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"/>'
MOST_BARS, MOST_FIGURE_SIGNS = 40, 24


@dataclass(frozen=True)
class BarChart:
    """Rows with the same height each; more than fit go on in a second chart."""

    rows: tuple[tuple[str, float, str], ...]
    most: float
    width_mm: float
    look: Look
    title: str = ""
    gap_mm: float = 2.0
    keeps: bool = False

    @property
    def row_mm(self) -> float:
        lines = (len(lines_of(words, LABEL, self.label_mm)) for words, _, _ in self.rows)
        return max(lines, default=1) * self.look.line_mm(LABEL) + BETWEEN_MM

    @property
    def label_mm(self) -> float:
        longest = max((width_mm(words, LABEL) for words, _, _ in self.rows), default=0.0)
        return min(longest + 1.0, self.width_mm * LABEL_SHARE)

    @property
    def height_mm(self) -> float:
        return self.row_mm * len(self.rows)

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        fits = min(MOST_BARS, int((room_mm + NOTHING_MM) / self.row_mm))
        if fits >= len(self.rows):
            return self, None
        if fits < 1 or room_mm < whole_mm - NOTHING_MM:
            return None, self
        return replace(self, rows=self.rows[:fits]), replace(self, rows=self.rows[fits:], gap_mm=2.0)

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        alt = "; ".join(f"{words}: {figure}" for words, _, figure in self.rows)
        box = Box(x_mm, y_mm, self.width_mm, self.height_mm)
        said = Said("Bars", f"{one_line(self.title)}. {alt}".strip(". "))
        canvas.chart(said, box, kind=XL_CHART_TYPE.BAR_CLUSTERED, data=self.chart())

    def chart(self) -> Chart:
        keys = tuple(words for words, _, _ in self.rows)
        shape = f'<c:spPr>{solid("accent", self.look)}</c:spPr><c:invertIfNegative val="0"/>'
        values = tuple(share for _, share, _ in self.rows)
        series = Series(chart_name(self.title) or "–", values, shape, self._labels())
        bars = (
            '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
            f'{series_xml(0, series, keys)}</c:ser><c:gapWidth val="55"/>{AXIS_IDS}</c:barChart>'
        )
        return Chart(chart_space(self._layout() + bars + self._axes(), self.look), keys, (series,))

    def _layout(self) -> str:
        """Words take the start, bars the middle, figures what is left at the end."""
        figures = max(width_mm(figure, FIGURE) for _, _, figure in self.rows) + 3.0
        label = (self.label_mm + AXIS_GAP_MM) / self.width_mm
        wide = max(0.1, 1 - label - figures / self.width_mm)
        x = 1 - label - wide if self.look.right_to_left else label
        return layout(x, 0.0, wide, 1.0, target="inner")

    def _axes(self) -> str:
        line = f'<c:spPr><a:ln w="9525">{solid("line", self.look)}</a:ln></c:spPr>'
        side = "r" if self.look.right_to_left else "l"
        marks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        first = (
            '<c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
            f'<c:axPos val="{side}"/>{marks}{line}{text_properties(11, "ink", self.look)}'
        )
        direction = "maxMin" if self.look.right_to_left else "minMax"
        second = (
            f'<c:scaling><c:orientation val="{direction}"/><c:max val="{self.most!r}"/><c:min val="0"/></c:scaling>'
            f'<c:delete val="1"/><c:axPos val="t"/>{marks}'
        )
        ends = '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/>'
        return axis("catAx", 0, first, after=ends) + axis("valAx", 1, second, after='<c:crossBetween val="between"/>')

    def _labels(self) -> str:
        shown = '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        shown = f'<c:dLblPos val="outEnd"/>{shown}<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        properties = f'lang="{self.look.tag}" sz="1100" b="1"'
        face = f"{solid('ink', self.look)}{FACES}"
        labels = "".join(
            f'<c:dLbl><c:idx val="{place}"/><c:tx><c:rich>{NO_WRAP}<a:lstStyle/><a:p><a:r>'
            f"<a:rPr {properties}>{face}</a:rPr><a:t>{escape(figure)}</a:t></a:r></a:p></c:rich></c:tx>{shown}</c:dLbl>"
            for place, (_, _, figure) in enumerate(self.rows)
        )
        return f"<c:dLbls>{labels}{shown}</c:dLbls>"


def bars_pieces(bars: Bars, width_mm_: float, look: Look) -> list[Piece]:
    """Title and chart. Words longer than three lines are shortened; the chart's figures are not."""
    title = [Prose(bars.title, CAPTION, width_mm_, look, "Chart title", 6.0, True)] if bars.title else []
    room = width_mm_ * LABEL_SHARE
    rows = tuple(
        (
            clipped(chart_name(words), LABEL, room, most=MOST_LINES),
            _share(share),
            one_line(figure)[:MOST_FIGURE_SIGNS],
        )
        for words, share, figure in bars.rows
    )
    most = max((share for _, share, _ in rows), default=0.0) or 1.0
    return [*title, BarChart(rows, most, width_mm_, look, bars.title)] if rows else title


def _share(value: float) -> float:
    return float(value) if value is not None and math.isfinite(value) else 0.0
