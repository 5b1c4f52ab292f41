"""Nothing from the as-of day or later may reach a forecast: a planted leak must be caught."""

import numpy as np
import pytest

from risk.fit import exposures as engine
from risk.record import rows
from risk.record.rows import LeakFound, rows_of
from tests.risk.fit.worlds import TOWNS, WINDOW, steady_towns

DAYS = [100, 130, 160]


def shifted(function, days_later: int):
    def leaking(places, history, days, **choices):
        return function(places, history, np.asarray(days) + days_later, **choices)

    return leaking


def test_what_the_forecasters_see_is_clean():
    assert len(rows_of(TOWNS, steady_towns(300), DAYS, WINDOW).day) == len(TOWNS) * 3


@pytest.mark.parametrize("days_later", [1, 30])
def test_a_leak_planted_in_the_exposures_is_caught(monkeypatch, days_later):
    monkeypatch.setattr(rows, "exposures", shifted(engine.exposures, days_later))
    with pytest.raises(LeakFound, match="Look for a comparison that lets the as-of day in"):
        rows_of(TOWNS, steady_towns(300, rate=5), DAYS, WINDOW)


def test_a_leak_planted_in_the_recent_counts_is_caught(monkeypatch):
    def leaking(places, history, spans, *, radius_km):
        return engine.counts_between(places, history, [(a, b + 1) for a, b in spans], radius_km=radius_km)

    monkeypatch.setattr(rows, "counts_between", leaking)
    with pytest.raises(LeakFound, match="recent count"):
        rows_of(TOWNS, steady_towns(300, rate=5), DAYS, WINDOW)


def test_a_place_is_only_judged_by_outcomes_that_were_known():
    found = rows_of(TOWNS, steady_towns(300, rate=5), [100, 115, 130, 131, 160], WINDOW)
    assert found.tries[:5].tolist() == [0, 0, 0, 1, 2]


def test_outcomes_begin_on_the_day_after_the_as_of_day():
    from tests.risk.fit.worlds import history

    past = history((0, 0, 0), (0, 0, 100), (0, 0, 101), (0, 0, 130), (0, 0, 131))
    assert rows_of(TOWNS[:1], past, [100], WINDOW).counts.tolist() == [2]
