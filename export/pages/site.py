"""The site brief: one page for each site, with its map, figure, reasons, trend, and what happened within reach."""

from dataclasses import replace

import numpy as np
import pandas as pd

from export.content import Content
from export.document.model import Block, Columns, Document, Facts, Map, Page, Table, Words
from export.document.pdf import map_box_mm
from export.pages.around import score_line
from export.pages.blocks import figure, hosts, incidents_table, reasons, responses_table, trend_block
from export.pages.maps import Wish, drawn_map, height_mm
from export.pages.progress import Progress, silent, told
from export.pages.snapshot import frame_of_pages
from export.pages.subjects import sites_asked, window_of_site
from export.words import known
from risk.clusters import clusters_near

HALF = 0.5
MAP_HEIGHT_SHARE = 0.6
CLUSTER_REACH_KM = 50.0
MOST_INCIDENTS, MOST_RESPONSES = 6, 3


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
    """Map and facts beside the figure with its reasons; below, what happened and who spoke."""
    site, window = content.frames["sites"].loc[key], window_of_site(content, key)
    width_mm, most_mm = map_box_mm(empty, HALF)
    wish = Wish(window, width_mm, height_mm(window, width_mm, MAP_HEIGHT_SHARE * most_mm), selected=f"site:{key}")
    first: tuple[Block, ...] = (Map(drawn_map(content, wish)), _facts(content, site))
    second: tuple[Block, ...] = (*figure(content, key), record_words(content), *_why(content, key))
    below = (_reach(content, key), _clusters(content, key), _answers(content, key))
    return Page(site["name"], (Columns(first, second, HALF), *below), score_line(content), fit=True)


def _why(content: Content, key: str) -> tuple[Block, ...]:
    if content.table.loc[key, "status"] == "no data":
        return ()
    return reasons(content, key), trend_block(content, key)


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
        (say("Confidence"), say(site["confidence"])),
        (say("Marking"), f"TLP:{site['marking']}"),
        (say("Sources"), hosts(site["sources"]) or unknown),
    )
    return Facts(rows)


def _reach(content: Content, key: str) -> Table | Words:
    """The incidents within reach, nearest first."""
    say, limit = content.language.say, content.settings.reach_limit_km
    if content.table.loc[key, "status"] == "no data":
        return Words(say("Silence is not calm."), "gap")
    near = content.reasons(key).loc[lambda rows: rows["distance_km"] <= limit].sort_values("distance_km")
    incidents = content.cleared.frames["incidents"].loc[near["incident_id"]].head(MOST_INCIDENTS)
    table = incidents_table(content, incidents, "")
    kilometres = tuple(content.language.number(value, 0) for value in near["distance_km"].head(MOST_INCIDENTS))
    rows = tuple((km, *row) for km, row in zip(kilometres, table.rows, strict=True))
    title = _reach_title(content, len(near))
    widths = (0.06, *(0.94 * width for width in table.widths))
    return replace(table, header=(say("km"), *table.header), rows=rows, widths=widths, numeric=(0,), title=title)


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


def _answers(content: Content, key: str) -> Table:
    """Official responses that name the site, or answer an incident within the scored radius of it."""
    responses, reasons_of = content.frames["responses"], content.reasons(key)
    near = set(reasons_of.loc[reasons_of["distance_km"] <= content.settings.radius_km, "incident_id"])
    mine = [key in row.site_ids or bool(near & set(row.incident_ids)) for row in responses.itertuples()]
    return responses_table(
        content,
        responses.loc[np.array(mine, dtype=bool)].tail(MOST_RESPONSES),
        content.language.say("Official responses"),
    )
