"""Reading CSV tables: cells as text, lists as lists, blanks as unknown."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.geojson import FileMalformed
from layers.tables import parse_table, read_table
from layers.values import split_list


def parse(folder, content: str | bytes):
    raw = content if isinstance(content, bytes) else content.encode()
    (folder / "actors.csv").write_bytes(raw)
    return parse_table(folder / "actors.csv", index="actor_id")


def test_a_line_is_a_row_of_text(tmp_path):
    frame = parse(tmp_path, "actor_id,name,year\nA-1,First,2021\n")
    assert frame.loc["A-1"].to_dict() == {"name": "First", "year": "2021"}


def test_a_blank_cell_is_unknown(tmp_path):
    assert parse(tmp_path, "actor_id,name\nA-1,\n").loc["A-1", "name"] is None


@pytest.mark.parametrize("column", ["sources", "areas", "incident_ids", "site_ids"])
def test_a_list_is_cut_at_its_bars(tmp_path, column):
    assert parse(tmp_path, f"actor_id,{column}\nA-1,x | y\n").loc["A-1", column] == ["x", "y"]


def test_a_blank_list_is_an_empty_one(tmp_path):
    assert parse(tmp_path, "actor_id,sources\nA-1,\n").loc["A-1", "sources"] == []


def test_a_bar_inside_an_address_does_not_cut_it(tmp_path):
    assert parse(tmp_path, "actor_id,sources\nA-1,http://a/x|y\n").loc["A-1", "sources"] == ["http://a/x|y"]


def test_a_bar_in_other_text_stays(tmp_path):
    assert parse(tmp_path, "actor_id,name\nA-1,x | y\n").loc["A-1", "name"] == "x | y"


@pytest.mark.parametrize("line", ["A-2", "A-2,Second,extra"], ids=["too few", "too many"])
def test_a_row_that_does_not_fit_the_header_is_numbered(tmp_path, line):
    with pytest.raises(FileMalformed, match="actors.csv, row 2: expected 2 cells. Correct the row"):
        parse(tmp_path, f"actor_id,name\nA-1,First\n{line}\n")


def test_another_encoding_says_how_to_save(tmp_path):
    with pytest.raises(FileMalformed, match="actors.csv, line 2: not UTF-8. Save the file as UTF-8 CSV"):
        parse(tmp_path, b"actor_id,name\nA-1,\xff\n")


def test_an_open_quotation_mark_is_refused(tmp_path):
    with pytest.raises(FileMalformed, match="Correct the quotes of that line"):
        parse(tmp_path, 'actor_id,name\nA-1,"First\n')


def test_a_repeated_identifier_is_named(tmp_path):
    with pytest.raises(FileMalformed, match="actor_id 'A-1' twice; identifiers are unique. Rename one"):
        parse(tmp_path, "actor_id,name\nA-1,x\nA-1,y\n")


@pytest.mark.parametrize("text", ["name\nFirst\n", ""], ids=["another header", "empty file"])
def test_a_table_without_identifiers_is_refused(tmp_path, text):
    with pytest.raises(FileMalformed, match="no column actor_id. Every row needs that identifier"):
        parse(tmp_path, text)


def test_a_header_alone_is_a_table_of_nothing(tmp_path):
    frame = parse(tmp_path, "actor_id,name\n")
    assert (len(frame), list(frame.columns), frame.index.name) == (0, ["name"], "actor_id")


def test_the_mark_that_spreadsheets_put_first_does_no_harm(tmp_path):
    assert list(parse(tmp_path, b"\xef\xbb\xbfactor_id,name\nA-1,First\n").index) == ["A-1"]


def test_a_blank_identifier_is_refused(tmp_path):
    with pytest.raises(FileMalformed, match="row 2: actor_id is ''; expected an identifier. Give the row one"):
        parse(tmp_path, "actor_id,name\nA-1,First\n,Second\n")


def test_a_listed_table_is_checked_and_read(tiny):
    frame = read_table("actors", index="actor_id")
    assert frame["areas"].to_dict() == {"A-1": ["AF-BDS", "AF-TAK"], "A-2": []}


def test_a_listed_table_must_have_its_columns(tiny):
    tiny.replace("actors", "actor_id,name\nA-1,First\n")
    with pytest.raises(FileMalformed, match="lacks the columns areas, confidence, hypothesis, sources"):
        read_table("actors", index="actor_id")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), min_size=1, max_size=5))
def test_any_text_comes_back_as_written(tmp_path_factory, names):
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([("actor_id", "name"), *enumerate(names)])
    assert list(parse(tmp_path_factory.getbasetemp(), buffer.getvalue())["name"]) == names


@given(st.lists(st.from_regex(r"[a-z0-9:/.?=&-]+", fullmatch=True)))
def test_joining_undoes_splitting(parts):
    assert split_list(" | ".join(parts)) == parts


@pytest.mark.parametrize("blank", ["", "  ", None, float("nan")])
def test_nothing_splits_into_nothing(blank):
    assert split_list(blank) == []
