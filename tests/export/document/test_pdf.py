from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from export.document.carried import specification_in
from export.document.model import Columns, Document, Facts, Figure, Legend, Map, Page, Table, Words
from export.document.pdf import as_pdf, as_pngs, as_svgs, map_box_mm
from export.document.typeset.frame import MARKINGS, MarkingUnknown
from tests.export.document.papers import LEGEND, SPECIFICATION, TREND, Rectangular, document, everything, table

HOSTILE = (
    '#eval("1")',
    "[*x*]",
    "$x$",
    "<script>alert(1)</script>",
    '\\"#panic()',
    "${7*7}",
    "#[]",
    "= a",
    "@b",
    "//c",
)
PAPERS = [("A4", True), ("A4", False), ("A3", True), ("Letter", False), ("16:9", True)]


def text_of(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def pixels(png: bytes) -> np.ndarray:
    """Colours of a page, (height, width, 3)."""
    return np.asarray(Image.open(BytesIO(png)).convert("RGB")).astype(int)


def covered(area: np.ndarray, colour: str) -> int:
    """Number of pixels of about that colour."""
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return int((np.abs(area - wanted).max(axis=2) < 12).sum())


def snapshot(share: float = 0.68, **more) -> Document:
    made = document(**more)
    width_mm, height_mm = map_box_mm(made, share)
    picture = Rectangular(width_mm, height_mm)
    return replace(made, pages=(Page("A heading", (Columns((Map(picture, "Caption"),), (LEGEND,), share),)),))


@pytest.mark.parametrize(("paper", "landscape"), PAPERS)
def test_a_page_has_the_size_of_its_paper(paper, landscape):
    made = document(paper=paper, landscape=landscape)
    box = PdfReader(BytesIO(as_pdf(made))).pages[0].mediabox
    assert np.allclose([float(box.width), float(box.height)], np.array(made.size_mm) / 25.4 * 72, atol=0.1)


def test_every_kind_of_block_says_its_words():
    said = " ".join(text_of(as_pdf(everything(landscape=False))))
    expected = "text words lead words heading words note words gap words warning words Elevated Operator Near row 1"
    assert [word for word in (*expected.split(), "No data", "a hatch", "A caption", "2024") if word not in said] == []


def test_text_on_the_map_can_be_selected():
    assert "Fayzabad" in text_of(as_pdf(snapshot()))[0]


def test_every_font_is_embedded():
    page = PdfReader(BytesIO(as_pdf(everything()))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    parts = [part.get_object() for font in fonts for part in font.get("/DescendantFonts", [font])]
    assert {str(part["/BaseFont"]).split("+")[1].split("-")[0] for part in parts} == {"FiraSans"}
    assert fonts and all({"/FontFile2", "/FontFile3"} & set(part["/FontDescriptor"]) for part in parts)


@pytest.mark.parametrize("marking", MARKINGS)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_page_is_marked_at_the_top_and_bottom_right(marking, language):
    for page in as_pngs(document(table(60), marking=marking, language=language), 100):
        seen = pixels(page)
        height, width, _ = seen.shape
        for corner in (seen[: height // 8, width // 2 :], seen[-height // 8 :, width // 2 :]):
            assert covered(corner, "#000000") > 500
            assert covered(corner, MARKINGS[marking]) > 40


def test_the_marking_is_twelve_points_or_more():
    sizes = []
    reader = PdfReader(BytesIO(as_pdf(document(marking="AMBER"))))
    reader.pages[0].extract_text(
        visitor_text=lambda text, _, matrix, __, size: sizes.append(size * abs(matrix[3])) if "TLP" in text else None
    )
    assert len(sizes) == 2
    assert min(sizes) >= 12


def test_an_unknown_marking_is_refused():
    with pytest.raises(MarkingUnknown, match="Choose one of RED"):
        as_pdf(document(marking="PINK"))


@pytest.mark.parametrize("language", ["en", "zh", "ru", "fa"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text, language):
    blocks = (Words(text), Facts(((text, text),)), Table((text,), ((text,),), (1.0,)), Figure(text, text, text, text))
    made = document(*blocks, title=text, footer=(text,), specification=text, language=language)
    said = "".join(text_of(as_pdf(made))).replace("\u202c", "").replace("\u200e", "")
    assert said.replace(" ", "").count(text.replace(" ", "")) >= 9


@pytest.mark.parametrize(
    "text", ["\ud800 a \0 b \x1b", "\u202egnp.exe", "\u2066a", "a\u200b\u00adb", "x" * 10_000, "ا" * 3_000]
)
def test_broken_text_does_not_break_a_page(text):
    blocks = (Words(text), table(1, rows=((text, text),)), Figure(text, text, "red", text))
    made = document(*blocks, title=text, subtitle=text, footer=(text,), made_by=text, specification=text)
    said = "".join(text_of(as_pdf(made)))
    assert "TLP:GREEN" in said and not set(said) & set("\0\x1b\u202e\u2066\u200b\u00ad")


def test_a_long_word_stays_on_the_page():
    seen = pixels(as_pngs(document(table(1, rows=(("W" * 400, "1"),)), landscape=False), 60)[0])
    assert (seen[:, -30:] == 255).all()


def test_a_long_table_repeats_its_header():
    pages = text_of(as_pdf(document(table(200))))
    assert len(pages) > 3
    assert all("Killed" in page for page in pages)
    assert "row 199" in pages[-1]


def test_a_table_without_rows_says_so():
    assert "Nothing is known." in text_of(as_pdf(document(table(0))))[0]


def test_every_page_says_its_number_and_how_many_there_are():
    pages = text_of(as_pdf(document(table(200), words={"page": "Seite {} von {}"})))
    assert all(f"Seite {row} von {len(pages)}" in page for row, page in enumerate(pages, 1))


def test_contents_list_headings_with_their_pages_as_links():
    made = document(contents=True, pages=(Page("First", (table(200),)), Page("Second", (Words("x"),))))
    reader = PdfReader(BytesIO(as_pdf(made)))
    lines = reader.pages[0].extract_text().split()
    assert lines[lines.index("Second") + 1] == str(len(reader.pages))
    assert len([note for note in reader.pages[0]["/Annots"] if note.get_object()["/Subtype"] == "/Link"]) == 2


def test_a_dark_page_has_a_dark_ground_and_light_text():
    seen = pixels(as_pngs(document(theme="dark"), 60)[0])
    assert seen[0, 0].max() < 40
    assert (seen.min(axis=2) > 200).sum() > 50


def test_a_grey_page_has_no_colour_but_the_marking():
    seen = pixels(as_pngs(replace(everything(theme="grey"), marking="CLEAR"), 60)[0])
    assert (seen.max(axis=2) - seen.min(axis=2)).max() <= 8


def test_columns_are_mirrored_from_right_to_left():
    plain, mirrored = (pixels(as_pngs(snapshot(language=language), 40)[0]) for language in ("en", "fa"))
    width = plain.shape[1]
    assert covered(plain[:, : width // 3], "#336699") > 5 * covered(plain[:, -width // 5 :], "#336699") + 1000
    assert covered(mirrored[:, -width // 3 :], "#336699") > 5 * covered(mirrored[:, : width // 5], "#336699") + 1000


@pytest.mark.parametrize(("paper", "landscape"), PAPERS)
def test_a_map_of_the_box_is_set_unscaled_on_the_first_page(paper, landscape):
    made = snapshot(paper=paper, landscape=landscape)
    picture = made.pages[0].blocks[0].first[0].picture
    seen = pixels(as_pngs(made, 72)[0])
    blue = np.abs(seen - [0x33, 0x66, 0x99]).max(axis=2) < 6
    height, width = np.ptp(np.flatnonzero(blue.any(axis=1))) + 1, np.ptp(np.flatnonzero(blue.any(axis=0))) + 1
    expected = np.array([picture.height_mm, picture.width_mm]) * 72 / 25.4
    assert np.abs(np.array([height, width]) / expected - 1).max() < 0.02


def test_a_map_fills_most_of_a_landscape_page():
    made = document()
    assert map_box_mm(made, 0.68)[1] > 0.62 * made.size_mm[1]


def test_a_map_that_is_too_large_is_made_smaller():
    assert len(text_of(as_pdf(document(Map(Rectangular(900, 900)))))) == 1


def test_metadata_say_who_when_and_from_what():
    found = PdfReader(BytesIO(as_pdf(document()))).metadata
    assert (found.title, found.author, found.subject) == ("A title", "Desk", SPECIFICATION)
    assert found.creation_date.date() == date(2026, 3, 12)


def test_a_document_without_a_day_carries_none():
    found = PdfReader(BytesIO(as_pdf(document(made_on=None)))).metadata
    assert "/CreationDate" not in found and "/ModDate" not in found


def test_the_same_document_gives_the_same_bytes_in_eight_threads():
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: as_pdf(everything()), range(16)))) == 1
        assert len({tuple(pages) for pages in pool.map(lambda _: as_pngs(everything(), 50), range(8))}) == 1


@pytest.mark.parametrize("ending", ["pdf", "png", "svg"])
def test_the_specification_can_be_read_from_every_format(tmp_path, ending):
    made = {"pdf": as_pdf, "png": lambda paper: as_pngs(paper, 50)[0], "svg": lambda paper: as_svgs(paper)[0]}[ending]
    path = tmp_path / f"snapshot.{ending}"
    path.write_bytes(made(snapshot()))
    assert specification_in(path) == SPECIFICATION


def test_a_picture_knows_its_density():
    assert Image.open(BytesIO(as_pngs(document(), 200)[0])).info["dpi"][0] == pytest.approx(200, abs=0.1)


def test_a_date_in_a_narrow_cell_keeps_its_order_from_right_to_left():
    cells = (("2025-03-04", "x"),)
    made = as_pdf(document(table(1, rows=cells, widths=(0.08, 0.92)), language="fa"))
    places = {}

    def note(text: str, page: tuple, line: tuple, _font: object, _size: float) -> None:
        across = page[0] * line[4] + page[2] * line[5] + page[4]
        down = -(page[1] * line[4] + page[3] * line[5] + page[5])
        places[text.strip("\u200e\u202a\u202c\n ")] = (round(down), across)

    PdfReader(BytesIO(made)).pages[0].extract_text(visitor_text=note)
    assert places["2025"] < places["-03-"] < places["04"]


def test_a_row_without_a_colour_is_still_a_row():
    assert "row 2" in text_of(as_pdf(document(table(3, colours=("#b23a00",)))))[0]


def test_running_text_stays_readable_on_wide_paper():
    wide = pixels(as_pngs(document(Words("word " * 200), paper="A3", footer=()), 40)[0])
    height, width, _ = wide.shape
    assert (wide[height // 5 : -height // 5, int(0.62 * width) :] == 255).all()


def test_figures_in_a_table_are_set_to_the_right():
    cells = (("■", ""), ("", "■■■■"))
    left, right = (
        pixels(as_pngs(document(table(2, rows=cells, numeric=numeric), footer=()), 60)[0]) for numeric in ((), (1,))
    )
    assert not (left[:, -45:-36] < 128).any(axis=2)[80:-80].any()
    assert (right[:, -45:-36] < 128).any(axis=2)[80:-80].any()


def test_rows_carry_their_colour():
    seen = pixels(as_pngs(document(table(2, colours=("#b23a00", "#00598c"))), 100)[0])
    assert covered(seen, "#b23a00") > 20 and covered(seen, "#00598c") > 20


def test_only_near_incidents_are_orange():
    orange = [
        covered(pixels(as_pngs(document(replace(TREND, ticks=(("2024-05-05", near),))), 100)[0]), "#d95f02")
        for near in (False, True)
    ]
    assert orange[0] == 0 < orange[1]


def test_a_legend_beside_a_map_gets_smaller_until_it_fits():
    many = Legend("Legend", LEGEND.entries * 3)
    made = snapshot()
    columns = replace(made.pages[0].blocks[0], second=(many,))
    assert len(as_pngs(replace(made, pages=(Page("A heading", (columns,)),)), 20)) == 1
