"""The snapshot: one page with the map as the screen shows it, its legend, and what a reader needs to trust it."""

from dataclasses import replace

from export.content import Content
from export.document.model import Columns, Document, Map, Page
from export.document.pdf import map_box_mm
from export.pages.around import dates_line, footer, notes, score_line
from export.pages.maps import Wish, drawn_map, legend_of
from export.pages.progress import Progress, silent

MAP_SHARE = 0.72
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


def frame_of_pages(content: Content, title: str, pages: tuple[Page, ...]) -> Document:
    """A document with everything around its pages; a title of the specification's own goes before the usual one."""
    specification, say = content.specification, content.language.say
    return Document(
        title=specification.title or title,
        subtitle=specification.subtitle or dates_line(content),
        pages=pages,
        paper=specification.paper,
        landscape=specification.orientation == "landscape",
        theme=specification.theme,
        language=specification.language,
        marking=content.view.marking,
        made_by=specification.by,
        made_on=specification.on,
        footer=footer(content),
        specification=content.carried,
        words={key: say(text) for key, text in FRAME_WORDS.items()},
    )


def snapshot(content: Content, progress: Progress = silent) -> Document:
    """One page: map beside legend, or above it on portrait paper."""
    say = content.language.say
    empty = frame_of_pages(content, say("Incidents and sites along the Tajik–Afghan border"), ())
    share = MAP_SHARE if empty.landscape else 1.0
    progress(0, 1)
    picture = drawn_map(content, Wish(content.specification.window, *map_box_mm(empty, share)))
    progress(1, 1)
    around = (*notes(content), legend_of(content))
    blocks = (Columns((Map(picture),), around, share),) if empty.landscape else (Map(picture), *around)
    return replace(empty, pages=(Page(score_line(content), blocks, fit=True),))
