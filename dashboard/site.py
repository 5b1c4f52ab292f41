"""The card of a site or border segment: the score with its reasons, and what lies around it."""

import math
from collections.abc import Mapping

import geopandas as gpd
import pandas as pd
from markupsafe import Markup

from dashboard.cards import related, site_facts
from dashboard.few import too_many_words
from dashboard.frames import Scoring
from dashboard.html import apart, bar, heading, links, note, table
from dashboard.speech import count, reported, say, spoken
from export.words import TARGET_WORDS, count_range, when
from risk.clusters import clusters_near
from risk.declared import BAND_SYMBOLS
from risk.nearest import distance_to_shape_km, nearest_name
from risk.settings import Settings

Frames = Mapping[str, pd.DataFrame]

BAND_COLOURS = {symbol.value: symbol.light for symbol in BAND_SYMBOLS}
REASONS_SHOWN = 8
REACH_WORDS = ("Distance", "When", "Incident and sources", "Killed")
BORDER_UNSURE_KM = 3.0
BORDER_OFF_KM = 3.4
CLUSTER_REACH_KM = 50.0


def site_section(key: str, frames: Frames, shown: Frames, scoring: Scoring) -> Markup:
    """Facts of the site, nearest cluster, distance to the border, official responses."""
    site = frames["sites"].loc[key]
    parts = [
        Markup("<h4>{}</h4>").format(say("The site")),
        site_facts(site.to_dict()),
        Markup("<h4>{}</h4>").format(say("Around it")),
        clusters_around(key, frames["sites"].loc[[key]], shown["clusters"]),
        border_distance(site, frames["border"]),
        related(site_responses(key, frames["incidents"], shown["responses"], scoring)),
    ]
    return Markup('<article class="pw-card">{}</article>').format(Markup("").join(parts))


def score_section(key: str, name: str, told: tuple[Frames, str], scoring: Scoring) -> Markup:
    """The figure, how sure it is, and the contributions that add up to it; `told` is frames and the track record."""
    frames, record = told
    score = scoring.table.loc[key]
    worst = stretch(score, frames["places"])
    parts = [Markup("<h3>{}</h3>").format(apart(spoken().named(name))), figure(score, scoring, worst)]
    if score["status"] != "no data":
        parts.append(note(Markup("<b>{}</b> {}").format(say("Track record."), record)))
        parts.append(contribution_bars(scoring.reasons(key), frames["incidents"]))
    return Markup('<section class="pw-card">{}</section>').format(Markup("").join(parts))


def reach_section(key: str, frames: Frames, scoring: Scoring) -> Markup:
    """The incidents within reach, nearest first; nothing where there is no data."""
    if scoring.table.loc[key, "status"] == "no data":
        return Markup("")
    table_of = reach_table(scoring.reasons(key), frames["incidents"], scoring.settings.reach_limit_km)
    return Markup('<section class="pw-card">{}{}</section>').format(heading(say("Incidents within reach")), table_of)


def figure(score: pd.Series, scoring: Scoring, worst: str) -> Markup:
    """The chance with its interval and band, in words that cannot be read as more than they say."""
    band = Markup('<span class="pw-band" style="background:{}">{}</span>').format(
        BAND_COLOURS[score["band"]], say(score["band"])
    )
    what = forecast_words(scoring)
    if score["status"] == "no data":
        day = spoken().day(scoring.covers[1])
        words = say("No data after {day}: no figure is given for {what}. Silence is not calm.", day=day, what=what)
        return Markup('<div class="pw-figure">{}</div>{}').format(band, note(words, "pw-gap"))
    return Markup(
        '<div class="pw-figure"><strong>{}</strong>{}<span>{}</span></div><p class="pw-small">{} {}</p>{}'
    ).format(
        spoken().percent(score["probability"]),
        band,
        interval_words(score),
        say(
            "Chance of {what}. Expected incidents {expected}. Declared priors, not yet fitted.",
            what=what,
            expected=spoken().number(score["expected_incidents"], 3),
        ),
        say("Scored along the line; worst stretch: {where}.", where=worst) if worst else "",
        too_few(scoring.settings) if score["status"] == "insufficient data" else "",
    )


def forecast_words(scoring: Scoring) -> str:
    """What a figure is the chance of."""
    settings, number = scoring.settings, spoken().number
    return say(
        "at least one {what} within {km} km in the {days} days after {day}",
        what=say(TARGET_WORDS[settings.target]),
        km=number(settings.radius_km),
        days=number(settings.horizon_days),
        day=spoken().day(scoring.as_of),
    )


def interval_words(score: pd.Series) -> str:
    """The interval of a figure, and what most of its width comes from."""
    percent = spoken().percent
    ends = {"low": percent(score["probability_low"]), "high": percent(score["probability_high"])}
    mostly = say("mostly {what}", what=say(score["dominated_by"]))
    return say("{interval}, {mostly}", interval=say("80 % interval {low} to {high}", **ends), mostly=mostly)


def too_few(settings: Settings) -> Markup:
    """That so few incidents do not make a place safe."""
    words = say(
        "Fewer than {n} incidents within {km} km in five years: too few for a band. Read the figure as a floor, not "
        "as safety.",
        n=settings.min_incidents,
        km=spoken().number(settings.reach_limit_km),
    )
    return note(words, "pw-gap")


def stretch(score: pd.Series, places: gpd.GeoDataFrame) -> str:
    """Where along a line its worst stretch lies: km from its start, and the nearest place."""
    if pd.isna(score["worst_from_km"]):
        return ""
    near = nearest_name(score["worst_lon"], score["worst_lat"], places)
    ends = {name: spoken().number(score[f"worst_{name}_km"], 0) for name in ("from", "to")}
    if not near:
        return say("km {from} to {to}, near no known place", **ends)
    return say("km {from} to {to}, near {place}", place=_town(near, places), **ends)


def _town(name: str, places: gpd.GeoDataFrame) -> str:
    """A town in the language of the page, where it has a name in it."""
    return reported(spoken().place(places[places["name"] == name].iloc[0]))


def contribution_bars(reasons: pd.DataFrame, incidents: pd.DataFrame) -> Markup:
    """Largest contributions as bars that name incident, km and days; the rest and the background in one bar each."""
    largest = reasons["contribution"].max()
    named = reasons[reasons["source"] == "incident"]
    bars = [
        bar(row.contribution / largest, _reason(row, incidents), spoken().share(row.share))
        for row in named.head(REASONS_SHOWN).itertuples()
    ]
    rest = named.iloc[REASONS_SHOWN:]
    if len(rest):
        words = count(len(rest), "{n} further incident", "{n} further incidents")
        bars.append(bar(rest["contribution"].sum() / largest, words, spoken().share(rest["share"].sum())))
    ground = reasons[reasons["source"] == "background"].iloc[0]
    words = say("Background: nothing known near")
    bars.append(bar(ground["contribution"] / largest, words, spoken().share(ground["share"])))
    why = say("Why: the contributions that add up to the figure")
    return Markup("<h4>{}</h4>").format(why) + Markup("").join(bars)


def reach_table(reasons: pd.DataFrame, incidents: pd.DataFrame, limit_km: float) -> Markup:
    """Incidents within the reach limit, nearest first, with sources."""
    near = reasons[reasons["distance_km"] <= limit_km].sort_values("distance_km")
    if near.empty:
        words = say(
            "No incident that counts within {km} km up to the as-of date. That is not a finding of safety.",
            km=spoken().number(limit_km),
        )
        return note(words)
    rows = []
    for reason in near.itertuples():
        row = incidents.loc[reason.incident_id].to_dict()
        what = Markup('<bdi>{}</bdi><br><span class="pw-small">{}</span>').format(row["title"], links(row["sources"]))
        killed, language = count_range(row, "killed", language=spoken()), spoken()
        rows.append((language.km(reason.distance_km, 0), when(row, language=language), what, killed))
    return table(map(say, REACH_WORDS), rows)


def clusters_around(key: str, site: pd.DataFrame, clusters: gpd.GeoDataFrame) -> Markup:
    """The descriptive clusters of the incidents in view that lie within reach of a site, nearest first."""
    if clusters.empty:
        return note(too_many_words(clusters) or say("No cluster among the incidents in view."))
    near = clusters_near(site, clusters, math.inf)
    within = near[near["distance_km"] <= CLUSTER_REACH_KM]
    words = [_cluster_words(row, clusters) for row in (within if len(within) else near.head(1)).itertuples()]
    told = say("; ").join(words)
    if within.empty:
        return note(say("Nearest cluster (descriptive): {words}.", words=told))
    km = spoken().number(CLUSTER_REACH_KM)
    return note(say("Clusters within {km} km (descriptive): {words}.", km=km, words=told))


def _cluster_words(row, clusters: gpd.GeoDataFrame) -> str:
    language, cluster = spoken(), clusters.loc[row.cluster_id]
    away = say("{n} km away", n=language.number(row.distance_km, 0))
    where = say("around the site") if row.distance_km == 0 else away
    ends = {"first": language.month(cluster["first_day"]), "last": language.month(cluster["last_day"])}
    incidents = count(cluster["incidents"], "{n} incident", "{n} incidents")
    return language.join((reported(row.cluster_id), where, incidents, say("{first} to {last}", **ends)))


def border_distance(site: pd.Series, border: gpd.GeoDataFrame) -> Markup:
    """Distance to the Tajik–Afghan border, with how far that line itself can be trusted."""
    if border.empty:
        return note(say("Distance to the border is not known: the border file could not be read."))
    point = site.geometry.representative_point()
    km = [distance_to_shape_km(point.x, point.y, shape) for shape in border.geometry]
    nearest = border.iloc[min(range(len(km)), key=km.__getitem__)]
    words = say(
        "Tajik–Afghan border: {distance} (segment {name}; the line is up to {off} off).",
        distance=spoken().km(min(km), 0),
        name=spoken().place(nearest),
        off=spoken().km(BORDER_OFF_KM),
    )
    return note(f"{words} {say('Too near to say on which side.')}" if min(km) <= BORDER_UNSURE_KM else words)


def site_responses(key: str, incidents: pd.DataFrame, responses: pd.DataFrame, scoring: Scoring) -> pd.DataFrame:
    """Responses that name the site, or answer an incident within the scored radius of it."""
    if scoring.table.loc[key, "status"] == "no data":
        return responses[[key in ids for ids in responses["site_ids"]]]
    reasons = scoring.reasons(key)
    near = set(reasons.loc[reasons["distance_km"] <= scoring.settings.radius_km, "incident_id"])
    about = [key in row.site_ids or bool(near & set(row.incident_ids)) for row in responses.itertuples()]
    return responses[about]


def _reason(row, incidents: pd.DataFrame) -> str:
    title, distance = reported(incidents.loc[row.incident_id, "title"]), spoken().km(row.distance_km, 0)
    days = count(int(row.age_days), "{n} day ago", "{n} days ago")
    return say("{title} · {distance} · {days}", title=title, distance=distance, days=days)
