"""Days to learn from come before days to be judged on, and places before both."""

import numpy as np
import pytest

from risk.fit.reference import TooFewPlaces, reference_places
from risk.record.origins import RecordTooShort, rolling_origins
from tests.risk.fit.worlds import history, steady_towns


def test_every_fit_knows_the_outcomes_of_the_days_it_learns_from():
    for learned, judged in rolling_origins(steady_towns(), 30).blocks():
        assert (learned + 30 < judged[0]).all() and len(learned)


def test_every_judged_day_is_judged_once():
    timeline = rolling_origins(steady_towns(), 30)
    assert np.concatenate([judged for _, judged in timeline.blocks()]).tolist() == timeline.judged_on.tolist()
    assert (np.diff(timeline.judged_on) == 30).all()


def test_the_last_horizon_ends_within_the_record():
    past = steady_towns()
    assert rolling_origins(past, 30).judged_on[-1] + 30 <= past.day.max()


def test_reference_places_do_not_depend_on_what_comes_later():
    past = steady_towns()
    later = history(*[(50, 50, 400)] * 3)
    both = history(*[(*past.lonlat[p], d) for p, d in zip(past.point, past.day, strict=True)], (50, 50, 400))
    assert len(later.day)
    assert reference_places(both, 90).equals(reference_places(past, 90))


def test_reference_places_are_seeded():
    past = steady_towns(rate=5)
    one, same, other = (reference_places(past, 200, count=40, seed=seed) for seed in (1, 1, 2))
    assert one.equals(same) and not one.equals(other)


def test_half_of_the_reference_places_are_random():
    names = reference_places(steady_towns(rate=5), 200, count=40).index
    assert sum(name.startswith("random") for name in names) == 20


def test_without_an_earlier_incident_there_are_no_reference_places():
    with pytest.raises(TooFewPlaces, match="--places"):
        reference_places(steady_towns(), 0)


@pytest.mark.parametrize(
    "rows,found",
    [
        ([], "0 incidents on 0 days"),
        ([(0, 0, 5)], "1 incident on 1 days"),
        ([(0, 0, 5)] * 20, "20 incidents on 1 days"),
        ([(0, day / 10, day) for day in range(20)], "20 incidents on 20 days"),
    ],
)
def test_a_record_that_is_too_short_is_refused(rows, found):
    with pytest.raises(RecordTooShort, match=f"{found}.*Bring a longer record"):
        rolling_origins(history(*rows), 30)


def test_a_record_at_one_point_is_refused():
    with pytest.raises(RecordTooShort, match="Check the coordinates"):
        rolling_origins(history(*[(0, 0, day) for day in range(0, 500, 10)]), 30)
