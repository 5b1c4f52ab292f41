"""Sites come in from every format, and a file says by its content that it has them."""

import pytest

from layers.imports.choices import Choices
from layers.imports.sites.check import check_sites
from layers.imports.sites.mapping import kind_of
from tests.layers.imports.sites.files import FORMATS, FRAME, PIT, PLAIN, SHAPES, read
from tests.layers.imports.tables import ACLED, GDELT, GTD, TODAY, UCDP, table
from tests.layers.imports.tables import PLAIN as PLAIN_INCIDENT


@pytest.mark.parametrize("form", FORMATS)
def test_points_roads_and_areas_come_in_from_every_format(form):
    raw = read(FORMATS[form](), f"file.{form}")
    result = check_sites(raw, Choices(TODAY))
    assert (raw.format, result.kind, list(result.refused.itertuples())) == (form, "sites", [])
    expected = FRAME if form != "shapefile" else FRAME.iloc[[1]]
    assert result.accepted["name"].tolist() == expected["name"].tolist()
    assert result.accepted.geom_type.tolist() == expected.geom_type.tolist()


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_of_sites_is_recognised_by_its_content(form):
    assert kind_of(read(FORMATS[form](), f"file.{form}")) == "sites"


def test_columns_of_any_name_are_recognised_too():
    assert kind_of(table(PLAIN)) == "sites"


@pytest.mark.parametrize("row", [UCDP, ACLED, GTD, GDELT, PLAIN_INCIDENT, {"Date": "2025-03-02", "Status": "open"}])
def test_a_file_of_incidents_stays_one(row):
    assert kind_of(table(row)) == "incidents"


def test_a_file_that_says_nothing_is_taken_as_incidents():
    assert kind_of(table({"Name": "Pit", "Lat": "37.1", "Lon": "70.5"})) == "incidents"


def test_drawn_lines_without_a_day_are_sites():
    assert kind_of(table({"Name": "Road"}, geometry=[SHAPES[1]])) == "sites"
    assert kind_of(table(PIT, geometry=[SHAPES[0]])) == "sites"
