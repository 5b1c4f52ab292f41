"""The picture itself: colours where they belong, text that stays text, the same bytes every time."""

import io
import math
import re
import subprocess
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from export.picture import Grid, Picture, draw_map, pens, read_ground
from export.picture.boxes import meetings
from export.picture.colours import channels, grey
from layers import DATA
from layers.layer import Symbol
from tests.export.picture.paper import MIDDLE, NAMES, area, colour_at, ground, layer, look, picture, pixels, thing, town

ATTACKS = (
    "$x$",
    r"$\frac{1}{0}$",
    "$",
    "a\x00b\x1bc",
    "\ud800",
    "\u202egnp.exe",
    "x" * 10_000,
    "\n\n",
    "🙂",
    "<b>&amp;",
)
TEXT = st.text(max_size=60) | st.sampled_from(ATTACKS)
SYMBOLS = (Symbol("0", "low", "#ffff00", "#00ffff", "cell"), Symbol("7", "?", "#ff0000", "#ff0000", "dots"))


def full() -> tuple[dict, ...]:
    marks = layer(thing(70, 36), thing(71, 37), thing(71, 37)), layer(thing(70.2, 36.5, lines=["Mine"]), mark="square")
    return area(shapely.box(69, 35.5, 70, 36.5), tag="p 0.012"), *marks


@pytest.mark.parametrize("theme", ["light", "dark", "grey"])
def test_an_empty_state_draws(theme):
    made = picture(theme=theme)
    assert Image.open(io.BytesIO(made.png(50))).size == (236, 196)
    assert "Nothing is drawn in this window" in made.alt


def test_a_window_over_nothing_says_so():
    assert "Nothing is drawn" in picture(*full(), window=(62, 30, 64, 32)).alt


def test_the_words_say_what_is_in_the_window():
    alt = picture(*full()).alt
    assert alt == (
        "Map from 68.5° E to 72.5° E and 35° N to 38° N with 1 site and 3 incidents. "
        "Layers: Badakhshan, Incidents by type, Sites by sector."
    )


def test_incidents_that_two_layers_mark_are_counted_once():
    ring = {**layer(thing(70, 36), mark="ring"), "name": "incidents_nexus"}
    assert "1 incident." in picture(layer(thing(70, 36)), ring).alt


def test_words_may_be_those_of_another_language():
    made = picture(layer(thing(70, 36)), language="ru", words={"alt": "{incidents}"})
    assert made.alt == "1 инцидент"


def test_a_grey_picture_has_no_colour():
    found = pixels(picture(*full(), on=ground(town(70, 37)), theme="grey", graticule=True, locator=True).png(100))
    assert (np.ptp(found, axis=-1) == 0).all()


def test_a_light_picture_has_colour():
    assert np.ptp(pixels(picture(*full()).png(100)), axis=-1).max() > 60


def test_dark_ground_is_dark_and_light_ground_is_light():
    means = {theme: pixels(picture(theme=theme).base_png(50)).mean() for theme in ("light", "dark", "grey")}
    assert means["dark"] < 60 < 150 < means["light"]
    assert means["grey"] == pytest.approx(means["light"], abs=8)


def test_a_mark_has_its_colour_at_its_place():
    made = picture(layer(thing(*MIDDLE, code="")))
    mark = made.marks[0]
    assert colour_at(made.png(100), mark.x_mm, mark.y_mm) == channels("#b23a00")


def test_the_base_has_no_marks_and_no_names():
    made = picture(*full())
    bare = picture(full()[0], window=made.look.window)
    x, y = made.marks[-1].x_mm, made.marks[-1].y_mm
    assert colour_at(made.base_png(100), x, y) == colour_at(bare.base_png(100), x, y)
    assert colour_at(made.png(100), x, y) != colour_at(bare.png(100), x, y)


def grid(value: int) -> Grid:
    classes = np.full((4, 4), -1)
    classes[1, 2] = value
    return Grid(classes, [[35.0, 69.0], [37.0, 71.0]], SYMBOLS)


def surfaced(value: int, theme: str = "light"):
    state = {"name": "surface", "pane": "surface", "image": {"light": "", "dark": ""}, "bounds": [[35, 69], [37, 71]]}
    return draw_map([state], look(theme=theme), ground=ground(), grids={"surface": grid(value)})


@pytest.mark.parametrize(("theme", "colour"), [("light", "#ffff00"), ("dark", "#00ffff")])
def test_a_cell_has_the_colour_of_its_class_where_it_lies(theme, colour):
    made, bare = surfaced(0, theme), picture(theme=theme)
    spot = tuple(map(float, made.layout.sheet.place(70.25, 36.3)))
    under = np.array(colour_at(bare.base_png(100), *spot))
    expected = under + (np.array(channels(colour)) - under) * 150 / 255
    assert colour_at(made.base_png(100), *spot) == pytest.approx(expected, abs=3)


def test_outside_its_cells_a_grid_shows_nothing():
    made, bare = surfaced(0), picture()
    for lon, lat in ((69.25, 36.3), (71.3, 36.3), (70.25, 35.4)):
        spot = tuple(map(float, made.layout.sheet.place(lon, lat)))
        assert colour_at(made.base_png(100), *spot) == colour_at(bare.base_png(100), *spot)


def test_a_class_that_is_dotted_fills_every_second_cell():
    painted = Grid(np.full((2, 2), 7), [[35, 69], [37, 71]], SYMBOLS).painted("light")
    assert (painted[..., 3] > 0).tolist() == [[True, False], [False, True]]


def test_pdf_is_one_page_of_the_size_asked_for(tmp_path):
    path = tmp_path / "map.pdf"
    path.write_bytes(picture(*full()).pdf())
    about = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1" in about and re.search(r"Page size: +340\.\d+ x 283\.\d+", about)


def test_fonts_in_a_pdf_are_embedded_as_truetype():
    pdf = picture(*full(), on=ground(town(70, 37, "کابل"), town(69, 37, "喀布尔"))).pdf()
    assert b"/CIDFontType2" in pdf and b"/Type3" not in pdf and b"/FontFile2" in pdf and b"/FontFile3" not in pdf
    assert b"NotoSansSC" in pdf


def test_text_of_a_pdf_can_be_found(tmp_path):
    path = tmp_path / "map.pdf"
    path.write_bytes(picture(on=ground(town(70, 35.4, "Rustāq $x$"))).pdf())
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "Rustāq $x$" in text and "COUNTRY" in text


def test_no_time_and_no_program_is_written_into_a_picture():
    made = picture(*full())
    pdf = made.pdf()
    assert b"CreationDate" not in pdf and b"atplotlib" not in pdf
    assert b"<dc:date>" not in made.svg() and b"<text" not in made.svg()
    assert b"atplotlib" not in made.png(50)


def test_the_same_map_has_the_same_bytes_from_eight_threads():
    def made(_) -> tuple[int, ...]:
        one = picture(*full(), on=ground(town(70, 37, "کابل"), town(69, 37, "喀布尔")), graticule=True, locator=True)
        return tuple(map(zlib.crc32, (one.png(60), one.base_png(60), one.pdf(), one.svg())))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(made, range(8)))) == 1


def test_a_formula_stays_text():
    made = picture(on=ground(town(70, 35.4, "$x$")))
    other = picture(on=ground(town(70, 35.4, "x")))
    widths = [next(label.width_mm for label in one.labels if label.kind == "town") for one in (made, other)]
    assert "$x$" in [label.text for label in made.labels]
    assert widths[0] > 2 * widths[1]
    assert made.png(50)


def hostile(one: str, other: str) -> Picture:
    things = thing(70, 36, lines=[one], label=other, code=other), thing(71, 37, label=one), thing(71, 37, label=other)
    on = ground(town(70, 37, one), town(69, 36, other))
    return picture(area(shapely.box(69, 35, 70, 36), tag=other), layer(*things), on=on)


@settings(max_examples=15, deadline=None)
@given(TEXT, TEXT)
def test_hostile_text_breaks_no_picture(one, other):
    made = hostile(one, other)
    assert made.png(40)[:4] == b"\x89PNG"
    for text in (*(label.text for label in made.labels), *(mark.words for mark in made.marks)):
        assert text.encode()
        assert text.isprintable() or "\u200c" in text or "\u200d" in text


@pytest.mark.parametrize("text", ATTACKS)
def test_hostile_text_breaks_no_vector_format(text):
    made = hostile(text, text)
    assert made.pdf()[:4] == b"%PDF" and b"</svg>" in made.svg()


def test_a_long_name_is_cut_and_says_so():
    names = [{**NAMES[0], "name": "x" * 10_000}]
    made = draw_map([], look(width_mm=400.0), ground=ground(town(70, 35.4, "y" * 10_000)), names=names)
    assert all(len(label.text) <= 48 and label.text.endswith("…") for label in made.labels)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {},
        {"type": "Polygon", "coordinates": []},
        {"type": "Nonsense"},
        {"type": "Polygon", "coordinates": [[[math.nan, 36], [70, 37], [71, 36], [math.nan, 36]]]},
        {"type": "Polygon", "coordinates": [[[69, 36], [71, 37], [71, 36], [69, 37], [69, 36]]]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "MultiPoint", "coordinates": [[70, 36]]},
    ],
)
def test_geometry_that_is_empty_or_broken_draws_as_nothing_or_as_it_can(geometry):
    assert picture(area(geometry, tag="p")).png(40)


def test_bands_have_their_code_in_grey():
    disc = area(shapely.Point(70.5, 36.5).buffer(0.5), color=("#67001f", "#ff5c8a"))
    made = picture({**disc, "name": "score"}, theme="grey")
    assert [code.text for code in made.layout.codes] == ["5"]
    assert picture({**disc, "name": "score"}).layout.codes == []


def test_a_tag_stands_on_top_of_its_shape_or_where_no_mark_is():
    (free,) = picture(area(shapely.box(69, 35.5, 70, 36.5), tag="p 0.012")).layout.tags
    covering = layer(thing(69.5, 36.52))
    made = picture(area(shapely.box(69, 35.5, 70, 36.5), tag="p 0.012"), covering)
    assert meetings([free.box], [made.layout.marks[0].box]).tolist() == [1]
    assert meetings([made.layout.tags[0].box], [made.layout.marks[0].box]).tolist() == [0]


def test_what_is_drawn_later_lies_above_though_it_is_no_text():
    figure, axes = pens.blank(30, 30, "#ffffff")
    pens.write(axes, "MMM", (5, 16), 30, color="#000000")
    pens.fill(axes, pens.rounded((0, 0, 30, 30), 0, 0), "#ff0000")
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=50)
    assert pixels(stream.getvalue())[..., 0].min() == 255


def test_grey_is_as_light_as_the_colour():
    assert grey("#ffffff") == "#ffffff" and grey("#00ff00") == "#b6b6b6"


def test_a_missing_base_map_leaves_an_empty_ground(tmp_path):
    bare = read_ground(tmp_path)
    assert draw_map(full(), look(), ground=bare).png(40)


def test_the_shipped_base_map_has_all_its_parts():
    shipped = read_ground(DATA / "basemap")
    parts = (shipped.lakes, shipped.rivers, shipped.provinces, shipped.countries, shipped.towns)
    assert all(len(part) for part in parts) and shipped.relief is not None
    west, south, east, north = shipped.covers
    assert west < 60 and south < 29 and east > 76 and north > 42


def test_the_relief_of_the_shipped_base_map_is_on_the_picture():
    found = pixels(draw_map([], look(), ground=read_ground(DATA / "basemap")).base_png(60))
    assert found.std() > 8
