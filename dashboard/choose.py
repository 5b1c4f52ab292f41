"""The sidebar: widgets that return a choice and draw nothing else."""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from dashboard.plain import as_plain
from export.language.speech import NAMES
from export.view import (
    FACTORS,
    FIRST_DAY,
    HORIZON_DAYS,
    LAST_DAY,
    RADIUS_KM,
    TARGETS,
    WEIGHTS,
    WHAT_IF,
    View,
    what_if,
)
from export.words import HYPOTHESIS_WORDS, NEXUS_WORDS
from layers.incidents import ATTRIBUTION, CONFIDENCE, EVENT_TYPES, HYPOTHESES, NEXUS
from layers.layer import Frames
from layers.values import MARKINGS
from risk.declared import every_layer

SINCE_HELP = "The tab “What changed” compares the as-of date with this day, both scored with today's settings."
NEXUS_HELP = "How far such an incident announces one against Chinese people. Counts for the target “direct” only."
TRUST_HELP = "Chance that an incident of this confidence happened as reported. High confidence counts fully."
SLIDERS = {
    "half_life_factor": ("Half-lives ×", FACTORS, "Below 1 the score forgets sooner, above 1 later."),
    "project_weight": ("Weight of nexus “project”", WEIGHTS, NEXUS_HELP),
    "context_weight": ("Weight of nexus “context”", WEIGHTS, NEXUS_HELP),
    "medium_weight": ("Weight of medium confidence", WEIGHTS, TRUST_HELP),
    "low_weight": ("Weight of low confidence", WEIGHTS, TRUST_HELP),
}


def choose(start: View, covers: tuple[date, date], frames: Frames) -> View:
    """The view that the sidebar's widgets show, starting from the one of the link; `frames` have the own layers."""
    with st.sidebar:
        layers = choose_layers(start, frames)
        view = choose_score(replace(start, layers=layers), covers)
        view = choose_what_if(view)
        view = choose_filters(view)
        view = replace(view, marking=choose_marking(view))
        choose_language()
        return view


def choose_layers(start: View, frames: Frames) -> tuple[str, ...]:
    """Names of the layers that are switched on."""
    st.subheader("Layers")
    chosen = []
    layers = every_layer(frames)
    for group in dict.fromkeys(layer.group for layer in layers):
        st.caption(group)
        for layer in (layer for layer in layers if layer.group == group):
            caution = f"Unit: {layer.unit}. {layer.caution}"
            title = as_plain(layer.title) if layer.own else layer.title
            if st.toggle(title, value=layer.name in start.layers, key=f"layer_{layer.name}", help=caution):
                chosen.append(layer.name)
    return tuple(chosen)


def choose_score(start: View, covers: tuple[date, date]) -> View:
    """As-of date, radius, horizon, target and the explanation under which the score is made."""
    st.subheader("Score")
    as_of = st.date_input("As-of date", start.as_of, FIRST_DAY, LAST_DAY, key="as_of", help=_coverage(covers))
    radius_km = st.select_slider("Radius [km]", RADIUS_KM, start.radius_km, key="radius_km", help="How near counts.")
    horizon_days = st.select_slider("Horizon [days]", HORIZON_DAYS, start.horizon_days, key="horizon_days")
    target = st.radio("What is forecast", TARGETS, TARGETS.index(start.target), format_func=_target, key="target")
    words = ("all", *HYPOTHESES)
    hypothesis = st.selectbox(
        "Score under the explanation", words, words.index(start.hypothesis), format_func=_hypothesis, key="hypothesis"
    )
    since = st.date_input("Compared with", start.since, FIRST_DAY, LAST_DAY, key="since", help=SINCE_HELP)
    return replace(
        start,
        as_of=as_of,
        radius_km=radius_km,
        horizon_days=horizon_days,
        target=target,
        hypothesis=hypothesis,
        since=since,
    )


def choose_what_if(start: View) -> View:
    """Other priors than the declared ones; everything is scored anew under them, history too."""
    with st.expander("What if", expanded=bool(what_if(start)), key="what_if"):
        st.caption("The score under other assumptions. Sites, map, trend and changes follow at once.")
        chosen = {name: _slider(name, getattr(start, name)) for name in WHAT_IF}
        st.button("Back to the declared priors", on_click=reset_what_if, key="reset_what_if")
    return replace(start, **chosen)


def reset_what_if() -> None:
    """Puts the what-if sliders back to the declared priors."""
    for name in WHAT_IF:
        st.session_state[name] = getattr(View, name)


def _slider(name: str, value: float) -> float:
    title, choices, words = SLIDERS[name]
    return st.select_slider(title, choices, value, key=name, format_func="{:g}".format, help=words)


def choose_filters(start: View) -> View:
    """Which incidents and sites are drawn. The score counts every incident up to the as-of date all the same."""
    st.subheader("Filters", help="They choose what is drawn and listed. The score counts every incident regardless.")
    first_day, last_day = choose_period(start)
    types = _several("Event type", EVENT_TYPES, start.types, "types")
    nexus = _several("Nexus", NEXUS, start.nexus, "nexus", NEXUS_WORDS.get)
    attribution = _several("Attribution", ATTRIBUTION, start.attribution, "attribution")
    confidence = _several("Confidence", CONFIDENCE, start.confidence, "confidence")
    unverified = st.toggle("Sites with unverified Chinese link", start.unverified, key="unverified")
    return replace(
        start,
        first_day=first_day,
        last_day=last_day,
        types=types,
        nexus=nexus,
        attribution=attribution,
        confidence=confidence,
        unverified=unverified,
    )


def choose_period(start: View) -> tuple[date, date]:
    """First and last day shown; while only one end is picked the other stays."""
    days = st.date_input("Period", (start.first_day, start.last_day), FIRST_DAY, LAST_DAY, key="period")
    first = days[0] if days else start.first_day
    return first, days[1] if len(days) > 1 else max(first, start.last_day)


def choose_marking(start: View) -> str:
    """The marking in the banner."""
    return st.selectbox("Marking (TLP)", MARKINGS, MARKINGS.index(start.marking), key="marking")


def choose_language() -> None:
    """The language of the page; the choice stays in the session, where `dashboard.speech` finds it."""
    st.selectbox("Language", tuple(NAMES), format_func=NAMES.get, key="language")


def _several(title: str, words: tuple[str, ...], start: tuple[str, ...], key: str, show=str) -> tuple[str, ...]:
    chosen = st.pills(title, words, selection_mode="multi", default=list(start), format_func=_short(show), key=key)
    return tuple(word for word in words if word in chosen)


def _short(show):
    return lambda word: show(word).split(":")[0]


def _target(name: str) -> str:
    return {"any": "Any serious incident", "direct": "Direct Chinese nexus only"}[name]


def _hypothesis(name: str) -> str:
    return "All, as weighted" if name == "all" else HYPOTHESIS_WORDS[name]


def _coverage(covers: tuple[date, date]) -> str:
    after = covers[1] + timedelta(days=1)
    return f"Incidents are complete as described from {covers[0]} to {covers[1]}. From {after} on there is no data."
