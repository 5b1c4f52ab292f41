"""What is always visible: marking, as-of date, coverage, and what could not be read or followed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import streamlit as st
from markupsafe import Markup

from dashboard.html import note
from dashboard.view import View
from dashboard.words import TARGET_WORDS, day_text

# Colours as prescribed by FIRST, Traffic Light Protocol 2.0 (2022): text on black.
TLP_COLOURS = {
    "CLEAR": "#ffffff",
    "GREEN": "#33ff00",
    "AMBER": "#ffc000",
    "AMBER+STRICT": "#ffc000",
    "RED": "#ff2b2b",
}


def show_marking(marking: str) -> None:
    """The marking, never translated."""
    st.html(Markup('<div class="pw-tlp" style="color:{}">TLP:{}</div>').format(TLP_COLOURS[marking], marking))


def show_header(view: View, covers: tuple[date, date]) -> None:
    """Title, as-of date, coverage and what is forecast."""
    words = f"{TARGET_WORDS[view.target]} within {view.radius_km} km in the {view.horizon_days} days after the as-of date"
    st.html(
        Markup(
            '<header class="pw-head"><h1>Panj Watch</h1>'
            "<span>As of <b>{}</b></span><span>Incident data <b>{}</b> to <b>{}</b></span><span>Score: {}</span></header>"
        ).format(day_text(view.as_of), day_text(covers[0]), day_text(covers[1]), words)
    )


def show_coverage(view: View, covers: tuple[date, date], today: date) -> None:
    """Says that days past coverage hold no data, which is not calm."""
    after = covers[1] + timedelta(days=1)
    if view.as_of > covers[1]:
        st.warning(
            f"**No data since {day_text(after)}.** The as-of date lies past it: no score is given, "
            f"because silence is not calm. Choose {day_text(covers[1])} or earlier."
        )
    elif view.as_of < covers[0]:
        st.warning(f"**No data before {day_text(covers[0])}.** Choose a later as-of date.")
    elif today > covers[1]:
        days = (today - covers[1]).days
        st.html(
            note(
                f"No data since {day_text(after)} ({days} days to {day_text(today)}). "
                f"The map shows what was known on {day_text(view.as_of)}; an empty map after it would not mean calm.",
                "pw-gap",
            )
        )


def show_problems(problems: Mapping[str, str], complaints: Iterable[str]) -> None:
    """A sentence for every file that could not be used and every part of the link that could not be followed."""
    for name, sentence in problems.items():
        st.error(_plain(f"{name}: {sentence}"))
    for sentence in complaints:
        st.warning(_plain(sentence))


def _plain(sentence: str) -> str:
    """Text that the page's formatter leaves alone."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!|$:<>~" else sign for sign in sentence)
