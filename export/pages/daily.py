"""The daily brief: map, sites by chance, what changed, new incidents, official responses."""

from dataclasses import replace

from export.changes import became_known
from export.content import Content
from export.document.model import Document, Page
from export.pages.around import score_line
from export.pages.blocks import changes_blocks, new_incidents, ranking_table, responses_table
from export.pages.progress import Progress, silent
from export.pages.site import record_words, site_pages
from export.pages.snapshot import frame_of_pages, map_blocks
from export.pages.subjects import sites_asked

TOP, MOVED = 12, 10


def daily(content: Content, progress: Progress = silent) -> Document:
    """A page with the map, one with the ranking, one with what changed, one with responses; then each site named."""
    say = content.language.say
    empty = frame_of_pages(content, say("Daily brief"), ())
    sites = sites_asked(content) if content.specification.subjects else ()
    pages = [_map_page(content, empty), _ranking_page(content), _changes_page(content), _responses_page(content)]
    return replace(empty, pages=(*pages, *site_pages(content, empty, sites, progress)), contents=True)


def _map_page(content: Content, empty: Document) -> Page:
    return Page(content.language.say("Map"), map_blocks(content, empty), score_line(content), fit=True)


def _ranking_page(content: Content) -> Page:
    say = content.language.say
    rows = content.ranking
    if content.specification.subjects:
        rows = rows.loc[list(sites_asked(content))]
    table = ranking_table(content, rows.head(TOP), "")
    return Page(say("Top sites"), (record_words(content), table), score_line(content))


def _changes_page(content: Content) -> Page:
    heading, *blocks = changes_blocks(content, MOVED)
    return Page(heading.text, (*blocks, new_incidents(content)))


def _responses_page(content: Content) -> Page:
    say = content.language.say
    found = became_known(content.frames["responses"], (content.view.since, content.view.as_of))
    since = say("Since {day}", day=content.language.day(content.view.since))
    return Page(say("Official responses"), (responses_table(content, found, ""),), since)
