"""The map as a picture: the state that the screen draws, on paper of a fixed size, as PNG, PDF or SVG."""

from export.picture import set_up as _set_up  # noqa: F401  fonts and settings come before any figure
from export.picture.draw import Picture, draw_map
from export.picture.grid import Grid
from export.picture.ground import Ground, read_ground
from export.picture.look import Look, LookInvalid, PictureTooLarge, WindowInvalid

__all__ = [
    "Grid",
    "Ground",
    "Look",
    "LookInvalid",
    "Picture",
    "PictureTooLarge",
    "WindowInvalid",
    "draw_map",
    "read_ground",
]
