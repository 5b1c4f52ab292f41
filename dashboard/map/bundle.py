"""What the map's frame loads, gathered when the server starts: one script, one style, one base map."""

import atexit
import json
import shutil
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from dashboard.map.ground import ground
from layers import DATA

WEB = Path(__file__).parent / "web"
SERVED = ("panj.js", "panj.css", "ground.json")
PARTS = ("world.js", "ground.js", "labels.js", "marks.js", "legend.js", "panj.js")


def bundle() -> Path:
    """The served folder, filled anew when a file of it is gone. The map component fetches one script after another."""
    folder = _folder()
    if not all((folder / name).exists() for name in SERVED):
        folder.mkdir(exist_ok=True)
        leaflet = _leaflet_folder()
        _join(folder / "panj.js", [leaflet / "leaflet.js", *(WEB / name for name in PARTS)])
        _join(folder / "panj.css", [leaflet / "leaflet.css", WEB / "panj.css"])
        (folder / "ground.json").write_text(json.dumps(ground(DATA / "basemap"), separators=(",", ":")))
    return folder


@cache
def _folder() -> Path:
    """A folder of its own for each server, gone when it stops; machines tidy away what lies long in such a place."""
    atexit.register(discard)
    return Path(mkdtemp(prefix="panj-"))


def discard() -> None:
    """Removes the served folder. A server that is told to stop may end without saying so to `atexit`."""
    shutil.rmtree(_folder(), ignore_errors=True)


def _join(target: Path, parts: list[Path]) -> None:
    target.write_text("\n".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8")


def _leaflet_folder() -> Path:
    """Static folder of the Leaflet wheel, without importing the web framework it was made for."""
    return Path(find_spec("leaflet").origin).parent / "static" / "leaflet"
