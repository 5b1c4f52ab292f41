"""Names on the paper: no two at one place, none on a mark, each beside what it names."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from export.picture import draw_map
from export.picture.boxes import meetings
from export.picture.labels import LONG_SITE, RANKS, site_names
from export.picture.layout import degrees_box
from tests.export.picture.paper import NAMES, ground, layer, look, picture, pixels, thing, town

PLACES = st.lists(st.tuples(st.floats(67, 74), st.floats(34, 39)), min_size=1, max_size=30)
WORDS = st.text(min_size=1, max_size=30) | st.sampled_from(["Фархор", "罗斯塔克", "رستاق", "Torbat-e Ḩeydarīyeh"])


def boxes(found) -> list[tuple]:
    return [(one.x_mm, one.y_mm, one.x_mm + one.width_mm, one.y_mm + one.height_mm) for one in found]


@settings(max_examples=40, deadline=None)
@given(PLACES, PLACES, WORDS, st.floats(60, 250), st.booleans())
def test_names_cover_neither_each_other_nor_a_mark(towns, places, word, width, graticule):
    discs = layer(*(thing(*place) for place in places))
    rings = {**layer(*(thing(lon + 0.2, lat) for lon, lat in places), mark="ring"), "name": "incidents_nexus"}
    states = [discs, layer(thing(*places[0]), mark="square"), rings]
    on = ground(*(town(*place, name=word, rank=1) for place in towns))
    made = picture(*states, on=on, width_mm=width, graticule=graticule, locator=True)
    names, marks = boxes(made.labels), [mark.box for mark in made.layout.marks]
    assert (meetings(names, names) == 1).all()
    others = [degrees_box(line, made.layout.sheet) for line in made.layout.graticule if line.at]
    assert (meetings(names, [*marks, made.layout.key.box, *filter(None, others)]) == 0).all()


@settings(max_examples=20, deadline=None)
@given(PLACES)
def test_names_stay_on_the_paper(towns):
    made = picture(on=ground(*(town(*place) for place in towns)))
    assert all(b[0] >= 0 and b[1] >= 0 and b[2] <= 120 and b[3] <= 100 for b in boxes(made.labels))


def test_a_town_is_named_in_the_language_of_the_document():
    on = ground(town(70, 36, "Fayzabad", zh="法扎巴德"))
    assert [label.text for label in picture(on=on, language="zh").labels if label.kind == "town"] == ["法扎巴德"]


def test_a_town_without_a_name_in_that_language_keeps_its_own():
    assert "Rustāq" in [label.text for label in picture(on=ground(town(70, 36, "Rustāq")), language="ru").labels]


def test_of_two_towns_at_one_place_the_more_important_is_named():
    on = ground(*(town(70, 36, f"Small place {number}", 2) for number in range(30)), town(70, 36, "Capital", 1))
    labels = [label.text for label in picture(on=on).labels if label.kind == "town"]
    assert labels[0] == "Capital" and len(labels) < 20


@pytest.mark.parametrize("kind", ["country", "province"])
def test_the_name_of_an_area_stands_inside_it(kind):
    (label,) = [label for label in picture().labels if label.kind == kind]
    assert label.text == kind.upper()


def test_an_area_of_which_nothing_is_on_the_paper_is_not_named():
    names = [{"name": "Far", "kind": "province", "at": [40.5, 62.5], "from": 4, "area": box(62, 40, 63, 41)}]
    assert [label.text for label in draw_map([], look(), ground=ground(), names=names).labels] == []


def test_a_name_given_with_its_area_stands_in_that_area():
    west = {"name": "West", "kind": "province", "at": [36, 69], "from": 4, "area": box(68.6, 35, 69.6, 38)}
    (label,) = draw_map([], look(), ground=ground(), names=[west]).labels
    assert label.x_mm + label.width_mm < 45


def test_a_site_is_named_where_there_is_room():
    made = picture(layer(thing(70, 36.2, lines=["Mes Aynak"]), mark="square"))
    (label,) = [label for label in made.labels if label.kind == "site"]
    assert label.text == "Mes Aynak"
    assert abs(label.y_mm + label.height_mm / 2 - made.marks[0].y_mm) < 6


def test_of_more_names_than_the_paper_takes_a_site_is_named_before_towns():
    on = ground(*(town(70.1 + 0.1 * step, 36.4, f"Town {step}", 3) for step in range(9)))
    state = layer(thing(70.5, 36.1, lines=["Mes Aynak"]), mark="square")
    made = picture(state, on=on, window=(70, 36, 71, 36.6), width_mm=90, height_mm=40)
    assert len(made.labels) == 9
    assert "Mes Aynak" in [label.text for label in made.labels]


def test_a_very_long_name_of_a_site_comes_after_large_towns():
    state = layer(thing(70, 36, lines=["A road with a rather long name"]), thing(71, 37, lines=["Mine"]), mark="square")
    long, short = site_names([state], picture(state).layout.marks, look())
    assert (long.rank, short.rank) == (LONG_SITE, RANKS["site"])


def test_names_of_areas_of_letters_that_join_are_not_set_apart():
    made = draw_map([], look(), ground=ground(), names=[{**NAMES[0], "name": "افغانستان"}])
    assert made.labels[0].width_mm < 20


def test_letters_that_no_font_has_as_one_are_drawn_from_their_parts():
    made = picture(on=ground(town(70, 35.4, "Ḩāfiz̧ Ṣāḩib")))
    assert "Ḩāfiz̧ Ṣāḩib" in [label.text for label in made.labels]


def test_signs_that_no_font_has_are_left_out():
    made = picture(on=ground(town(70, 35.4, "Faces 🙂🙂")))
    assert "Faces" in [label.text for label in made.labels]


def test_degrees_do_not_lie_under_the_small_map():
    made = picture(graticule=True, locator=True)
    degrees = [degrees_box(line, made.layout.sheet) for line in made.layout.graticule]
    assert (meetings([box for box in degrees if box], [made.layout.locator.box]) == 0).all()


def test_a_name_is_as_wide_as_its_ink():
    made = draw_map([], look(theme="dark"), ground=ground(town(70.5, 37.6, "Wide name of a town", 1)))
    (label,) = [label for label in made.labels if label.kind == "town"]
    changed = np.abs(pixels(made.png(200)) - pixels(made.base_png(200))).sum(axis=-1) > 300
    rows = slice(int(label.y_mm / 25.4 * 200), int((label.y_mm + label.height_mm) / 25.4 * 200))
    inked = np.flatnonzero(changed[rows].any(axis=0)) / 200 * 25.4
    assert inked.min() == pytest.approx(label.x_mm, abs=0.5)
    assert inked.max() == pytest.approx(label.x_mm + label.width_mm, abs=0.5)
