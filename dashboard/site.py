"""The card of a site or border segment: the score with its reasons, and what lies around it."""

import math
from collections.abc import Mapping

import geopandas as gpd
import pandas as pd
from markupsafe import Markup

from dashboard.cards import related, site_facts
from dashboard.frames import Scoring
from dashboard.html import bar, heading, links, note, table
from export.words import TARGET_WORDS, count_range, percent, plural, when
from risk.clusters import clusters_near
from risk.declared import BAND_SYMBOLS
from risk.nearest import distance_to_shape_km, nearest_name

Frames = Mapping[str, pd.DataFrame]

BAND_COLOURS = {symbol.value: symbol.light for symbol in BAND_SYMBOLS}
REASONS_SHOWN = 8
BORDER_UNSURE_KM = 3.0
CLUSTER_REACH_KM = 50.0


def site_section(key: str, frames: Frames, shown: Frames, scoring: Scoring) -> Markup:
    """Facts of the site, nearest cluster, distance to the border, official responses."""
    site = frames["sites"].loc[key]
    parts = [
        Markup("<h4>The site</h4>"),
        site_facts(site.to_dict()),
        Markup("<h4>Around it</h4>"),
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
    parts = [Markup("<h3>{}</h3>").format(name), figure(score, scoring, worst)]
    if score["status"] != "no data":
        parts.append(note(Markup("<b>Track record.</b> {}").format(record)))
        parts.append(contribution_bars(scoring.reasons(key), frames["incidents"]))
    return Markup('<section class="pw-card">{}</section>').format(Markup("").join(parts))


def reach_section(key: str, frames: Frames, scoring: Scoring) -> Markup:
    """The incidents within reach, nearest first; nothing where there is no data."""
    if scoring.table.loc[key, "status"] == "no data":
        return Markup("")
    table_of = reach_table(scoring.reasons(key), frames["incidents"], scoring.settings.reach_limit_km)
    return Markup('<section class="pw-card">{}{}</section>').format(heading("Incidents within reach"), table_of)


def figure(score: pd.Series, scoring: Scoring, worst: str) -> Markup:
    """The chance with its interval and band, in words that cannot be read as more than they say."""
    settings = scoring.settings
    what = (
        f"{TARGET_WORDS[settings.target]} within {settings.radius_km:g} km in the {settings.horizon_days:g} days "
        f"after {scoring.as_of}"
    )
    band = Markup('<span class="pw-band" style="background:{}">{}</span>').format(
        BAND_COLOURS[score["band"]], score["band"]
    )
    if score["status"] == "no data":
        words = f"No data after {scoring.covers[1]}: no figure is given for {what}. Silence is not calm."
        return Markup('<div class="pw-figure">{}</div>{}').format(band, note(words, "pw-gap"))
    chance, low, high = (percent(score[name]) for name in ("probability", "probability_low", "probability_high"))
    shaky = (
        note(
            f"Fewer than {settings.min_incidents} incidents within {settings.reach_limit_km:g} km in five years: "
            "too few for a band. Read the figure as a floor, not as safety.",
            "pw-gap",
        )
        if score["status"] == "insufficient data"
        else ""
    )
    return Markup(
        '<div class="pw-figure"><strong>{}</strong>{}<span>80 % interval {} to {}, mostly {}</span></div>'
        '<p class="pw-small">Chance of at least one {}. Expected incidents {}. Declared priors, not yet fitted.{}</p>{}'
    ).format(
        chance,
        band,
        low,
        high,
        score["dominated_by"],
        what,
        f"{score['expected_incidents']:.3f}",
        f" Scored along the line; worst stretch: {worst}." if worst else "",
        shaky,
    )


def stretch(score: pd.Series, places: gpd.GeoDataFrame) -> str:
    """Where along a line its worst stretch lies: km from its start, and the nearest place."""
    if pd.isna(score["worst_from_km"]):
        return ""
    near = nearest_name(score["worst_lon"], score["worst_lat"], places)
    return f"km {score['worst_from_km']:.0f}–{score['worst_to_km']:.0f}, near {near or 'no known place'}"


def contribution_bars(reasons: pd.DataFrame, incidents: pd.DataFrame) -> Markup:
    """Largest contributions as bars that name incident, km and days; the rest and the background in one bar each."""
    largest = reasons["contribution"].max()
    named = reasons[reasons["source"] == "incident"]
    bars = [
        bar(row.contribution / largest, _reason(row, incidents), f"{row.share:.0%}")
        for row in named.head(REASONS_SHOWN).itertuples()
    ]
    rest = named.iloc[REASONS_SHOWN:]
    if len(rest):
        words = f"{plural(len(rest), 'further incident')}"
        bars.append(bar(rest["contribution"].sum() / largest, words, f"{rest['share'].sum():.0%}"))
    ground = reasons[reasons["source"] == "background"].iloc[0]
    bars.append(bar(ground["contribution"] / largest, "Background: nothing known near", f"{ground['share']:.0%}"))
    return Markup("<h4>Why: the contributions that add up to the figure</h4>") + Markup("").join(bars)


def reach_table(reasons: pd.DataFrame, incidents: pd.DataFrame, limit_km: float) -> Markup:
    """Incidents within the reach limit, nearest first, with sources."""
    near = reasons[reasons["distance_km"] <= limit_km].sort_values("distance_km")
    if near.empty:
        return note(
            f"No incident that counts within {limit_km:g} km up to the as-of date. That is not a finding of safety."
        )
    rows = []
    for reason in near.itertuples():
        row = incidents.loc[reason.incident_id].to_dict()
        what = Markup('{}<br><span class="pw-small">{}</span>').format(row["title"], links(row["sources"]))
        rows.append((f"{reason.distance_km:.0f} km", when(row), what, count_range(row, "killed")))
    return table(("Distance", "When", "Incident and sources", "Killed"), rows)


def clusters_around(key: str, site: pd.DataFrame, clusters: gpd.GeoDataFrame) -> Markup:
    """The descriptive clusters of the incidents in view that lie within reach of a site, nearest first."""
    if clusters.empty:
        return note("No cluster among the incidents in view.")
    near = clusters_near(site, clusters, math.inf)
    within = near[near["distance_km"] <= CLUSTER_REACH_KM]
    words = [_cluster_words(row, clusters) for row in (within if len(within) else near.head(1)).itertuples()]
    lead = f"Clusters within {CLUSTER_REACH_KM:g} km" if len(within) else "Nearest cluster"
    return note(f"{lead} (descriptive): {'; '.join(words)}.")


def _cluster_words(row, clusters: gpd.GeoDataFrame) -> str:
    where = "around the site" if row.distance_km == 0 else f"{row.distance_km:.0f} km away"
    cluster = clusters.loc[row.cluster_id]
    years = f"{cluster['first_day']:%b %Y} to {cluster['last_day']:%b %Y}"
    return f"{row.cluster_id}, {where}, {plural(cluster['incidents'], 'incident')}, {years}"


def border_distance(site: pd.Series, border: gpd.GeoDataFrame) -> Markup:
    """Distance to the Tajik–Afghan border, with how far that line itself can be trusted."""
    if border.empty:
        return note("Distance to the border is not known: the border file could not be read.")
    point = site.geometry.representative_point()
    km = [distance_to_shape_km(point.x, point.y, shape) for shape in border.geometry]
    nearest = border.iloc[min(range(len(km)), key=km.__getitem__)]
    caution = " Too near to say on which side." if min(km) <= BORDER_UNSURE_KM else ""
    return note(
        f"Tajik–Afghan border: {min(km):.0f} km (segment {nearest['name']}; the line is up to 3.4 km off).{caution}"
    )


def site_responses(key: str, incidents: pd.DataFrame, responses: pd.DataFrame, scoring: Scoring) -> pd.DataFrame:
    """Responses that name the site, or answer an incident within the scored radius of it."""
    if scoring.table.loc[key, "status"] == "no data":
        return responses[[key in ids for ids in responses["site_ids"]]]
    reasons = scoring.reasons(key)
    near = set(reasons.loc[reasons["distance_km"] <= scoring.settings.radius_km, "incident_id"])
    about = [key in row.site_ids or bool(near & set(row.incident_ids)) for row in responses.itertuples()]
    return responses[about]


def _reason(row, incidents: pd.DataFrame) -> str:
    title = incidents.loc[row.incident_id, "title"]
    return f"{title} · {row.distance_km:.0f} km · {plural(int(row.age_days), 'day')} ago"
