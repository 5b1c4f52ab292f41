"""The rebuild of the Dushanbe–Kulma highway, beside a border that runs straight from west to east."""

import json

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely import LineString, box

from layers.rebuild import corridor
from layers.rebuild.__main__ import DATA
from layers.rebuild.corridor import between, corridor_line, last_leg, tajik_bank
from layers.rebuild.features import FeatureMissing, redraw, write_features

GEOD = Geod(ellps="WGS84")
BORDER = LineString([(68, 37.5), (70, 37.5), (72, 37.5)])
SECTION = LineString([(70.5, 37.51), (70.8, 37.51)])
TOWNS = dict.fromkeys(corridor.TO_THE_PANJ, (69.0, 38.0))
PLACES = {**TOWNS, corridor.QALAI_KHUMB: (70.5, 37.52), corridor.KHOROG: (71.5, 37.55), corridor.MURGHOB: (73.0, 38.0)}


def test_the_bank_runs_700_metres_north_of_the_border():
    away = [
        GEOD.geometry_length(shapely.shortest_line(shapely.Point(end), BORDER)) for end in tajik_bank(BORDER).coords
    ]
    assert np.allclose(away, 700, atol=10)
    assert tajik_bank(BORDER).bounds[1] > 37.5


def test_a_stretch_of_the_bank_begins_and_ends_beside_its_towns():
    stretch = between(LineString([(0, 0), (4, 0)]), (1, 3), (3, -1))
    assert stretch == [(1, 0), (3, 0)]


def test_the_last_leg_ends_where_it_leaves_the_country():
    assert last_leg((74.0, 38.15), country=box(73, 37, 74.5, 39))[-1] == pytest.approx((74.5, 38.15))


def test_the_line_goes_by_the_towns_the_panj_and_the_section_in_this_order():
    line = corridor_line(BORDER, SECTION, PLACES, country=box(68, 37, 74.5, 39))
    stops = [PLACES[corridor.TO_THE_PANJ[0]], *SECTION.coords, PLACES[corridor.KHOROG], PLACES[corridor.MURGHOB]]
    where = [list(line.coords).index(stop) for stop in stops]
    assert where == sorted(where)
    assert line.coords[-1][0] == 74.5


def test_redrawing_one_feature_leaves_all_other_bytes_alone(tmp_path):
    roads = [({"site_id": name}, LineString([(0, 0), (1, 1)])) for name in ("S-1", "S-2", "S-3")]
    write_features(tmp_path / "sites", roads, sort_by="site_id")
    redraw(tmp_path / "sites", LineString([(0, 0), (2, 2)]), key="site_id", value="S-2", into=tmp_path / "drawn")
    before, after = ((tmp_path / name).read_text().splitlines() for name in ("sites", "drawn"))
    assert [number for number, pair in enumerate(zip(before, after, strict=True)) if len(set(pair)) > 1] == [2]
    assert json.loads(after[2].rstrip(","))["geometry"]["coordinates"] == [[0, 0], [2, 2]]


def test_a_row_that_is_gone_stops_the_rebuild(tmp_path):
    write_features(tmp_path / "sites", [({"site_id": "S-1"}, SECTION)], sort_by="site_id")
    with pytest.raises(FeatureMissing, match="sites has no site_id S-9; the rebuild draws its line. Restore the row"):
        redraw(tmp_path / "sites", SECTION, key="site_id", value="S-9", into=tmp_path / "drawn")


def test_the_shipped_highway_is_the_one_that_the_rebuild_draws(frames):
    border = LineString([end for line in frames["border"].geometry for end in line.coords])
    places = {number: (spot.x, spot.y) for number, spot in frames["places"].geometry.items()}
    country = frames["countries"].geometry["TJ"]
    drawn = corridor.build_corridor(DATA / "sites.geojson", border, places, country=country)
    assert drawn.equals_exact(frames["sites"].geometry["SITE-38"], tolerance=1e-5)
