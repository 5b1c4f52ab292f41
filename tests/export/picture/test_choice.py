"""The heaviest set of places: checked against every possible set where there are few, against the rules where many."""

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.picture import choice
from export.picture.boxes import meetings
from export.picture.choice import Places, exclusions, greedy, heaviest
from export.picture.labels import LAST_RANK, Name, weights

PLACE = st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 5), st.integers(0, 3), st.integers(1, 20))
PLACES = st.lists(PLACE, min_size=1, max_size=9)


def places(rows) -> Places:
    """Boxes two high from (left, top, width, owner, weight)."""
    boxes = [(left, top, left + width, top + 2) for left, top, width, _, _ in rows]
    return Places(np.array(boxes, float), np.array([row[3] for row in rows]), np.array([row[4] for row in rows], float))


def allowed(some: Places, rows) -> bool:
    boxes = some.boxes[list(rows)]
    return bool((meetings(boxes, boxes) == 1).all()) and len({*some.owners[list(rows)]}) == len(rows)


def many(count: int = 300) -> Places:
    rng = np.random.default_rng(7)
    at, owners = rng.uniform(0, 60, (count, 2)), np.arange(count) // 4
    return Places(np.hstack([at, at + (9, 3)]), owners, rng.uniform(1, 2, count))


@settings(max_examples=150, deadline=None)
@given(PLACES, st.integers(1, 4))
def test_no_other_set_is_heavier(rows, most):
    some = places(rows)
    sets = (pick for size in range(1, most + 1) for pick in combinations(range(len(some)), size))
    best = max(some.weights[list(pick)].sum() for pick in sets if allowed(some, pick))
    found = heaviest(some, most)
    assert allowed(some, found) and len(found) <= most
    assert some.weights[found].sum() == pytest.approx(best)


def test_two_good_places_are_worth_more_than_the_best_one_between_them():
    some = places([(2, 0, 4, 0, 5), (0, 0, 3, 1, 3), (5, 0, 3, 2, 3)])
    assert heaviest(some, 3).tolist() == [1, 2]
    assert greedy(some, 3).tolist() == [0]


def test_places_that_only_touch_are_both_taken():
    assert heaviest(places([(0, 0, 3, 0, 1), (3, 0, 3, 1, 1), (0, 2, 3, 2, 1)]), 3).tolist() == [0, 1, 2]


def test_places_that_share_a_point_are_one_rule():
    some = places([(0, 0, 4, 0, 1), (1, 1, 4, 1, 1), (2, 1, 4, 2, 1), (9, 9, 1, 3, 1)])
    assert sorted(exclusions(some).sum(axis=1).tolist()) == [1, 3]


@pytest.mark.parametrize("limit", ["LARGEST", "LARGEST_EXACT", "MOST_NODES"])
def test_beyond_its_limits_the_choice_is_never_lighter_than_the_greedy_one(monkeypatch, limit):
    monkeypatch.setattr(choice, limit, 1)
    found = heaviest(many(), 40)
    assert allowed(many(), found)
    assert many().weights[found].sum() >= many().weights[greedy(many(), 40)].sum()


def test_threads_take_the_same_places():
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: heaviest(many(), 50).tolist(), range(8)))
    assert all(one == found[0] for one in found)


def test_nothing_to_place_takes_nothing():
    assert len(heaviest(Places(np.empty((0, 4)), np.empty(0, int), np.empty(0)), 5)) == 0


@pytest.mark.parametrize("rank", range(LAST_RANK))
def test_a_name_at_its_last_place_outweighs_six_of_the_next_rank(rank):
    one, next_one = (weights(Name("A", "town", (0, 0), 8, order), 12) for order in (rank, rank + 1))
    assert one.min() > 6 * next_one.max()
