"""Small pictures of the marks for programs that need an image: disc, square or ring with a code inside."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from export.fonts import font_files
from export.packages.styles import Look

SIZE_PX, SCALE = 64, 4
EDGE = 4 * SCALE
BOLD = "FiraSans-Bold.ttf"
# Height of the letters by their number, as a share of the mark.
LETTERS = {1: 0.56, 2: 0.46}


@lru_cache(maxsize=256)
def icon(look: Look) -> bytes:
    """A PNG of 64 by 64 pixels, drawn four times as large and brought down, transparent around the mark."""
    side = SIZE_PX * SCALE
    image = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    pen = ImageDraw.Draw(image)
    _mark(pen, look, side)
    if look.symbol.code:
        colour = look.symbol.light if look.hollow else "white"
        font = ImageFont.truetype(_font(), round(side * LETTERS.get(len(look.symbol.code), 0.36)))
        pen.text((side / 2, side / 2), look.symbol.code, fill=colour, font=font, anchor="mm")
    out = io.BytesIO()
    image.resize((SIZE_PX, SIZE_PX), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _mark(pen: ImageDraw.ImageDraw, look: Look, side: int) -> None:
    """The mark with a thin rim in the other colour, so that it stands out on any ground."""
    ring, square = look.symbol.mark == "ring", look.symbol.mark in ("square", "tag")
    draw = pen.rectangle if square else pen.ellipse
    margin = SCALE * (5 if square else 2)
    colour, rim = look.symbol.light, "white"
    draw((margin, margin, side - margin, side - margin), fill=rim)
    inner = margin + SCALE * 2
    inside = (255, 255, 255, 0) if ring else "white" if look.hollow else colour
    draw((inner, inner, side - inner, side - inner), fill=inside, outline=colour, width=EDGE)


def _font() -> str:
    return str(next(path for path in font_files() if path.name == BOLD))
