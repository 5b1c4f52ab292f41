"""The compiled search equals the plain one to the last bit, whatever the places and days."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.scan import ScanSettings
from risk.scan.cases import read_cases
from risk.scan.found import also_taken
from risk.scan.kernel import CENTRE, CIRCLE, FIRST, LAST, RATIO, best_cylinder
from risk.scan.shuffle import shuffled
from risk.scan.world import make_world, none_taken
from tests.risk.scan.plain import plain_ratio
from tests.risk.scan.worlds import world as dense
from tests.tinyland import incidents

ROWS = st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4), st.integers(0, 40)), min_size=12, max_size=40).filter(
    lambda rows: len({row[:2] for row in rows}) > 1 and len({row[2] // 3 for row in rows}) > 1
)
CHOICES = st.builds(
    ScanSettings,
    max_radius_km=st.sampled_from([5.0, 25.0, 60.0]),
    max_days=st.sampled_from([3, 10, 90]),
    step_days=st.sampled_from([1, 3]),
    prospective=st.booleans(),
    min_cases=st.sampled_from([2, 3]),
)


def made(frame, choices):
    cases = read_cases(frame, choices)
    return cases, make_world(cases, choices)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(rows=ROWS, choices=CHOICES)
def test_the_best_ratio_is_that_of_looking_at_every_cylinder(rows, choices):
    cases, world = made(incidents(*[(x / 10, y / 10, age) for x, y, age in rows]), choices)
    assert best_cylinder(world, cases.bin, none_taken(world))[RATIO] == plain_ratio(world, cases.bin)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(rows=ROWS, choices=CHOICES)
def test_the_next_best_is_the_best_of_those_that_do_not_overlap(rows, choices):
    cases, world = made(incidents(*[(x / 10, y / 10, age) for x, y, age in rows]), choices)
    best = best_cylinder(world, cases.bin, none_taken(world))
    taken = also_taken(none_taken(world), best, world, cases.places)
    assert best_cylinder(world, cases.bin, taken)[RATIO] == plain_ratio(world, cases.bin, taken=taken)


@pytest.mark.parametrize("prospective", [False, True])
def test_they_agree_where_a_strong_cluster_fills_large_circles(prospective):
    cases, world = made(dense(chance=30, cluster=25), ScanSettings(prospective=prospective))
    for number in range(3):
        bins = shuffled(cases.bin, 1, number)
        assert best_cylinder(world, bins, none_taken(world))[RATIO] == plain_ratio(world, bins)


def test_the_best_cylinder_holds_what_its_ratio_says():
    cases, world = made(dense(chance=60, cluster=10), ScanSettings())
    best = best_cylinder(world, cases.bin, none_taken(world))
    centre, edge, first, last = (int(best[at]) for at in (CENTRE, CIRCLE, FIRST, LAST))
    inside = np.isin(cases.place, world.neighbour[world.around[centre] : edge + 1])
    inside &= (cases.bin >= first) & (cases.bin <= last)
    assert {f"I{number}" for number in range(1, 11)} <= set(cases.frame.index[inside])
