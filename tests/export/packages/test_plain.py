import json

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

from export.packages import flat
from export.packages.columns import kind_of
from export.packages.shapes import ReferenceMissing
from tests.export.packages.tiny import frames, some_incidents, some_scores, some_sites


def test_the_identifier_is_the_first_column():
    assert {name: frame.columns[0] for name, frame in flat(frames()).items()} == {
        "incidents": "incident_id",
        "incident_areas": "incident_id",
        "sites": "site_id",
        "scores": "place_id",
        "clusters": "cluster_id",
    }


def test_unknown_is_none_and_zero_is_zero():
    killed = flat({"incidents": some_incidents()})["incidents"]["killed"].tolist()
    assert killed == [0, 3, None] and isinstance(killed[0], int)


def test_every_value_is_plain():
    for frame in flat(frames()).values():
        json.dumps(frame.drop(columns="geometry").to_dict("records"), allow_nan=False)


def test_days_are_iso_text():
    assert flat({"incidents": some_incidents()})["incidents"]["first_day"].tolist()[:2] == ["2026-01-01", "2025-11-01"]


def test_the_middle_of_a_month_is_no_day():
    assert flat({"incidents": some_incidents()})["incidents"]["day"].tolist()[1] is None


def test_weights_become_a_column_each():
    row = flat({"incidents": some_incidents()})["incidents"].iloc[0]
    assert (row["hypotheses_radical_groups"], row["hypotheses_unknown"]) == (0.25, 0.75)


def test_areas_are_a_frame_of_their_own():
    made = flat({"incidents": some_incidents()})
    assert made["incident_areas"]["incident_id"].tolist() == ["I2"]
    assert made["incident_areas"].geometry.iloc[0].equals(some_incidents().loc["I2", "placement_area"])


def test_placement_stays_with_the_incident():
    row = flat({"incidents": some_incidents()})["incidents"].iloc[1]
    assert (row["placement"], row["placement_radius_km"]) == ("district", 20.0)


def test_scores_stand_where_their_site_stands():
    made = flat({"sites": some_sites(), "scores": some_scores()})["scores"]
    assert made["name"].tolist() == ["Mine", "Road"] and made.geometry.iloc[0] == Point(0, 0)


def test_scores_without_sites_have_no_shape():
    assert flat({"scores": some_scores()})["scores"].geometry.isna().all()


def test_flat_twice_is_flat():
    once = flat(frames())
    for name, frame in flat(once).items():
        assert frame.equals(once[name]) and frame.attrs == once[name].attrs


def test_a_column_keeps_its_kind_when_its_values_are_filtered_away():
    nothing_known = some_incidents().loc[["I3"]]
    made = flat({"incidents": nothing_known})["incidents"]
    assert [kind_of(made, name) for name in ("killed", "first_day", "serious", "title")] == [
        "whole",
        "day",
        "truth",
        "text",
    ]


def test_an_empty_frame_stays_empty():
    assert {name: len(frame) for name, frame in flat({"incidents": some_incidents().head(0)}).items()} == {
        "incidents": 0,
        "incident_areas": 0,
    }


def test_columns_that_share_a_name_are_told_apart():
    frame = pd.DataFrame([[1, 2]], columns=["A", "a"])
    assert list(flat({"x": frame})["x"])[:2] == ["A", "a_2"]


def test_a_number_that_is_none_is_unknown():
    frame = pd.DataFrame({"a": [float("inf"), float("nan"), 1.5], "b": [pd.NaT, pd.NA, None]})
    made = flat({"x": frame})["x"]
    assert made["a"].tolist() == [None, None, 1.5] and made["b"].tolist() == [None] * 3


def test_coordinates_without_a_system_are_refused():
    with pytest.raises(ReferenceMissing, match="Set it before export"):
        flat({"x": gpd.GeoDataFrame(geometry=[Point(0, 0)])})


def test_another_system_is_brought_to_degrees():
    mercator = gpd.GeoDataFrame(geometry=[Point(1, 2)], crs="EPSG:4326").to_crs("EPSG:3857")
    assert flat({"x": mercator})["x"].geometry.iloc[0] == Point(1, 2)
