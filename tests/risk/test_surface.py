"""The score everywhere, as if a site stood there."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.distance import WGS84
from risk.model import NearRepeatModel
from risk.pairs import measure
from risk.settings import Settings
from risk.surface import NO_DATA, OUTSIDE, STEPS, TOO_LITTLE, cells_over, chances, surface
from tests.tinyland import COVERED, DISTRICT, PROVINCE, TODAY, incidents, placed, sites

FEW = Settings(min_incidents=0)
NORTH = shapely.box(68, 36, 72, 40)


def classes(*happened, chosen=FEW, as_of=TODAY):
    cells = cells_over(PROVINCE)
    return cells, surface(measure(sites((0, 0)), incidents(*happened)), chosen, as_of, cells=cells, covered=COVERED)


def at(cells, found, lon: float, lat: float) -> int:
    return int(found[np.abs(cells.lat - lat).argmin(), np.abs(cells.lon - lon).argmin()])


def test_cells_are_about_five_km_in_both_directions():
    cells = cells_over(NORTH)
    _, _, east = WGS84.inv(cells.lon[0], 38, cells.lon[1], 38)
    _, _, south = WGS84.inv(70, cells.lat[0], 70, cells.lat[1])
    assert east / 1000 == pytest.approx(5, abs=0.2)
    assert south / 1000 == pytest.approx(5, abs=0.3)


def test_cells_cover_the_region_from_edge_to_edge():
    cells = cells_over(NORTH)
    assert (cells.west, cells.east, cells.north) == pytest.approx((68, 72, 40))
    assert cells.south == pytest.approx(36, abs=0.05)
    assert cells.inside.mean() > 0.98


def test_rows_run_from_north_to_south_in_equal_steps_of_the_map():
    lat = np.radians(cells_over(NORTH).lat)
    steps = np.diff(np.arcsinh(np.tan(lat)))
    assert (steps < 0).all()
    assert steps == pytest.approx(steps[0])


def test_a_cell_has_the_chance_of_a_site_that_stands_there():
    happened = incidents((0.1, 0.1, 3), (0.5, -0.2, 80), placed("district", DISTRICT), placed("province", PROVINCE))
    places = sites((0, 0), (0.7, 0.3), (-0.9, -0.9))
    pairs = measure(places, happened)
    expected = NearRepeatModel(FEW).chance(pairs, TODAY).to_numpy()
    found, _ = chances(pairs, FEW, TODAY, lonlat=np.column_stack([places.geometry.x, places.geometry.y]))
    assert found == pytest.approx(expected, abs=1e-6)


def test_the_surface_is_highest_where_the_incidents_are():
    cells, found = classes((0.5, 0.5, 1), (0.5, 0.5, 2), (0.5, 0.5, 3))
    assert at(cells, found, 0.5, 0.5) == found.max()
    assert at(cells, found, -0.9, -0.9) < found.max()


def test_without_incidents_nothing_is_called_low():
    _, found = classes(chosen=Settings())
    assert set(found.ravel().tolist()) <= {TOO_LITTLE, OUTSIDE}


def test_far_from_all_incidents_too_little_is_known():
    cells, found = classes(*[(0.9, 0.9, age) for age in (1, 2, 3)], chosen=Settings())
    assert at(cells, found, 0.9, 0.9) < len(STEPS) + 1
    assert at(cells, found, -0.9, -0.9) == TOO_LITTLE


def test_past_coverage_there_is_no_figure_anywhere():
    _, found = classes((0, 0, 1), as_of=TODAY.replace(year=2027))
    assert set(found.ravel().tolist()) <= {NO_DATA, OUTSIDE}


def test_what_is_outside_the_region_has_no_class():
    triangle = shapely.Polygon([(0, 0), (1, 0), (0, 1)])
    cells = cells_over(triangle)
    found = surface(measure(sites((0, 0)), incidents((0, 0, 1))), FEW, TODAY, cells=cells)
    assert at(cells, found, 0.9, 0.9) == OUTSIDE
    assert at(cells, found, 0.2, 0.2) != OUTSIDE


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.integers(0, 900)), max_size=5))
def test_another_incident_lowers_no_cell(rows):
    cells = cells_over(PROVINCE, cell_km=25)
    before, after = (
        chances(measure(sites((0, 0)), incidents(*some)), FEW, TODAY, lonlat=cells.lonlat)[0]
        for some in (rows, [*rows, (0.2, 0.2, 5)])
    )
    assert (after >= before).all()
