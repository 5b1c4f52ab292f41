"""A chance over time as a native line chart, with ticks of incidents drawn over it at their days."""

import math
from dataclasses import dataclass, replace
from datetime import date

from pptx.enum.chart import XL_CHART_TYPE

from export.document.model import Trend
from export.document.slides.canvas import Canvas
from export.document.slides.charts import (
    AXIS_IDS,
    Chart,
    Series,
    axis,
    chart_space,
    layout,
    series_xml,
    text_properties,
)
from export.document.slides.drawing import Box, Paint, Said, solid
from export.document.slides.flow import NOTHING_MM, Piece, Taken
from export.document.slides.look import CAPTION, NOTE, Look
from export.document.slides.measure import one_line
from export.document.slides.prose import Prose

HEIGHT_MM, LEAST_MM = 48.0, 40.0
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 13.0, 6.0, 9.0, 8.0
TICK_MM = 3.2
TOPS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
# Room that the label of a day takes on the axis.
LABEL_MM = 19.0
MONTHS = {"en": "[$-409]mmm yyyy", "ru": "[$-419]mmm yyyy", "zh": 'yyyy"年"m"月"', "fa": "yyyy-mm"}
DAYS = {"en": "[$-409]d mmm", "ru": "[$-419]d mmm", "zh": 'm"月"d"日"', "fa": "mm-dd"}


@dataclass(frozen=True)
class TrendChart:
    """The chart, its ticks and the band without data, in one group."""

    trend: Trend
    width_mm: float
    look: Look
    height_mm: float = HEIGHT_MM
    gap_mm: float = 2.0
    keeps: bool = False

    def take(self, room_mm: float, whole_mm: float) -> Taken:
        if self.height_mm <= room_mm + NOTHING_MM:
            return self, None
        if room_mm >= LEAST_MM or room_mm >= whole_mm - NOTHING_MM:
            return replace(self, height_mm=max(20.0, room_mm)), None
        return None, self

    def draw(self, canvas: Canvas, x_mm: float, y_mm: float) -> None:
        box = canvas.placed(Box(x_mm, y_mm, self.width_mm, self.height_mm))
        inside = canvas.group(Said("Trend"), box)
        self._unseen(inside, box)
        said = Said("Trend chart", f"{one_line(self.trend.title)}. {one_line(self.trend.words)}".strip(". "))
        inside.chart(said, box, kind=XL_CHART_TYPE.LINE, data=self.chart())
        for day, near in self.trend.ticks:
            self._tick(inside, box, day, near)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(date.fromisoformat(day) for day in self.trend.days)

    def chart(self) -> Chart:
        trend = self.trend
        series = (
            Series(self.look.word("chance"), _numbers(trend.values), self._stroke("accent", 2.25)),
            Series(self.look.word("low"), _numbers(trend.low), self._stroke("muted", 0.75, "sysDash")),
            Series(self.look.word("high"), _numbers(trend.high), self._stroke("muted", 0.75, "dash")),
        )
        lines = "".join(
            f'{series_xml(place, one, self.days)}<c:smooth val="0"/></c:ser>' for place, one in enumerate(series)
        )
        plot = (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{lines}'
            f'<c:marker val="1"/>{AXIS_IDS}</c:lineChart>'
        )
        whole = chart_space(self._layout() + plot + self._axes(), self.look, legend=self._legend())
        return Chart(whole, self.days, series)

    def _stroke(self, colour: str, width_pt: float, dash: str = "") -> str:
        dashes = f'<a:prstDash val="{dash}"/>' if dash else ""
        inner = f"{solid(colour, self.look)}{dashes}<a:round/>"
        marker = '<c:marker><c:symbol val="none"/></c:marker>'
        return f'<c:spPr><a:ln w="{round(width_pt * 12700)}" cap="rnd">{inner}</a:ln></c:spPr>{marker}'

    def _layout(self) -> str:
        wide, high = self.width_mm, self.height_mm
        inner = (wide - LEFT_MM - RIGHT_MM) / wide, (high - TOP_MM - BOTTOM_MM) / high
        return layout(LEFT_MM / wide, TOP_MM / high, *inner, target="inner")

    def _legend(self) -> str:
        place = layout(0.0, 0.0, min(1.0, 110 / self.width_mm), 7 / self.height_mm)
        text = text_properties(10 if self.width_mm > 110 else 9, "muted", self.look)
        return f'<c:legend><c:legendPos val="t"/>{place}<c:overlay val="0"/>{text}</c:legend>'

    def _axes(self) -> str:
        look, text = self.look, text_properties(9, "muted", self.look)
        line = f'<c:spPr><a:ln w="9525">{solid("line", look)}</a:ln></c:spPr>'
        none = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        written, unit, step = self._time_labels()
        first = (
            '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
            f"<c:numFmt formatCode='{written}' sourceLinked=\"0\"/>{none}{line}{text}"
        )
        ends = (
            '<c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="days"/>'
            f'<c:majorUnit val="{step}"/><c:majorTimeUnit val="{unit}"/>'
        )
        top = self._top()
        second = (
            f'<c:scaling><c:orientation val="minMax"/><c:max val="{top}"/><c:min val="0"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>{line}</c:majorGridlines>'
            f'<c:numFmt formatCode="0 %" sourceLinked="0"/>{none}<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{text}'
        )
        middle = f'<c:crossBetween val="midCat"/><c:majorUnit val="{top / (2 if top < 0.05 else 4)}"/>'
        return axis("dateAx", 0, first, after=ends) + axis("valAx", 1, second, after=middle)

    def _top(self) -> float:
        known = [value for value in (*_numbers(self.trend.values), *_numbers(self.trend.high)) if value is not None]
        most = max(known, default=1.0)
        return next((top for top in TOPS if top >= most), 1.0)

    def _time_labels(self) -> tuple[str, str, int]:
        """Format of the labels, their unit and how many units apart they are."""
        span = (self.days[-1] - self.days[0]).days
        most = max(2, int((self.width_mm - LEFT_MM - RIGHT_MM) / LABEL_MM))
        if span > 150:
            return MONTHS.get(self.look.language, MONTHS["en"]), "months", math.ceil(span / 30.4 / most)
        return DAYS.get(self.look.language, DAYS["en"]), "days", max(1, math.ceil(span / most))

    def _at(self, box: Box, day: str) -> float | None:
        """Where a day lies on the slide [mm], None outside the chart."""
        first, last = self.days[0], self.days[-1]
        past, span = (date.fromisoformat(day) - first).days, (last - first).days
        if not span or not 0 <= past <= span:
            return None
        return box.x_mm + LEFT_MM + past / span * (box.width_mm - LEFT_MM - RIGHT_MM)

    def _tick(self, canvas: Canvas, box: Box, day: str, near: bool) -> None:
        x_mm = self._at(box, day)
        if x_mm is None:
            return
        y_mm = box.y_mm + box.height_mm - BOTTOM_MM - TICK_MM
        paint = Paint(outline="ink" if near else "muted", outline_pt=1.5 if near else 0.75)
        canvas.line(Said(f"Incident {day}", day), Box(x_mm, y_mm, 0.0, TICK_MM), paint)

    def _unseen(self, canvas: Canvas, box: Box) -> None:
        if not self.trend.unseen:
            return
        first, last = self.days[0].isoformat(), self.days[-1].isoformat()
        start, end = max(self.trend.unseen[0], first), min(self.trend.unseen[1], last)
        left, right = self._at(box, start), self._at(box, end)
        if left is None or right is None or right <= left:
            return
        place = Box(left, box.y_mm + TOP_MM, right - left, box.height_mm - TOP_MM - BOTTOM_MM)
        canvas.shape(
            Said("No data", self.look.word("unseen", *self.trend.unseen)), place, Paint(fill="line", pattern="ltUpDiag")
        )


def trend_pieces(trend: Trend, width_mm: float, look: Look) -> list[Piece]:
    """Title, chart, and in words what it says, how many incidents it marks and when nothing was seen."""
    title = [Prose(trend.title, CAPTION, width_mm, look, "Chart title", 6.0, True)] if trend.title else []
    chart = [TrendChart(trend, width_mm, look)] if trend.days else []
    said = [trend.words]
    if trend.ticks:
        said.append(look.word("ticks", len(trend.ticks), sum(near for _, near in trend.ticks)))
    if trend.unseen:
        said.append(look.word("unseen", *trend.unseen))
    text = " ".join(filter(None, said))
    return [*title, *chart, *([Prose(text, NOTE, width_mm, look, "Chart note", 1.5)] if text else [])]


def _numbers(values: tuple[float | None, ...]) -> tuple[float | None, ...]:
    return tuple(None if value is None or not math.isfinite(value) else float(value) for value in values)
