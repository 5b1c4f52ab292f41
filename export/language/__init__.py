"""The languages of what is handed over: English is the key, the others stand in locale/*.po and are read directly."""

from export.language.speech import ENGLISH, Language, LanguageUnknown, language

__all__ = ["ENGLISH", "Language", "LanguageUnknown", "language"]
