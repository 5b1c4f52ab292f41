"""A language as those who get the hand-over read it: words, plurals, figures, days and names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from math import isfinite
from numbers import Integral
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from export.language.catalogue import TRANSLATED, Catalogue, catalogue

# As used in Afghanistan: Dari has its own months, names of countries and digits.
LOCALES = {"en": "en", "zh": "zh_Hans_CN", "ru": "ru_RU", "fa": "fa_AF"}
NAMES = {"en": "English", "zh": "中文", "ru": "Русский", "fa": "دری"}
DAYS = {"zh": "y年M月d日", "ru": "d MMM y 'г.'", "fa": "d MMMM y"}
YEARS = {"zh": "y年", "ru": "y 'г.'", "fa": "y"}
MONTHS = {"zh": "y年M月", "ru": "LLLL y 'г.'", "fa": "MMMM y"}
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
# Some names of places come in traditional signs.
SIMPLIFIED = str.maketrans(
    "亞傑圖奧孫庫澤濟爾納臘蓋薩蘇蘭謝諾貝賈連達錫馬齊齋", "亚杰图奥孙库泽济尔纳腊盖萨苏兰谢诺贝贾连达锡马齐斋"
)
LEFT_TO_RIGHT_MARK = "\u200e"
DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(0[1-9]|1\d|2\d))?")
PLACEHOLDER = re.compile(r"\{(\w+)\}(\.?)")
UNKNOWN = "–"
BETWEEN = " – "


class LanguageUnknown(ValueError):
    """A language was asked for that has no translations."""


@dataclass(frozen=True)
class Language:
    """One of en, zh, ru and fa. Raises LanguageUnknown for any other code."""

    code: str

    def __post_init__(self) -> None:
        if self.code not in LOCALES:
            raise LanguageUnknown(
                f"There are no words for the language {str(self.code)[:40]!r}; expected one of {', '.join(LOCALES)}. "
                "Choose one of these."
            )

    @property
    def name(self) -> str:
        """The language's name for itself, in its own script."""
        return NAMES[self.code]

    @property
    def locale(self) -> Locale:
        """The locale of Babel by which dates and numbers are written."""
        return Locale.parse(LOCALES[self.code])

    @property
    def direction(self) -> str:
        """ "ltr" or "rtl"."""
        return self.locale.text_direction

    def say(self, text: str, /, **values: object) -> str:
        """The translation of an English text, its {named} places filled; English where there is no translation.

        Whole numbers are written as the language does; texts stay as they are: braces in them mean nothing.
        """
        return self._filled(self._catalogue.words.get(text, text) if self._translated else text, values)

    def count(self, number: int, one: str, many: str, /, **values: object) -> str:
        """The form of the text for so many; {n} is the number, written as the language does."""
        forms = self._catalogue.plurals.get((one, many)) if self._translated else None
        text = forms[self._catalogue.form(abs(int(number)))] if forms else one if number == 1 else many
        return self._filled(text, {"n": int(number), **values})

    def join(self, words: Iterable[str]) -> str:
        """A list of words with the comma of the language."""
        return self.say(", ").join(words)

    def day(self, day: date) -> str:
        """A Gregorian day, such as '26 Nov 2025'."""
        return self._dated(day, DAYS) if self._translated else f"{day.day} {day:%b %Y}"

    def month(self, day: date) -> str:
        """The Gregorian month of a day, such as 'Nov 2025'."""
        return self._dated(day, MONTHS) if self._translated else f"{day:%b %Y}"

    def dated(self, text: object) -> str:
        """A day, month or year of a table, such as 2025-08, as the language writes it; English leaves it as it is."""
        if not isinstance(text, str) or not text:
            return self.say("date not known")
        parts = DATE.fullmatch(text)
        if not parts or not self._translated:
            return text
        day = date(*(int(part or 1) for part in parts.groups()))
        return self.day(day) if parts[3] else self.month(day) if parts[2] else self._dated(day, YEARS)

    def figures(self, text: str) -> str:
        """A text with the digits of the language, such as the month 2025-08 of a table."""
        return text.translate(PERSIAN_DIGITS) if self.code == "fa" else text

    def number(self, value: float, digits: int | None = None, *, signed: bool = False) -> str:
        """A number with so many decimals, or as many as it needs; a dash where it is not known.

        It is rounded the same way in every language, so that no two hand-overs differ. `signed`: with + for a rise.
        """
        if pd.isna(value) or not isfinite(value):
            return UNKNOWN
        text = f"{value:{'+' if signed else ''}{_precision(value, digits)}}"
        return self._written(text) if self._translated else text

    def percent(self, chance: float) -> str:
        """A chance (0 to 1) as a person says it: never rounded to certainty, a dash where it is not known."""
        if pd.isna(chance):
            return UNKNOWN
        if chance < 0.01:
            return self.say("<1 %")
        return self.say(">99 %") if chance > 0.99 else self.say("{n} %", n=self.figures(f"{chance:.0%}"[:-1]))

    def share(self, part: float) -> str:
        """A share of a whole (0 to 1) in whole percent, none and all included."""
        return self.say("{n} %", n=self.figures(f"{part:.0%}"[:-1]))

    def km(self, length_km: float, digits: int | None = None) -> str:
        """A length [km] with its unit."""
        return self.say("{n} km", n=self.number(length_km, digits))

    def place(self, row: Mapping[str, Any]) -> str:
        """The name of a place, province, country or border segment: its own column, else `named` of its English one."""
        own = row.get(f"name_{self.code}")
        if not isinstance(own, str) or not own:
            return self.named(row["name"])
        return own.translate(SIMPLIFIED) if self.code == "zh" else own

    def named(self, english: str) -> str:
        """The name of a province, district, country or border segment by its English one, which stays if unknown."""
        if not self._translated or not isinstance(english, str):
            return english
        parts = [self._name(part) for part in english.split(BETWEEN)]
        return BETWEEN.join(parts) if all(parts) else english

    def area(self, english: object) -> str:
        """Districts, provinces and countries as tables name them, several with / between; blank for none."""
        return "/".join(map(self.named, english.split("/"))) if isinstance(english, str) else ""

    def _name(self, english: str) -> str | None:
        return self._catalogue.words.get(english) or _countries(self.code).get(english)

    @property
    def _translated(self) -> bool:
        return self.code in TRANSLATED

    @property
    def _catalogue(self) -> Catalogue:
        return catalogue(self.code)

    def _dated(self, day: date, patterns: Mapping[str, str]) -> str:
        return self.figures(format_date(day, patterns[self.code], self.locale))

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        def put(place: re.Match) -> str:
            if place[1] not in values:
                return place[0]
            value = values[place[1]]
            said = self.number(value) if isinstance(value, Integral) else str(value)
            # A date such as 6 нояб. 2025 г. ends a sentence with its own full stop.
            return said if said.endswith(".") else said + place[2]

        return PLACEHOLDER.sub(put, text) if values else text

    def _written(self, number: str) -> str:
        """A number with the separators and digits of the language, all its decimals and its sign kept."""
        sign, size = (number[0], number[1:]) if number[0] in "+-" else ("", number)
        decimals = max(0, -int(Decimal(size).as_tuple().exponent))
        pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
        figure = self.figures(format_decimal(Decimal(size), pattern, self.locale, numbering_system="default"))
        # Else a sign would stand right of its number where text runs from right to left.
        return (LEFT_TO_RIGHT_MARK if sign and self.direction == "rtl" else "") + sign + figure


ENGLISH = Language("en")


@cache
def language(code: str) -> Language:
    """The language of a code (en, zh, ru, fa). Raises LanguageUnknown for any other."""
    return Language(code)


@cache
def _countries(code: str) -> dict[str, str]:
    """Names of countries by their English ones."""
    own = Locale.parse(LOCALES[code]).territories
    return {english: own[region] for region, english in Locale("en").territories.items() if region in own}


def _precision(value: float, digits: int | None) -> str:
    """How a number is rounded: by its decimals, else to six digits, whole numbers not at all."""
    if digits is not None:
        return f".{digits}f"
    return "d" if isinstance(value, Integral) else "g" if abs(value) < 1e6 else ".0f"
