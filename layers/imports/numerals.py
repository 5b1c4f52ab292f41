"""Digits of other scripts as the digits that Python reads."""

import unicodedata

# Zero of Arabic-Indic, Persian and full-width digits; the nine others follow it.
ZEROS = (0x0660, 0x06F0, 0xFF10)
DIGITS = {zero + value: str(value) for zero in ZEROS for value in range(10)}
SIGNS = {0x066B: ".", 0x066C: "", 0xFF0E: ".", 0xFF0C: ",", 0x2212: "-", 0xFF0D: "-", 0x00A0: " ", 0x202F: " "}
# Marks of direction that Persian text brings along; they say nothing about a figure.
UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200E, 0x200F, 0x061C, 0xFEFF), "")
PLAIN = {**DIGITS, **SIGNS, **UNSEEN}


def plain_figures(text: str) -> str:
    """The text with Western digits, point and minus, without marks of direction and outer blanks."""
    return text.translate(PLAIN).strip()


def plain_letters(text: str) -> str:
    """The text in lower case with one spelling for letters that look alike: Arabic and Persian yeh and kaf."""
    folded = unicodedata.normalize("NFKC", plain_figures(text)).casefold()
    return folded.replace("\u064a", "\u06cc").replace("\u0643", "\u06a9").replace("\u0451", "\u0435")
