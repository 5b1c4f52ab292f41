"""The language in which the page speaks to this reader; the words are those of what is handed over."""

import streamlit as st

from export.language import ENGLISH, Language, LanguageUnknown, language


def spoken() -> Language:
    """The language that this session chose, English before it did."""
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
