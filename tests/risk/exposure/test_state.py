"""A state that incidents enter and leave, in sums that can be done in the head."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.exposure import Incidents, State
from risk.kernel import share_ahead, share_within
from risk.settings import PRIOR, Component
from tests.risk.exposure.lands import east, scattered

TODAY = 100
DISC = [Component("disc", None, 30.0, 1.0)]
PLACES = scattered("zones 41 to 43", 50)
ROW = st.tuples(st.floats(64, 76), st.floats(33, 41), st.integers(-1000, 120), st.floats(0, 3))


def state(places=PLACES, components=PRIOR) -> State:
    return State(places, components, radius_km=25, horizon_days=30, as_of_day=TODAY)


def some(rows) -> Incidents:
    lon, lat, day, strength = np.array(rows, dtype=float).reshape(-1, 4).T
    return Incidents(np.column_stack([lon, lat]), day.astype(int), strength)


def after(*steps) -> np.ndarray:
    made = state()
    for rows in steps:
        made.add(some(rows))
    return made.expected


def at_home(*rows) -> float:
    made = state(east(0), DISC)
    made.add(some(rows))
    return made.total[0]


def test_half_of_the_follow_ups_come_within_one_half_life():
    assert at_home((0, 0, TODAY, 1)) == 0
    assert at_home((0, 0, TODAY - 30, 1)) == 0.25


def test_strengths_add_up():
    assert at_home((0, 0, TODAY - 30, 1), (0.2, 0, TODAY - 30, 0.5)) == 0.375


def test_what_comes_later_or_lies_beyond_the_disc_adds_nothing():
    assert at_home((0, 0, TODAY + 1, 1), (0.23, 0, TODAY - 1, 1)) == 0


def test_components_are_those_of_the_declared_score():
    made = state(east(0))
    made.add(Incidents(east(30), [TODAY - 10], [1.0]))
    for column, part in enumerate(PRIOR):
        within = share_within(np.array([30.0]), 25, part.reach_km)[0] * share_ahead(10, part.half_life_days, 30)
        assert made.expected[0, column] == pytest.approx(part.share * within, abs=2e-8)


def test_the_explanation_is_the_score():
    incidents = some(np.column_stack([scattered("zones 41 to 43", 500, seed=2), np.arange(500) - 450, np.ones(500)]))
    made = state()
    made.add(incidents)
    told = made.contributions(incidents)
    for place in range(len(PLACES)):
        values = told.values[told.place == place]
        assert sum(values.ravel().tolist()) == made.total[place]
        assert values.sum(axis=0).tolist() == made.expected[place].tolist()


def test_a_spread_incident_counts_once_in_all():
    whole, halves = state(east(0), DISC), state(east(0), DISC)
    whole.add(Incidents(east(0), [TODAY - 1], [1.0]))
    halves.add(Incidents(east(-5, 5), [TODAY - 1] * 2, [0.5, 0.5]))
    assert halves.total[0] == pytest.approx(whole.total[0], abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(ROW, max_size=12), cut=st.integers(0, 12), data=st.data())
def test_any_order_in_any_steps_gives_the_bits_of_starting_over(rows, cut, data):
    shuffled = data.draw(st.permutations(rows))
    assert np.array_equal(after(rows), after(shuffled[:cut], shuffled[cut:]))


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(ROW, max_size=8), more=st.lists(ROW, max_size=8))
def test_taking_out_undoes_adding_to_the_last_bit(rows, more):
    made = state()
    made.add(some(rows))
    made.add(some(more))
    made.remove(some(rows))
    assert np.array_equal(made.expected, after(more))


def test_many_at_once_on_all_cores_give_the_bits_of_many_steps():
    day = np.random.default_rng(1).integers(-2000, TODAY, 60_000)
    rows = np.column_stack([scattered("zones 41 to 43", 60_000, seed=2), day, np.ones(60_000)])
    assert np.array_equal(after(rows), after(*np.array_split(rows, 7)))


def test_a_sum_beyond_2_to_the_13_still_does_not_depend_on_order():
    incidents = np.column_stack([np.repeat(PLACES[:1], 300, axis=0), np.arange(300) - 200, np.arange(300) * 100.3])
    forth, back = after(incidents), after(incidents[::-1])
    assert forth.max() > 2**13
    assert np.array_equal(forth, back)


def test_without_incidents_nothing_is_expected():
    assert not after([]).any()


def test_without_places_there_is_no_row():
    made = state(np.empty((0, 2)))
    made.add(Incidents(east(0), [0], [1.0]))
    assert made.expected.shape == (0, 4)
