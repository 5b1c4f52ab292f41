"""What is wrong with a file that ships is said in the language of the page, whichever reader of the layers found it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point, box

from dashboard.told import recognised
from layers.catalogue import load_catalogue
from layers.geojson import check_identifiers, read_features
from layers.placement import check_country
from layers.tables import parse_table
from layers.values import check_counts, check_covered, check_parts, check_sources, check_values, periods

FILE = "toy.geojson"
COUNTRIES = gpd.GeoSeries({"Toyland": box(70, 36, 72, 38)}, crs="EPSG:4326")


def frame(**columns: object) -> pd.DataFrame:
    return pd.DataFrame({name: [value] for name, value in columns.items()}, index=["INC-0001"])


def row(**said: object) -> dict:
    return {"name": "INC-0001", "country": "Toyland", "geometry": Point(71, 37), **said}


FAULTS: dict[str, Callable[[], object]] = {
    "word": lambda: check_values(frame(nexus="moon"), {"nexus": ("direct", "project")}, file=FILE),
    "count": lambda: check_counts(frame(killed=-1), ["killed"], file=FILE),
    "part": lambda: check_parts(frame(few=3, killed=2, killed_max=2), {"few": "killed"}, file=FILE),
    "upwards": lambda: check_counts(frame(killed_min=3, killed=2, killed_max=4), ["killed_min", "killed"], file=FILE),
    "late": lambda: check_covered(frame(day=pd.Timestamp(2026, 5, 1))["day"], date(2026, 4, 30), file=FILE),
    "unsourced": lambda: check_sources(frame(sources=[]), file=FILE),
    "day": lambda: periods(frame(date="soon", date_precision="day"), file=FILE),
    "precision": lambda: periods(frame(date="2026-04", date_precision="day"), file=FILE),
    "nameless": lambda: check_identifiers([""], "incident_id", FILE),
    "twice": lambda: check_identifiers(["A", "A"], "incident_id", FILE),
    "country": lambda: check_country(row(country="Moon"), COUNTRIES),
    "far": lambda: check_country(row(geometry=Point(-60.5, 37)), COUNTRIES),
    "swapped": lambda: check_country(row(geometry=Point(37, 71)), COUNTRIES),
}
CONTENTS = {
    "json": "{",
    "collection": "[]",
    "properties": '{"type": "FeatureCollection", "features": [3]}',
    "geometry": '{"type": "FeatureCollection", "features": [{"properties": {"id": 1}, "geometry": {"type": "Cow"}}]}',
    "outside": '{"type": "FeatureCollection", "features": [{"properties": {"id": 1}, "geometry":'
    ' {"type": "Point", "coordinates": [-36.7, 169.2]}}]}',
}
TABLES = {"column": b"name\nA\n", "cells": b"id,name\nA\n", "utf": b"id,name\nA,\xff\n", "quotes": b'id,name\nA,"b"c\n'}
CATALOGUES = {
    "toml": "[toy",
    "loose": "toy = 3",
    "lacks": '[toy]\ntitle = "Toy"',
}


def said_of(call: Callable[[], object]) -> str:
    with pytest.raises((ValueError, OSError)) as error:
        call()
    return str(error.value)


@pytest.mark.parametrize("name", FAULTS)
def test_of_a_row(name: str):
    assert recognised(said_of(FAULTS[name]))


@pytest.mark.parametrize("name", CONTENTS)
def test_of_a_layer(name: str, tmp_path: Path):
    (tmp_path / FILE).write_text(CONTENTS[name], encoding="utf-8")
    assert recognised(said_of(lambda: read_features(tmp_path / FILE, index="id")))


@pytest.mark.parametrize("name", TABLES)
def test_of_a_table(name: str, tmp_path: Path):
    (tmp_path / "toy.csv").write_bytes(TABLES[name])
    assert recognised(said_of(lambda: parse_table(tmp_path / "toy.csv", index="id")))


@pytest.mark.parametrize("name", CATALOGUES)
def test_of_the_catalogue(name: str, tmp_path: Path):
    (tmp_path / "catalogue.toml").write_text(CATALOGUES[name], encoding="utf-8")
    assert recognised(said_of(lambda: load_catalogue(tmp_path)))


def test_of_no_catalogue_at_all(tmp_path: Path):
    assert recognised(said_of(lambda: load_catalogue(tmp_path)))
