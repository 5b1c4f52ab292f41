"""Colours of the page by theme, grey for print, and ink that is legible on any of them."""

import re

HEX = re.compile(r"#[0-9a-fA-F]{6}")
UNKNOWN = "#808080"
DARK_INK, LIGHT_INK = "#10161d", "#ffffff"
PALETTES = {
    "light": {
        "paper": "#ffffff",
        "ink": "#16202b",
        "muted": "#586472",
        "hair": "#d5dbe2",
        "tint": "#f3f5f8",
        "accent": "#1f4e79",
        "near": "#d95f02",
        "warning": "#a85400",
    },
    "dark": {
        "paper": "#11161c",
        "ink": "#e8edf2",
        "muted": "#a6b2bf",
        "hair": "#36414d",
        "tint": "#1b232c",
        "accent": "#86b8ea",
        "near": "#ff9f43",
        "warning": "#f0b840",
    },
    "grey": {
        "paper": "#ffffff",
        "ink": "#161616",
        "muted": "#585858",
        "hair": "#d2d2d2",
        "tint": "#f2f2f2",
        "accent": "#404040",
        "near": "#161616",
        "warning": "#404040",
    },
}


def shown(colour: str, theme: str) -> str:
    """The colour as the theme prints it, which is grey in grey; a neutral one where it is not #rrggbb."""
    colour = colour.lower() if HEX.fullmatch(colour) else UNKNOWN
    return _grey(colour) if theme == "grey" else colour


def ink_on(colour: str) -> str:
    """Black or white, whichever stands out more on the colour."""
    luminance = _luminance(colour)
    on_dark = 1.05 / (luminance + 0.05)
    on_light = (luminance + 0.05) / (_luminance(DARK_INK) + 0.05)
    return LIGHT_INK if on_dark >= on_light else DARK_INK


def _grey(colour: str) -> str:
    light = _luminance(colour)
    level = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return f"#{round(255 * level):02x}" + f"{round(255 * level):02x}" * 2


def _luminance(colour: str) -> float:
    """Relative luminance of WCAG 2, from 0 to 1."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
