"""What is refused, and the advice that comes with it."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

from risk.checks import ColumnsMissing, CoordinatesOutOfRange, DayMissing, GeometryUnusable, IdsRepeated
from risk.model import NearRepeatModel
from risk.pairs import measure
from risk.settings import (
    Component,
    HorizonInvalid,
    HypothesisUnknown,
    RadiusInvalid,
    SettingInvalid,
    Settings,
    TargetUnknown,
)
from tests.tinyland import TODAY, incident, incidents, sites


@pytest.mark.parametrize("radius_km", [0, -1, float("nan"), float("inf"), "25"])
def test_a_radius_must_be_a_distance(radius_km):
    with pytest.raises(RadiusInvalid, match="Try 25"):
        Settings(radius_km=radius_km)


@pytest.mark.parametrize("horizon_days", [0, -1, float("nan"), float("inf")])
def test_a_horizon_must_be_a_time(horizon_days):
    with pytest.raises(HorizonInvalid, match="Try 90"):
        Settings(horizon_days=horizon_days)


def test_a_target_must_be_known():
    with pytest.raises(TargetUnknown, match="any, direct"):
        Settings(target="all")


def test_a_hypothesis_must_be_known():
    with pytest.raises(HypothesisUnknown, match="None for all"):
        Settings(hypothesis="aliens")


def test_shares_must_add_up_to_one():
    with pytest.raises(SettingInvalid, match="Scale them"):
        Settings(components=(Component("half", 20.0, 28.0, 0.5),))


def test_a_weight_must_lie_between_nothing_and_all():
    with pytest.raises(SettingInvalid, match="from 0 to 1"):
        Settings(nexus_weights={"direct": 2.0})


@pytest.mark.parametrize("reach_km,half_life_days", [(0, 28), (20, 0), (20, float("inf"))])
def test_a_component_must_have_a_reach_and_a_half_life(reach_km, half_life_days):
    with pytest.raises(SettingInvalid, match="both above 0"):
        Settings(components=(Component("odd", reach_km, half_life_days, 1.0),))


@pytest.mark.parametrize("setting", ["reach_limit_km", "history_days"])
def test_limits_must_be_positive(setting):
    with pytest.raises(SettingInvalid, match="Leave it at its default"):
        Settings(**{setting: 0})


def test_swapped_coordinates_are_suspected():
    with pytest.raises(CoordinatesOutOfRange, match="look swapped"):
        measure(sites((37, 110)), incidents())


def test_coordinates_off_the_globe_are_refused():
    with pytest.raises(CoordinatesOutOfRange, match="Correct them"):
        measure(sites((0, 0)), incidents((1e308, 0)))


def test_missing_columns_are_named():
    with pytest.raises(ColumnsMissing, match="lack nexus, serious"):
        measure(sites((0, 0)), incidents((0, 0)).drop(columns=["nexus", "serious"]))


def test_a_frame_without_geometry_is_refused():
    with pytest.raises(ColumnsMissing, match="expected a GeoDataFrame"):
        measure(pd.DataFrame({"name": ["A"]}), incidents())


def test_repeated_ids_are_named():
    with pytest.raises(IdsRepeated, match="Rename one"):
        measure(pd.concat([sites((0, 0)), sites((1, 1))]), incidents())


@pytest.mark.parametrize("shape", [None, Point()])
def test_a_place_without_geometry_is_named(shape):
    places = gpd.GeoDataFrame(index=["S1"], geometry=[shape], crs="EPSG:4326")
    with pytest.raises(GeometryUnusable, match="Place S1 has no geometry"):
        measure(places, incidents())


def test_an_incident_must_be_a_point():
    area = incident(0, 0, geometry=Point(0, 0).buffer(1))
    with pytest.raises(GeometryUnusable, match="a Polygon; expected Point"):
        measure(sites((0, 0)), incidents(area))


def test_an_incident_must_have_a_day():
    with pytest.raises(DayMissing, match="Date it or leave it out"):
        measure(sites((0, 0)), incidents((0, 0), incident(0, 0, day=pd.NaT)))


def test_a_hypothesis_needs_weights():
    pairs = measure(sites((0, 0)), incidents((0, 0)))
    with pytest.raises(ColumnsMissing, match="choose None"):
        NearRepeatModel(Settings(hypothesis="other")).score(pairs, TODAY)
