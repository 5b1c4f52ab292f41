"""What stands on the pages of a snapshot or brief, before any format is chosen. Text is plain text, never markup."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

# Width and height in portrait [mm]; 16:9 is a slide and always landscape.
PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0), "Letter": (215.9, 279.4), "16:9": (190.5, 338.667)}
THEMES = ("light", "dark", "grey")
# What pages and slides add of their own: numbers of pages, the words of charts.
FRAME_WORDS = {
    "page": "Page {} of {}",
    "contents": "Contents",
    "no data": "No data",
    "chance": "Chance",
    "low": "Low end",
    "high": "High end",
    "ticks": "Ticks: {} incidents, {} of them near (thick).",
    "unseen": "No data from {} to {}.",
}
LANGUAGES = ("en", "zh", "ru", "fa")


@dataclass(frozen=True)
class PlacedMark:
    """A mark on a map. `x_mm`, `y_mm`: middle of the mark from the top left corner of the map [mm].

    `mark` is one of square, disc, ring and tag; `code` stands inside it; `hollow` says "not sure"; `words` says what it
    is, for readers who do not see it; `opacity` is that of its layer, 0 to 1.
    """

    x_mm: float
    y_mm: float
    size_mm: float
    mark: str
    code: str
    colour: str
    hollow: bool
    words: str
    opacity: float = 1.0


@dataclass(frozen=True)
class PlacedLabel:
    """A name on a map. `x_mm`, `y_mm`: top left corner of its box; `kind` is country, province, town or site."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    text: str
    size_pt: float
    kind: str
    colour: str


@dataclass(frozen=True)
class ScaleBar:
    """A length on the ground [km] and its length on the map [mm], true at the place where the bar is drawn."""

    km: float
    length_mm: float


class MapPicture(Protocol):
    """A map of a size that is fixed. `alt` says in words what it shows."""

    width_mm: float
    height_mm: float
    alt: str

    @property
    def marks(self) -> Sequence[PlacedMark]: ...

    @property
    def labels(self) -> Sequence[PlacedLabel]: ...

    @property
    def scale(self) -> ScaleBar: ...

    @property
    def north_degrees(self) -> float:
        """Direction of true north at the arrow, clockwise from the top of the page [degrees]."""
        ...

    def pdf(self) -> bytes: ...

    def svg(self) -> bytes: ...

    def png(self, dpi: int) -> bytes: ...

    def base_png(self, dpi: int) -> bytes:
        """The map without marks, labels, scale bar and arrow, which a slide adds as shapes of its own."""
        ...


@dataclass(frozen=True)
class Words:
    """A paragraph. `kind`: text, lead (large), heading, note (small), gap (no data) or warning."""

    text: str
    kind: str = "text"


@dataclass(frozen=True)
class Figure:
    """One large number: the chance, its band with the band's colour, and what it means."""

    value: str
    band: str
    colour: str
    words: str


@dataclass(frozen=True)
class Facts:
    """Terms and what is known of them."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the page's width, one for each column; `numeric` are the columns set to the right.

    `colours`: one for each row, drawn as a small mark before its first cell; empty for none.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numeric: tuple[int, ...] = ()
    colours: tuple[str, ...] = ()
    title: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Bars:
    """Shares of a whole as bars, the largest first: (words, share from 0 to 1, figure as text)."""

    title: str
    rows: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True)
class Trend:
    """A chance over time. `days` ISO, `values`, `low` and `high` from 0 to 1, None where there is no figure.

    `ticks`: days of incidents, each with whether it is near; `unseen`: first and last day without data.
    """

    title: str
    days: tuple[str, ...]
    values: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    ticks: tuple[tuple[str, bool], ...] = ()
    unseen: tuple[str, str] | None = None
    words: str = ""


@dataclass(frozen=True)
class Map:
    """A map with a line under it."""

    picture: MapPicture
    caption: str = ""


@dataclass(frozen=True)
class Symbol:
    """One line of a legend; `mark` and `code` as in `layers.layer.Symbol`, `colour` for the theme of the document."""

    label: str
    colour: str
    mark: str
    code: str = ""


@dataclass(frozen=True)
class Entry:
    """The legend of one layer."""

    title: str
    unit: str
    caution: str
    symbols: tuple[Symbol, ...]


@dataclass(frozen=True)
class Legend:
    """The legend of what is on a map, and of nothing else."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Columns:
    """Blocks side by side; `share` is what the first column takes of the width."""

    first: tuple["Block", ...]
    second: tuple["Block", ...]
    share: float = 0.5


Block = Words | Figure | Facts | Table | Bars | Trend | Map | Legend | Columns


@dataclass(frozen=True)
class Page:
    """One page with its heading, which the contents list. What does not fit goes on, on pages that follow.

    `fit`: everything is made smaller, down to about half, before it goes on.
    """

    heading: str
    blocks: tuple[Block, ...]
    subheading: str = ""
    fit: bool = False


@dataclass(frozen=True)
class Document:
    """Pages with everything that stands around them. `marking` is a TLP 2.0 word such as "AMBER", never translated.

    `footer` are lines at the bottom of every page: sources, disclaimer, who made it, hash of the data. `specification`
    is the text from which the document can be made again; it travels inside the file. `contents` adds a first page
    that lists the others. `words` are the fixed words of frame and charts, FRAME_WORDS, in its language.
    """

    title: str
    subtitle: str
    pages: tuple[Page, ...]
    paper: str = "A4"
    landscape: bool = True
    theme: str = "light"
    language: str = "en"
    marking: str = "GREEN"
    made_by: str = ""
    made_on: date | None = None
    footer: tuple[str, ...] = ()
    specification: str = ""
    contents: bool = False
    words: dict[str, str] = field(default_factory=lambda: dict(FRAME_WORDS))

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of a page [mm]."""
        short, long = PAPERS[self.paper]
        return (long, short) if self.landscape or self.paper == "16:9" else (short, long)

    @property
    def right_to_left(self) -> bool:
        return self.language == "fa"
