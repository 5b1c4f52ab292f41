"""A grid of classes as a small picture in two palettes, one for a light ground and one for a dark."""

import base64
import io
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from layers.layer import Symbol

OPACITY = 150
FAINT = 70
CLEAR = (0, 0, 0, 0)


def pictures(classes: NDArray[np.int64], symbols: Sequence[Symbol]) -> dict[str, str]:
    """PNG pictures as data addresses, "light" and "dark": one pixel per cell, clear where no symbol has the class.

    A symbol with the mark "dots" is drawn in every second cell only, so that it is told apart without colour.
    """
    return {
        "light": _address(_painted(classes, {symbol.value: (symbol.light, symbol.mark) for symbol in symbols})),
        "dark": _address(_painted(classes, {symbol.value: (symbol.dark, symbol.mark) for symbol in symbols})),
    }


def _painted(classes: NDArray[np.int64], looks: dict[str, tuple[str, str]]) -> NDArray[np.uint8]:
    result = np.zeros((*classes.shape, 4), dtype=np.uint8)
    even = np.indices(classes.shape).sum(axis=0) % 2 == 0
    for value, (colour, mark) in looks.items():
        where = classes == int(value)
        result[where & even if mark == "dots" else where] = _rgba(colour, FAINT if mark == "dots" else OPACITY)
    return result


def _rgba(colour: str, opacity: int) -> tuple[int, int, int, int]:
    return (*bytes.fromhex(colour.removeprefix("#")), opacity)


def _address(pixels: NDArray[np.uint8]) -> str:
    stream = io.BytesIO()
    Image.fromarray(pixels, "RGBA").quantize(16).save(stream, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()
