"""What each format becomes: the specification of reading, on files of three rows."""

import json
from datetime import date

import pytest
import shapely

from layers.reading.errors import (
    EncodingUnreadable,
    FileTruncated,
    FormatUnknown,
    LayerMissing,
    ProjectionUnknown,
    TooManyRows,
)
from layers.reading.limits import Limits
from layers.reading.read import read_file, read_here, safe_name
from tests.layers.reading import samples
from tests.layers.reading.hostile_packed import workbook

PLACES = [[71.6, 36.7], [70.1, 37.5], [70.9, 38.4]]
FORMATS = {"geojsonl": "geojson", "zip": "shapefile"}


def said(table, words: str) -> bool:
    """Whether a note holds these words."""
    return any(words in note for note in table.notes)


@pytest.mark.parametrize("kind", samples.SAMPLES)
def test_a_file_is_recognised_by_its_content(kind):
    assert read_here(samples.SAMPLES[kind](), "no ending").format == FORMATS.get(kind, kind)


@pytest.mark.parametrize("kind", ["geojson", "geojsonl", "kml", "kmz", "gpkg", "parquet", "zip"])
def test_points_of_every_format_are_the_same(kind):
    table = read_here(samples.SAMPLES[kind](), f"x.{kind}")
    assert shapely.get_coordinates(table.geometry.to_numpy()).round(6).tolist() == PLACES


@pytest.mark.parametrize("kind", ["csv", "geojson", "geojsonl", "gpkg", "parquet", "zip"])
def test_words_of_every_format_are_the_same(kind):
    table = read_here(samples.SAMPLES[kind](), f"x.{kind}")
    assert table.frame["place"].tolist() == samples.NAMES
    assert table.frame["killed"].astype(int).tolist() == [3, 0, 2]


def test_the_process_apart_gives_what_this_one_gives():
    for kind, make in samples.SAMPLES.items():
        here, apart = read_here(make(), f"x.{kind}"), read_file(make(), f"x.{kind}")
        assert here.frame.equals(apart.frame)
        assert (here.notes, here.sha256, here.format) == (apart.notes, apart.sha256, apart.format)
        assert here.rows.equals(apart.rows)
        assert (here.geometry is None) == (apart.geometry is None)


def test_a_path_is_read_like_bytes(tmp_path):
    (tmp_path / "x.csv").write_bytes(samples.csv_file())
    assert read_file(tmp_path / "x.csv", "x.csv").frame.equals(read_here(samples.csv_file(), "x.csv").frame)


def test_rows_are_counted_as_a_person_counts_them():
    assert read_here(b"a,b\n1,x\n\n3,y\n", "x.csv").rows.tolist() == [2, 4]
    assert read_here(samples.xlsx_file(), "x.xlsx").rows.tolist() == [2, 3, 4]
    assert read_here(samples.geojson_file(), "x.geojson").rows.tolist() == [1, 2, 3]


def test_a_name_that_disagrees_is_said():
    assert said(read_here(samples.kml_file(), "x.csv"), "'.csv' but the content is kml")
    assert not said(read_here(samples.kml_file(), "x.kml"), "ends in")


def test_a_header_below_a_title_is_found():
    table = read_here(b"Report of May\n\nevent,place,killed\nA1,x,3\n", "x.csv")
    assert table.frame.columns.tolist() == ["event", "place", "killed"]
    assert table.rows.tolist() == [4]
    assert said(table, "header is row 3")


def test_a_table_without_header_gets_numbered_columns():
    table = read_here(b"1\t20240501\tAFG\t36.7\n2\t20240502\tAFG\t36.8\n", "x.csv")
    assert table.frame.columns.tolist() == ["column_1", "column_2", "column_3", "column_4"]
    assert table.rows.tolist() == [1, 2]


def test_years_may_be_names_of_columns():
    assert read_here(b"place,2022,2023,2024\nx,1,2,3\n", "x.csv").frame.columns.tolist()[1:] == ["2022", "2023", "2024"]


def test_a_decimal_comma_becomes_a_point_and_is_said():
    table = read_here(b"place;lat;note\nx;36,73;1,5 or so\ny;37;b\n", "x.csv")
    assert table.frame["lat"].tolist() == ["36.73", "37"]
    assert table.frame["note"].tolist() == ["1,5 or so", "b"]
    assert said(table, "decimal comma is read as a point in: lat")


def test_a_comma_between_thousands_in_a_comma_file_stays():
    assert read_here(b'a,b\n"1,500",x\n', "x.csv").frame["a"].tolist() == ["1,500"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_marks_and_widths_of_text_are_understood(encoding):
    table = read_here("имя,b\nШохин,x\n".encode(encoding), "x.csv")
    assert table.frame.to_dict("list") == {"имя": ["Шохин"], "b": ["x"]}


def test_a_guessed_encoding_is_said():
    table = read_here(("место,событие\n" + "Ишкашим,нападение на пост\n" * 20).encode("cp1251"), "x.csv")
    assert table.frame["место"][0] == "Ишкашим"
    assert said(table, "guessed as cp1251")


def test_a_few_wrong_bytes_do_not_spoil_the_rest():
    table = read_here("имя\n".encode() + "Ишкашим\n".encode() * 30 + b"\xff\xfe\n", "x.csv")
    assert table.frame["имя"][0] == "Ишкашим"
    assert said(table, "not UTF-8, the first at byte")


def test_bytes_in_no_encoding_are_refused():
    noise = bytes((n * 7919) % 251 + 1 for n in range(4_000)).replace(b"\n", b"\x81")
    with pytest.raises((EncodingUnreadable, FormatUnknown), match="Save it as UTF-8|Expected CSV"):
        read_here(b"a,b\n\x81\x8d\x8f\x90\x9d,1\n" + noise + b"\x00" * 200, "x.csv")


def test_short_rows_are_filled_and_long_rows_left_out_and_both_are_said():
    table = read_here(b"a,b\n1\n2,x\n3,y,z\n4,w,\n", "x.csv")
    assert table.rows.tolist() == [2, 3, 5]
    assert table.frame["b"].isna().tolist() == [True, False, False]
    assert said(table, "row 2, 5")
    assert said(table, "left out: 1 (row 4)")


def test_cells_keep_what_they_hold():
    cell = "=1+1 <b>${x}</b> \u202e 'x'"
    assert read_here(f'a,b\n"{cell}",1\n'.encode(), "x.csv").frame["a"][0] == cell


def test_names_of_columns_are_cleaned_and_unique():
    table = read_here("a,a,\u202eb\u202c c,,a_2\n1,2,3,4,5\n".encode(), "x.csv")
    assert table.frame.columns.tolist() == ["a", "a_2", "b c", "column_4", "a_2_2"]


def test_a_sheet_gives_days_numbers_and_stored_values():
    frame = read_here(samples.xlsx_file(), "x.xlsx").frame
    assert frame["day"].tolist() == [date(2024, 5, 1), date(2024, 5, 2), date(2024, 5, 3)]
    assert frame["sum"].tolist() == [6, 0, 4]


def test_a_sheet_is_chosen_by_name():
    assert read_here(samples.xlsx_file(), "x.xlsx").frame.shape == (3, 5)
    with pytest.raises(LayerMissing, match="it has Events, Notes"):
        read_here(samples.xlsx_file(), "x.xlsx", layer="May")


def test_a_formula_without_stored_value_is_blank_and_said():
    cells = (
        '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row><c t="str"><v>x</v></c><c><f>1+1</f></c></row>'
    )
    table = read_here(workbook(f"<sheetData>{cells}</sheetData>"), "x.xlsx")
    assert said(table, "Formulas without a stored value, left blank: 1.")


def test_a_column_of_several_kinds_is_text():
    table = read_here(json.dumps([{"a": 1}, {"a": "x"}, {"a": None}, {"a": [1, {"b": 2}]}]).encode(), "x.json")
    assert table.frame["a"].fillna("-").tolist() == ["1", "x", "-", '[1, {"b": 2}]']


def test_a_number_too_large_for_a_column_is_text():
    assert read_here(b'[{"a": 1' + b"0" * 30 + b"}]", "x.json").frame["a"][0] == "1" + "0" * 30


def test_a_number_without_end_is_missing():
    assert read_here(b'[{"a": 1e400}, {"a": NaN}, {"a": 1.5}]', "x.json").frame["a"].isna().tolist() == [
        True,
        True,
        False,
    ]


def test_a_geometry_that_cannot_be_read_is_named_and_left_out():
    features = [
        {"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "Point", "coordinates": point}}
        for point in ([70, 37], ["x"], [1e400, 0])
    ]
    table = read_here(json.dumps({"type": "FeatureCollection", "features": features}).encode(), "x.geojson")
    assert table.geometry.isna().tolist() == [False, True, True]
    assert said(table, "row 2, 3")


def test_other_projections_become_degrees_and_are_said(tmp_path):
    path = tmp_path / "x.gpkg"
    samples.FRAME.to_crs("EPSG:32642").to_file(path, driver="GPKG")
    table = read_here(path.read_bytes(), "x.gpkg")
    assert shapely.get_coordinates(table.geometry.to_numpy()).round(6).tolist() == PLACES
    assert said(table, "WGS 84 / UTM zone 42N")


def test_a_shapefile_in_another_projection_becomes_degrees(tmp_path):
    samples.FRAME.to_crs("EPSG:32642").to_file(tmp_path / "x.shp", encoding="UTF-8")
    parts = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    table = read_here(samples.zip_file(parts), "x.zip")
    assert shapely.get_coordinates(table.geometry.to_numpy()).round(6).tolist() == PLACES


def test_a_projection_that_names_a_file_is_refused():
    wkt = b'GEOGCS["x",EXTENSION["PROJ4","+proj=longlat +nadgrids=/etc/passwd"]]'
    with pytest.raises(ProjectionUnknown, match="EPSG:4326"):
        read_here(samples.zip_file(samples.shapefile_parts() | {"sites.prj": wkt}), "x.zip")


def test_holes_and_parts_of_shapes_survive(tmp_path):
    ring = shapely.box(69, 36, 71, 38).difference(shapely.box(69.5, 36.5, 70, 37))
    both = shapely.MultiPolygon([ring, shapely.box(72, 36, 73, 37)])
    frame = samples.FRAME.iloc[:2].set_geometry([ring, both])
    frame.to_file(tmp_path / "x.shp", encoding="UTF-8")
    parts = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    table = read_here(samples.zip_file(parts), "x.zip")
    assert [one.equals(two) for one, two in zip(table.geometry, frame.geometry, strict=True)] == [True, True]


def test_one_table_in_an_archive_is_read():
    table = read_here(samples.zip_file({"ged.csv": samples.csv_file()}), "ged.zip")
    assert (table.format, len(table.frame)) == ("csv", 3)
    assert said(table, "'ged.csv'")


def test_limits_are_those_of_the_caller():
    with pytest.raises(TooManyRows, match="more than 2 rows"):
        read_here(samples.csv_file(), "x.csv", limits=Limits(rows=2))


@pytest.mark.parametrize("kind", ["geojson", "kml", "parquet", "xlsx"])
def test_a_file_cut_off_is_called_so(kind):
    with pytest.raises(FileTruncated, match=r"again|too early"):
        read_here(samples.SAMPLES[kind]()[:-20], f"x.{kind}")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/x.csv", "x.csv"),
        ("C:\\a\\x.csv", "x.csv"),
        ("\u202ex\x00.csv", "x .csv"),
        ("", "file"),
        ("..", ".."),
    ],
)
def test_a_name_is_only_shown(name, shown):
    assert safe_name(name) == shown
