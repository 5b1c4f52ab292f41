"""Golden pictures: how pages looked when a person last looked at them. `python -m tests.export.golden` renews them.

Renew them only after a change that is meant to be seen, and look at every one before it is committed.
"""

import io
import sys
from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image

from export.content import Content, World, present_world
from export.document.pdf import as_pngs
from export.make import document_of
from tests.export.conftest import specified

FOLDER = Path(__file__).parent / "golden"
DPI, WIDTH_PX = 60, 420
GIVEN = {"on": date(2026, 4, 20), "by": "Desk 4"}
# Name, what the specification says, and which page of it.
PICTURES = {
    "snapshot-light": ({}, 0),
    "snapshot-dark-16x9": ({"theme": "dark", "paper": "16:9"}, 0),
    "snapshot-grey-portrait": ({"theme": "grey", "orientation": "portrait", "graticule": True}, 0),
    "snapshot-dari": ({"language": "fa"}, 0),
    "daily-chinese-ranking": ({"kind": "daily", "language": "zh"}, 2),
    "site": ({"kind": "site", "subjects": ("SITE-06",)}, 0),
    "region-russian": ({"kind": "region", "subjects": ("BORDER-09",), "language": "ru"}, 0),
}


def picture(name: str, world: World) -> Image.Image:
    """The page as it looks now, as small as it is kept."""
    said, page = PICTURES[name]
    content = Content(specified(world, **GIVEN, **said), world)
    full = Image.open(io.BytesIO(as_pngs(document_of(content), DPI)[page])).convert("RGB")
    return full.resize((WIDTH_PX, round(full.height * WIDTH_PX / full.width)), Image.Resampling.LANCZOS)


def difference(one: Image.Image, two: Image.Image) -> float:
    """Share of the pixels, 0 to 1, in which a channel differs by more than an eighth."""
    if one.size != two.size:
        return 1.0
    apart = np.abs(np.asarray(one, dtype=int) - np.asarray(two, dtype=int)).max(axis=-1)
    return float((apart > 32).mean())


def renew() -> None:
    FOLDER.mkdir(exist_ok=True)
    world = present_world()
    for name in PICTURES:
        picture(name, world).quantize(160).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(renew())
