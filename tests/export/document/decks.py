"""A map picture that needs no map, and small documents, for tests of writers."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing

from export.document.model import (
    Bars,
    Columns,
    Document,
    Entry,
    Facts,
    Figure,
    Legend,
    Map,
    Page,
    PlacedLabel,
    PlacedMark,
    ScaleBar,
    Symbol,
    Table,
    Trend,
    Words,
)

KINDS = (("disc", "A", "#b23a00"), ("square", "Au", "#7a5c00"), ("ring", "", "#a50026"), ("tag", "R", "#33415c"))


@dataclass(frozen=True)
class FlatMap:
    """A map picture that is one plain colour with a few hills."""

    width_mm: float = 190.0
    height_mm: float = 118.0
    alt: str = "Map of Badakhshan with sites and incidents"
    marks: tuple[PlacedMark, ...] = ()
    labels: tuple[PlacedLabel, ...] = ()
    scale: ScaleBar = field(default_factory=lambda: ScaleBar(50, 30))
    north_degrees: float = 4.0

    def base_png(self, dpi: int) -> bytes:
        drawing = Drawing(figsize=(self.width_mm / 25.4, self.height_mm / 25.4), dpi=dpi, facecolor="#e9efe4")
        axes = drawing.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        for place in range(5):
            axes.plot([place, place + 2, place + 3], [place, 3, place + 1], color="#b9c7b0")
        FigureCanvasAgg(drawing).print_png(file := BytesIO(), metadata={"Software": None})
        return file.getvalue()


def marks(count: int) -> tuple[PlacedMark, ...]:
    """Marks on a grid of ten columns, every kind in turn, every fifth hollow."""
    return tuple(
        PlacedMark(12 + place % 10 * 18, 12 + place // 10 * 18, 5.5, *KINDS[place % 4], place % 5 == 0, f"Mark {place}")
        for place in range(count)
    )


def labels(*names: str) -> tuple[PlacedLabel, ...]:
    return tuple(
        PlacedLabel(20, 16 + 18 * place, 40, 5, name, 9, "town", "#17202b") for place, name in enumerate(names)
    )


def document(*blocks: object, **changes: object) -> Document:
    """A document of one page."""
    return Document(title="Brief", subtitle="", pages=(Page("Page", blocks),), **{"paper": "16:9", **changes})


def table(rows: int, **changes: object) -> Table:
    cells = tuple((f"Site {place}", "Gold", str(place)) for place in range(rows))
    return Table(("Site", "Sector", "Incidents"), cells, (3, 2, 1), **{"numeric": (2,), **changes})


def trend(days: int = 40, **changes: object) -> Trend:
    first = date(2025, 4, 1)
    values = [0.2 + 0.1 * (place % 7) / 7 for place in range(days)]
    values[10:13] = [None] * min(3, days)
    spread = [(None, None) if value is None else (value * 0.6, value * 1.5) for value in values]
    fixed = {
        "title": "Chance over time",
        "days": tuple((first + timedelta(days=9 * place)).isoformat() for place in range(days)),
        "values": tuple(values),
        "low": tuple(low for low, _ in spread),
        "high": tuple(high for _, high in spread),
    }
    return Trend(**{**fixed, **changes})


BARS = Bars("What the chance is made of", (("Attack on the road", 0.61, "61 %"), ("Base rate", 0.39, "39 %")))
FIGURE = Figure("38 %", "Elevated", "#b9500c", "Chance of an incident within 25 km in 90 days.")
FACTS = Facts((("Sector", "Gold"), ("District", "Yaftal-e Sufla, Badakhshan")))
LEGEND = Legend(
    "Legend",
    (
        Entry("Sites by sector", "site", "Hollow: not verified.", (Symbol("Gold", "#7a5c00", "square", "Au"),)),
        Entry("Incidents", "incident", "", (Symbol("Armed attack", "#b23a00", "disc", "A"),)),
    ),
)


def site_page(place: int) -> Page:
    """A page as a brief has it: map and legend, figure and facts, bars, trend, table."""
    picture = FlatMap(marks=marks(60), labels=labels("Fayzabad", "Khorog"))
    return Page(
        f"Site {place}",
        (
            Columns((Map(picture, "As of 17 Apr 2026."),), (LEGEND,), 0.68),
            Columns((FIGURE, Words("Read ranks first.", "warning")), (FACTS,), 0.5),
            BARS,
            trend(),
            table(12),
        ),
        "Badakhshan",
    )
