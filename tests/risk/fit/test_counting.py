"""The law of the number: its interval covers four of five where the law is right."""

import numpy as np
import pytest

from risk.fit.counting import CountLaw, fit_counts

EXPECTED = np.repeat([0.05, 0.5, 5.0, 50.0], 4000)


def drawn(shape: float, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.poisson(EXPECTED * rng.gamma(shape, 1 / shape, len(EXPECTED)))


def test_the_randomised_interval_covers_four_of_five_at_every_level():
    covered = CountLaw(shape_level=np.log(2.0)).covered(EXPECTED, drawn(2.0))
    assert covered.reshape(4, -1).mean(axis=1) == pytest.approx([0.8] * 4, abs=0.02)


def test_a_law_that_is_too_sure_covers_too_little():
    assert CountLaw(shape_level=np.log(100.0)).covered(EXPECTED, drawn(0.5)).mean() < 0.75


def test_dispersion_is_learned():
    law = fit_counts(EXPECTED, drawn(0.5))
    assert law.covered(EXPECTED, drawn(0.5, seed=2)).mean() == pytest.approx(0.8, abs=0.01)
    assert law.shape(np.array([5.0]))[0] == pytest.approx(0.5, rel=0.15)


def test_without_data_the_law_is_wide():
    law = fit_counts(np.empty(0), np.empty(0, dtype=int))
    assert law == CountLaw()
    assert law.counts(np.array([1.0]))[1][0] >= 2


def test_whole_numbers_cover_at_least_as_much():
    law = CountLaw()
    low, high = law.counts(EXPECTED)
    counts = drawn(1.0)
    assert ((low <= counts) & (counts <= high)).mean() >= law.covered(EXPECTED, counts).mean()


def test_a_higher_level_gives_a_higher_rate_and_number():
    rate, number = CountLaw().drawn(np.full(2, 3.0), 1.0, np.array([0.1, 0.9]))
    assert rate == pytest.approx([-3 * np.log(0.9), -3 * np.log(0.1)])
    assert number.tolist() == [0, 8]


@pytest.mark.parametrize("shape", [0.5, 1.0, 4.0])
def test_drawn_rates_and_numbers_average_to_the_mean(shape):
    levels = (np.arange(4000) + 0.5) / 4000
    rate, number = CountLaw().drawn(np.full(4000, 3.0), shape, levels)
    assert (rate.mean(), number.mean()) == pytest.approx((3.0, 3.0), rel=0.01)
