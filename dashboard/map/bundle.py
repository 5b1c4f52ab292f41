"""What the map's frame loads, gathered when the server starts: script, style, base map, and towns by language."""

import atexit
import hashlib
import json
import shutil
from functools import cache, lru_cache
from pathlib import Path
from tempfile import mkdtemp

from export.files import write_whole
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


def laid_out(options: str) -> str:
    """Name of the served script that tells the frame its options (JSON) under the mark of them; written once."""
    name = f"told.{mark_of(options)}.js"
    path = bundle() / name
    if not path.exists():
        words = f'(window.panj_told = window.panj_told || {{}})["{mark_of(options)}"] = {options};'
        write_whole(path, words.encode(), overwrite=True)
    return name


@lru_cache(maxsize=8)
def mark_of(options: str) -> str:
    """Another one for other options."""
    return hashlib.sha256(options.encode()).hexdigest()[:12]


@cache
def _folder() -> Path:
    """A folder of its own for each server, gone when it stops; machines tidy away what lies long in such a place."""
    atexit.register(discard)
    return Path(mkdtemp(prefix="panj-"))


def discard() -> None:
    """Removes the served folder. A server that is told to stop may end without saying so to `atexit`."""
    shutil.rmtree(_folder(), ignore_errors=True)
