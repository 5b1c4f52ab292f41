"""About: what the page answers and how, from which data, with what limits, how to cite it, and its keys."""

from collections.abc import Iterable, Mapping
from datetime import date

from markupsafe import Markup

from dashboard.html import apart, heading, link, table
from dashboard.speech import say, spoken
from export import VERSION
from layers.catalogue import Dataset

LICENCE = "Apache-2.0"
ANSWER_WORDS = (
    "Where has violence come close to Chinese project sites in Badakhshan, Takhar, Logar and along the Tajik–Afghan "
    "border, how likely is the next incident near each site, why, and how far can that figure be trusted?",
    "It is protective: its readers keep people safe.",
)
METHOD_WORDS = (
    "Every incident up to the as-of date counts: the more, the nearer, the more recent and the better confirmed it is.",
    "Together they are the number of incidents to expect near a site; the chance of at least one follows from it.",
    "What is known only to a district raises many sites a little and none a lot.",
    "The tab “The score” lists every assumption with its source; “Track record” tells how the score did on past days.",
)
LIMIT_WORDS = (
    "Selected public reporting: sparse before August 2021 and outside the border region, and blind to what nobody "
    "reported.",
    "The score rests on declared priors, not on a fit: read ranks and reasons before figures.",
    "Most incidents are known to a district or a province, not to a point.",
    "Boundaries are approximate and no opinion on status.",
)
DATA_WORDS = ("Dataset", "Source", "Licence", "Coverage", "Retrieved")
KEY_WORDS = ("Key", "What it does")
KEYS = ("Tab", "Enter", "← → ↑ ↓", "+ −", "← →, Home, End", "Space", "Enter, Backspace, Esc", "b", "← →, n, t, Esc")
EFFECT_WORDS = (
    "next control or mark",
    "on a mark: opens its card",
    "on the map: moves it",
    "on the map: zooms",
    "on the bar of time: a step back or on, first and last day",
    "on the map: plays and pauses time",
    "with a tool: sets a point in the middle of the map, takes it back, ends the tool",
    "a brief for an audience, on the full screen",
    "in a brief: the view before and the next one, notes, light or dark, the end",
)


def about_section(datasets: Mapping[str, Dataset], covers: tuple[date, date], as_of: date) -> Markup:
    """The whole page; `covers` are the first and last day of incident data."""
    parts = (
        heading(say("What it answers")) + _paragraph(ANSWER_WORDS),
        heading(say("How the score is made")) + _paragraph(METHOD_WORDS),
        heading(say("Data and coverage")) + data_table(datasets.values()),
        heading(say("Limits")) + limits(covers),
        heading(say("How to cite")) + citations(datasets.values(), covers, as_of),
        heading(say("Keys")) + keys_table(),
    )
    return Markup('<div class="pw-about">{}</div>').format(Markup("").join(parts))


def data_table(datasets: Iterable[Dataset]) -> Markup:
    """One row per dataset of the catalogue."""
    return table(map(say, DATA_WORDS), map(_row, datasets))


def _row(entry: Dataset) -> tuple:
    day = spoken().day
    covers = say("{first} to {last}", first=day(entry.covers[0]), last=day(entry.covers[1])) if entry.covers else "–"
    return link(entry.url, entry.title), entry.publisher, entry.licence, covers, day(entry.retrieved)


def limits(covers: tuple[date, date]) -> Markup:
    """What the reader must not forget, the end of the data first."""
    end = say("Incident data end on {day}. After it nothing is known, which is not calm.", day=spoken().day(covers[1]))
    return _list((end, *map(say, LIMIT_WORDS)))


def citations(datasets: Iterable[Dataset], covers: tuple[date, date], as_of: date) -> Markup:
    """How to cite the product, in English as its name is, and each dataset as its publisher asks."""
    day, version = spoken().day, spoken().figures(VERSION)
    own = say(
        "{name} {version}, as of {day}, incident data to {last}. Code: {licence}.",
        name="Panj Watch",
        version=version,
        day=day(as_of),
        last=day(covers[1]),
        licence=LICENCE,
    )
    return _list((own, *dict.fromkeys(apart(entry.citation) for entry in datasets)))


def keys_table() -> Markup:
    """The keys, named as on the keyboard."""
    rows = zip((Markup('<kbd dir="ltr">{}</kbd>').format(key) for key in KEYS), map(say, EFFECT_WORDS), strict=True)
    return table(map(say, KEY_WORDS), rows)


def _paragraph(sentences: Iterable[str]) -> Markup:
    return Markup("<p>{}</p>").format(" ".join(map(say, sentences)))


def _list(lines: Iterable[object]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<ul class="pw-list">{}</ul>').format(items)
