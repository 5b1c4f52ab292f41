"""What is always visible: marking, as-of date, coverage, and what could not be read or followed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import streamlit as st
from markupsafe import Markup

from dashboard.html import bold, note
from dashboard.plain import plain
from dashboard.speech import count, say, spoken
from dashboard.told import part, retold
from export.marking import TLP_COLOURS
from export.pages.around import WHAT_IF_WORDS
from export.view import View, what_if
from export.words import TARGET_WORDS

WORD_JOINER = "\u2060"


def show_marking(marking: str) -> None:
    """The marking, never translated."""
    st.html(marking_of(marking))


def show_header(view: View, covers: tuple[date, date], today: date) -> None:
    """Marking, title, as-of date, coverage, where data ends, and what is forecast: always on screen, in two lines."""
    first, last = map(spoken().day, covers)
    gap = Markup('<span class="pw-gap">{}</span>').format(gap_words(covers, today)) if today > covers[1] else ""
    st.html(
        Markup(
            '<header class="pw-head">{}<h1>Panj Watch</h1><span>{}</span><span>{}</span>{}<small>{}</small></header>'
        ).format(
            marking_of(view.marking),
            bold(say("As of {day}"), day=spoken().day(view.as_of)),
            bold(say("Incident data {first} to {last}"), first=first, last=last),
            gap,
            score_words(view),
        )
    )


def score_words(view: View) -> str:
    """What the score is the chance of."""
    return say(
        "Score: chance of at least one {what} within {km} km in the {days} days after it",
        what=say(TARGET_WORDS[view.target]),
        km=view.radius_km,
        days=view.horizon_days,
    )


def show_what_if(view: View) -> None:
    """Says loudly when the score is made under other assumptions than the declared ones, and which."""
    if words := what_if_note(view):
        st.html(words)


def what_if_note(view: View) -> Markup:
    """The priors that are not the declared ones; blank where all are."""
    if not (chosen := what_if(view)):
        return Markup("")
    parts = (f"{say(WHAT_IF_WORDS[name])} {spoken().number(value)}" for name, value in chosen.items())
    sentence = say("scored with {changes}, not with the declared priors.", changes=spoken().join(parts))
    return note(Markup("<b>{}</b> {}").format(say("What if:"), sentence), "pw-warn")


def gap_words(covers: tuple[date, date], today: date) -> str:
    """That nothing is known after coverage, which is not calm."""
    after = covers[1] + timedelta(days=1)
    return count(
        (today - covers[1]).days,
        "No data since {day}: {n} day unseen, not calm",
        "No data since {day}: {n} days unseen, not calm",
        day=spoken().day(after),
    )


def show_coverage(view: View, covers: tuple[date, date]) -> None:
    """Says that the as-of date lies where there is no data, and what to choose instead."""
    first, last = map(spoken().day, covers)
    if view.as_of > covers[1]:
        words = say(
            "**No data since {day}.** The as-of date lies past it: no score is given, because silence is not calm. "
            "Choose {last} or earlier.",
            day=spoken().day(covers[1] + timedelta(days=1)),
            last=last,
        )
        st.warning(words)
    elif view.as_of < covers[0]:
        st.warning(say("**No data before {day}.** No score is given. Choose a later as-of date.", day=first))


def marking_of(marking: str) -> Markup:
    """The marking in its colour on black."""
    return Markup('<div class="pw-tlp" dir="ltr" style="color:{}">TLP:{}</div>').format(TLP_COLOURS[marking], marking)


def show_problems(problems: Mapping[str, str], complaints: Iterable[str]) -> None:
    """A sentence for every file that could not be used and every part of the link that could not be followed."""
    for name, sentence in problems.items():
        st.error(_plain(say("{title}: {words}", title=part(name), words=retold(sentence))))
    for sentence in complaints:
        st.warning(_plain(sentence))


def _plain(sentence: str) -> str:
    """Text that the page's formatter leaves alone; a word joiner keeps it from making links of addresses."""
    for lead in ("://", "www.", "@"):
        sentence = sentence.replace(lead, lead[0] + WORD_JOINER + lead[1:])
    return plain(sentence)
