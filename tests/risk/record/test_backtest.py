"""A whole record of a world in which the rates of towns are constant, and what may be said about it."""

import json
from pathlib import Path

import numpy as np
import pytest

from risk.fit.history import day_of
from risk.record.backtest import DECLARED, FITTED, Record, backtest
from risk.record.baselines import ALL, climatology, logistic_ceiling, recent_count, site_history
from risk.record.figure import save_figure
from risk.record.metrics import log_loss_of
from risk.record.rows import Rows
from risk.record.summary import summary
from risk.record.table import table
from tests.risk.fit.worlds import WINDOW, places, steady_towns


@pytest.fixture(scope="module")
def record() -> Record:
    return backtest(steady_towns(480), window=WINDOW)


@pytest.fixture(scope="module")
def found(record) -> dict:
    return summary(record)


def few_rows(**facts: object) -> Rows:
    count = len(facts["counts"])
    plain = {name: np.zeros(count, dtype=int) for name in ("place", "day", "hits", "tries")}
    return Rows(**plain | {"exposure": np.ones((count, 24)), "recent": np.ones((count, 4))} | facts)


def loss(record: Record, name: str) -> float:
    return log_loss_of(record.rows.happened, record.chances[name], np.ones(len(record.rows.day)))


def test_every_forecaster_speaks_of_every_row(record):
    assert set(record.chances) == {FITTED, DECLARED, *ALL}
    for chance in record.chances.values():
        assert len(chance) == len(record.rows.day) and ((chance >= 0) & (chance <= 1)).all()


def test_the_fit_beats_saying_the_same_everywhere(record):
    assert loss(record, FITTED) < 0.8 * loss(record, "climatology")


def test_the_record_is_the_same_again(record):
    again = backtest(steady_towns(480), window=WINDOW)
    assert all(np.array_equal(again.chances[name], chance) for name, chance in record.chances.items())


def test_later_incidents_do_not_change_earlier_forecasts(record):
    past = steady_towns(480)
    longer, day = past.thinned(1, 0), int(record.rows.day.min())
    cut = longer.only((longer.day <= day + 30) | (longer.day == longer.day.max()))
    same = record.rows.day == day
    again = backtest(cut, window=WINDOW, places=record.places)
    first = again.rows.day == day
    assert again.chances[FITTED][first] == pytest.approx(record.chances[FITTED][same])


def test_the_interval_covers_about_four_of_five(record):
    assert 0.7 < record.covered.mean() < 0.9


def test_given_places_are_the_ones_that_are_judged():
    given = places((0, 0), (2, 0), (50, 50))
    assert backtest(steady_towns(480), window=WINDOW, places=given).rows.place.max() == 2


def test_the_summary_is_json_without_holes(found):
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_the_summary_says_on_which_data_and_days(record, found):
    assert found["data"]["sha256"] == record.history.fingerprint
    assert found["data"]["judged_on"][0] == f"{day_of(record.timeline.judged_on[0]):%Y-%m-%d}"
    assert found["fit"]["learned"]["components"][0]["weight"] is not None


def test_the_table_has_one_line_per_forecaster_and_a_verdict(found):
    text = table(found)
    assert all(name in text for name in found["forecasters"])
    assert "The fitted score is" in text and "80 % interval" in text


def test_few_incidents_prove_little():
    verdict = summary(backtest(steady_towns(480, rate=0.1), window=WINDOW))["verdict"]
    assert verdict[0].startswith("Little can be proven")
    assert "not provably better" in verdict[1]


def test_the_figure_is_a_picture(found, tmp_path: Path):
    save_figure(found, tmp_path / "record.png")
    assert (tmp_path / "record.png").read_bytes()[:4] == b"\x89PNG"


def test_climatology_is_the_share_of_the_past_and_a_half():
    past = few_rows(counts=np.array([1, 0, 0]))
    assert climatology(past)(past) == pytest.approx([1.5 / 4] * 3)


def test_site_history_is_smoothed_by_two_periods_of_climatology():
    past = few_rows(counts=np.array([1, 0, 0]))
    new = few_rows(counts=np.array([0]), hits=np.array([3]), tries=np.array([4]))
    assert site_history(past)(new) == pytest.approx([(3 + 2 * 0.375) / 6])


def test_a_recent_count_that_says_nothing_becomes_the_base_rate():
    past = few_rows(counts=np.array([1, 0, 0, 0] * 50))
    assert recent_count(past)(past) == pytest.approx([0.25] * 200, abs=1e-3)


def test_without_both_outcomes_nothing_can_be_calibrated():
    calm = few_rows(counts=np.zeros(9, dtype=int))
    for learner in (recent_count, logistic_ceiling):
        assert learner(calm)(calm) == pytest.approx([0.05] * 9)
