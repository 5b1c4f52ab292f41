import csv
import io
import unicodedata

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from export.packages import as_csv, flat
from export.packages.delimited import armed, defused
from tests.export.packages.tiny import frames, hostile_frames

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫−"
TEXT = st.text() | st.text(alphabet=SIGNS + "'; \t\n\r\u200b\ufeffA1", max_size=12)


def cells_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def runs(cell: str) -> bool:
    """Whether a spreadsheet could run a cell: what it starts with once all that is not seen is gone."""
    seen = "".join(sign for sign in cell if not sign.isspace() and unicodedata.category(sign) != "Cf")
    return seen[:1] in tuple(SIGNS) or cell[:1] in ("\t", "\r", "\n")


@pytest.mark.parametrize("text", ["=1+1", " =1", "+1", "-1", "@a", "\tx", "\rx", "＝1", "\u200b=1", "'=1", "−1"])
def test_a_formula_gets_an_apostrophe(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a", "a=b", "1-2", "it's", "'tis", "https://a.example/?b=c;d", "5 % - 7 %"])
def test_other_text_stays_as_it_is(text):
    assert defused(text) == text


def test_each_part_of_a_list_is_a_start():
    assert defused("a; =b") == "a;' =b"


@given(TEXT)
def test_no_text_starts_a_formula(text):
    assert not runs(defused(text))


@given(TEXT)
def test_no_part_between_semicolons_starts_a_formula(text):
    parts = defused(text).split(";")
    assert not any(runs(part) and part.strip(" \t\n\r")[:1] in tuple(SIGNS) for part in parts)


@given(TEXT)
def test_the_text_comes_back(text):
    assert armed(defused(text)) == text


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_no_cell_of_the_file_starts_a_formula_and_all_come_back(texts):
    made = flat({"x": pd.DataFrame({"text": pd.Series(texts, dtype=object)})})["x"]
    rows = cells_of(as_csv(made))[1:]
    assert not any(runs(cell) for row in rows for cell in row)
    assert [armed(row[0]) for row in rows] == made["text"].tolist()


def test_a_figure_below_zero_stays_a_figure():
    made = flat({"x": pd.DataFrame({"change": [-0.5, 2.0]})})["x"]
    assert cells_of(as_csv(made))[1][0] == "-0.5"


def test_spreadsheets_know_the_encoding_and_the_line_end():
    data = as_csv(flat(frames())["incidents"])
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == data.count(b"\n") == 4


def test_another_program_reads_the_same_rows():
    read = pd.read_csv(io.BytesIO(as_csv(flat(frames())["incidents"])))
    assert read["incident_id"].tolist() == ["I1", "I2", "I3"]
    assert read["killed"].fillna(-1).tolist() == [0, 3, -1]
    assert read["longitude"].tolist() == [0.1234568, 0, -0.5]


def test_unknown_is_an_empty_cell():
    assert b"nan" not in as_csv(flat(frames())["scores"]).lower() and b"None" not in as_csv(flat(frames())["scores"])


def test_lists_are_joined():
    read = pd.read_csv(io.BytesIO(as_csv(flat(frames())["incidents"])))
    assert read["sources"][0] == "https://a.example/1; https://b.example/2"


def test_a_shape_that_is_no_point_is_whole():
    made = flat(frames())["clusters"]
    read = pd.read_csv(io.BytesIO(as_csv(made)))
    assert shapely.from_wkt(read["wkt"][0]).equals_exact(made.geometry.iloc[0], 1e-7)


def test_hostile_text_comes_back():
    made = hostile_frames()["incidents"]
    header, *rows = cells_of(as_csv(made))
    title = header.index("title")
    assert [armed(row[title]) for row in rows] == made["title"].tolist()
    assert not any(runs(cell) for row in (header, *rows) for cell in row)
