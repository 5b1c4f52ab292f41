"""What may be asked of a picture, and what is said when it may not."""

import math

import pytest

from export.picture import LookInvalid, PictureTooLarge, WindowInvalid
from tests.export.picture.paper import look, picture


@pytest.mark.parametrize("window", [(72, 35, 68, 38), (70, 38, 72, 38), (70, 38, 72, 35)])
def test_a_window_has_width_and_height(window):
    with pytest.raises(WindowInvalid, match="no width or height.*West must be"):
        look(window=window)


@pytest.mark.parametrize("window", [(68, -91, 72, 38), (68, 35, 72, 91), (68, 35, 181, 38)])
def test_a_window_stays_on_the_earth(window):
    with pytest.raises(WindowInvalid, match="leaves the earth"):
        look(window=window)


@pytest.mark.parametrize("window", [(math.nan, 35, 72, 38), (68, 35, math.inf, 38), (68, 35, 72), ("a", 1, 2, 3)])
def test_a_window_is_four_numbers(window):
    with pytest.raises(WindowInvalid, match="not four numbers"):
        look(window=window)


def test_a_window_larger_than_the_base_map_is_refused_with_what_it_covers():
    with pytest.raises(WindowInvalid, match="covers 60 to 76 degrees east and 29 to 42 degrees north"):
        picture(window=(59, 35, 72, 38))


@pytest.mark.parametrize("size", [0, -5, 29, 1e9, math.nan])
def test_a_size_is_one_that_paper_can_have(size):
    with pytest.raises(LookInvalid, match="each side must be 30 to 1500 mm"):
        look(width_mm=size)


@pytest.mark.parametrize("fact", [{"theme": "sepia"}, {"language": "de"}])
def test_theme_and_language_are_those_of_documents(fact):
    with pytest.raises(LookInvalid, match="choose one of"):
        look(**fact)


@pytest.mark.parametrize("dpi", [0, -1, math.nan, math.inf, 100_000])
def test_a_picture_beyond_memory_is_refused(dpi):
    with pytest.raises(PictureTooLarge, match="Choose 96 to 300"):
        picture().png(dpi)
