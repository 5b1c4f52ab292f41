"""The snapshot: one page with the map as the screen shows it, its legend, and what a reader needs to trust it."""

from dataclasses import replace

from export.content import Content
from export.document.model import FRAME_WORDS, Block, Columns, Document, Legend, Map, Page
from export.document.pdf import map_box_mm
from export.pages.around import dates_line, footer, notes, score_line
from export.pages.maps import Wish, drawn_map, height_mm, legend_of
from export.pages.progress import Progress, silent

MAP_SHARE, UPRIGHT_SHARE = 0.72, 0.62
LETTERS_A_LINE = 60


def frame_of_pages(content: Content, title: str, pages: tuple[Page, ...]) -> Document:
    """A document with everything around its pages; a title of the specification's own goes before the usual one."""
    specification, say = content.specification, content.language.say
    return Document(
        title=specification.title or title,
        subtitle=specification.subtitle or dates_line(content),
        pages=pages,
        paper=specification.paper,
        landscape=specification.orientation == "landscape" or specification.paper == "16:9",
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
    empty = frame_of_pages(content, content.language.say("Incidents and sites along the Tajik–Afghan border"), ())
    progress(0, 1)
    blocks = map_blocks(content, empty)
    progress(1, 1)
    return replace(empty, pages=(Page("", blocks, score_line(content), fit=True),))


def map_blocks(content: Content, empty: Document) -> tuple[Block, ...]:
    """The map of the window, with notes and legend beside it, or below it on portrait paper."""
    window, share = content.specification.window, MAP_SHARE if empty.landscape else 1.0
    width_mm, most_mm = map_box_mm(empty, share)
    legend = legend_of(content)
    if empty.landscape:
        picture = drawn_map(content, Wish(window, width_mm, most_mm))
        return (Columns((Map(picture),), (*notes(content), legend), share),)
    picture = drawn_map(content, Wish(window, width_mm, height_mm(window, width_mm, UPRIGHT_SHARE * most_mm)))
    first, second = halves(legend)
    return Map(picture), *notes(content), Columns((first,), (second,), 0.5)


def halves(legend: Legend) -> tuple[Legend, Legend]:
    """A legend in two columns of about the same length."""
    lengths = [2 + len(entry.symbols) + len(entry.caution) / LETTERS_A_LINE for entry in legend.entries]
    half, row = sum(lengths) / 2, 0
    while row < len(lengths) - 1 and sum(lengths[: row + 1]) <= half:
        row += 1
    return replace(legend, entries=legend.entries[:row]), Legend("", legend.entries[row:])
