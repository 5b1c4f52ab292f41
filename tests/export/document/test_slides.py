"""The deck, read back with the library and taken apart as a package."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import combinations, pairwise
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from export.document.model import THEMES, Bars, Columns, Document, Facts, Map, Page, Table, Trend, Words
from export.document.slides import as_pptx, body_size_mm
from export.document.slides.look import HEADER_CELL
from export.document.slides.measure import clean, lines_of, width_mm
from tests.export.document.decks import (
    BARS,
    FACTS,
    FIGURE,
    LEGEND,
    FlatMap,
    document,
    labels,
    marks,
    site_page,
    table,
    trend,
)

HOSTILE = "<b>${x}</b> =1+1 \x00\x0b\x1b\ud800\ufffe\u202egnp.exe\u202c " + "W" * 10_000
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
EMU_PER_MM = 36000
SITES = Document("Brief", "As of 17 Apr 2026", (site_page(1),), paper="16:9", footer=("Sources.", "Hash."))


def opened(made: Document):
    return Presentation(BytesIO(as_pptx(made)))


def every(shapes) -> Iterator:
    """All shapes, those in groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every(shape.shapes)


def named(slide, name: str) -> list:
    return [shape for shape in every(slide.shapes) if shape.name == name]


def texts(deck) -> list[str]:
    return [shape.text_frame.text for slide in deck.slides for shape in every(slide.shapes) if shape.has_text_frame]


def charts(deck) -> list:
    return [shape.chart for slide in deck.slides for shape in every(slide.shapes) if shape.has_chart]


def tables(deck) -> list:
    return [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]


def parts(blob: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(blob)) as file:
        return {name: file.read(name) for name in file.namelist()}


def overlapping(slide) -> list[tuple[str, str]]:
    """Pairs of shapes that lie on each other by more than a tenth of a millimetre; a group counts as one."""
    least, found = EMU_PER_MM // 10, []
    for one, other in combinations(slide.shapes, 2):
        wide = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
        high = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
        if wide > least and high > least:
            found.append((one.name, other.name))
    return found


def outside(deck) -> list[str]:
    return [
        shape.name
        for slide in deck.slides
        for shape in slide.shapes
        if min(shape.left, shape.top) < 0
        or shape.left + shape.width > deck.slide_width
        or shape.top + shape.height > deck.slide_height
    ]


def test_a_slide_is_as_large_as_the_document_says():
    deck = opened(document(Words("x")))
    assert (deck.slide_width / EMU_PER_MM, deck.slide_height / EMU_PER_MM) == pytest.approx((338.667, 190.5), abs=0.001)


def test_the_map_is_one_picture_with_its_words():
    slide = opened(document(Map(FlatMap()))).slides[0]
    pictures = [shape for shape in every(slide.shapes) if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert [shape._element._nvXxPr.cNvPr.get("descr") for shape in pictures] == [FlatMap().alt]


def test_every_mark_is_a_shape_with_its_code_and_words():
    slide = opened(document(Map(FlatMap(marks=marks(60))))).slides[0]
    (group,) = named(slide, "Marks")
    assert [shape.name for shape in group.shapes] == [mark.words for mark in marks(60)]
    assert [shape.text_frame.text for shape in group.shapes] == [mark.code for mark in marks(60)]
    assert group.shapes[3]._element._nvXxPr.cNvPr.get("descr") == "Mark 3"


def test_a_mark_stands_where_the_picture_put_it():
    slide = opened(document(Map(FlatMap(marks=marks(2), height_mm=60)))).slides[0]
    (base,), (group,) = named(slide, "Base map"), named(slide, "Marks")
    shape = group.shapes[1]
    middle = (shape.left + shape.width / 2 - base.left) / EMU_PER_MM
    assert middle == pytest.approx(marks(2)[1].x_mm, abs=0.01)


def test_marks_have_the_form_of_their_kind():
    slide = opened(document(Map(FlatMap(marks=marks(5))))).slides[0]
    forms = [shape._element.spPr.prstGeom.get("prst") for shape in named(slide, "Marks")[0].shapes]
    assert forms == ["ellipse", "wedgeRoundRectCallout", "donut", "rect", "ellipse"]


def test_a_hollow_mark_is_filled_with_paper():
    slide = opened(document(Map(FlatMap(marks=marks(2))))).slides[0]
    hollow, full = named(slide, "Marks")[0].shapes
    assert (str(hollow.fill.fore_color.rgb), str(full.fill.fore_color.rgb)) == ("FFFFFF", "7A5C00")


def test_a_mark_of_a_faded_layer_is_as_faded_in_fill_outline_and_code():
    (faded,) = named(opened(document(Map(FlatMap(marks=(replace(marks(1)[0], opacity=0.4),))))).slides[0], "Marks")
    assert [part.get("val") for part in faded._element.iter(A + "alpha")] == ["40000"] * 4


def test_every_name_is_a_text_box():
    slide = opened(document(Map(FlatMap(labels=labels("Fayzabad", "Khorog"))))).slides[0]
    (group,) = named(slide, "Names")
    assert [shape.text_frame.text for shape in group.shapes] == ["Fayzabad", "Khorog"]


def test_the_scale_bar_has_its_true_length():
    slide = opened(document(Map(FlatMap(height_mm=60)))).slides[0]
    halves = named(slide, "Half 1") + named(slide, "Half 2")
    assert sum(half.width for half in halves) / EMU_PER_MM == pytest.approx(30, abs=0.01)
    assert named(slide, "Length")[0].text_frame.text == "50 km"


def test_the_scale_bar_shrinks_with_a_map_that_is_too_large():
    slide = opened(document(Map(FlatMap(width_mm=600, height_mm=100)))).slides[0]
    (half,), (base,) = named(slide, "Half 1"), named(slide, "Base map")
    assert half.width / base.width == pytest.approx(15 / 600, rel=0.001)


def test_the_arrow_turns_to_true_north():
    (needle,) = named(opened(document(Map(FlatMap(north_degrees=-3.5)))).slides[0], "Needle")
    assert needle.rotation == pytest.approx(356.5)


def test_a_table_is_a_table():
    (found,) = tables(opened(document(table(3))))
    cells = [[cell.text for cell in row.cells] for row in found.rows]
    assert cells == [["Site", "Sector", "Incidents"], *[[f"Site {n}", "Gold", str(n)] for n in range(3)]]


def test_a_table_of_120_rows_goes_on_with_its_header_repeated():
    deck = opened(document(table(120)))
    assert {found.cell(0, 0).text for found in tables(deck)} == {"Site"}
    rows = [found.cell(row, 0).text for found in tables(deck) for row in range(1, len(found.rows))]
    assert rows == [f"Site {number}" for number in range(120)]


def test_a_slide_that_goes_on_says_so():
    titles = [slide.shapes.title.text for slide in opened(document(table(60))).slides]
    assert titles[:3] == ["Page", "Page … 2", "Page … 3"]


def test_a_column_is_wide_enough_for_the_words_of_its_header():
    (found,) = tables(opened(document(Table(("Site", "Incidents"), (("x", "1"),), (99, 1), (1,)))))
    assert found.columns[1].width / EMU_PER_MM > width_mm("Incidents", HEADER_CELL)


def test_a_row_higher_than_a_slide_loses_nothing():
    found = tables(opened(document(Table(("Note",), (("word " * 4000,),), (1,)))))
    text = "".join(one.cell(row, 0).text for one in found for row in range(1, len(one.rows)))
    assert text.split() == ["word"] * 4000


def test_a_table_without_rows_says_why():
    assert "Nothing in this period." in texts(opened(document(table(0, empty="Nothing in this period."))))


def test_a_row_has_its_colour_as_a_mark():
    (found,) = tables(opened(document(table(1, colours=("#b2182b",)))))
    mark = found.cell(1, 0)._tc.find(f".//{A}buClr/{A}srgbClr")
    assert mark.get("val") == "B2182B"


def test_bars_are_a_chart_with_the_shares_of_the_block():
    (chart,) = charts(opened(document(BARS)))
    assert list(chart.plots[0].categories) == ["Attack on the road", "Base rate"]
    assert list(chart.plots[0].series[0].values) == [0.61, 0.39]


def test_bars_show_the_figure_as_it_is_written():
    (chart,) = charts(opened(document(Bars("", (("Base rate", 0.004, "<1 %"),)))))
    assert chart.plots[0].series[0].points[0].data_label.text_frame.text == "<1 %"


def test_a_trend_is_a_chart_with_chance_low_and_high():
    made = trend(20)
    (chart,) = charts(opened(document(made)))
    series = {one.name: tuple(one.values) for one in chart.plots[0].series}
    assert series == {"Chance": made.values, "Low end": made.low, "High end": made.high}


def test_a_day_without_figure_is_a_gap_and_not_zero():
    (chart,) = charts(opened(document(trend(20))))
    assert None in chart.plots[0].series[0].values
    assert chart._chartSpace.find(".//{*}dispBlanksAs").get("val") == "gap"


def test_incidents_are_ticks_at_their_day():
    made = trend(11, ticks=(("2025-04-01", True), ("2025-05-16", False)))
    slide = opened(document(made)).slides[0]
    first, middle = named(slide, "Incident 2025-04-01") + named(slide, "Incident 2025-05-16")
    (chart,) = named(slide, "Trend chart")
    assert (middle.left - first.left) / EMU_PER_MM == pytest.approx((chart.width / EMU_PER_MM - 19) / 2, abs=0.01)


def test_a_period_without_data_is_said_in_words():
    said = texts(opened(document(trend(20, unseen=("2025-06-01", "2025-06-20")))))
    assert any("No data from 2025-06-01 to 2025-06-20." in text for text in said)


def test_a_trend_without_days_has_no_chart_but_its_words():
    deck = opened(document(Trend("Chance", (), (), (), (), words="No figure.")))
    assert (charts(deck), "No figure." in texts(deck)) == ([], True)


def test_figure_facts_legend_and_words_are_text():
    said = texts(opened(document(FIGURE, FACTS, LEGEND, Words("Calm.", "lead"), Words("Mind.", "warning"))))
    wanted = {"38 %", "Elevated", "Sector", "Gold", "Sites by sector", "Armed attack", "Calm.", "Mind."}
    assert wanted <= set(said)


@pytest.mark.parametrize(
    ("marking", "colour"),
    [
        ("RED", "FF2B2B"),
        ("AMBER", "FFC000"),
        ("AMBER+STRICT", "FFC000"),
        ("GREEN", "33FF00"),
        ("CLEAR", "FFFFFF"),
    ],
)
@pytest.mark.parametrize("theme", THEMES)
def test_the_marking_keeps_its_colour_on_black(marking, colour, theme):
    slide = opened(document(Words("x"), marking=marking, theme=theme)).slides[0]
    for shape in named(slide, "Marking, top") + named(slide, "Marking, bottom"):
        (run,) = shape.text_frame.paragraphs[0].runs
        assert (run.text, str(run.font.color.rgb)) == (f"TLP:{marking}", colour)
        assert (str(shape.fill.fore_color.rgb), run.font.size.pt >= 12) == ("000000", True)


def test_the_marking_stands_top_and_bottom_right_on_every_slide_in_every_language():
    deck = opened(document(table(60), language="fa"))
    for slide in deck.slides:
        top, bottom = named(slide, "Marking, top") + named(slide, "Marking, bottom")
        assert top.left == bottom.left > deck.slide_width * 0.7
        assert top.top < deck.slide_height * 0.1 < deck.slide_height * 0.9 < bottom.top + bottom.height


def test_every_slide_says_which_of_how_many_it_is():
    deck = opened(document(table(60), words={"page": "第 {} 页，共 {} 页"}, language="zh"))
    said = [named(slide, "Page number")[0].text_frame.text for slide in deck.slides]
    assert said == [f"第 {number} 页，共 {len(said)} 页" for number in range(1, len(said) + 1)]


def test_a_footer_too_long_for_the_slide_stands_whole_at_the_end():
    lines = tuple(f"Source {number}: " + "words " * 30 for number in range(12))
    deck = opened(document(Words("x"), footer=lines))
    assert len(deck.slides) > 1
    assert any(text.startswith("Source 11") for text in texts(deck))


def test_contents_lead_to_the_slides_and_nothing_leads_outside():
    pages = tuple(Page(f"Part {number}", (table(30),)) for number in range(3))
    blob = as_pptx(Document("Brief", "", pages, paper="16:9", contents=True))
    deck = Presentation(BytesIO(blob))
    lines = named(deck.slides[0], "Contents line")
    assert [line.click_action.target_slide.shapes.title.text for line in lines] == ["Part 0", "Part 1", "Part 2"]
    numbers = [int(shape.text_frame.text) for shape in named(deck.slides[0], "Slide")]
    assert [deck.slides[number - 1].shapes.title.text for number in numbers] == ["Part 0", "Part 1", "Part 2"]
    assert not [name for name, data in parts(blob).items() if b'TargetMode="External"' in data]


def test_a_long_contents_goes_on_and_still_numbers_rightly():
    pages = tuple(Page(f"Part {number}", (Words("x"),)) for number in range(70))
    deck = opened(Document("Brief", "", pages, paper="16:9", contents=True))
    last = [shape for slide in deck.slides for shape in named(slide, "Slide")][-1]
    assert deck.slides[int(last.text_frame.text) - 1].shapes.title.text == "Part 69"


def test_no_slide_has_hidden_notes():
    deck = opened(SITES)
    assert not any(slide.has_notes_slide for slide in deck.slides)


def test_the_file_says_what_it_is_and_carries_its_specification():
    specification = "[snapshot]\n" + "layer = 'sites'\n" * 60
    made = document(Words("x"), made_by="Desk", made_on=date(2026, 4, 17), specification=specification)
    core = opened(made).core_properties
    assert (core.title, core.author, core.last_modified_by, core.revision) == ("Brief", "Desk", "Desk", 1)
    assert core.created == core.modified == datetime(2026, 4, 17)
    assert core.comments == specification


def test_an_undated_document_is_of_1980():
    assert opened(document(Words("x"))).core_properties.created == datetime(1980, 1, 1)


def test_nothing_of_the_template_is_left():
    blob = as_pptx(SITES)
    everything = b"".join(parts(blob).values())
    assert not re.search(rb"Steve Canny|python-pptx|Macintosh|PowerPoint Presentation", everything)
    assert not [name for name in parts(blob) if "printerSettings" in name or "thumbnail" in name]
    assert len(Presentation(BytesIO(blob)).slide_layouts) == 1


def test_dari_reads_from_the_right():
    deck = opened(document(Words("معدن طلا"), table(2), language="fa"))
    (box,) = named(deck.slides[0], "Text")
    properties = box._element.find(f".//{A}pPr")
    assert (properties.get("rtl"), properties.get("algn")) == ("1", "r")
    assert tables(deck)[0]._tbl.tblPr.get("rtl") == "1"


def test_a_latin_name_keeps_its_order_among_dari():
    (box,) = named(opened(document(Words("Source (2025)."), language="fa")).slides[0], "Text")
    assert box._element.find(f".//{A}pPr").get("rtl") == "0"


def test_columns_are_mirrored_in_dari():
    columns = Columns((Words("first"),), (Words("second"),))
    for language, goes_left in (("en", False), ("fa", True)):
        first, second = named(opened(document(columns, language=language)).slides[0], "Text")
        assert (second.left < first.left) is goes_left


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("zh", "zh-CN"), ("ru", "ru-RU"), ("fa", "prs-AF")])
def test_text_says_its_language(language, tag):
    (box,) = named(opened(document(Words("x"), language=language)).slides[0], "Text")
    assert box._element.find(f".//{A}rPr").get("lang") == tag


def test_no_letter_is_too_small():
    blob = as_pptx(SITES)
    slides = [data for name, data in parts(blob).items() if re.match(r"ppt/(slides/slide|charts/chart)\d", name)]
    sizes = {int(size) for data in slides for size in re.findall(rb' sz="(\d+)"', data)}
    # the footer, then the cautions of a legend, then everything else
    assert sorted(sizes)[:2] == [800, 850]
    assert min(sizes - {800, 850}) >= 900


def slides_of(*, fit: bool) -> int:
    many = tuple(Words(f"A line of a page that is longer than a slide, number {row}.") for row in range(24))
    page = Page("Long", many, fit=fit)
    return len(opened(replace(document(), pages=(page,))).slides)


def test_a_page_that_is_to_fit_is_one_slide():
    assert (slides_of(fit=False) > 1, slides_of(fit=True)) == (True, 1)


def test_a_page_that_was_made_smaller_stays_on_the_slide_and_clear_of_the_footer():
    many = tuple(Words(f"A line of a page that is longer than a slide, number {row}.") for row in range(24))
    whole = replace(document(), pages=(Page("Long", many, fit=True),))
    slide = opened(whole).slides[0]
    rule = min(shape.top for shape in slide.shapes if "rule" in shape.name.lower() or "Footer" in shape.name)
    assert max(shape.top + shape.height for shape in named(slide, "Text")) <= rule


def test_grey_has_no_colour_but_the_marking():
    blob = as_pptx(document(*site_page(1).blocks, theme="grey", marking="AMBER"))
    slides = b"".join(data for name, data in parts(blob).items() if re.match(r"ppt/(slides|charts)/\w+\d", name))
    colours = {match.decode() for match in re.findall(rb'srgbClr val="(\w{6})"', slides)}
    assert {colour for colour in colours if len({colour[0:2], colour[2:4], colour[4:6]}) > 1} == {"FFC000"}


@pytest.mark.parametrize("paper", ["A4", "A3", "Letter", "16:9"])
@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_nothing_overlaps_or_leaves_the_slide(paper, landscape, language):
    made = Document(
        "Brief", "x", (site_page(1),), paper, landscape, language=language, footer=("a", "b"), contents=True
    )
    deck = opened(made)
    assert [pair for slide in deck.slides for pair in overlapping(slide)] == []
    assert outside(deck) == []


WORD = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)
BLOCK = st.one_of(
    st.builds(Words, WORD, st.sampled_from(["text", "lead", "heading", "note", "gap", "warning"])),
    st.builds(lambda text, rows: Table((text, "b"), ((text, "1"),) * rows, (2, 1)), WORD, st.integers(0, 40)),
    st.builds(lambda a, b: Facts(((a, b),) * 3), WORD, WORD),
    st.builds(lambda text, count: Bars(text, ((text, 0.2, "20 %"),) * count), WORD, st.integers(0, 20)),
    st.builds(lambda height: Map(FlatMap(height_mm=height), "caption"), st.integers(60, 300)),
    st.just(FIGURE),
    st.just(trend(12)),
    st.just(LEGEND),
)
SEVERAL = st.lists(BLOCK, max_size=3).map(tuple)
BLOCKS = st.lists(st.one_of(BLOCK, st.builds(Columns, SEVERAL, SEVERAL)), max_size=5)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(BLOCKS, st.sampled_from(["en", "zh", "fa"]))
def test_whatever_stands_on_a_page_lies_apart_and_inside(blocks, language):
    deck = opened(document(*blocks, language=language))
    assert [pair for slide in deck.slides for pair in overlapping(slide)] == []
    assert outside(deck) == []


def hostile() -> Document:
    blocks = (
        Map(FlatMap(alt=HOSTILE, marks=marks(1), labels=labels(HOSTILE)), HOSTILE),
        FIGURE.__class__(HOSTILE, HOSTILE, "red; x", HOSTILE),
        Facts(((HOSTILE, HOSTILE),)),
        Table((HOSTILE, "b"), ((HOSTILE, "=1+1"),), (1, 1), title=HOSTILE, colours=("javascript:",)),
        Bars(HOSTILE, (("=HYPERLINK(1)", 0.5, HOSTILE), (HOSTILE, float("nan"), ""))),
        trend(5, title=HOSTILE, words=HOSTILE),
        Words(HOSTILE),
    )
    pages = (Page(HOSTILE, blocks, HOSTILE),)
    said = {"footer": (HOSTILE,), "made_by": HOSTILE, "specification": HOSTILE}
    return Document(HOSTILE, HOSTILE, pages, paper="16:9", contents=True, **said)


def test_hostile_text_stays_text():
    deck = opened(hostile())
    said = "".join(texts(deck))
    assert "<b>${x}</b> =1+1 \ufffd\ufffd\ufffd\ufffd\ufffd\ufffdgnp.exe\ufffd" in said
    assert [pair for slide in deck.slides for pair in overlapping(slide)] == []
    assert outside(deck) == []


def test_no_cell_of_a_chart_is_a_formula():
    workbooks = [parts(data) for name, data in parts(as_pptx(hostile())).items() if name.endswith(".xlsx")]
    assert len(workbooks) >= 2
    assert not any(b"<f>" in data or b"hyperlink" in data for book in workbooks for data in book.values())


def test_the_same_document_gives_the_same_bytes():
    assert as_pptx(SITES) == as_pptx(SITES)


def test_eight_threads_give_the_same_bytes():
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(as_pptx, [SITES] * 8))) == 1


def test_no_entry_of_the_file_knows_the_clock():
    blob = as_pptx(SITES)
    books = [data for name, data in parts(blob).items() if name.endswith(".xlsx")]
    for data in (blob, *books):
        assert {entry.date_time for entry in ZipFile(BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    days = set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"".join(parts(books[0]).values())))
    assert days == {b"1980-01-01T00:00:00Z"}


@pytest.mark.parametrize("made", [SITES, hostile()], ids=["sites", "hostile"])
def test_the_package_gives_no_cause_for_repair(made):
    files = parts(as_pptx(made))
    kinds = etree.fromstring(files["[Content_Types].xml"])
    overrides = {kind.get("PartName")[1:] for kind in kinds.iter("{*}Override")}
    endings = {kind.get("Extension").lower() for kind in kinds.iter("{*}Default")}
    for name, data in files.items():
        assert name in overrides or name.rsplit(".", 1)[1].lower() in endings or name == "[Content_Types].xml"
        if name.endswith(".rels"):
            assert missing_targets(name, data, files) == []
        if re.match(r"ppt/slides/slide\d+\.xml", name):
            assert doubtful(etree.fromstring(data)) == []


def missing_targets(name: str, data: bytes, files: dict[str, bytes]) -> list[str]:
    folder = name.rsplit("_rels/", 1)[0]
    found = []
    for relation in etree.fromstring(data):
        steps = [] if relation.get("Target").startswith("/") else folder.strip("/").split("/")
        for step in relation.get("Target").strip("/").split("/"):
            steps = steps[:-1] if step == ".." else [*steps, step]
        if "/".join(filter(None, steps)) not in files:
            found.append(relation.get("Target"))
    return found


def doubtful(slide: etree._Element) -> list[str]:
    """What makes PowerPoint ask whether to repair a slide."""
    numbers = [shape.get("id") for shape in slide.iter(f"{P}cNvPr")]
    doubts = [] if len(set(numbers)) == len(numbers) and "0" not in numbers else ["identifiers"]
    bodies = (*slide.iter(f"{P}txBody"), *slide.iter(f"{A}txBody"))
    doubts += ["no paragraph" for body in bodies if body.find(f"{A}p") is None]
    doubts += [c.get("val") for c in slide.iter(f"{A}srgbClr") if not re.fullmatch(r"[0-9A-F]{6}", c.get("val"))]
    doubts += ["empty group" for group in slide.iter(f"{P}grpSp") if len(group) < 3]
    sizes = [size.get("cx", "") + size.get("cy", "") for size in slide.iter(f"{A}ext")]
    return doubts + ["negative size" for size in sizes if "-" in size]


def test_a_picture_of_the_body_size_takes_one_slide():
    plain = document()
    wide, high = body_size_mm(plain)
    assert len(opened(document(Map(FlatMap(width_mm=wide, height_mm=high)))).slides) == 1


def test_pieces_keep_their_order_down_a_slide():
    deck = opened(document(Words("one"), Words("two"), Words("three")))
    boxes = named(deck.slides[0], "Text")
    assert [box.text_frame.text for box in boxes] == ["one", "two", "three"]
    assert all(before.top + before.height <= after.top for before, after in pairwise(boxes))


@given(st.text(max_size=300), st.floats(5, 300))
def test_the_lines_of_a_text_are_the_text_and_fit(text, room_mm):
    lines = lines_of(text, HEADER_CELL, room_mm)
    assert "".join(lines) == clean(text)
    assert all(width_mm(line.rstrip(), HEADER_CELL) <= room_mm + 1 for line in lines)


@pytest.mark.parametrize("kind", ["text", "note", "warning"])
def test_a_paragraph_longer_than_a_slide_loses_nothing(kind):
    deck = opened(document(Words("word " * 4000, kind)))
    boxes = [shape for slide in deck.slides for shape in named(slide, kind.capitalize())]
    assert "".join(box.text_frame.text for box in boxes).split() == ["word"] * 4000


def test_a_fact_longer_than_a_slide_loses_nothing():
    deck = opened(document(Facts((("Note", "word " * 4000),))))
    boxes = [shape for slide in deck.slides for shape in named(slide, "Fact")]
    assert "".join(box.text_frame.text for box in boxes).split() == ["word"] * 4000
