"""The site brief: one page for each site, with its map, figure, reasons, trend, and what happened within reach."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from export.content import Content
from export.document.model import Block, Columns, Document, Facts, Map, Page, Table, Words
from export.document.pdf import map_box_mm
from export.language import Language
from export.pages.around import score_line
from export.pages.blocks import figure, hosts, reasons, trend_block
from export.pages.maps import Wish, drawn_map, height_mm
from export.pages.progress import Progress, silent, told
from export.pages.snapshot import frame_of_pages
from export.pages.subjects import sites_asked, window_of_site
from export.picture import Picture
from export.words import count_range, known, when
from risk.clusters import clusters_near

HALF, REACH_SHARE = 0.5, 0.6
MAP_HEIGHT_SHARE = 0.44
CLUSTER_REACH_KM = 50.0
MOST_INCIDENTS, MOST_RESPONSES = 5, 2


def site_brief(content: Content, progress: Progress = silent) -> Document:
    """One page or more for each site asked for, with contents where there are several."""
    sites = sites_asked(content)
    empty = frame_of_pages(content, content.language.say("Site brief"), ())
    return replace(empty, pages=site_pages(content, empty, sites, progress), contents=len(sites) > 1)


def site_pages(content: Content, empty: Document, sites: tuple[str, ...], progress: Progress) -> tuple[Page, ...]:
    """One page for each site."""
    return tuple(_page(content, empty, key) for key in told(sites, progress))


def record_words(content: Content) -> Words:
    """What the track record says of the figures on the page."""
    say = content.language.say
    return Words(say("{title}: {words}", title=say("Track record"), words=content.record), "note")


def _page(content: Content, empty: Document, key: str) -> Page:
    """Map and facts beside the figure, its reasons and how it moved; below, what happened near and who spoke."""
    site = content.frames["sites"].loc[key]
    first: tuple[Block, ...] = (Map(_map(content, empty, key)), _facts(content, site))
    figures = (*figure(content, key), record_words(content))
    second: tuple[Block, ...] = (*figures, *_why(content, key), trend_block(content, key))
    aside = (_clusters(content, key), *_answers(content, key))
    blocks = (Columns(first, second, HALF), Columns((_reach(content, key),), aside, REACH_SHARE))
    return Page(site["name"], blocks, score_line(content), fit=True)


def _map(content: Content, empty: Document, key: str) -> Picture:
    window, (width_mm, most_mm) = window_of_site(content, key), map_box_mm(empty, HALF)
    tall_mm = height_mm(window, width_mm, MAP_HEIGHT_SHARE * most_mm)
    return drawn_map(content, Wish(window, width_mm, tall_mm, selected=f"site:{key}"))


def _why(content: Content, key: str) -> tuple[Block, ...]:
    return () if content.table.loc[key, "status"] == "no data" else (reasons(content, key),)


def _facts(content: Content, site: pd.Series) -> Facts:
    language, say = content.language, content.language.say
    link = say("verified") if site["chinese_link"] == "verified" else say("not verified")
    unknown = say("not known")
    where = language.join(language.area(site[name]) for name in ("district", "admin1", "country") if known(site[name]))
    rows = (
        (say("Sector"), say(site["sector"])),
        (say("Operator"), site["operator"] if known(site["operator"]) else unknown),
        (say("Status"), f"{say(site['status'])} ({language.dated(site['status_as_of'])})"),
        (say("Chinese link"), link),
        (say("Place"), where or unknown),
        (say("Confidence"), say("; ").join((say(site["confidence"]), f"TLP:{site['marking']}"))),
        (say("Sources"), hosts(site["sources"]) or unknown),
    )
    return Facts(rows)


def _reach(content: Content, key: str) -> Table | Words:
    """The incidents within reach, nearest first: how far, when, what, and where it was reported."""
    say, limit = content.language.say, content.settings.reach_limit_km
    if content.table.loc[key, "status"] == "no data":
        return Words(say("Silence is not calm."), "gap")
    near = content.reasons(key).loc[lambda rows: rows["distance_km"] <= limit].sort_values("distance_km")
    rows = tuple(_near(content, row) for row in near.head(MOST_INCIDENTS).itertuples())
    header = tuple(map(say, ("km", "When", "Incident", "Killed", "Sources")))
    empty = say("No incident is known. That is not a finding of safety.")
    widths = (0.07, 0.17, 0.38, 0.16, 0.22)
    return Table(header, rows, widths, (0,), title=_reach_title(content, len(near)), empty=empty)


def _near(content: Content, reason) -> tuple[str, ...]:
    language, row = content.language, content.cleared.frames["incidents"].loc[reason.incident_id].to_dict()
    killed = count_range(row, "killed", language=language)
    kilometres = language.number(reason.distance_km, 0)
    return kilometres, when(row, language=language), row["title"], killed, hosts(row["sources"], 2)


def _reach_title(content: Content, found: int) -> str:
    language, limit = content.language, content.language.number(content.settings.reach_limit_km)
    if found <= MOST_INCIDENTS:
        return language.say("Incidents within {km} km", km=limit)
    return language.say("Incidents within {km} km, the nearest {most} of {n}", km=limit, most=MOST_INCIDENTS, n=found)


def _clusters(content: Content, key: str) -> Words:
    """The descriptive clusters within reach of the site, or that there is none among the incidents in view."""
    language, say, clusters = content.language, content.language.say, content.frames["clusters"]
    if clusters.empty:
        return Words(say("No cluster among the incidents in view."), "note")
    near = clusters_near(content.frames["sites"].loc[[key]], clusters, CLUSTER_REACH_KM)
    parts = [
        say(
            "{incidents} from {first} to {last}, {km} km away",
            incidents=language.count(int(row.incidents), "{n} incident", "{n} incidents"),
            first=language.day(row.first_day),
            last=language.day(row.last_day),
            km=language.number(row.distance_km, 0),
        )
        for row in near.join(clusters[["incidents", "first_day", "last_day"]], on="cluster_id").itertuples()
    ]
    lead = say("Clusters within {km} km (descriptive, no test against chance)", km=language.number(CLUSTER_REACH_KM))
    return Words(say("{title}: {words}.", title=lead, words=say("; ").join(parts) or say("none")), "note")


def _answers(content: Content, key: str) -> tuple[Words, ...]:
    """The newest official responses that name the site, or answer an incident within the scored radius of it."""
    language, responses, reasons_of = content.language, content.frames["responses"], content.reasons(key)
    near = set(reasons_of.loc[reasons_of["distance_km"] <= content.settings.radius_km, "incident_id"])
    mine = [key in row.site_ids or bool(near & set(row.incident_ids)) for row in responses.itertuples()]
    newest = responses.loc[np.array(mine, dtype=bool)].iloc[::-1].head(MOST_RESPONSES).to_dict("records")
    title = language.say("{title} ({n})", title=language.say("Official responses"), n=sum(mine))
    return tuple(Words(words, "note") for words in (title, *(_answer(row, language) for row in newest)))


def _answer(row: Mapping, language: Language) -> str:
    title = language.join([when(row, language=language), row["actor"]])
    return language.say("{title}: {words}", title=title, words=row["description"])
