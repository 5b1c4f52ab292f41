"""Text, numbers and geometry of strangers: kept as text, or refused with the row's name; never run, never half."""

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon

from layers.store import open_store
from layers.store.columns import INCIDENT, TEXT
from layers.store.errors import GeometryUnusable, RowUnstorable
from layers.store.stored import clean
from tests.layers.store.samples import batch, entered, incidents, sites

HOSTILE = (
    "'; DROP TABLE incidents; --",
    "\"quoted\" 'and' `ticked` ${run} {{x}} %s ? :name",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "\u202eright to left\u2066",
    "tab\tline\nreturn\rbell\x07",
    "\\u0000 \\x00 \\",
    "𝒜 emoji 👩‍👩‍👧 دری 中文",
    "x" * 10_000,
    "",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_as_it_is_in_every_field(store, text):
    free = {name: text for name, holds in INCIDENT.items() if holds == TEXT and name not in ("incident_id", "date")}
    store.add_batch(batch(text, by=text, file=text), incidents("A", **free, sources=[text], hypotheses={text: 1}))
    row = store.incidents().loc["A"]
    assert {row[name] for name in free} == {text}
    assert row["sources"] == [text] and row["hypotheses"] == {text: 1}
    store.edit("incident", "A", {"version": 1, "title": text + "!"}, text, text)
    store.save_mapping(f"m{text}", {text: text}, text)
    store.save_view(f"v{text}", text, text)
    assert store.mappings() == {f"m{text}": {text: text}} and store.verify() == []


@pytest.mark.parametrize("text", ["nul \x00 inside", "lone \ud800 surrogate", "\udfff"])
def test_nul_and_lone_surrogates_become_replacement_characters(store, text):
    store.add_batch(batch(text, by=text), incidents("A", title=text, sources=[text], hypotheses={text: 1}))
    kept = store.incidents().loc["A"]
    assert kept["title"] == kept["sources"][0] == next(iter(kept["hypotheses"])) == clean(text)
    assert "\ufffd" in clean(text)
    store.edit("incident", "A", {"version": 1, "summary": text}, text, text)
    assert store.history("incident", "A")["who"].iloc[0] == clean(text) and store.verify() == []


def test_a_hostile_identifier_is_a_name_like_any_other(store):
    name = "A'; DELETE FROM trail; --"
    store.add_incident(entered(incident_id=name), "ann")
    store.edit("incident", name, {"version": 1, "title": "x"}, "ann")
    assert len(store.history("incident", name).query("what == 'edit'")) == 1


@pytest.mark.parametrize("value", [1e308, math.inf, -math.inf, 1.5, "3", True, 2**60, [1], 1e19])
def test_a_count_that_is_none_is_refused(store, value):
    with pytest.raises(RowUnstorable, match="A: killed is .*; expected a whole number, or nothing"):
        store.add_batch(batch(), incidents("A", killed=value))


@pytest.mark.parametrize("value", [None, math.nan, pd.NA, np.float64("nan")])
def test_blank_stays_blank_and_never_zero(store, value):
    store.add_batch(batch(), incidents("A", killed=value, title=value))
    row = store.incidents().loc["A"]
    assert math.isnan(row["killed"]) and pd.isna(row["title"])


def test_a_huge_number_that_is_one_is_kept(store):
    store.add_batch(batch(), incidents(), sites("S", value_usd=1e308))
    assert store.sites().loc["S", "value_usd"] == 1e308 and store.verify() == []


@pytest.mark.parametrize(
    ("shape", "fault"),
    [
        (Point(math.nan, 37), "has no geometry|not a number"),
        (Point(math.inf, 37), "not a number"),
        (Point(1e308, 37), "outside"),
        (Point(70, 91), "outside"),
        (Point(), "has no geometry"),
        (None, "has no geometry"),
        (LineString([(70, 37), (71, 38)]), "is not a point"),
        ("POINT (70 37)", "is no geometry"),
    ],
)
def test_a_geometry_that_is_none_is_refused(store, shape, fault):
    with pytest.raises(GeometryUnusable, match=fault):
        store.add_incident(entered(geometry=shape), "ann")
    assert not len(store.trail())


def test_a_line_with_a_hole_in_its_numbers_is_refused(store):
    with pytest.raises(GeometryUnusable, match="S cannot be kept: it has a coordinate that is not a number"):
        frame = sites("S")
        store.add_batch(batch(), incidents(), frame.set_geometry([LineString([(70, 37), (math.nan, 38)])]))


def test_heights_are_left_out(store):
    store.add_incident(entered(incident_id="A", geometry=Point(70, 37, 4000)), "ann")
    assert store.incidents().loc["A"].geometry.wkt == "POINT (70 37)"


def test_properties_of_own_layers_are_text_or_plain(store):
    frame = gpd.GeoDataFrame({"when": [pd.Timestamp("2025-01-01")], "n": [np.int64(3)], "bad": ["\x00"]})
    frame = frame.set_geometry([Polygon([(70, 37), (71, 37), (71, 38)])], crs="EPSG:4326")
    store.add_layer("L", frame, {}, "ann")
    assert store.layer("L").iloc[0][["when", "n", "bad"]].tolist() == ["2025-01-01 00:00:00", 3, "\ufffd"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(), lon=st.floats(-180, 180), lat=st.floats(-90, 90))
def test_any_text_and_point_come_back_exactly(tmp_path_factory, text, lon, lat):
    store = open_store(tmp_path_factory.mktemp("any") / "s.gpkg")
    store.add_incident(entered(incident_id="A", title=text, geometry=Point(lon, lat)), "ann")
    row = store.incidents().loc["A"]
    assert row["title"] == clean(text) and (row.geometry.x, row.geometry.y) == (lon, lat)
    assert store.verify() == []
