"""What an audience sees: marking, title, day, the ranked sites in large type beside the map, and the way on."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import banner
from dashboard.brief import TOP, Slide, end, forget, present_slides, start, step
from dashboard.frames import Filtered, Scoring
from dashboard.html import apart, note
from dashboard.panels import ranking_rows
from dashboard.speech import say, spoken
from export.view import View
from risk.declared import BAND_SYMBOLS

STYLE = Path(__file__).parent / "brief.css"
COLOURS = {symbol.value: symbol.colours for symbol in BAND_SYMBOLS}
COPY = Markup(
    '<button type="button" class="pw-copy" data-done="{}" data-field="{}" title="{}">{}</button>'
    '<span class="pw-copied" role="status"></span>'
)


def show_stage(view: View, shown: Filtered, scoring: Scoring, complaints: Iterable[str]) -> None:
    """The buttons for the link and the brief, and the brief while it is on; its place on the page is always there."""
    st.html(STYLE)
    with st.container(key="view_tools", horizontal=True):
        words = say("Copy link"), say("The link leads back to all that is chosen and to where the map looks.")
        st.html(COPY.format(say("Copied"), say("Link to this view"), words[1], words[0]))
        st.button(say("Brief"), key="brief_open", on_click=start, help=say("Full screen for an audience (key b)"))
    with st.container(key="brief"):
        if st.session_state.brief:
            show_brief(view, shown, scoring, complaints)
        else:
            forget()


def show_brief(view: View, shown: Filtered, scoring: Scoring, complaints: Iterable[str]) -> None:
    """One view of the brief, and large buttons to go on, back and out."""
    rows = ranking_rows(scoring, shown.frames["sites"])
    slides, at = present_slides(rows["name"].to_dict())
    said = Markup("").join(note(words, "pw-gap") for words in complaints)
    st.html(page_of(view, slides[at], rows, (notices(view, scoring), said)))
    st.html(Markup('<aside class="pw-brief-notes">{}</aside>').format(slides[at].note or say("No note for this view.")))
    with st.container(key="brief_controls", horizontal=True):
        st.button(say("Previous"), key="brief_back", on_click=step, args=(-1,), disabled=at == 0)
        st.html(Markup('<div class="pw-brief-count">{}</div>').format(counted(at, len(slides) - 1)))
        st.button(say("Next"), key="brief_next", on_click=step, args=(1,), disabled=at == len(slides) - 1)
        st.button(say("End the brief"), key="brief_end", on_click=end)


def page_of(view: View, slide: Slide, rows: pd.DataFrame, notes: tuple[Markup, Markup]) -> Markup:
    """The whole page but for the map, which lies over its empty place."""
    marking = banner.marking_of(view.marking)
    return Markup(
        '<section class="pw-brief">{}<header><h1>{}</h1>{}</header><div class="pw-brief-map"></div>'
        '<div class="pw-brief-side">{}<ol class="pw-brief-list">{}</ol></div>{}</section>'
    ).format(
        marking,
        apart(slide.title or "Panj Watch"),
        notes[0],
        notes[1],
        listed(rows, view.selected),
        marking,
    )


def notices(view: View, scoring: Scoring) -> Markup:
    """The as-of date, what the score is, where data ends, and whether other priors are used."""
    today = date.today()
    gap = banner.gap_words(scoring.covers, today) if today > scoring.covers[1] else ""
    return Markup('<p><b>{}</b><span class="pw-brief-gap">{}</span></p><p class="pw-brief-score">{}</p>{}').format(
        say("As of {day}", day=spoken().day(view.as_of)), gap, banner.score_words(view), banner.what_if_note(view)
    )


def listed(rows: pd.DataFrame, selected: str) -> Markup:
    """The highest sites, and the selected one with its rank where it is not among them."""
    ranks = {key: rank for rank, key in enumerate(rows.index, 1)}
    chosen = selected.removeprefix("site:")
    keys = [*rows.index[:TOP], *([chosen] if ranks.get(chosen, 0) > TOP else [])]
    return Markup("").join(_row(ranks[key], rows.loc[key], key == chosen) for key in keys)


def counted(at: int, of: int) -> str:
    """Which view of how many; the one from which the brief began is not counted."""
    number = spoken().number
    return say("{n} of {total}", n=number(at), total=number(of)) if at else ""


def _row(rank: int, row: pd.Series, chosen: bool) -> Markup:
    chance = "–" if pd.isna(row["probability"]) else spoken().percent(row["probability"])
    return Markup(
        '<li class="{}"><i>{}</i><span>{}</span><b>{}</b><em style="--light:{};--dark:{}">{}</em></li>'
    ).format(
        "pw-brief-chosen" if chosen else "",
        spoken().number(rank),
        apart(spoken().named(row["name"])),
        chance,
        *COLOURS[row["band"]],
        say(row["band"]),
    )
