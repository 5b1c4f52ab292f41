"""Every row is accepted or refused with its reason, and what is accepted keeps the contract."""

import csv
import io
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from layers.boundaries import coded_areas, countries_by_name
from layers.catalogue import dataset
from layers.imports.check import check_table
from layers.imports.checked import refused_file
from layers.imports.choices import Choices
from layers.incidents import complete_incidents
from tests.layers.imports.tables import ACLED, GTD, PLAIN, TODAY, UCDP, checked, reasons, table


def completed(result):
    """The accepted rows as the product takes its own."""
    frame = result.accepted.drop(columns=["dataset", "source_row", "external_id"])
    return complete_incidents(frame, areas=coded_areas(), countries=countries_by_name())


@pytest.mark.parametrize("row", [UCDP, ACLED, GTD, PLAIN], ids=["ucdp", "acled", "gtd", "plain"])
def test_an_accepted_row_keeps_the_contract(row):
    result = checked(row)
    assert set(result.accepted) == {*dataset("incidents").columns, "dataset", "source_row", "external_id"} - {
        "incident_id"
    }
    assert len(completed(result)) == 1


def test_no_row_at_all_is_no_error():
    frame = table(UCDP)
    empty = type(frame)(frame.frame[:0], None, frame.rows[:0], "csv", (), frame.sha256, "file.csv")
    result = check_table(empty, Choices(TODAY))
    assert (len(result.accepted), len(result.refused)) == (0, 0)
    assert len(completed(result)) == 0


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"best": "-1"}, "whole number from 0 to 100,000"),
        ({"best": "1e308"}, "whole number from 0 to 100,000"),
        ({"best": "2.5"}, "whole number from 0 to 100,000"),
        ({"best": "inf"}, "whole number from 0 to 100,000"),
        ({"best": "many"}, "a whole number, or nothing when it is not known"),
        ({"low": "9"}, "no more than killed"),
        ({"high": "1"}, "no more than killed_max"),
        ({"date_start": "2027-01-01", "date_end": "2027-01-01"}, "no day after 2026-04-17"),
        ({"date_start": ""}, "Add the day or the month"),
        ({"adm_1": "x" * 501}, "at most 500 signs"),
        ({"adm_1": "a\x00b"}, "without control signs"),
        ({"adm_1": "a\u202eb"}, "without control signs"),
        ({"adm_1": "a\ud800b"}, "without control signs"),
        ({"type_of_violence": "9"}, "expected one of 1, 2, 3"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_number(changes, told):
    result = checked(UCDP, {**UCDP, "id": "2", **changes})
    assert any(told in reason and reason.startswith("row 3,") for reason in reasons(result))
    assert result.accepted["source_row"].tolist() == [2]


def test_more_chinese_than_all_dead_is_refused():
    result = checked({**PLAIN, "Killed": "2", "killed chinese": "3"})
    assert "no more Chinese than all killed" in reasons(result)[0]


def test_no_row_is_dated_after_its_file():
    result = checked(UCDP, file_day=date(2025, 1, 1))
    assert "no day after 2025-01-01" in reasons(result)[0]


def test_all_faults_of_all_rows_are_told_at_once():
    result = checked({**UCDP, "best": "-1", "latitude": "95"}, {**UCDP, "id": "2", "date_start": "soon"})
    assert {(cell.row, cell.column) for cell in result.refused.itertuples()} >= {
        (2, "best"),
        (2, "latitude"),
        (3, "date_start"),
    }


def test_a_second_row_of_one_identifier_is_refused():
    assert "no other row has" in reasons(checked(UCDP, UCDP))[0]


def test_what_a_source_does_not_say_stays_unknown():
    row = checked({**UCDP, "best": "", "low": "unknown", "high": "н/д"}).accepted.iloc[0]
    assert row[["killed", "killed_min", "killed_max", "injured"]].isna().all()


def test_unclear_dates_wait_for_the_answer():
    rows = [{**PLAIN, "Date": "03/04/2025"}, {**PLAIN, "Date": "30/04/2025"}]
    assert checked(*rows).accepted["date"].tolist() == ["2025-04-30"]
    assert "day first in rows 3" in checked(*rows).questions.sentences[0]
    assert checked(*rows, date_order="dmy").accepted["date"].tolist() == ["2025-04-03", "2025-04-30"]


def test_rows_of_other_files_are_named_by_hash_and_row():
    assert checked(PLAIN).accepted.index.tolist() == ["IMP-ab12cd34-2"]


def test_geometry_stands_in_for_missing_columns():
    frame = table({"Date": "2025-03-02"}, format="geojson", geometry=[Point(70.58, 37.1166)])
    assert check_table(frame, Choices(TODAY)).accepted.geometry.iloc[0] == Point(70.58, 37.1166)


def test_a_row_without_geometry_is_refused():
    frame = table(PLAIN, {"Date": "2025-03-02"}, format="geojson", geometry=[Point(70.58, 37.1166), None])
    bare = type(frame)(frame.frame[["Date"]], frame.geometry, frame.rows, "geojson", (), frame.sha256, "a.geojson")
    assert reasons(check_table(bare, Choices(TODAY)))[0].startswith("row 3, geometry: nothing")


def test_refused_rows_are_written_with_their_reasons():
    raw = table({**PLAIN, "Type": '=HYPERLINK("http://x")', "Killed": "-2"}, PLAIN)
    text = refused_file(check_table(raw, Choices(TODAY)), raw).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["row in the file"] for line in lines] == ["2"]
    assert "Killed: found -2.0; expected a whole number" in lines[0]["reasons"]
    assert lines[0]["Type"] == '\'=HYPERLINK("http://x")'
    assert lines[0]["Killed"] == "-2"


def test_progress_tells_every_stage_and_can_stop():
    stages = []
    check_table(table(UCDP), Choices(TODAY), progress=lambda stage, share: stages.append(stage))
    assert stages == ["columns", "dates", "places", "rules", "incidents"]


HOSTILE = st.text(max_size=20) | st.integers() | st.floats() | st.none() | st.booleans() | st.dates()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries({column: HOSTILE | st.just(cell) for column, cell in UCDP.items()}),
        min_size=1,
        max_size=4,
    )
)
def test_accepted_and_refused_are_all_rows_and_no_row_twice(rows):
    result = checked(*rows)
    accepted, refused = set(result.accepted["source_row"]), set(result.refused["row"])
    assert not accepted & refused
    assert accepted | refused == set(range(2, len(rows) + 2))
    assert len(completed(result)) == len(accepted)
    assert refused_file(result, table(*rows))


def test_typed_columns_of_a_reader_are_read_like_text():
    frame = table(UCDP).frame.astype({"id": "Int64", "best": "Int64", "latitude": "Float64", "longitude": "Float64"})
    frame["side_a"] = pd.Series(["Taleban"], dtype="str")
    typed = table(UCDP)
    typed = type(typed)(frame, None, typed.rows, "csv", (), typed.sha256, "file.csv")
    row = check_table(typed, Choices(TODAY)).accepted.iloc[0]
    assert (row.name, row["killed"], row["country"]) == ("UCDP-244657", 4, "Afghanistan")
