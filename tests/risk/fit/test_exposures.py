"""Exposures are sums over what was known before a day, and nothing else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.fit.exposures import Window, counts_between, exposures, grid
from risk.kernel import share_within
from risk.settings import PRIOR, Component
from tests.risk.fit.worlds import WINDOW, history
from tests.tinyland import DISTRICT, TODAY, incidents, placed

DISC = [Component("disc", None, 30.0, 1.0)]
FOREVER = [Component("disc, whole record", None, float("inf"), 1.0)]
HERE = np.array([[0.0, 0.0]])
ROW = st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.integers(0, 100))


def exposed(past, day=100, components=DISC) -> float:
    return exposures(HERE, past, [day], window=WINDOW, components=components)[0, 0, 0]


def test_one_half_life_ago_half_of_the_follow_ups_are_still_to_come_and_half_of_those_in_time():
    old_enough = history((9, 9, -9999), (0, 0, 70))
    assert exposed(old_enough) == pytest.approx(0.5 * 0.5)


def test_an_incident_on_the_as_of_day_does_not_count():
    assert exposed(history((0, 0, 100), (9, 9, 0))) == 0
    assert exposed(history((0, 0, 99), (9, 9, 0))) > 0


def test_an_incident_outside_the_disc_counts_only_for_wider_reaches():
    past = history((1, 0, 99), (9, 9, 0))
    wide = [Component("wide", 60.0, 30.0, 1.0)]
    assert exposed(past) == 0
    assert exposed(past, components=wide) > 0


def test_the_whole_record_is_a_mean_rate():
    assert exposed(history((9, 9, 0), (0, 0, 10), (0, 0, 20)), components=FOREVER) == pytest.approx(2 * 30 / 100)


def test_a_young_record_is_not_mistaken_for_a_calm_one():
    daily = [(0, 0, day) for day in range(0, 1000)]
    young, old = exposed(history(*daily[:60]), day=60), exposed(history(*daily), day=1000)
    assert young == pytest.approx(old, rel=0.01)


def test_two_reports_of_one_place_and_day_are_told_once():
    one, two = history((0, 0, 90), (9, 9, 0)), history((0, 0, 90), (0, 0, 90), (9, 9, 0))
    assert exposed(two) == exposed(one)


def test_components_share_the_kernel_of_the_declared_score():
    past = history((0.2, 0, 99), (9, 9, -9999))
    near = [Component("near", 20.0, 30.0, 1.0)]
    within = share_within(np.array([22.26]), 25.0, 20.0)[0]
    assert exposed(past, components=near) == pytest.approx(within * 2 ** (-1 / 30) / 2, rel=1e-3)


def test_the_grid_holds_the_declared_priors_with_their_shares():
    shares = {(part.reach_km, part.half_life_days): part.share for part in grid()}
    assert all(shares[part.reach_km, part.half_life_days] == part.share for part in PRIOR)
    assert sum(shares.values()) == pytest.approx(1)


def test_counts_include_both_ends_of_a_span():
    past = history((0, 0, 10), (0, 0.1, 20), (0, 0, 21), (1, 0, 15))
    assert counts_between(HERE, past, [(10, 20), (11, 19)], radius_km=25.0).tolist() == [[2, 0]]


def test_an_area_counts_where_half_of_it_is_near():
    from risk.fit.history import day_number, from_incidents

    past, day = from_incidents(incidents(placed("district", DISTRICT))), day_number(TODAY)
    near, edge = (counts_between(HERE, past, [(day, day)], radius_km=radius)[0, 0] for radius in (30, 10))
    assert (near, edge) == (1, 0)


def test_without_incidents_every_exposure_is_zero():
    assert not exposures(HERE, history(), [1, 2], window=WINDOW, components=grid()).any()


def test_without_places_there_is_no_row():
    assert exposures(np.empty((0, 2)), history((0, 0, 0)), [5], window=WINDOW, components=grid()).shape[0] == 0


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=8), data=st.data())
def test_the_order_of_rows_changes_no_bit(rows, data):
    shuffled = data.draw(st.permutations(rows))
    one, other = (
        exposures(HERE, history(*some), [50, 80], window=WINDOW, components=grid()) for some in (rows, shuffled)
    )
    assert np.array_equal(one, other)


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=8), one=ROW, day=st.integers(1, 100))
def test_what_comes_later_changes_nothing(rows, one, day):
    later = (*one[:2], day + one[2])
    rows = [*rows, (9, 9, 0)]
    before, after = (
        exposures(HERE, history(*some), [day], window=WINDOW, components=grid()) for some in (rows, [*rows, later])
    )
    np.testing.assert_allclose(before, after, rtol=1e-12)


@pytest.mark.parametrize("days", [[10, 40, 41, 100], [100]])
def test_many_days_at_once_are_each_day_alone(days):
    past = history((0, 0, 0), (0.1, 0, 30), (0, 0.1, 40), (0.3, 0, 70))
    together = exposures(HERE, past, days, window=Window(25.0, 10), components=grid())
    for step, day in enumerate(days):
        alone = exposures(HERE, past, [day], window=Window(25.0, 10), components=grid())
        np.testing.assert_allclose(together[:, step], alone[:, 0], rtol=1e-12)
