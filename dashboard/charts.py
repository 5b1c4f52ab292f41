"""Charts: data in, picture out. Text stays data; colours suit a light and a dark page."""

from datetime import date, timedelta

import altair as alt
import pandas as pd

from dashboard.figures import day_axis, localised, month_axis, with_words
from dashboard.speech import say

LINE, BAND, GAP, NEAR, FAR = "#2f8fd3", "#2f8fd3", "#8a8f98", "#d9822b", "#8a8f98"
HEIGHT_PX = 210
LEAST_TOP = 0.1
NO_FRAME = alt.ViewBackground(strokeOpacity=0)
BEYOND, DESCRIPTIVE = KIND_WORDS = ("beyond chance", "descriptive")


def trend_chart(trend: pd.DataFrame, happened: pd.DataFrame, unseen: tuple[date, date]) -> alt.LayerChart:
    """The score of one place over time: line with its 80 % interval, incidents as ticks, the unseen period shaded.

    trend: the frame of `risk.trend.trend`. happened: one row per incident near the place with `day`, `title`,
    `distance_km` [km] and `near` (within the radius). unseen: first day without data, and today.
    """
    top = max(LEAST_TOP, 1.08 * float(trend["probability_high"].max(skipna=True) or 0))
    rows = with_words(trend.reset_index(), "day")
    chance = alt.Y("probability:Q", title=say("chance"), axis=alt.Axis(format=".0%"), scale=alt.Scale(domain=[0, top]))
    base = alt.Chart(rows).encode(alt.X("day:T", title=None, axis=day_axis()))
    spread = base.mark_area(opacity=0.22, color=BAND).encode(alt.Y("probability_low:Q"), alt.Y2("probability_high:Q"))
    spread = spread.encode(tooltip=_figures())
    line = base.mark_line(color=LINE, strokeWidth=2).encode(chance, tooltip=_figures())
    parts = [spread, line, _ticks(happened)]
    if unseen[0] <= unseen[1]:
        parts.insert(0, _shade(unseen))
    return localised(alt.layer(*parts).properties(height=HEIGHT_PX, view=NO_FRAME))


def _figures() -> list[alt.Tooltip]:
    percent = [("probability", say("chance")), ("probability_low", say("10 %")), ("probability_high", say("90 %"))]
    figures = [alt.Tooltip(f"{name}:Q", title=title, format=".1%") for name, title in percent]
    return [alt.Tooltip("day_words:N", title=say("as of")), *figures]


def _ticks(happened: pd.DataFrame) -> alt.Chart:
    colour = alt.condition("datum.near", alt.value(NEAR), alt.value(FAR))
    told = [
        alt.Tooltip("day_words:N", title=say("incident")),
        alt.Tooltip("title:N", title=say("what")),
        alt.Tooltip("distance_km:Q", title=say("km"), format=".0f"),
    ]
    ticks = alt.Chart(with_words(happened, "day")).mark_point(
        shape="triangle-up", filled=True, size=70, opacity=0.9, yOffset=-5
    )
    return ticks.encode(alt.X("day:T"), alt.YDatum(0), color=colour, tooltip=told)


def _shade(unseen: tuple[date, date]) -> alt.LayerChart:
    first, last = (pd.Timestamp(day) for day in (unseen[0], unseen[1] + timedelta(days=1)))
    period = pd.DataFrame({"first": [first], "last": [last], "words": [say("no data")]})
    shade = alt.Chart(period).mark_rect(color=GAP, opacity=0.25).encode(alt.X("first:T"), alt.X2("last:T"))
    label = alt.Chart(period).mark_text(align="left", baseline="top", dx=4, dy=4, color=GAP, fontSize=12)
    return shade + label.encode(alt.X("first:T"), alt.YValue(0), alt.Text("words:N"))


def strip_chart(groups: pd.DataFrame, tested: pd.DataFrame, incidents: pd.DataFrame) -> alt.LayerChart:
    """When: one row per cluster from its first to its last day, tested ones filled, and a row with every incident."""
    bars = pd.concat([_bars(tested, BEYOND), _bars(groups, DESCRIPTIVE)], ignore_index=True)
    every = say("all incidents")
    order = [*bars["cluster"], every]
    y = alt.Y("cluster:N", sort=order, title=None, axis=alt.Axis(labelOverlap=False))
    x = alt.X("day:T", title=None, axis=month_axis())
    rows = with_words(incidents[["day", "title"]], "day").assign(cluster=every)
    ticks = alt.Chart(rows).mark_tick(color=FAR, thickness=1.5)
    told = [alt.Tooltip("day_words:N", title=say("incident")), alt.Tooltip("title:N", title=say("what"))]
    parts = [ticks.encode(x, y, tooltip=told)]
    if len(bars):
        shade = alt.condition("datum.beyond", alt.value(0.95), alt.value(0.45))
        shape = alt.Chart(bars).mark_bar(height=11, color=NEAR).encode(alt.X("first:T"), alt.X2("last:T"), y)
        named = {
            "cluster:N": say("Cluster"),
            "kind:N": say("Kind"),
            "first_day_words:N": say("First day"),
            "last_day_words:N": say("Last day"),
            "incidents:Q": say("Incidents"),
        }
        facts = [alt.Tooltip(field, title=title) for field, title in named.items()]
        parts.insert(0, shape.encode(opacity=shade, tooltip=facts))
    return localised(alt.layer(*parts).properties(height=24 * len(order)))


def _bars(clusters: pd.DataFrame, kind: str) -> pd.DataFrame:
    count = clusters["observed"] if "observed" in clusters else clusters["incidents"]
    last = pd.to_datetime(clusters["last_day"]) + pd.Timedelta(days=1)
    figures = {"first": pd.to_datetime(clusters["first_day"]), "last": last, "incidents": count}
    told = {"cluster": clusters.index.astype(str), "kind": say(kind), "beyond": kind == BEYOND}
    days = with_words(clusters, "first_day", "last_day")[["first_day_words", "last_day_words"]]
    return pd.DataFrame({**told, **figures}).join(days).reset_index(drop=True)
