"""A second map beside the first: another as-of date, radius, horizon or target, and which sites differ."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import banner
from dashboard.chance import with_clusters
from dashboard.choose import FORECAST_WORDS
from dashboard.frames import Filtered, Scoring, filtered
from dashboard.html import note, table
from dashboard.screen import FIRST, SECOND, Place, draw_map
from dashboard.speech import count, say, spoken
from export.compare import Comparison, differences
from export.scene.selection import Selection, selection_of
from export.select import settings_of
from export.view import FIRST_DAY, HORIZON_DAYS, LAST_DAY, RADIUS_KM, TARGETS, View, last_day_of
from layers.layer import Frames

MOST_ROWS = 100
DIFFERENCE_WORDS = ("Site", "First map", "Second map", "Difference in points")


@dataclass(frozen=True)
class Side:
    """One of the two: its view, what the filters leave of it, and its score."""

    view: View
    shown: Filtered
    scoring: Scoring


def choose_compare(view: View) -> View:
    """The view with the second map that the sidebar's widgets ask for, none while the switch is off."""
    with st.sidebar:
        start = Comparison.of(view)
        if not st.toggle(say("Compare with a second map"), bool(view.compare), key="compare"):
            return replace(view, compare="")
        return replace(view, compare=str(_second(start)))


def _second(start: Comparison) -> Comparison:
    """What the second map shows otherwise than the first."""
    number = spoken().number
    as_of = st.date_input(say("As-of date, second map"), start.as_of, FIRST_DAY, LAST_DAY, key="compare_as_of")
    radius_km = st.select_slider(
        say("Radius [km], second map"), RADIUS_KM, start.radius_km, key="compare_radius_km", format_func=number
    )
    words = say("Horizon [days], second map")
    horizon_days = st.select_slider(
        words, HORIZON_DAYS, start.horizon_days, key="compare_horizon_days", format_func=number
    )
    target = st.radio(
        say("What is forecast, second map"),
        TARGETS,
        TARGETS.index(start.target),
        format_func=lambda name: say(FORECAST_WORDS[name]),
        key="compare_target",
    )
    return Comparison(as_of, radius_km, horizon_days, target)


def second_of(first: Side, frames: Frames) -> Side | None:
    """The other side of the comparison, scored from the pairs that were measured for the first.

    None without one, and before an audience, which sees one map.
    """
    if not first.view.compare or st.session_state.get("brief"):
        return None
    view, scoring = Comparison.of(first.view).applied(first.view), first.scoring
    shown = with_clusters(filtered(frames, view, scoring.key), view, last_day_of(view, scoring.covers))
    return Side(view, shown, replace(scoring, as_of=view.as_of, settings=settings_of(view)))


def draw_maps(first: Side, selection: Selection, frames: Frames) -> str | None:
    """The map, beside it the second where there is one; the reference of what was newly clicked in either.

    The first map stays in the same place of the page, so that it is not built again when the second comes or goes.
    """
    second = second_of(first, frames)
    columns = st.columns(2 if second else 1, gap="small")
    with columns[0]:
        place = Place(FIRST, *_titled(first.view)) if second else Place(FIRST)
        clicked = draw_map(first.view, first.shown, first.scoring, selection, place)
    if second:
        with columns[1]:
            same = selection_of(second.view, second.shown.selectable, second.shown.in_view)
            place = Place(SECOND, *_titled(second.view))
            clicked = draw_map(second.view, second.shown, second.scoring, same, place) or clicked
        show_differences(first, second)
    return clicked


def _titled(view: View) -> tuple[str, str]:
    return say("As of {day}", day=spoken().day(view.as_of)), banner.score_words(view)


def show_differences(first: Side, second: Side) -> None:
    """The sites whose chance differs between the two maps, the most changed first."""
    banner.show_coverage(second.view, second.scoring.covers)
    sites = first.shown.frames["sites"]
    found = differences(first.scoring.table, second.scoring.table, sites.index)
    with st.expander(_counted(len(found)), expanded=True, key="differences"):
        st.html(
            difference_table(found, sites["name"]) if len(found) else note(say("Both maps say the same of every site."))
        )


def _counted(number: int) -> str:
    return count(number, "{n} site differs between the two maps", "{n} sites differ between the two maps")


def difference_table(found: pd.DataFrame, names: pd.Series) -> Markup:
    """One row per site with both chances and their difference; bands stand where there is no figure."""
    language, rows = spoken(), found.head(MOST_ROWS).to_dict("index")
    cells = [
        (
            language.named(names[key]),
            _said(row["first"], row["first_band"]),
            _said(row["second"], row["second_band"]),
            "–" if pd.isna(row["difference"]) else language.number(100 * row["difference"], 1, signed=True),
        )
        for key, row in rows.items()
    ]
    more = len(found) - len(cells)
    left = note(count(more, "{n} more is not listed.", "{n} more are not listed.")) if more else Markup("")
    return table(map(say, DIFFERENCE_WORDS), cells) + left


def _said(chance: float, band: str) -> str:
    if pd.isna(chance):
        return say(band)
    return " · ".join((say("{n} %", n=spoken().number(100 * chance, 1)), say(band)))
