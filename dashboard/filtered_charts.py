"""Charts of the incidents that the filters leave, and their figures to take away."""

import csv
import io
from collections.abc import Callable
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.chart_links import OTHERS, PICK, PLACE, follow_bar
from dashboard.charts import HEIGHT_PX, LINE, NEAR
from dashboard.figures import localised, month_axis
from dashboard.in_words import show_figures
from dashboard.speech import say
from layers.imports.checked import defused

MOST_BARS = 15
ROW_PX = 22
TITLE_WORDS = {
    "time": "Incidents over time",
    "types": "Incidents by type",
    "actors": "Incidents by actor",
    "provinces": "Incidents by province",
    "killed": "Killed by year: best figure, least and most",
}
COLUMN_WORDS = {
    "month": "Month",
    "year": "Year",
    "name": "What",
    "incidents": "Incidents",
    "killed": "best",
    "killed_min": "least",
    "killed_max": "most",
    "not_known": "incidents without a figure",
}


def show_charts(incidents: pd.DataFrame, relax: str) -> None:
    """Five charts of the incidents in view, each with its figures; without any, what to relax."""
    if incidents.empty:
        st.info(relax)
        return
    st.caption(say("Of the incidents that pass the filters. Click a bar: a type, month or year becomes the filter."))
    st.caption(say("A bar of an actor or a province selects its incidents, in the list and on the map."))
    left, right = st.columns(2, gap="large")
    for place, (name, (figures, values)) in enumerate(figures_of(incidents).items()):
        with (left, right)[place % 2]:
            _show(name, figures, partial(follow_bar, name, figures, values))


def figures_of(incidents: pd.DataFrame) -> dict[str, tuple[pd.DataFrame, pd.Series]]:
    """The figures of each chart and what they count, by its name; what is not known is a row of its own."""
    named = {"types": incidents["event_type"], "actors": actors(incidents), "provinces": incidents["admin1"]}
    bars = {name: (counted(values), values) for name, values in named.items()}
    days = incidents["last_day"]
    return {"time": (by_month(incidents), days), **bars, "killed": (killed_by_year(incidents), days)}


def by_month(incidents: pd.DataFrame) -> pd.DataFrame:
    """One row per month from the first to the last, with its incidents; months without any are zero."""
    months = incidents["last_day"].dropna().dt.to_period("M")
    count = months.value_counts()
    if count.empty:
        return pd.DataFrame({"month": pd.Series(dtype=str), "incidents": pd.Series(dtype=int)})
    every = pd.period_range(count.index.min(), count.index.max(), freq="M")
    return pd.DataFrame({"month": every.astype(str), "incidents": count.reindex(every, fill_value=0).to_numpy()})


def actors(incidents: pd.DataFrame) -> pd.Series:
    """Who claimed each incident, else to whom it is attributed; blank where neither is known."""
    claimed = incidents["claimed_by"].replace("", pd.NA)
    return claimed.fillna(incidents["attributed_to"].replace("", pd.NA))


def counted(values: pd.Series) -> pd.DataFrame:
    """One row per value with its incidents, the most first; "" is what is not known."""
    count = values.fillna("").astype(str).value_counts(sort=True)
    return pd.DataFrame({"name": count.index.astype(str), "incidents": count.to_numpy()})


def killed_by_year(incidents: pd.DataFrame) -> pd.DataFrame:
    """One row per year from the first to the last: sums of best, least and most, and of how many nothing is known.

    The sums of a year are blank where nothing is known or no incident is recorded.
    """
    killed = incidents[["killed", "killed_min", "killed_max"]]
    known = killed.notna().any(axis=1)
    best = killed["killed"].fillna(killed["killed_min"]).fillna(killed["killed_max"])
    filled = pd.DataFrame(
        {
            "killed": best,
            "killed_min": killed["killed_min"].fillna(best),
            "killed_max": killed["killed_max"].fillna(best),
            "not_known": ~known,
        }
    )
    sums = filled.groupby(incidents["last_day"].dt.year.rename("year")).sum(min_count=1).astype("Int64")
    return sums.reindex(_every(sums.index)).fillna({"not_known": 0}).reset_index()


def _every(years: pd.Index) -> pd.RangeIndex:
    """From the first year to the last."""
    first, last = (years.min(), years.max()) if len(years) else (0, -1)
    return pd.RangeIndex(int(first), int(last) + 1, name="year")


def time_chart(figures: pd.DataFrame) -> alt.Chart:
    """Bars by month."""
    x = alt.X("month:T", timeUnit="yearmonth", title=None, axis=month_axis())
    bars = alt.Chart(_placed(figures)).mark_bar(color=LINE, cursor="pointer")
    bars = bars.encode(x, _count(alt.Y), tooltip=["month:N", _count(alt.Tooltip)])
    return bars.add_params(_picked()).properties(height=HEIGHT_PX)


def bar_chart(figures: pd.DataFrame) -> alt.Chart:
    """A bar for each value, the most first; the rest beyond so many stand together."""
    rows = shortened(_placed(figures))
    y = alt.Y("shown:N", sort=list(rows["shown"]), title=None, axis=alt.Axis(labelLimit=220, labelOverlap=False))
    told = [alt.Tooltip("shown:N", title=say("what")), _count(alt.Tooltip)]
    bars = alt.Chart(rows).mark_bar(color=LINE, cursor="pointer").encode(_count(alt.X), y, tooltip=told)
    return bars.add_params(_picked()).properties(height=alt.Step(ROW_PX))


def _placed(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with the number of each row, by which a click names it."""
    return figures.assign(**{PLACE: range(len(figures))})


def _picked() -> alt.Parameter:
    return alt.selection_point(name=PICK, fields=[PLACE])


def shortened(figures: pd.DataFrame) -> pd.DataFrame:
    """The rows as drawn, with what they are called: all others in one, what is not known named as such."""
    rows = figures.iloc[:MOST_BARS]
    shown = [say(name) if name else say("not known") for name in rows["name"]]
    if len(figures) > MOST_BARS:
        rest = {"name": [""], "incidents": [figures["incidents"].iloc[MOST_BARS:].sum()], PLACE: [OTHERS]}
        rows, shown = pd.concat([rows, pd.DataFrame(rest)]), [*shown, say("all others")]
    return rows.assign(shown=shown)


def killed_chart(figures: pd.DataFrame) -> alt.LayerChart:
    """A bar for the best figure of each year, a line from the least to the most."""
    x = alt.X("year:O", title=None, axis=alt.Axis(format="d"))
    figures_told = ("killed", "killed_min", "killed_max", "not_known")
    told = ["year:O", *(alt.Tooltip(f"{name}:Q", title=say(COLUMN_WORDS[name])) for name in figures_told)]
    bars = alt.Chart(_placed(figures)).mark_bar(color=NEAR, cursor="pointer")
    bars = bars.encode(x, alt.Y("killed:Q", title=say("killed")), tooltip=told).add_params(_picked())
    lines = alt.Chart(figures).mark_rule(strokeWidth=2, color="#8a8f98")
    lines = lines.encode(x, alt.Y("killed_min:Q"), alt.Y2("killed_max:Q"), tooltip=told)
    return alt.layer(bars, lines).properties(height=HEIGHT_PX)


def written(figures: pd.DataFrame) -> bytes:
    """The figures as UTF-8 CSV that no spreadsheet runs."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(figures.columns)
    lines.writerows(
        ["" if pd.isna(cell) else defused(str(cell)) for cell in row] for row in figures.itertuples(index=False)
    )
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def _count(channel: Callable) -> object:
    whole = {} if channel is alt.Tooltip else {"axis": alt.Axis(tickMinStep=1)}
    return channel("incidents:Q", title=say("Incidents"), **whole)


def _show(name: str, figures: pd.DataFrame, follow: Callable[[], None]) -> None:
    st.subheader(say(TITLE_WORDS[name]))
    draw = {"time": time_chart, "killed": killed_chart}.get(name, bar_chart)
    chart = draw(figures).properties(description=say(TITLE_WORDS[name]))
    st.altair_chart(localised(chart), key=f"chart_{name}", on_select=follow, selection_mode=PICK)
    if name == "killed" and figures["not_known"].any():
        st.caption(
            say("{n} incidents have no figure: they are not counted as zero.", n=int(figures["not_known"].sum()))
        )
    st.download_button(
        say("Figures as CSV"), written(figures), f"panj-{name}.csv", "text/csv", key=f"take_{name}", on_click="ignore"
    )
    show_figures(as_read(figures), [say(COLUMN_WORDS[column]) for column in figures.columns], key=name)


def as_read(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with the words of their values, and what is not known named as such."""
    if "name" not in figures:
        return figures.assign(year=figures["year"].astype(str)) if "year" in figures else figures
    return figures.assign(name=[say(name) if name else say("not known") for name in figures["name"]])
