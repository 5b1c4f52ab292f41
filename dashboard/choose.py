"""The sidebar: widgets that return a choice and draw nothing else."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta

import streamlit as st

from dashboard.chance import with_cluster_choices
from dashboard.plain import plain
from dashboard.speech import say, spoken
from dashboard.tour import begin
from export.compare import Comparison
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
from export.words import HYPOTHESIS_WORDS
from layers.incidents import ATTRIBUTION, CONFIDENCE, EVENT_TYPES, HYPOTHESES, NEXUS
from layers.layer import Frames
from layers.values import MARKINGS
from risk.declared import every_layer

SLIDER_WORDS = {
    "half_life_factor": "Half-lives ×",
    "project_weight": "Weight of nexus “project”",
    "context_weight": "Weight of nexus “context”",
    "medium_weight": "Weight of medium confidence",
    "low_weight": "Weight of low confidence",
}
SLIDER_HELP_WORDS = {
    "age": "Below 1 the score forgets sooner, above 1 later.",
    "nexus": "How far such an incident announces one against Chinese people. Counts for the target “direct” only.",
    "trust": "Chance that an incident of this confidence happened as reported. High confidence counts fully.",
}
HELP_OF = {
    "half_life_factor": "age",
    "project_weight": "nexus",
    "context_weight": "nexus",
    "medium_weight": "trust",
    "low_weight": "trust",
}
EXPLANATION_WORDS = {"all": "All, as weighted", **HYPOTHESIS_WORDS}
FORECAST_WORDS = {"any": "Any serious incident", "direct": "Direct Chinese nexus only"}
SHORT_NEXUS_WORDS = {"direct": "Direct", "project": "Project", "context": "Context"}
# Parts of a view that have no widget of their name.
NOT_CHOSEN = ("layers", "first_day", "last_day", "selected", "area", "compare")
# Widgets whose choices are written in the language of the page.
SPOKEN_CHOICES = (
    "radius_km",
    "horizon_days",
    "target",
    "hypothesis",
    *WHAT_IF,
    "types",
    "nexus",
    "attribution",
    "confidence",
    "compare_radius_km",
    "compare_horizon_days",
    "compare_target",
    "scan_radius_km",
    "scan_days",
    "scan_replications",
    "group_km",
    "group_days",
    "group_incidents",
)


def choose(start: View, covers: tuple[date, date], frames: Frames) -> View:
    """The view that the sidebar's widgets show, starting from the one of the link; `frames` have the own layers."""
    with st.sidebar:
        st.button(say("Tour"), on_click=begin, key="tour_open", type="tertiary", icon=":material/signpost:")
        layers = choose_layers(start, frames)
        view = choose_score(replace(start, layers=layers), covers)
        view = choose_what_if(view)
        view = choose_filters(view)
        view = replace(with_cluster_choices(view), marking=choose_marking(view))
        choose_language()
        return view


def put(view: View, frames: Frames) -> None:
    """Sets every widget as a view has it, before the widgets are drawn."""
    chosen = {field.name: getattr(view, field.name) for field in fields(view) if field.name not in NOT_CHOSEN}
    chosen = {name: list(value) if isinstance(value, tuple) else value for name, value in chosen.items()}
    chosen |= {f"layer_{layer.name}": layer.name in view.layers for layer in every_layer(frames)}
    chosen |= {f"compare_{name}": value for name, value in vars(Comparison.of(view)).items()}
    for name, value in (chosen | {"compare": bool(view.compare)}).items():
        st.session_state[name] = value
    st.session_state.period = (view.first_day, view.last_day)


def choose_layers(start: View, frames: Frames) -> tuple[str, ...]:
    """Names of the layers that are switched on."""
    st.subheader(say("Layers"))
    chosen = []
    layers = every_layer(frames)
    for group in dict.fromkeys(layer.group for layer in layers):
        st.caption(say(group))
        for layer in (layer for layer in layers if layer.group == group):
            words = say("Unit: {unit}. {caution}", unit=say(layer.unit), caution=say(layer.caution))
            title = plain(layer.title) if layer.own else say(layer.title)
            if st.toggle(title, value=layer.name in start.layers, key=f"layer_{layer.name}", help=words):
                chosen.append(layer.name)
    return tuple(chosen)


def choose_score(start: View, covers: tuple[date, date]) -> View:
    """As-of date, radius, horizon, target and the explanation under which the score is made."""
    st.subheader(say("Score"))
    number = spoken().number
    as_of = st.date_input(say("As-of date"), start.as_of, FIRST_DAY, LAST_DAY, key="as_of", help=_coverage(covers))
    radius_km = st.select_slider(
        say("Radius [km]"),
        RADIUS_KM,
        start.radius_km,
        key="radius_km",
        format_func=number,
        help=say("How near counts."),
    )
    horizon_days = st.select_slider(
        say("Horizon [days]"), HORIZON_DAYS, start.horizon_days, key="horizon_days", format_func=number
    )
    target = st.radio(
        say("What is forecast"), TARGETS, TARGETS.index(start.target), format_func=_from(FORECAST_WORDS), key="target"
    )
    since_help = say("The tab “What changed” compares the as-of date with this day, both scored with today's settings.")
    hypothesis = _explanation(start)
    since = st.date_input(say("Compared with"), start.since, FIRST_DAY, LAST_DAY, key="since", help=since_help)
    news = st.toggle(say("Mark incidents that are new since then"), start.news, key="news")
    return replace(
        start,
        as_of=as_of,
        radius_km=radius_km,
        horizon_days=horizon_days,
        target=target,
        hypothesis=hypothesis,
        since=since,
        news=news,
    )


def _explanation(start: View) -> str:
    words = ("all", *HYPOTHESES)
    chosen = words.index(start.hypothesis)
    show = _from(EXPLANATION_WORDS)
    return st.selectbox(say("Score under the explanation"), words, chosen, format_func=show, key="hypothesis")


def choose_what_if(start: View) -> View:
    """Other priors than the declared ones; everything is scored anew under them, history too."""
    with st.expander(say("What if"), expanded=bool(what_if(start)), key="what_if"):
        st.caption(say("The score under other assumptions. Sites, map, trend and changes follow at once."))
        chosen = {name: _slider(name, getattr(start, name)) for name in WHAT_IF}
        st.button(say("Back to the declared priors"), on_click=reset_what_if, key="reset_what_if")
    return replace(start, **chosen)


def reset_what_if() -> None:
    """Puts the what-if sliders back to the declared priors."""
    for name in WHAT_IF:
        st.session_state[name] = getattr(View, name)


def _slider(name: str, value: float) -> float:
    choices = FACTORS if name == "half_life_factor" else WEIGHTS
    title, words = say(SLIDER_WORDS[name]), say(SLIDER_HELP_WORDS[HELP_OF[name]])
    return st.select_slider(title, choices, value, key=name, format_func=spoken().number, help=words)


def choose_filters(start: View) -> View:
    """Which incidents and sites are drawn. The score counts every incident up to the as-of date all the same."""
    words = say("They choose what is drawn and listed. The score counts every incident regardless.")
    st.subheader(say("Filters"), help=words)
    first_day, last_day = choose_period(start)
    types = _several(say("Event type"), EVENT_TYPES, start.types, "types")
    nexus = _several(say("Nexus"), NEXUS, start.nexus, "nexus", _from(SHORT_NEXUS_WORDS))
    attribution = _several(say("Attribution"), ATTRIBUTION, start.attribution, "attribution")
    confidence = _several(say("Confidence"), CONFIDENCE, start.confidence, "confidence")
    unverified = st.toggle(say("Sites with unverified Chinese link"), start.unverified, key="unverified")
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
    days = st.date_input(say("Period"), (start.first_day, start.last_day), FIRST_DAY, LAST_DAY, key="period")
    first = days[0] if days else start.first_day
    return first, days[1] if len(days) > 1 else max(first, start.last_day)


def choose_marking(start: View) -> str:
    """The marking in the banner."""
    return st.selectbox(say("Marking"), MARKINGS, MARKINGS.index(start.marking), key="marking")


def choose_language() -> None:
    """The language of the page; the choice stays in the session, where `dashboard.speech` finds it."""
    st.selectbox(say("Language"), tuple(NAMES), format_func=NAMES.get, key="language", on_change=keep_choices)


def keep_choices() -> None:
    """Holds what was chosen while its words change: a widget knows a choice by the words it stood in."""
    for name in SPOKEN_CHOICES:
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]


def _several(
    title: str, words: tuple[str, ...], start: tuple[str, ...], key: str, show: Callable[[str], str] = say
) -> tuple[str, ...]:
    chosen = st.pills(title, words, selection_mode="multi", default=list(start), format_func=show, key=key)
    return tuple(word for word in words if word in chosen)


def _from(words: dict[str, str]) -> Callable[[str], str]:
    return lambda name: say(words[name])


def _coverage(covers: tuple[date, date]) -> str:
    first, last, after = map(spoken().day, (*covers, covers[1] + timedelta(days=1)))
    return say(
        "Incidents are complete as described from {first} to {last}. From {after} on there is no data.",
        first=first,
        last=last,
        after=after,
    )
