"""What is always visible: marking, as-of date, coverage, and what could not be read or followed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import streamlit as st
from markupsafe import Markup

from dashboard.html import note
from export.marking import TLP_COLOURS
from export.view import View, what_if
from export.words import TARGET_WORDS, day_text

WORD_JOINER = "\u2060"

WHAT_IF_WORDS = {
    "half_life_factor": "half-lives ×",
    "project_weight": "nexus “project”",
    "context_weight": "nexus “context”",
    "medium_weight": "medium confidence",
    "low_weight": "low confidence",
}


def show_marking(marking: str) -> None:
    """The marking, never translated."""
    st.html(_marking(marking))


def show_header(view: View, covers: tuple[date, date], today: date) -> None:
    """Marking, title, as-of date, coverage, where data ends, and what is forecast: always on screen, in two lines.

    Below it, where they apply: that the as-of date lies beyond the data, and that the priors are not the declared ones.
    """
    what = (
        f"at least one {TARGET_WORDS[view.target]} within {view.radius_km} km in the {view.horizon_days} days after it"
    )
    gap = Markup('<span class="pw-gap">{}</span>').format(gap_words(covers, today)) if today > covers[1] else ""
    st.html(
        Markup(
            '<header class="pw-head">{}<h1>Panj Watch</h1><span>As of <b>{}</b></span>'
            "<span>Incident data <b>{}</b> to <b>{}</b></span>{}<small>Score: chance of {}</small></header>"
        ).format(_marking(view.marking), day_text(view.as_of), day_text(covers[0]), day_text(covers[1]), gap, what)
    )
    show_coverage(view, covers)
    show_what_if(view)


def show_what_if(view: View) -> None:
    """Says loudly when the score is made under other assumptions than the declared ones, and which."""
    if chosen := what_if(view):
        words = ", ".join(f"{WHAT_IF_WORDS[name]} {value:g}" for name, value in chosen.items())
        st.html(note(Markup("<b>What if:</b> scored with {}, not with the declared priors.").format(words), "pw-warn"))


def gap_words(covers: tuple[date, date], today: date) -> str:
    """That nothing is known after coverage, which is not calm."""
    after = covers[1] + timedelta(days=1)
    return f"No data since {day_text(after)}: {(today - covers[1]).days} days unseen, not calm"


def show_coverage(view: View, covers: tuple[date, date]) -> None:
    """Says that the as-of date lies where there is no data, and what to choose instead."""
    after = covers[1] + timedelta(days=1)
    if view.as_of > covers[1]:
        st.warning(
            f"**No data since {day_text(after)}.** The as-of date lies past it: no score is given, "
            f"because silence is not calm. Choose {day_text(covers[1])} or earlier."
        )
    elif view.as_of < covers[0]:
        st.warning(f"**No data before {day_text(covers[0])}.** No score is given. Choose a later as-of date.")


def _marking(marking: str) -> Markup:
    return Markup('<div class="pw-tlp" style="color:{}">TLP:{}</div>').format(TLP_COLOURS[marking], marking)


def show_problems(problems: Mapping[str, str], complaints: Iterable[str]) -> None:
    """A sentence for every file that could not be used and every part of the link that could not be followed."""
    for name, sentence in problems.items():
        st.error(_plain(f"{name}: {sentence}"))
    for sentence in complaints:
        st.warning(_plain(sentence))


def _plain(sentence: str) -> str:
    """Text that the page's formatter leaves alone; a word joiner keeps it from making links of addresses."""
    for lead in ("://", "www.", "@"):
        sentence = sentence.replace(lead, lead[0] + WORD_JOINER + lead[1:])
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!|$:<>~" else sign for sign in sentence)
