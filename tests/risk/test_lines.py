"""Roads and border segments: cut into stations, scored by the worst one."""

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod
from shapely import MultiLineString

from risk.distance import distance_km
from risk.model import NearRepeatModel
from risk.pairs import measure
from risk.settings import Component, Settings
from risk.stations import along, worst_stretch
from tests.tinyland import COVERED, KM, TODAY, incidents, road, sites

DISC = (Component("disc", None, 90.0, 1.0),)
LONG = road((0, 0), (2, 0))


def score(places, *rows, settings=None):
    return NearRepeatModel(settings).score(measure(places, incidents(*rows)), TODAY)


def test_stations_are_at_most_five_kilometres_apart_and_at_both_ends():
    km, lonlat = along(np.array([[0.0, 0.0], [0.3, 0.4], [2.0, 0.0]]))
    assert np.all(distance_km(lonlat[1:], lonlat[:-1]) <= 5 + 1e-9)
    assert lonlat[[0, -1]].tolist() == [[0, 0], [pytest.approx(2), pytest.approx(0, abs=1e-9)]]


def test_kilometres_run_along_the_geodesic():
    km, _ = along(np.array([[70.0, 37.0], [72.0, 38.0]]))
    assert km[-1] == pytest.approx(Geod(ellps="WGS84").inv(70, 37, 72, 38)[2] / 1000)


def test_a_line_without_length_has_stations_all_the_same():
    km, lonlat = along(np.array([[70.0, 37.0], [70.0, 37.0]]))
    assert km.tolist() == [0, 0]


def test_a_line_scores_like_a_site_at_its_worst_station():
    station = along(np.array([[0.0, 0.0], [2.0, 0.0]]))[1][20]
    line, site = score(LONG, (*station, 10)), score(sites(tuple(station)), (*station, 10))
    assert line["expected_incidents"]["R1"] == site["expected_incidents"]["S1"]
    assert (line["worst_lon"]["R1"], line["worst_lat"]["R1"]) == tuple(station)


def test_the_worst_stretch_surrounds_the_incident():
    row = score(LONG, (1, 0, 10)).loc["R1"]
    assert row["worst_from_km"] < 1 / KM < row["worst_to_km"]
    assert row["worst_to_km"] - row["worst_from_km"] < 40


def test_a_stretch_ends_where_the_score_falls_below_nine_tenths():
    km, expected = np.array([0.0, 4.0, 8.0, 12.0, 16.0]), np.array([1.0, 0.5, 0.95, 1.0, 0.2])
    assert worst_stretch(km, np.where(km == 12, 1.01, expected)) == (6.0, 14.0)


def test_a_point_has_no_stretch():
    assert score(sites((0, 0)), (0, 0, 1))[["worst_from_km", "worst_to_km", "worst_lon"]].isna().all(axis=None)


def test_a_line_is_explained_at_its_worst_station():
    pairs = measure(LONG, incidents((1, 0, 10), (0, 0, 500)))
    first = NearRepeatModel().explain(pairs, TODAY).iloc[0]
    assert first["incident_id"] == "I1"
    assert first["distance_km"] < 2.5


def test_the_profile_has_one_row_per_station_and_none_for_points():
    pairs = measure(pd.concat([LONG, sites((0, 0))]), incidents((1, 0, 10)))
    profile, score_of = NearRepeatModel().profile(pairs, TODAY), NearRepeatModel().score(pairs, TODAY)
    assert set(profile["place_id"]) == {"R1"}
    assert profile["expected_incidents"].max() == score_of["expected_incidents"]["R1"]


def test_the_profile_of_a_day_without_data_has_no_figures():
    pairs = measure(LONG, incidents((1, 0, 10)))
    profile = NearRepeatModel().profile(pairs, TODAY + pd.Timedelta(days=1), covered=COVERED)
    assert profile[["expected_incidents", "probability"]].isna().all(axis=None)


def test_a_line_in_parts_counts_its_kilometres_on():
    parts = road((0, 0), (1, 0)).set_geometry([MultiLineString([[(0, 0), (1, 0)], [(5, 0), (6, 0)]])], crs="EPSG:4326")
    profile = NearRepeatModel().profile(measure(parts, incidents()), TODAY)
    assert profile["km"].iloc[-1] == pytest.approx(2 * 111.3195, abs=0.01)
    assert profile["km"].is_monotonic_increasing


def test_a_disc_that_touches_the_road_anywhere_counts():
    settings = Settings(components=DISC, min_incidents=0)
    assert score(LONG, (1.5, 0.1, 0), settings=settings)["expected_incidents"]["R1"] > 0.5
