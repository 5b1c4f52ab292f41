"""Small documents and a map that is a rectangle with a word on it."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Rectangle

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
    ScaleBar,
    Symbol,
    Table,
    Trend,
    Words,
)

MARKS = (
    ("disc", "A"),
    ("ring", ""),
    ("square", "Au"),
    ("tag", "R"),
    ("line", ""),
    ("stretch", "5"),
    ("dotted", "?"),
    ("area", ""),
    ("reach", "4"),
    ("hatch", "3+"),
    ("dash", "?"),
    ("solid", ""),
    ("cell", ""),
    ("dots", "?"),
)
SPECIFICATION = '{\n "view": [37.1, 70.5],\n "note": "ä 中 دری 😀 <&>"\n}'
LEGEND = Legend(
    "Legend",
    (
        Entry(
            "Marks",
            "mark",
            "Read the caution.",
            tuple(Symbol(f"a {kind}", "#b23a00", kind, code) for kind, code in MARKS),
        ),
    ),
)
TREND = Trend(
    "Chance over time",
    ("2023-01-01", "2024-01-01", "2024-06-01", "2025-01-01", "2026-01-01"),
    (0.1, 0.2, None, 0.3, 0.25),
    (0.05, 0.1, None, 0.2, 0.1),
    (0.2, 0.3, None, 0.4, 0.4),
    ticks=(("2023-05-05", True), ("2024-05-05", False)),
    unseen=("2025-06-01", "2026-01-01"),
    words="Line: chance.",
)


@dataclass(frozen=True)
class Rectangular:
    """A map of the given size [mm]: a plain colour with the word Fayzabad in the middle."""

    width_mm: float = 100.0
    height_mm: float = 80.0
    alt: str = "A map"
    colour: str = "#336699"
    marks: tuple = ()
    labels: tuple = ()
    scale: ScaleBar = ScaleBar(50, 30.0)
    north_degrees: float = 0.0

    def pdf(self) -> bytes:
        return self._drawn(format="pdf", metadata={"CreationDate": None})

    def svg(self) -> bytes:
        return self._drawn(format="svg", metadata={"Date": None})

    def png(self, dpi: int) -> bytes:
        return self._drawn(format="png", dpi=dpi)

    def base_png(self, dpi: int) -> bytes:
        return self.png(dpi)

    def _drawn(self, **wanted) -> bytes:
        drawing = Drawing(figsize=(self.width_mm / 25.4, self.height_mm / 25.4))
        axes = drawing.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.add_patch(Rectangle((0, 0), 1, 1, color=self.colour))
        axes.text(0.5, 0.5, "Fayzabad", color="white", ha="center")
        file = BytesIO()
        drawing.savefig(file, **wanted)
        return file.getvalue()


def document(*blocks, **more) -> Document:
    """One page with the given blocks."""
    page = Page("A heading", blocks or (Words("Calm text."),))
    frame = {
        "title": "A title",
        "subtitle": "A subtitle",
        "pages": (page,),
        "footer": ("Sources: public reports.",),
        "made_by": "Desk",
        "made_on": date(2026, 3, 12),
        "specification": SPECIFICATION,
    }
    return Document(**(frame | more))


def table(number: int, **more) -> Table:
    """A table of two columns with that many rows; the second one holds figures."""
    cells = tuple((f"row {row}", f"{row}") for row in range(number))
    return replace(Table(("Name", "Killed"), cells, (0.7, 0.3), (1,), empty="Nothing is known."), **more)


def everything(**more) -> Document:
    """Every kind of block once."""
    kinds = ("text", "lead", "heading", "note", "gap", "warning")
    return document(
        *(Words(f"{kind} words", kind) for kind in kinds),
        Figure("38 %", "Elevated", "#b9500c", "chance of one or more"),
        Columns(
            (Facts((("Operator", "not known"),)),), (Bars("Made of", (("Near", 0.6, "60 %"), ("Far", 0.4, "40 %"))),)
        ),
        table(2, colours=("#b23a00", "#00598c"), title="Incidents"),
        TREND,
        Columns((Map(Rectangular(), "A caption"),), (LEGEND,), 0.7),
        **more,
    )
