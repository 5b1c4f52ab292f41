"""The region brief: one page for each province or border segment, because promises do not hold everywhere alike."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from export.areas import RECENT_DAYS, counted, incidents_in, provinces_of, sites_in
from export.content import Content
from export.document.model import Block, Columns, Document, Facts, Map, Page, Words
from export.document.pdf import map_box_mm
from export.pages.around import score_line
from export.pages.blocks import figure, incidents_table, ranking_table, reasons, responses_table
from export.pages.maps import Wish, drawn_map, height_mm
from export.pages.progress import Progress, silent, told
from export.pages.site import record_words
from export.pages.snapshot import frame_of_pages
from export.pages.subjects import regions_asked, window_around

HALF = 0.5
MAP_HEIGHT_SHARE = 0.75
MOST_INCIDENTS, MOST_SITES = 15, 10


def region_brief(content: Content, progress: Progress = silent) -> Document:
    """One page or more for each region asked for, with contents where there are several."""
    regions = regions_asked(content)
    empty = frame_of_pages(content, content.language.say("Region brief"), ())
    pages = tuple(_page_of(content, key)(content, empty, key) for key in told(regions, progress))
    return replace(empty, pages=pages, contents=len(regions) > 1)


def _page_of(content: Content, key: str) -> Callable[[Content, Document, str], Page]:
    return _segment if key in content.cleared.frames["border"].index else _province


def _province(content: Content, empty: Document, key: str) -> Page:
    say, province = content.language.say, provinces_of(content.cleared.frames).loc[key]
    incidents = incidents_in(province["name"], content.frames["incidents"])
    sites = sites_in(province["name"], content.frames["sites"])
    ranked = content.ranking.loc[content.ranking.index.intersection(sites.index)].head(MOST_SITES)
    second = (
        _counts(content, incidents),
        ranking_table(content, ranked, say("Top sites"), narrow=True),
        record_words(content),
    )
    return Page(
        content.language.place(province),
        (
            Columns((Map(drawn_map(content, _wish(empty, province["geometry"]))),), second, HALF),
            *_happened(content, incidents),
        ),
        score_line(content),
    )


def _segment(content: Content, empty: Document, key: str) -> Page:
    segment = content.cleared.frames["border"].loc[key]
    near = content.reasons(key).loc[lambda rows: rows["distance_km"] <= content.settings.radius_km, "incident_id"]
    incidents = content.frames["incidents"].loc[content.frames["incidents"].index.intersection(near)]
    wish = replace(_wish(empty, segment["geometry"].buffer(0.3)), selected=f"border:{key}")
    second: tuple[Block, ...] = (*figure(content, key), record_words(content), _length(content, segment))
    if content.table.loc[key, "status"] != "no data":
        second = (*second, reasons(content, key))
    blocks = (Columns((Map(drawn_map(content, wish)),), second, HALF), *_happened(content, incidents))
    return Page(content.language.place(segment), blocks, score_line(content))


def _wish(empty: Document, shape) -> Wish:
    window, (width_mm, most_mm) = window_around([shape]), map_box_mm(empty, HALF)
    return Wish(window, width_mm, height_mm(window, width_mm, MAP_HEIGHT_SHARE * most_mm))


def _counts(content: Content, incidents: pd.DataFrame) -> Facts:
    language, say = content.language, content.language.say
    found = counted(incidents, pd.Timestamp(content.view.as_of))
    newest = language.day(found["newest"]) if found["newest"] is not None else say("none in view")
    recent = tuple(
        (say("Incidents in the last {days} days", days=n), language.number(found[f"last_{n}"])) for n in RECENT_DAYS
    )
    return Facts(
        (
            *recent,
            (say("All incidents in view"), language.number(found["all"])),
            (say("With direct Chinese nexus"), language.number(found["direct"])),
            (say("Newest"), newest),
        )
    )


def _length(content: Content, segment: pd.Series) -> Words:
    say = content.language.say
    words = say(
        "{km} km along the line, scored at its worst stretch.", km=content.language.number(segment["length_km"], 0)
    )
    return Words(f"{words} {say('Segments are cut by the nearest district centre, not by surveyed lines.')}", "note")


def _happened(content: Content, incidents: pd.DataFrame) -> tuple[Block, ...]:
    """The newest incidents and the official responses that answer one of them."""
    say, responses = content.language.say, content.frames["responses"]
    newest = incidents.iloc[::-1].head(MOST_INCIDENTS)
    title = say("Incidents, the newest {most} of {n}", most=len(newest), n=len(incidents))
    answers = [bool(set(names) & set(incidents.index)) for names in responses["incident_ids"]]
    return (
        incidents_table(content, newest, title),
        responses_table(content, responses.loc[np.array(answers, dtype=bool)], say("Official responses")),
    )
