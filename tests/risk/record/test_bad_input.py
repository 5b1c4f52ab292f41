"""Places that nobody can be judged at, and records in which nothing or everything happens."""

import numpy as np
import pytest

from risk.checks import CoordinatesOutOfRange
from risk.fit.reference import TooFewPlaces
from risk.record.backtest import FITTED, backtest
from risk.record.summary import summary
from tests.risk.fit.worlds import WINDOW, history, places, steady_towns


def test_no_place_at_all_is_refused():
    with pytest.raises(TooFewPlaces, match="give no places at all"):
        backtest(steady_towns(480), window=WINDOW, places=places())


def test_a_place_without_a_coordinate_is_named():
    with pytest.raises(CoordinatesOutOfRange, match="Place S2 lies at longitude nan"):
        backtest(steady_towns(480), window=WINDOW, places=places((0, 0), (float("nan"), 0)))


def test_places_far_from_everything_keep_a_small_chance_and_prove_little():
    record = backtest(steady_towns(480), window=WINDOW, places=places((100, 50), (101, 50)))
    assert (record.chances[FITTED] > 0).all() and (record.chances[FITTED] < 0.01).all()
    assert record.judged_incidents == 0
    assert summary(record)["verdict"][0].startswith("Little can be proven: 0 different incidents")


def test_where_something_always_happens_the_chance_is_near_one():
    daily = history(*[(0.01 * (day % 2), 0, day) for day in range(480)])
    record = backtest(daily, window=WINDOW, places=places((0, 0), (0.01, 0)))
    assert (record.chances[FITTED] > 0.9).all()
    assert np.isfinite(record.chances[FITTED]).all()
    assert summary(record)["forecasters"][FITTED]["auc"]["value"] is None
