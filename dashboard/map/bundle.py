"""What the map's frame loads, gathered when the server starts: script, style, base map, and towns by language."""

import atexit
import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from export.language import language
from export.language.catalogue import TRANSLATED
from export.scene.ground import ground, towns
from export.scene.script import script, style
from layers import DATA

TOWNS = {code: f"towns.{code}.json" for code in TRANSLATED}
SERVED = ("panj.js", "panj.css", "ground.json", *TOWNS.values())


def bundle() -> Path:
    """The served folder, filled anew when a file of it is gone. The map component fetches one script after another."""
    folder = _folder()
    if not all((folder / name).exists() for name in SERVED):
        folder.mkdir(exist_ok=True)
        (folder / "panj.js").write_text(script(), encoding="utf-8")
        (folder / "panj.css").write_text(style(), encoding="utf-8")
        (folder / "ground.json").write_text(json.dumps(ground(DATA / "basemap"), separators=(",", ":")))
        for code, name in TOWNS.items():
            named = towns(DATA / "basemap", language=language(code))
            (folder / name).write_text(json.dumps(named, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return folder


@cache
def _folder() -> Path:
    """A folder of its own for each server, gone when it stops; machines tidy away what lies long in such a place."""
    atexit.register(discard)
    return Path(mkdtemp(prefix="panj-"))


def discard() -> None:
    """Removes the served folder. A server that is told to stop may end without saying so to `atexit`."""
    shutil.rmtree(_folder(), ignore_errors=True)
