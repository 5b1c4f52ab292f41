"""The language in which the page speaks to this reader; the words are those of what is handed over."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from export.language import ENGLISH, Language, LanguageUnknown, language

# What stands between these two runs in its own direction, whatever is around it.
ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def spoken() -> Language:
    """The language that this session chose, English before it did and where nobody reads."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return ENGLISH
    try:
        return language(str(st.session_state.get("language", ENGLISH.code)))
    except LanguageUnknown:
        return ENGLISH


def say(text: str, /, **values: object) -> str:
    """An English text in the language of the page (`export.language.speech.Language.say`)."""
    return spoken().say(text, **values)


def count(number: int, one: str, many: str, /, **values: object) -> str:
    """The form of a text for so many (`export.language.speech.Language.count`)."""
    return spoken().count(number, one, many, **values)


def reported(text: object) -> str:
    """A text as it was reported, so that it does not mix with words around it that run the other way."""
    return f"{ISOLATE}{text}{POP_ISOLATE}" if spoken().direction == "rtl" else str(text)


def spread(low: float, high: float) -> str:
    """The two ends of an interval of chances (0 to 1)."""
    return say("{low} – {high}", low=spoken().percent(low), high=spoken().percent(high))
