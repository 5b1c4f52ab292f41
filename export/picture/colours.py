"""Colours of the three themes: those of the screen, light and dark, and greys as light as the light ones."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
from numpy.typing import NDArray

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
SATURATE = 0.6
BRIGHTNESS, CONTRAST = 0.34, 1.35


@dataclass(frozen=True)
class Palette:
    """Colours of a theme that do not belong to any layer, as on screen."""

    ground: str
    line: str
    province: str
    water: str
    name: str
    halo: str
    many: str
    code: str
    rim: str
    panel: str
    ink: str
    here: str


LIGHT = Palette(
    ground="#f4efe4",
    line="#7d7464",
    province="#a39a88",
    water="#6fa3c7",
    name="#3a352b",
    halo="#fffdf6",
    many="#33415c",
    code="#ffffff",
    rim="#000000",
    panel="#fffdf8",
    ink="#16181c",
    here="#a50026",
)
DARK = Palette(
    ground="#12161b",
    line="#8d97a5",
    province="#5b6673",
    water="#3f79a3",
    name="#cbd3dc",
    halo="#0c0f13",
    many="#c7d3ea",
    code="#10141a",
    rim="#ffffff",
    panel="#14191f",
    ink="#e6ebf1",
    here="#ff79c0",
)


@cache
def palette(theme: str) -> Palette:
    """Colours of "light", "dark" or "grey"."""
    if theme == "grey":
        return Palette(**{part.name: grey(getattr(LIGHT, part.name)) for part in fields(LIGHT)})
    return DARK if theme == "dark" else LIGHT


def tone(colours: Sequence[str], theme: str) -> str:
    """The one of a pair of colours, for a light and a dark ground, that a theme uses."""
    return {"light": colours[0], "dark": colours[1]}.get(theme) or grey(colours[0])


def grey(colour: str) -> str:
    """The grey that is as light as a colour such as #b23a00."""
    shade = round(float(LUMINANCE @ np.array(channels(colour))))
    return f"#{shade:02x}{shade:02x}{shade:02x}"


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def mixed(over: str, under: str, opacity: float) -> str:
    """The colour that is seen where `over` lies on `under` with an opacity from 0 to 1."""
    parts = zip(channels(over), channels(under), strict=True)
    return "#" + "".join(f"{round(top * opacity + bottom * (1 - opacity)):02x}" for top, bottom in parts)


def shaded(relief: NDArray[np.float64], theme: str, strength: float) -> NDArray[np.uint8]:
    """(rows, columns, 3) pixels of a relief (0 to 1) on the ground of a theme, as the screen's style paints it."""
    paper = np.array(channels(palette(theme).ground)) / 255
    if theme == "dark":
        result = paper + 0.95 * strength * (_dimmed(relief) - paper)
    else:
        multiplied = paper * (relief @ LUMINANCE)[..., None] if theme == "grey" else paper * relief
        result = paper + 0.9 * strength * (multiplied - paper)
    return (result.clip(0, 1) * 255).round().astype(np.uint8)


def _dimmed(relief: NDArray[np.float64]) -> NDArray[np.float64]:
    """brightness(.34) contrast(1.35) saturate(.6), one after another as a browser does."""
    contrasted = ((relief * BRIGHTNESS - 0.5) * CONTRAST + 0.5).clip(0, 1)
    shade = (contrasted @ LUMINANCE)[..., None]
    return shade + SATURATE * (contrasted - shade)
