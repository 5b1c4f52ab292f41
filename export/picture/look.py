"""What a picture is asked to be: its window on the ground, its size on paper, its colours and words."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from export.document.model import LANGUAGES, THEMES

Window = tuple[float, float, float, float]

SMALLEST_MM, LARGEST_MM = 30.0, 1500.0
SMALLEST_DEG = 0.01
MOST_PIXELS = 120_000_000
MAP_WORDS = {
    "alt": "Map from {west} to {east} and {south} to {north} with {sites} and {incidents}. Layers: {layers}.",
    "empty": "Map from {west} to {east} and {south} to {north}. Nothing is drawn in this window but the ground.",
    "none": "none",
    "km": "km",
    "north": "N",
    "east": "{}° E",
    "west": "{}° W",
    "northward": "{}° N",
    "southward": "{}° S",
}


class WindowInvalid(ValueError):
    """The window is not a part of the ground that the base map shows."""


class LookInvalid(ValueError):
    """A size, theme or language that no picture can have."""


class PictureTooLarge(ValueError):
    """A resolution at which the picture would take more memory than is sensible."""


@dataclass(frozen=True)
class Look:
    """A window (west, south, east, north) [degrees] on paper of `width_mm` by `height_mm` [mm].

    All of the window is shown; what the paper's shape leaves over is filled with its surroundings. `language` chooses
    the names of towns; `words` replace those in `MAP_WORDS`, and "layer NAME" among them is the title of a layer.
    Raises WindowInvalid or LookInvalid.
    """

    window: Window
    width_mm: float
    height_mm: float
    theme: str = "light"
    language: str = "en"
    graticule: bool = False
    locator: bool = True
    words: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_window(self.window)
        _check_size(self.width_mm, self.height_mm)
        for value, known in ((self.theme, THEMES), (self.language, LANGUAGES)):
            if value not in known:
                raise LookInvalid(f"A picture cannot be {value!r}; choose one of {', '.join(known)}.")

    def word(self, key: str) -> str:
        """One of `MAP_WORDS`, in the language of the document where the caller gave it."""
        return self.words.get(key, MAP_WORDS[key])


def check_within(window: Window, covered: Window) -> None:
    """Raises WindowInvalid for a window that reaches beyond what the base map covers [degrees]."""
    west, south, east, north = covered
    if window[0] < west or window[1] < south or window[2] > east or window[3] > north:
        raise WindowInvalid(
            f"The window {_words(window)} is larger than the base map, which covers {west:g} to {east:g} degrees east "
            f"and {south:g} to {north:g} degrees north. Choose a window inside it."
        )


def check_pixels(look: Look, dpi: float) -> None:
    """Raises PictureTooLarge for a resolution [dots per inch] that is no resolution or asks for too many pixels."""
    pixels = look.width_mm * look.height_mm * (dpi / 25.4) ** 2 if math.isfinite(dpi) and dpi > 0 else math.inf
    if pixels > MOST_PIXELS:
        raise PictureTooLarge(
            f"{dpi!r} dots per inch on {look.width_mm:g} by {look.height_mm:g} mm cannot be drawn; expected at most "
            f"{MOST_PIXELS:,} pixels in all. Choose 96 to 300, or a smaller map."
        )


def _check_window(window: Window) -> None:
    if len(window) != 4 or not all(isinstance(edge, int | float) and math.isfinite(edge) for edge in window):
        raise WindowInvalid(f"The window {window!r} is not four numbers. Give west, south, east and north in degrees.")
    west, south, east, north = window
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise WindowInvalid(
            f"The window {_words(window)} leaves the earth. Longitudes end at 180 degrees and latitudes at 90; "
            "give west, south, east, north in this order."
        )
    if east - west < SMALLEST_DEG or north - south < SMALLEST_DEG:
        raise WindowInvalid(
            f"The window {_words(window)} has no width or height. West must be at least {SMALLEST_DEG:g} degrees below "
            "east, and south below north."
        )


def _check_size(width_mm: float, height_mm: float) -> None:
    if not all(math.isfinite(side) and SMALLEST_MM <= side <= LARGEST_MM for side in (width_mm, height_mm)):
        raise LookInvalid(
            f"A map of {width_mm!r} by {height_mm!r} mm cannot be drawn; each side must be {SMALLEST_MM:g} to "
            f"{LARGEST_MM:g} mm."
        )


def _words(window: Window) -> str:
    return ", ".join(f"{edge:g}" for edge in window)
