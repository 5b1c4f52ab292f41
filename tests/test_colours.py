"""Colours that mean something stay apart for readers who see fewer of them; what has no colour of its own has a sign.

Colour vision deficiency, complete, as in Machado, Oliveira & Fernandes 2009 (doi:10.1109/TVCG.2009.113), the matrices
of their table for severity 1.0, on linear sRGB. Distance: CIELAB 1976 under D65, where 2.3 is just noticed
(Mahy, Van Eycken & Oosterlinck 1994, doi:10.1002/col.5080190207).
"""

from itertools import combinations, product

import numpy as np
import pytest

from export.scene.shares import SHARE_COLOURS
from layers.layer import Symbol
from risk.declared import ALL_LAYERS, BAND_SYMBOLS

EYES = {
    "all colours": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
D65 = np.array([0.95047, 1.0, 1.08883])
# About four times what is just noticed.
APART = 9.0
READABLE = 4.5
GROUNDS = {"light": 0, "dark": 1}


def linear(colour: str) -> np.ndarray:
    """Linear red, green, blue (0 to 1) of #rrggbb."""
    parts = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def seen(colour: str, eyes: str) -> np.ndarray:
    """CIELAB of a colour as those eyes see it."""
    share = XYZ @ np.clip(np.array(EYES[eyes]) @ linear(colour), 0, 1) / D65
    bent = np.where(share > (6 / 29) ** 3, np.cbrt(share), share / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])])


def distance(one: str, other: str, eyes: str) -> float:
    return float(np.linalg.norm(seen(one, eyes) - seen(other, eyes)))


def contrast(one: str, other: str) -> float:
    """WCAG contrast, 1 to 21."""
    low, high = sorted(float(XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def too_near(symbols: list[Symbol], eyes: str, ground: int) -> list[tuple[str, str]]:
    """Pairs that neither colour nor mark nor a letter on the map tells apart."""
    return [
        (one.value, other.value)
        for one, other in combinations(symbols, 2)
        if one.mark == other.mark
        and not lettered(one, other)
        and distance(one.colours[ground], other.colours[ground], eyes) < APART
    ]


def lettered(one: Symbol, other: Symbol) -> bool:
    """Discs and squares are drawn with their letters; outlines, lines and cells are not."""
    return one.mark in ("disc", "square") and one.code != other.code and bool(one.code and other.code)


SHARES = [Symbol(str(place), "", *colours, "disc") for place, colours in enumerate(SHARE_COLOURS)]
SCALES = {
    "bands": list(BAND_SYMBOLS[:-1]),
    "shares": SHARES,
    **{
        layer.name: list(layer.symbols)
        for layer in ALL_LAYERS
        if layer.name in ("incidents_type", "incidents_nexus", "sites")
    },
}


@pytest.mark.parametrize(("name", "eyes", "ground"), list(product(SCALES, EYES, GROUNDS)))
def test_no_two_of_a_kind_look_alike(name: str, eyes: str, ground: str):
    assert too_near(SCALES[name], eyes, GROUNDS[ground]) == []


def test_two_that_look_alike_would_be_seen():
    red, green = (Symbol(colour, "", colour, colour, "line") for colour in ("#b9500c", "#8a7000"))
    assert too_near([red, green], "no green", 0) == [("#b9500c", "#8a7000")]
    assert too_near([red, green], "all colours", 0) == []


@pytest.mark.parametrize("symbol", [*BAND_SYMBOLS, *SHARES, *SCALES["incidents_type"], *SCALES["sites"]], ids=str)
def test_what_is_written_on_a_colour_can_be_read(symbol: Symbol):
    assert contrast(symbol.light, "#ffffff") >= READABLE
    assert contrast(symbol.dark, "#10141a") >= READABLE
