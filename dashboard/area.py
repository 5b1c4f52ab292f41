"""The reader's own area: taken from the map, drawn on it, and a panel with what lies inside."""

from dataclasses import replace

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.frames import Filtered, Scoring
from dashboard.html import apart, facts, note, table
from dashboard.plain import plain
from dashboard.speech import count, reported, say, spoken
from export.area import AreaUnreadable, read_area
from export.content import Content, world_of
from export.handing import file_name
from export.inside import WHOLE, Somewhere, casualties, highest_chance, share_inside, zip_of
from export.make import noted
from export.specification import Specification
from export.view import View
from layers import Loaded
from layers.store import open_store

TYPE_WORDS = ("Type", "Inside", "Perhaps", "By share of area")
MOST_NAMED = 30


def with_area(clicked: str | None, view: View, shown: Filtered, *, scoring: Scoring, data: Loaded) -> str | None:
    """The click, unless it drew an area; the panel of the area in view stands under the map."""
    clicked = take_area(clicked)
    show_area(view, shown, scoring, data)
    return clicked


def take_area(clicked: str | None) -> str | None:
    """Keeps the area that was just drawn, or lets go of it, and starts over; passes every other click on."""
    kind, _, text = (clicked or "").partition(":")
    if kind != "area":
        return clicked
    try:
        if text:
            read_area(text)
    except AreaUnreadable:
        st.warning(say("This area crosses itself, is too large or has no extent. Draw it again."))
        return None
    if text != st.session_state.get("area", ""):
        st.session_state.area = text
        st.rerun()
    return None


def show_area(view: View, shown: Filtered, scoring: Scoring, data: Loaded) -> None:
    """What lies in the area among the incidents in view; nothing when none is drawn."""
    if not view.area:
        return
    area, incidents = read_area(view.area), shown.incidents
    share = share_inside(incidents, area.shape)
    rows = incidents[share > 0].assign(share=share[share > 0])
    sites = shown.frames["sites"]
    near = sites[share_inside(sites, area.shape) > 0]
    with st.container(border=True, key="area_panel"):
        st.subheader(say("In the area"))
        st.html(placed_note(rows) + facts(area_facts(rows, near)) + types_table(rows))
        st.html(
            score_note(
                highest_chance(scoring.pairs, scoring.settings, scoring.as_of, shape=area.shape, covers=scoring.covers),
                scoring,
            )
        )
        offer_rows(rows, view, data)
        if st.button(say("No area"), key="no_area"):
            st.session_state.area = ""
            st.rerun()


def placed_note(rows: pd.DataFrame) -> Markup:
    """How many lie inside for certain, and how many may."""
    inside, part = int((rows["share"] >= WHOLE).sum()), rows.loc[rows["share"] < WHOLE, "share"]
    words = [count(inside, "{n} incident placed inside.", "{n} incidents placed inside.")]
    if len(part):
        words.append(
            count(
                len(part),
                "{n} more is known only to an area that overlaps; by the share of it inside it counts as {sum}.",
                "{n} more are known only to areas that overlap; by the shares of them inside they count as {sum}.",
                sum=spoken().number(round(float(part.sum()), 1)),
            )
        )
    return note(" ".join(words))


def area_facts(rows: pd.DataFrame, sites: pd.DataFrame) -> list[tuple[str, object]]:
    """Casualties of what is placed inside, actors, sites."""
    inside = rows[rows["share"] >= WHOLE]
    return [
        (say("Killed"), casualty_words(inside, "killed")),
        (say("Injured"), casualty_words(inside, "injured")),
        (say("Claimed by or attributed to"), actors_words(rows)),
        (say("Sites inside or crossing"), _names(sites["name"].tolist())),
    ]


def casualty_words(rows: pd.DataFrame, name: str) -> str:
    """The range that reports add up to, and in how many incidents no figure is known."""
    if rows.empty:
        return say("no incident placed inside")
    low, high, unknown = casualties(rows, name)
    number = spoken().number
    if unknown == len(rows):
        return say("not known")
    words = number(low) if low == high else say("{low} to {high}", low=number(low), high=number(high))
    if not unknown:
        return words
    more = count(unknown, "not known for {n} incident", "not known for {n} incidents")
    return say("{figure}; {more}", figure=words, more=more)


def actors_words(rows: pd.DataFrame) -> Markup:
    named = rows["claimed_by"].where(rows["claimed_by"].notna(), rows["attributed_to"]).dropna()
    counts = named[named.ne("")].value_counts()
    told = [f"{reported(name)} ({spoken().number(int(n))})" for name, n in counts.items()]
    return _names(told)


def types_table(rows: pd.DataFrame) -> Markup:
    """One row per event type: placed inside, perhaps inside, and both by the share of area inside."""
    if rows.empty:
        return Markup("")
    number, whole = spoken().number, rows["share"] >= WHOLE
    told = []
    for kind, group in rows.groupby("event_type", sort=True):
        sure = int(whole[group.index].sum())
        by_share = round(float(group["share"].sum()), 1)
        told.append((say(kind), number(sure), number(len(group) - sure), number(by_share)))
    return table(map(say, TYPE_WORDS), told)


def score_note(best: Somewhere, scoring: Scoring) -> Markup:
    """The highest chance in the area, for the radius and horizon of the score."""
    if best.status == "no data":
        return note(say("No data for the as-of date, which is not calm."), "pw-gap")
    if best.status != "scored":
        return note(say("Too few incidents within reach for a figure, which does not mean a low one."), "pw-gap")
    number, settings = spoken().number, scoring.settings
    words = say(
        "Highest chance of a place in the area: {chance} within {radius} km in {days} days, {expected} incidents "
        "expected, at {lat}, {lon}. It is not the chance for the area as a whole.",
        chance=spoken().percent(best.probability),
        radius=number(settings.radius_km),
        days=number(settings.horizon_days),
        expected=number(best.expected, 2),
        lat=number(best.lat, 3),
        lon=number(best.lon, 3),
    )
    return note(words)


def offer_rows(rows: pd.DataFrame, view: View, data: Loaded) -> None:
    """These rows as CSV and GeoJSON, made when asked for, without what is marked above the marking of the view."""
    if rows.empty or not st.button(say("Prepare these incidents as CSV and GeoJSON"), key="area_rows"):
        return
    if data.problems:
        st.error(say("Nothing is exported from data that are not whole."))
        return
    content = Content(Specification(replace(view, layers=()), above="redact"), world_of(data, open_store()))
    try:
        found, name = zip_of(content, rows["share"].to_dict()), file_name(content, "area", "zip")
        noted(content, name, found)
    except (OSError, ValueError) as error:
        st.error(plain(error))
        return
    st.download_button(say("Download"), found, name, "application/zip", key="area_file", on_click="ignore")


def _names(names: list[str]) -> Markup:
    """Names one after the other; how many more there are is said."""
    told = [apart(name) for name in names[:MOST_NAMED]]
    if len(names) > MOST_NAMED:
        told.append(apart(count(len(names) - MOST_NAMED, "and {n} more", "and {n} more")))
    return Markup(" · ").join(told) if told else apart(say("none"))
