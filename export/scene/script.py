"""What a browser needs for the map, as text: one script and one style, from the Leaflet wheel and our own parts."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

WEB = Path(__file__).parent / "web"
PARTS = (
    "world.js",
    "ground.js",
    "labels.js",
    "stack.js",
    "keys.js",
    "marks.js",
    "legend.js",
    "geodesy.js",
    "grid.js",
    "tools.js",
    "find.js",
    "draw.js",
    "time.js",
    "linked.js",
    "place.js",
    "brief.js",
    "panj.js",
)


@cache
def script() -> str:
    """The map library and our parts, in the order in which they depend on each other."""
    return _joined(_leaflet() / "leaflet.js", *(WEB / name for name in PARTS))


@cache
def style() -> str:
    """The style of the map library and of our parts."""
    return _joined(_leaflet() / "leaflet.css", WEB / "panj.css")


def _joined(*parts: Path) -> str:
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def _leaflet() -> Path:
    """Static folder of the Leaflet wheel, without importing the web framework it was made for."""
    return Path(find_spec("leaflet").origin).parent / "static" / "leaflet"
