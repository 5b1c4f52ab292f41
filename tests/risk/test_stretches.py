"""A road in the colours of its score."""

import pytest
import shapely

from risk.distance import WGS84
from risk.pairs import measure
from risk.settings import Settings
from risk.stations import pieces
from risk.stretches import stretches
from tests.tinyland import COVERED, TODAY, incidents, road, sites

FEW = Settings(min_incidents=0)
LONG_ROAD = road((0, 0), (2, 0))


def cut(*happened, places=LONG_ROAD, settings=FEW, covered=COVERED, as_of=TODAY):
    pairs = measure(places, incidents(*happened))
    return stretches(pairs, settings, as_of, places=places, covered=covered)


def km(line: shapely.Geometry) -> float:
    return WGS84.geometry_length(line) / 1000


def test_a_quiet_road_is_one_stretch():
    assert cut()["band"].tolist() == ["low"]


def test_a_road_is_high_where_the_incidents_are_and_low_at_its_far_end():
    bands = cut(*[(0, 0, 0)] * 6)["band"].tolist()
    assert bands[0] in ("high", "severe")
    assert bands[-1] == "low"
    assert bands == sorted(bands, key=("severe", "high", "elevated", "guarded", "low").index)


def test_the_stretches_cover_the_road_once_from_end_to_end():
    frame = cut(*[(0, 0, 0)] * 6)
    assert frame["from_km"].tolist()[1:] == frame["to_km"].tolist()[:-1]
    assert sum(map(km, frame.geometry)) == pytest.approx(km(LONG_ROAD.geometry.iloc[0]))
    assert [km(line) for line in frame.geometry] == pytest.approx((frame["to_km"] - frame["from_km"]).tolist())


def test_where_too_few_incidents_are_known_a_stretch_is_not_called_low():
    frame = cut((0, 0, 1), (0, 0, 2), (0, 0, 3), settings=Settings())
    assert frame["band"].iloc[-1] == "insufficient data"


def test_past_coverage_the_whole_road_is_no_data():
    frame = cut((0, 0, 0), as_of=TODAY.replace(year=2027))
    assert frame["band"].tolist() == ["no data"]
    assert frame["probability"].isna().all()


def test_points_are_no_stretches():
    assert cut((0, 0, 1), places=sites((0, 0))).empty


def test_a_bend_stays_a_bend():
    bend = shapely.LineString([(0, 0), (0.1, 0), (0.1, 0.1)])
    joined = shapely.line_merge(shapely.union_all(pieces(bend)))
    assert joined.hausdorff_distance(bend) == pytest.approx(0, abs=1e-9)
