"""Pages look as they did when a person last looked at them; `python -m tests.export.golden` renews the pictures."""

import pytest
from PIL import Image, ImageDraw

from tests.export.golden import FOLDER, PICTURES, difference, picture

TOLERANCE = 0.015


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_looks_as_it_did(name, world):
    kept = Image.open(FOLDER / f"{name}.png").convert("RGB")
    assert difference(picture(name, world), kept) < TOLERANCE


def test_a_missing_legend_would_be_seen():
    kept = Image.open(FOLDER / "snapshot-light.png").convert("RGB")
    without = kept.copy()
    ImageDraw.Draw(without).rectangle((295, 45, 400, 250), fill="white")
    assert difference(without, kept) > TOLERANCE


def test_pictures_of_other_sizes_are_different():
    assert difference(Image.new("RGB", (4, 4)), Image.new("RGB", (4, 5))) == 1.0
