"""The score on screen is judged as it was shown, and saw nothing of what came later."""

import numpy as np
import pandas as pd
import pytest

from risk.fit.exposures import Window
from risk.fit.history import day_number, day_of
from risk.model import NearRepeatModel
from risk.pairs import measure
from risk.rates import work_out
from risk.record import screen
from risk.record.command import shipped_record
from risk.record.rows import LeakFound
from risk.record.screen import SCREEN, ScreenScore
from risk.record.summary import summary
from risk.settings import Settings
from tests.tinyland import DISTRICT, TODAY, incidents, placed, road, sites

WINDOW = Window(25.0, 30)
ROWS = incidents(*[(0.1 * (n % 3), 0, 35 * n) for n in range(30)], placed("district", DISTRICT, day=TODAY))
ROAD = road((0, 0.1), (0.5, 0.1), name="A road")
PLACES = pd.concat([sites((1, 1), (0, 0)), ROAD])
TODAY_NUMBER = day_number(TODAY)


@pytest.fixture(scope="module")
def score() -> ScreenScore:
    return ScreenScore(PLACES, ROWS, WINDOW)


def test_it_is_the_score_of_the_model_to_the_last_bit_as_of_the_day_before(score):
    shown = NearRepeatModel(Settings(horizon_days=30)).score(measure(PLACES, ROWS), day_of(TODAY_NUMBER - 101))
    found = score.of_sites([TODAY_NUMBER - 100])[:, 0]
    assert found.tolist() == shown["probability"][PLACES.index].tolist()


def test_an_incident_on_the_as_of_day_is_not_seen(score):
    with_it, without = (ScreenScore(PLACES, rows, WINDOW) for rows in (ROWS, ROWS[ROWS["day"] < TODAY]))
    assert np.array_equal(with_it.of_sites([TODAY_NUMBER]), without.of_sites([TODAY_NUMBER]))
    assert (with_it.of_sites([TODAY_NUMBER + 1]) > without.of_sites([TODAY_NUMBER + 1])).all()


def test_an_exact_site_and_a_point_have_the_same_chance(score):
    days = [TODAY_NUMBER - 100, TODAY_NUMBER]
    assert np.array_equal(score.of_points(np.array([[1.0, 1.0]]), days)[0], score.of_sites(days)[0])


def test_a_planted_leak_is_caught(monkeypatch, score):
    later = pd.Timedelta(days=1)
    monkeypatch.setattr(screen, "work_out", lambda pairs, choice, as_of: work_out(pairs, choice, as_of + later))
    with pytest.raises(LeakFound, match="score on screen"):
        score.of_sites([TODAY_NUMBER - 35])


def test_it_is_judged_beside_the_fitted_score_with_a_comparison_of_its_own():
    found = summary(shipped_record(sites((0, 0), (1, 1), (0.2, 0)), ROWS, WINDOW))
    assert found["forecasters"][SCREEN]["log_loss"]["value"] > 0
    own = found["screen_comparison"]["ceiling"]["ratio"] / found["comparison"]["ceiling"]["ratio"]
    losses = [found["forecasters"][name]["log_loss"]["value"] for name in (SCREEN, "fitted score")]
    assert own == pytest.approx(losses[0] / losses[1])
