"""Charts: data in, picture out. Text stays data; colours suit a light and a dark page."""

from datetime import date, timedelta

import altair as alt
import pandas as pd

LINE, BAND, GAP, NEAR, FAR = "#2f8fd3", "#2f8fd3", "#8a8f98", "#d9822b", "#8a8f98"
HEIGHT_PX = 210
LEAST_TOP = 0.1


def trend_chart(trend: pd.DataFrame, happened: pd.DataFrame, unseen: tuple[date, date]) -> alt.LayerChart:
    """The score of one place over time: line with its 80 % interval, incidents as ticks, the unseen period shaded.

    trend: the frame of `risk.trend.trend`. happened: one row per incident near the place with `day`, `title`,
    `distance_km` [km] and `near` (within the radius). unseen: first day without data, and today.
    """
    top = max(LEAST_TOP, 1.08 * float(trend["probability_high"].max(skipna=True) or 0))
    rows = trend.reset_index()
    chance = alt.Y("probability:Q", title="chance", axis=alt.Axis(format=".0%"), scale=alt.Scale(domain=[0, top]))
    base = alt.Chart(rows).encode(alt.X("day:T", title=None))
    spread = base.mark_area(opacity=0.22, color=BAND).encode(alt.Y("probability_low:Q"), alt.Y2("probability_high:Q"))
    line = base.mark_line(color=LINE, strokeWidth=2).encode(chance, tooltip=_figures())
    parts = [spread, line, _ticks(happened)]
    if unseen[0] <= unseen[1]:
        parts.insert(0, _shade(unseen))
    return alt.layer(*parts).properties(height=HEIGHT_PX).configure_view(strokeOpacity=0)


def _figures() -> list[alt.Tooltip]:
    percent = [("probability", "chance"), ("probability_low", "10 %"), ("probability_high", "90 %")]
    return [alt.Tooltip("day:T", title="as of"), *(alt.Tooltip(f"{n}:Q", title=t, format=".1%") for n, t in percent)]


def _ticks(happened: pd.DataFrame) -> alt.Chart:
    colour = alt.condition("datum.near", alt.value(NEAR), alt.value(FAR))
    told = [
        alt.Tooltip("day:T", title="incident"),
        alt.Tooltip("title:N", title="what"),
        alt.Tooltip("distance_km:Q", title="km", format=".0f"),
    ]
    ticks = alt.Chart(happened).mark_point(shape="triangle-up", filled=True, size=70, opacity=0.9, yOffset=-5)
    return ticks.encode(alt.X("day:T"), alt.YDatum(0), color=colour, tooltip=told)


def _shade(unseen: tuple[date, date]) -> alt.LayerChart:
    first, last = (pd.Timestamp(day) for day in (unseen[0], unseen[1] + timedelta(days=1)))
    period = pd.DataFrame({"first": [first], "last": [last], "words": ["no data"]})
    shade = alt.Chart(period).mark_rect(color=GAP, opacity=0.25).encode(alt.X("first:T"), alt.X2("last:T"))
    label = alt.Chart(period).mark_text(align="left", baseline="top", dx=4, dy=4, color=GAP, fontSize=12)
    return shade + label.encode(alt.X("first:T"), alt.YValue(0), text="words:N")
