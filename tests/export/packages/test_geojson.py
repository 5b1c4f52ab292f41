import io
import json

import geopandas as gpd
import pytest

from export.packages import MarkedAbove, as_geojson, flat
from tests.export.packages.test_shapes import area_of
from tests.export.packages.tiny import ABOUT, HOSTILE, frames, hostile_frames, some_incidents


def content(name: str = "incidents") -> dict:
    return json.loads(as_geojson(flat(frames())[name], ABOUT))


def test_another_program_reads_the_same_rows_and_places():
    flat_frame = flat(frames())["incidents"]
    read = gpd.read_file(io.BytesIO(as_geojson(flat_frame, ABOUT)))
    assert read["incident_id"].tolist() == ["I1", "I2", "I3"] and read.crs == "EPSG:4326"
    assert read.geometry.geom_equals_exact(flat_frame.geometry, 1e-7).all()


def test_each_feature_has_its_identifier():
    assert [feature["id"] for feature in content()["features"]] == ["I1", "I2", "I3"]


def test_unknown_is_null():
    assert [feature["properties"]["killed"] for feature in content()["features"]] == [0, 3, None]


def test_lists_are_arrays():
    assert content()["features"][1]["properties"]["sources"] == []
    assert len(content()["features"][0]["properties"]["sources"]) == 2


def test_the_marking_and_what_was_left_out_travel_along():
    said = content()["panj_watch"]
    assert (said["marking"], said["left_out"], said["coverage"]) == ("TLP:AMBER", 2, ["2020-01-01", "2026-01-01"])


def test_the_box_is_west_south_east_north():
    assert content()["bbox"] == [-0.5, -0.5, 0.1234568, 0.5]


def test_rings_follow_the_right_hand_rule():
    ring = content("clusters")["features"][0]["geometry"]["coordinates"][0]
    assert area_of(gpd.GeoSeries.from_wkt([f"LINEARRING({','.join(f'{x} {y}' for x, y in ring)})"])[0]) > 0


def test_there_is_no_crs_member():
    assert "crs" not in content()


def test_what_has_no_shape_has_a_null_geometry():
    made = flat({"scores": frames()["scores"]})["scores"]
    assert json.loads(as_geojson(made, ABOUT))["features"][0]["geometry"] is None


def test_an_empty_frame_is_a_collection_without_features():
    made = flat({"incidents": some_incidents().head(0)})["incidents"]
    read = json.loads(as_geojson(made, ABOUT))
    assert read["features"] == [] and "bbox" not in read


def test_hostile_text_stays_text():
    made = hostile_frames()["incidents"]
    titles = [feature["properties"]["title"] for feature in json.loads(as_geojson(made, ABOUT))["features"]]
    assert titles == made["title"].tolist() and titles[0] == HOSTILE[0] and titles[8] == HOSTILE[8]


def test_a_row_above_the_marking_is_refused():
    made = flat({"incidents": some_incidents().assign(marking=["CLEAR", "RED", "CLEAR"])})["incidents"]
    with pytest.raises(MarkedAbove, match="Row 2 .*'RED', above TLP:AMBER"):
        as_geojson(made, ABOUT)


def test_a_marking_that_nobody_knows_is_above_all():
    made = flat({"incidents": some_incidents().assign(marking="SECRET")})["incidents"]
    with pytest.raises(MarkedAbove, match="SECRET"):
        as_geojson(made, ABOUT)
