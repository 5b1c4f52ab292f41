"""Files that people bring: recognised by their columns, refused by the row."""

import gzip
import json

import pandas as pd
import pytest

from risk.fit.history import from_table
from risk.fit.reading import (
    ColumnsUnknown,
    DayInFuture,
    FileUnreadable,
    RowInvalid,
    read_incident_file,
    read_place_file,
)

GED = "id,where_prec,date_prec,latitude,longitude,date_start,date_end\n"


def written(tmp_path, text: str, name: str = "some.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_project_columns_are_read(tmp_path):
    table = read_incident_file(written(tmp_path, "incident_id,lon,lat,day\nA,70.5,37.1,2024-05-01\n"))
    assert table.loc["A", ["lon", "lat"]].tolist() == [70.5, 37.1]
    assert table["day"]["A"] == pd.Timestamp("2024-05-01")


def test_ucdp_columns_are_read_and_vague_rows_left_out(tmp_path):
    rows = (
        "1,1,1,37.1,70.5,2016-01-01,2016-01-03\n2,4,1,37,70,2016-01-01,2016-01-01\n3,1,3,37,70,2016-01-01,2016-01-01\n"
    )
    table = read_incident_file(written(tmp_path, GED + rows))
    assert table.index.tolist() == ["1"] and table.attrs["left_out"] == 2
    assert table["day"]["1"] == pd.Timestamp("2016-01-03")


def test_a_packed_file_is_read(tmp_path):
    with gzip.open(tmp_path / "some.csv.gz", "wt") as file:
        file.write("lon,lat,day\n70,37,2024-05-01\n")
    assert len(read_incident_file(tmp_path / "some.csv.gz")) == 1


def test_geojson_points_are_read_and_a_month_is_known_at_its_end(tmp_path):
    feature = {
        "properties": {"incident_id": "A", "date": "2024-02"},
        "geometry": {"type": "Point", "coordinates": [70, 37]},
    }
    table = read_incident_file(written(tmp_path, json.dumps({"features": [feature]}), "some.geojson"))
    assert table["day"]["A"] == pd.Timestamp("2024-02-29")


def test_places_need_no_day(tmp_path):
    assert read_place_file(written(tmp_path, "place_id,lon,lat\nX,70,37\n")).loc["X", "lat"] == 37


def test_the_same_rows_in_another_order_are_the_same_history(tmp_path):
    rows = ["A,70,37,2024-05-01", "B,71,38,2024-05-02", "C,70,37,2024-05-01"]
    files = [
        written(tmp_path, "\n".join(["incident_id,lon,lat,day", *some]), f"{len(some)}{some[0][0]}.csv")
        for some in (rows, rows[::-1])
    ]
    one, other = (from_table(read_incident_file(file)) for file in files)
    assert one.fingerprint == other.fingerprint and one.names.tolist() == other.names.tolist()


@pytest.mark.parametrize(
    "text,error,advice",
    [
        ("", FileUnreadable, "Save it again"),
        ("lon,lat,day\n", FileUnreadable, "Export it again"),
        ("x,y,day\n1,2,2024-01-01\n", ColumnsUnknown, "Rename the column"),
        ("lon,lat\n1,2\n", ColumnsUnknown, "Rename the column"),
        ("lon,lat,day\n1,2,2024-01-01\n,2,2024-01-01\n", RowInvalid, "Row 2 of some.csv lies at longitude nan"),
        ("lon,lat,day\n37,110,2024-01-01\n", RowInvalid, "exchange the columns"),
        ("lon,lat,day\n1,2,soon\n", RowInvalid, "Date the row"),
        ("lon,lat,day\n1,2,\n", RowInvalid, "Date the row"),
        ("lon,lat,day\n1,2,2999-01-01\n", DayInFuture, "move the last day with --until"),
    ],
)
def test_what_cannot_be_used_is_refused_with_advice(tmp_path, text, error, advice):
    with pytest.raises(error, match=advice):
        read_incident_file(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileUnreadable, match="nowhere.csv does not exist"):
        read_incident_file(tmp_path / "nowhere.csv")


def test_the_last_day_can_be_moved_back(tmp_path):
    path = written(tmp_path, "lon,lat,day\n1,2,2024-01-02\n")
    with pytest.raises(DayInFuture, match="no day after 2024-01-01"):
        read_incident_file(path, until=pd.Timestamp("2024-01-01"))
