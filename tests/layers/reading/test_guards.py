"""Guards that lie behind other guards, each alone."""

import sqlite3

import pytest
import shapely

from layers.reading.archives import open_archive
from layers.reading.cells import EPOCHS, column_number, day_of
from layers.reading.errors import ArchiveBomb, FileRefused, ProjectionUnknown, ReaderCrashed, error_named
from layers.reading.geopackage import open_package
from layers.reading.limits import Limits
from layers.reading.read import read_here
from layers.reading.shapes import crs_of_wkt
from tests.layers.reading import samples

WGS_84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]{}],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
)


def test_what_is_unpacked_counts_even_when_read_twice():
    archive = open_archive(samples.zip_file({"a.csv": b"x" * 600}), Limits(inflated_bytes=1_000))
    archive.read("a.csv")
    with pytest.raises(ArchiveBomb, match="unpacks to more"):
        archive.read("a.csv")


def test_a_member_that_unpacks_to_more_than_it_says_is_stopped():
    data = samples.zip_file({"a.csv": b"0" * 3_000_000})
    archive = open_archive(data, Limits(ratio=10_000))
    archive.limits = Limits()
    with pytest.raises(ArchiveBomb, match="a ratio of 200"):
        archive.read("a.csv")


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH '/var/tmp/x.db' AS other",
        "SELECT load_extension('x')",
        "SELECT count(*) FROM sites",
        "CREATE TABLE x(a)",
        "DELETE FROM sites",
        "PRAGMA writable_schema = ON",
        "VACUUM INTO '/var/tmp/none-of-mine.db'",
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
    ],
)
def test_a_database_may_only_be_read(statement):
    package = open_package(samples.gpkg_file())
    with pytest.raises(sqlite3.DatabaseError, match="not authorized|prohibited|denied"):
        package.execute(statement).fetchall()
    package.close()


def test_columns_of_a_database_can_be_read():
    package = open_package(samples.gpkg_file())
    assert package.execute("SELECT event FROM sites").fetchall() == [("A1",), ("A2",), ("A3",)]
    package.close()


def test_a_plain_projection_is_known_and_one_that_names_a_grid_is_not():
    assert crs_of_wkt(WGS_84.format("")).is_geographic
    with pytest.raises(ProjectionUnknown, match="EPSG code"):
        crs_of_wkt(WGS_84.format(',EXTENSION["PROJ4_GRIDS","/etc/passwd"]'))


def test_coordinates_without_end_are_left_out():
    text = samples.kml_file().replace(b"71.6,", b"nan,").replace(b"70.1,", b"1e999,")
    table = read_here(text, "x.kml")
    assert table.geometry.isna().tolist() == [True, True, False]
    assert table.geometry[2] == shapely.Point(70.9, 38.4)


def test_days_are_counted_from_either_epoch():
    assert str(day_of(45413, EPOCHS[False])) == "2024-05-01"
    assert str(day_of(45413 - 1462, EPOCHS[True])) == "2024-05-01"
    assert day_of(45413.5, EPOCHS[False]) == "2024-05-01 12:00:00"
    assert day_of(1e300, EPOCHS[False]) == 1e300


def test_columns_of_a_sheet_are_counted_in_letters():
    assert [column_number(letters) for letters in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16_383]


def test_only_errors_of_reading_cross_the_border():
    assert error_named("ArchiveBomb") is ArchiveBomb
    assert error_named("SystemExit") is ReaderCrashed
    assert error_named("__builtins__") is ReaderCrashed
    assert issubclass(error_named("FileRefused"), FileRefused)
