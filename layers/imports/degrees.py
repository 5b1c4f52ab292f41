"""Degrees as people write them: decimals, commas, minutes and seconds, letters of the hemisphere in four languages."""

import re

import numpy as np
import pandas as pd

from layers.imports.numerals import plain_figures

NORTH_EAST = ("N", "E", "С.Ш.", "В.Д.", "С", "В", "北纬", "东经", "北", "东", "شمالی", "شرقی", "شمال", "شرق")
SOUTH_WEST = ("S", "W", "Ю.Ш.", "З.Д.", "Ю", "З", "南纬", "西经", "南", "西", "جنوبی", "غربی", "جنوب", "غرب")
ALONG = {
    "latitude": {"N", "S", "С.Ш.", "Ю.Ш.", "С", "Ю", "北纬", "南纬", "北", "南", "شمالی", "جنوبی", "شمال", "جنوب"},
    "longitude": {"E", "W", "В.Д.", "З.Д.", "В", "З", "东经", "西经", "东", "西", "شرقی", "غربی", "شرق", "غرب"},
}
LETTERS = "|".join(re.escape(word) for word in sorted((*NORTH_EAST, *SOUTH_WEST), key=len, reverse=True))
NUMBER = r"\d+(?:[.,]\d+)?"
# Degrees, and where there are any, minutes and seconds, each with one of its marks or a blank behind it.
PARTS = re.compile(
    rf"(?P<before>{LETTERS})?\s*(?P<sign>[+-]?)\s*(?P<degrees>{NUMBER})\s*(?:°|º|˚|度|d|deg|\s|:)?\s*"
    rf"(?:(?P<minutes>{NUMBER})\s*(?:'|′|’|‘|分|m|min|\s|:)?\s*)?"
    rf"(?:(?P<seconds>{NUMBER})\s*(?:\"|″|”|“|''|′′|’’|秒|s|sec)?\s*)?(?P<after>{LETTERS})?",
    re.IGNORECASE,
)
PAIR = re.compile(r"\s*[;/|]\s*|,\s+|(?<=[NSEWnsew])\s*,?\s*(?=[\d+-])")
GRID = re.compile(r"\d{1,2}[C-HJ-NP-X]\s*[A-HJ-NP-Z]{2}\s*\d[\d\s]*", re.IGNORECASE)


class DegreesUnclear(ValueError):
    """A cell holds no angle that can be read."""


def degrees_of(text: str, *, along: str) -> float:
    """Decimal degrees of a text; `along` is latitude or longitude. Raises DegreesUnclear with what to do."""
    plain = plain_figures(text)
    found = PARTS.fullmatch(plain)
    if GRID.fullmatch(plain):
        raise DegreesUnclear("This looks like a military grid reference (MGRS): convert it to degrees.")
    if not found or (found["seconds"] and not found["minutes"]):
        raise DegreesUnclear("Write degrees such as 37.5 or 37°30'00\"N.")
    letter = (found["before"] or found["after"] or "").upper()
    if letter and letter not in ALONG[along]:
        raise DegreesUnclear(f"The letter {letter} belongs to the other coordinate: latitude and longitude swapped?")
    return _signed(found, letter)


def degrees(cells: pd.Series, *, along: str) -> tuple[pd.Series, pd.Series]:
    """Decimal degrees (float, NaN where unreadable or blank) and the advice for each unreadable cell (else None)."""
    numbers = pd.to_numeric(cells.astype(object), errors="coerce").astype(float)
    advice = pd.Series(None, index=cells.index, dtype=object)
    texts = cells[numbers.isna() & cells.notna()].astype(str)
    for text, places in texts.groupby(texts).groups.items():
        try:
            numbers.loc[places] = degrees_of(text, along=along)
        except DegreesUnclear as error:
            advice.loc[places] = str(error)
    return numbers, advice


def split_pair(text: str) -> tuple[str, str] | None:
    """Two coordinates that stand in one cell, in the order written, or None."""
    parts = [part for part in PAIR.split(plain_figures(text)) if part]
    if len(parts) == 1 and (found := re.fullmatch(r"([+-]?\d+\.\d+)\s*[,\s]\s*([+-]?\d+\.\d+)", parts[0])):
        return found[1], found[2]
    return (parts[0], parts[1]) if len(parts) == 2 else None


def in_words(value: float) -> str:
    """Degrees with minutes and seconds to a hundredth, without a letter."""
    seconds = round(abs(value) * 360_000)
    sign = "-" if value < 0 and seconds else ""
    return f"{sign}{seconds // 360_000}°{seconds // 6_000 % 60:02d}'{seconds % 6_000 / 100:05.2f}\""


def _signed(found: re.Match, letter: str) -> float:
    whole, minutes, seconds = (
        float((found[part] or "0").replace(",", ".")) for part in ("degrees", "minutes", "seconds")
    )
    if minutes >= 60 or seconds >= 60 or (found["minutes"] and whole % 1):
        raise DegreesUnclear("Minutes and seconds are below 60, and degrees are whole where minutes follow.")
    value = whole + minutes / 60 + seconds / 3600
    if not np.isfinite(value):
        raise DegreesUnclear("Write degrees such as 37.5 or 37°30'00\"N.")
    return -value if (found["sign"] == "-") != (letter in SOUTH_WEST) else value
