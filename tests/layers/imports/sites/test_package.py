"""A package of this product holds incidents and sites; each is found, and its sites come back as they went out."""

from datetime import date

import pandas as pd
import pytest

from export.packages import About, package
from layers.catalogue import dataset
from layers.imports.choices import Choices
from layers.imports.sites.check import check_sites
from layers.imports.sites.mapping import kind_of
from layers.imports.tables import TablesSeveral, read_table_of
from tests.layers.imports.sites.files import read, zipped

ABOUT = About("A package", date(2026, 4, 17), "RED", datasets=(dataset("incidents"), dataset("sites")))
TOGETHER = ("gpkg", "xlsx", "kml", "kmz")
UNCHANGED = ("name", "sector", "status", "status_as_of", "value_usd", "start_year", "marking", "sources", "placement")


@pytest.fixture(scope="session")
def files(frames) -> dict[str, bytes]:
    shown = {name: frames[name] for name in ("incidents", "sites")}
    return package(shown, ABOUT).files(["csv", "geojson", *TOGETHER])


def found(data: bytes, kind: str | None = None, table: str | None = None):
    return read_table_of(read, data, kind, table)


def same(one: object, other: object) -> bool:
    lists = isinstance(one, list) or isinstance(other, list)
    return one == other if lists else (pd.isna(one) and pd.isna(other)) or one == other


@pytest.mark.parametrize("name", ["sites.TLP-RED.csv", "sites.TLP-RED.geojson", "panj-watch.TLP-RED.gpkg"])
def test_every_shipped_site_comes_back_unchanged(files, frames, name):
    result = check_sites(found(files[name], "sites"), Choices(date(2026, 11, 23)))
    went, came = frames["sites"], result.accepted.loc[frames["sites"].index]
    assert (result.schema.name, len(result.refused)) == ("panj_sites", 0)
    assert came.geometry.geom_equals_exact(went.geometry, 1e-7).all()
    assert [n for n in UNCHANGED for one, two in zip(went[n], came[n], strict=True) if not same(one, two)] == []


@pytest.mark.parametrize("form", TOGETHER)
def test_a_file_that_holds_both_gives_what_is_asked_for(files, form):
    data = files[f"panj-watch.TLP-RED.{form}"]
    assert kind_of(found(data)) == "incidents"
    assert len(found(data).frame) == 71
    assert kind_of(found(data, "sites")) == "sites"
    assert len(found(data, "sites").frame) == 37


def test_a_workbook_has_no_lines_and_says_so_row_by_row(files):
    result = check_sites(found(files["panj-watch.TLP-RED.xlsx"], "sites"), Choices(date(2026, 11, 23)))
    assert (len(result.accepted), set(result.refused["advice"])) == (34, {"Add the place of the site."})


def test_a_zipped_package_gives_what_is_asked_for(files):
    data = zipped({name: content for name, content in files.items() if name.endswith(("csv", "json"))})
    assert kind_of(found(data)) == "incidents"
    assert found(data, "sites").geometry is not None


def test_an_archive_of_strangers_tables_asks_which_one():
    data = zipped({"a.csv": b"name,sector\nPit,gold", "b.csv": b"name,sector\nPit,oil"})
    with pytest.raises(TablesSeveral, match="--table NAME"):
        found(data)
    assert found(data, table="b.csv").frame["sector"].tolist() == ["oil"]


def test_a_known_site_is_not_taken_again(files):
    table = found(files["sites.TLP-RED.csv"])
    result = check_sites(table, Choices(date(2026, 11, 23)), known={"SITE-01"})
    assert (len(result.accepted), result.refused["found"].tolist()) == (36, ["SITE-01"])
