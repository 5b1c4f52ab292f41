"""Blocks that several briefs share: ranking, changes, incidents, responses, the figure of a site and its reasons."""

import math
from collections.abc import Iterable
from urllib.parse import urlsplit

import pandas as pd

from export.changes import became_known, by_change, change_row, signed, summary
from export.content import Content
from export.document.model import Bars, Figure, Table, Trend, Words
from export.language import ENGLISH, Language
from export.words import TARGET_WORDS, count_range, when
from risk.declared import BAND_SYMBOLS

REASONS_SHOWN = 5
HOSTS_SHOWN = 3
GREYS = {"severe": "#1a1a1a", "high": "#3d3d3d", "elevated": "#5f5f5f", "guarded": "#808080", "low": "#9c9c9c"}


def band_colour(content: Content, band: str) -> str:
    """The colour of a band on the ground of the page."""
    theme = content.specification.theme
    if theme == "grey":
        return GREYS.get(band, "#6b6b6b")
    symbol = next(symbol for symbol in BAND_SYMBOLS if symbol.value == band)
    return symbol.dark if theme == "dark" else symbol.light


def ranking_table(content: Content, rows: pd.DataFrame, title: str, *, narrow: bool = False) -> Table:
    """One row per site: rank, chance with interval, band, change since 30 and 90 days before; narrow: without both."""
    language, say, percent = content.language, content.language.say, content.language.percent
    header = ("#", say("Site"), say("Chance"), say("Band"), say("80 % interval"), say("30 days"), say("90 days"))
    cells = [
        (
            language.number(content.ranking.index.get_loc(key) + 1),
            row["name"],
            percent(row["probability"]),
            say(row["band"]),
            f"{percent(row['probability_low'])} – {percent(row['probability_high'])}",
            points(row["change_30_days"], language=language),
            points(row["change_90_days"], language=language),
        )
        for key, row in rows.iterrows()
    ]
    colours = tuple(band_colour(content, band) for band in rows["band"])
    empty = say("No site passes the filters.")
    if narrow:
        short = tuple(cell[:4] for cell in cells)
        return Table(header[:4], short, (0.1, 0.52, 0.16, 0.22), (2,), colours, title, empty)
    return Table(header, tuple(cells), (0.05, 0.4, 0.1, 0.14, 0.15, 0.08, 0.08), (2, 5, 6), colours, title, empty)


def changes_blocks(content: Content, most: int) -> tuple[Words | Table, ...]:
    """A sentence on what changed since the day compared with, and the sites that moved most."""
    language, sites = content.language, content.frames["sites"]
    title = Words(language.say("What changed"), "heading")
    if not content.comparable:
        words = language.say(
            "The days {first} and {last} cannot be compared: both must lie in the data, the first before the second.",
            first=language.day(content.view.since),
            last=language.day(content.view.as_of),
        )
        return title, Words(words, "gap")
    incidents, days = content.cleared.frames["incidents"], (content.view.since, content.view.as_of)
    frame = content.changes.reindex(sites.index)
    moved = [key for key in by_change(frame) if abs(frame.loc[key, "change"]) >= 0.005][:most]
    rows = tuple(change_row(sites.loc[key, "name"], frame.loc[key], incidents, language=language) for key in moved)
    header = tuple(map(language.say, ("Site", "Then", "Now", "Change", "Why: expected incidents")))
    empty = language.say("No site moved by half a point or more.")
    said = Words(summary(frame, incidents, days, language=language))
    return title, said, Table(header, rows, (0.25, 0.08, 0.08, 0.11, 0.48), (1, 2, 3), empty=empty)


def new_incidents(content: Content) -> Table:
    """Incidents in view that became known between the day compared with and the as-of date, newest first."""
    found = became_known(content.frames["incidents"], (content.view.since, content.view.as_of))
    return incidents_table(content, found.iloc[::-1], content.language.say("New incidents"))


def incidents_table(content: Content, incidents: pd.DataFrame, title: str) -> Table:
    """One row per incident: when and where as precisely as known, what, killed as a range, sources by their host."""
    language, say = content.language, content.language.say
    header = tuple(map(say, ("When", "Incident", "Place", "Type", "Killed", "Sources")))
    rows = tuple(
        (
            when(row, language=language),
            say("{title} (contested)", title=row["title"]) if row["contested"] else row["title"],
            language.join(filter(None, [row["place"], language.area(row["admin1"])])),
            say(row["event_type"]),
            count_range(row, "killed", language=language),
            hosts(row["sources"]),
        )
        for row in incidents.to_dict("records")
    )
    empty = say("No incident is known. That is not a finding of safety.")
    return Table(header, rows, (0.12, 0.29, 0.21, 0.12, 0.1, 0.16), title=title, empty=empty)


def responses_table(content: Content, responses: pd.DataFrame, title: str) -> Table:
    """One row per official response, newest first."""
    language, say = content.language, content.language.say
    header = tuple(map(say, ("When", "Who", "Kind", "What", "Sources")))
    rows = tuple(
        (
            when(row, language=language),
            row["actor"],
            say(row["response_type"]),
            row["description"],
            hosts(row["sources"]),
        )
        for row in responses.iloc[::-1].to_dict("records")
    )
    return Table(header, rows, (0.12, 0.15, 0.13, 0.44, 0.16), title=title, empty=say("No response is known."))


def figure(content: Content, key: str) -> tuple[Figure | Words, ...]:
    """The chance at a place with interval, band and what dominates it, in words that say no more than is known."""
    language, say, score = content.language, content.language.say, content.table.loc[key]
    settings, percent = content.settings, language.percent
    what = say(
        "at least one {what} within {km} km in the {days} days after {day}",
        what=say(TARGET_WORDS[settings.target]),
        km=language.number(settings.radius_km),
        days=language.number(settings.horizon_days),
        day=language.day(content.view.as_of),
    )
    colour = band_colour(content, score["band"])
    if score["status"] == "no data":
        return Figure("–", say("no data"), colour, what), Words(say("Silence is not calm."), "gap")
    low, high = percent(score["probability_low"]), percent(score["probability_high"])
    interval = say("80 % interval {low} to {high}", low=low, high=high)
    mostly = say("mostly {what}", what=say(score["dominated_by"]))
    words = say("{what}. {interval}, {mostly}.", what=what, interval=interval, mostly=mostly)
    found = Figure(percent(score["probability"]), say(score["band"]), colour, words)
    priors = Words(say("Declared priors, not fitted to data."), "note")
    return (found, _too_few(content), priors) if score["status"] == "insufficient data" else (found, priors)


def reasons(content: Content, key: str) -> Bars:
    """The contributions that add up to the figure, the largest first; the rest and the background in one bar each."""
    say, count = content.language.say, content.language.count
    rows, incidents = content.reasons(key), content.cleared.frames["incidents"]
    named = rows[rows["source"] == "incident"]
    bars = [_reason(content, row, incidents) for row in named.head(REASONS_SHOWN).itertuples()]
    rest = named.iloc[REASONS_SHOWN:]["share"]
    if len(rest):
        bars.append((count(len(rest), "{n} further incident", "{n} further incidents"), float(rest.sum())))
    ground = rows[rows["source"] == "background"].iloc[0]
    bars.append((say("Background: nothing known near"), float(ground["share"])))
    shares = tuple((words, share, content.language.share(share)) for words, share in bars)
    return Bars(say("Why: the contributions that add up to the figure"), shares)


def trend_block(content: Content, key: str) -> Trend | Words:
    """How the score moved in five years; a sentence where it never had a figure."""
    say = content.language.say
    if content.table.loc[key, "status"] == "no data":
        return Words(say("No data on the as-of date, so no line is drawn."), "gap")
    found = content.trend(key)
    if found["probability"].isna().all():
        return Words(say("Too few incidents in reach in the last five years for a figure on any day."), "gap")
    happened = content.happened(key)
    days = tuple(f"{day:%Y-%m-%d}" for day in found.index)
    columns = (_or_none(found[name]) for name in ("probability", "probability_low", "probability_high"))
    ticks = tuple((f"{row.day:%Y-%m-%d}", bool(row.near)) for row in happened.itertuples())
    return Trend(say("How the score moved"), days, *columns, ticks, _unseen(content), _trend_words(content))


def points(change: float, *, language: Language = ENGLISH) -> str:
    """A change of a chance in whole points."""
    if pd.isna(change):
        return "–"
    return language.figures("±0") if round(100 * change) == 0 else signed(100 * change, 0, language=language)


def hosts(addresses: Iterable[str], most: int = HOSTS_SHOWN) -> str:
    """Where something was reported: the hosts of the addresses, each once, and how many more there are."""
    found = list(dict.fromkeys(filter(None, map(_host, addresses))))
    more = [f"+{len(found) - most}"] if len(found) > most else []
    return ", ".join([*found[:most], *more])


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _too_few(content: Content) -> Words:
    settings = content.settings
    words = content.language.say(
        "Fewer than {n} incidents within {km} km in five years: too few for a band. Read the figure as a floor, not as "
        "safety.",
        n=settings.min_incidents,
        km=content.language.number(settings.reach_limit_km),
    )
    return Words(words, "gap")


def _reason(content: Content, row, incidents: pd.DataFrame) -> tuple[str, float]:
    incident = incidents.loc[row.incident_id].to_dict()
    words = content.language.say(
        "{title} ({when}, {km} km)",
        title=incident["title"],
        when=when(incident, language=content.language),
        km=content.language.number(row.distance_km, 0),
    )
    return words, float(row.share)


def _unseen(content: Content) -> tuple[str, str] | None:
    """First and last day without data, up to the day on which the page was made; None where that is not later."""
    made = content.specification.on
    return (f"{content.first_unseen}", f"{made}") if made and made > content.first_unseen else None


def _trend_words(content: Content) -> str:
    number = content.language.number
    return content.language.say(
        "Re-scored every two weeks with the same settings, knowing only what was known by then. Band: 80 % interval. "
        "Triangles: incidents within {reach} km, orange within {radius} km. Gaps: too few incidents for a figure.",
        reach=number(content.settings.reach_limit_km),
        radius=number(content.settings.radius_km),
    )


def _or_none(column: pd.Series) -> tuple[float | None, ...]:
    return tuple(None if math.isnan(value) else float(value) for value in column)
