import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.document.typeset.colours import PALETTES, _luminance, ink_on, shown

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def contrast(one: str, other: str) -> float:
    """Contrast of WCAG 2, from 1 to 21."""
    dark, light = sorted([_luminance(one), _luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@given(colour=COLOURS)
def test_words_on_any_colour_are_legible(colour):
    assert contrast(colour, ink_on(colour)) > 4.2


@given(colour=COLOURS)
def test_grey_is_as_light_as_the_colour(colour):
    grey = shown(colour, "grey")
    assert grey[1:3] == grey[3:5] == grey[5:7]
    assert _luminance(grey) == pytest.approx(_luminance(colour), abs=0.005)


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
def test_text_of_every_theme_is_legible(theme, name):
    assert contrast(PALETTES[theme]["paper"], PALETTES[theme][name]) > 4.5
    assert contrast(PALETTES[theme]["tint"], PALETTES[theme][name]) > 4.5


@pytest.mark.parametrize("colour", ["red", "", "#12345", "#12345g", "url(x)"])
def test_what_is_no_colour_becomes_neutral(colour):
    assert shown(colour, "light") == "#808080"
