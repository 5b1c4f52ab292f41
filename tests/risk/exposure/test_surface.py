"""Expected incidents at many receivers, and the kernels they are made of."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ncx2
from shapely import box

from risk.exposure import Kernels, averaged, count_within, expected_at, warm_up
from risk.kernel import share_within
from risk.placement import stacked, support
from tests.risk.exposure.lands import east, scattered, true_matrix_km
from tests.tinyland import sites

HERE = east(0)
FOUR = Kernels(25, (20, 20, None, 60))


@pytest.mark.parametrize(("radius_km", "reach_km"), [(25, 10), (25, 20), (25, 60), (5, 60), (100, 5), (300, 1)])
def test_shares_are_those_of_the_noncentral_chi_square(radius_km, reach_km):
    kernels = Kernels(radius_km, (reach_km,))
    for km in np.linspace(0, kernels.limit_km * 0.999, 60):
        exact = ncx2.cdf((radius_km / reach_km) ** 2, 2, (km / reach_km) ** 2)
        assert expected_at(HERE, east(km), [1.0], kernels)[0] == pytest.approx(exact, abs=1e-7)


def test_the_disc_is_one_within_its_radius_and_zero_beyond():
    assert [expected_at(HERE, east(km), [1.0], Kernels(25, (None,)))[0] for km in (0, 24.99, 25.01)] == [1, 1, 0]


def test_beyond_the_radius_and_four_reaches_nothing_is_added():
    kernels = Kernels(25, (10,))
    inside, outside = (expected_at(HERE, east(km), [1.0], kernels)[0] for km in (64.9, 65.1))
    assert (inside > 0, outside) == (True, 0)


def test_a_surface_is_the_sum_over_its_points():
    receivers, points = scattered("zones 41 to 43", 60), scattered("zones 41 to 43", 40, seed=2)
    strengths = np.random.default_rng(1).random((40, 4))
    km = true_matrix_km(receivers, points)
    shares = [share_within(km, 25, reach) * (km <= FOUR.limit_km) for reach in FOUR.reaches_km]
    sums = np.stack([share @ column for share, column in zip(shares, strengths.T, strict=True)], axis=1)
    np.testing.assert_allclose(expected_at(receivers, points, strengths, FOUR), sums, atol=1e-6)


@settings(max_examples=30, deadline=None)
@given(receivers=st.integers(1, 30), points=st.integers(1, 30), data=st.data())
def test_neither_company_nor_order_changes_a_bit(receivers, points, data):
    places, sources = scattered("Greenwich", receivers), scattered("Greenwich", points, seed=2)
    strengths = np.random.default_rng(1).random((points, 4))
    order = data.draw(st.permutations(range(points)))
    together = expected_at(places, sources[order], strengths[order], FOUR)
    for row, place in enumerate(places):
        assert np.array_equal(expected_at(place, sources, strengths, FOUR)[0], together[row])


def test_many_receivers_on_all_cores_give_the_bits_of_one_at_a_time():
    receivers, points = scattered("Greenwich", 1000), scattered("Greenwich", 900, seed=2)
    together = expected_at(receivers, points, np.ones((900, 4)), FOUR)
    alone = [expected_at(receiver, points, np.ones((900, 4)), FOUR)[0] for receiver in receivers[::50]]
    assert np.array_equal(together[::50], alone)


def test_strengths_in_one_column_give_one_figure_each():
    assert expected_at(east(0, 100), east(0, 1), [1.0, 2.0], Kernels(25, (None,))).tolist() == [3, 0]


def test_discs_of_strength_one_are_counts():
    receivers, points = scattered("Greenwich", 20), scattered("Greenwich", 500, seed=2)
    expected = expected_at(receivers, points, np.ones(500), Kernels(25, (None,)))
    assert expected.tolist() == count_within(receivers, points, 25).tolist()


def test_one_strong_point_among_many_weak_ones_is_kept():
    strengths = np.ones(100_000)
    strengths[500] = 2.0**21
    assert expected_at(HERE, np.zeros((100_000, 2)), strengths, Kernels(25, (None,)))[0] == 99_999 + 2**21


def test_an_area_expects_the_mean_over_its_points():
    expected = expected_at(east(0, 20, 100), HERE, [1.0], Kernels(25, (None,)))
    assert averaged(expected, stacked([east(0, 20), east(100)])).tolist() == [1, 0]


def test_an_area_that_covers_the_disc_twice_expects_half_of_it():
    area = support(sites((0, 0), placement="district", placement_area=[box(-0.2, -0.2, 0.2, 0.2)]))
    disc = expected_at(area.lonlat, HERE, [1.0], Kernels(17.73, (None,)))
    assert averaged(disc, area)[0] == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(("receivers", "points"), [(0, 0), (0, 3), (3, 0)])
def test_empty_input_expects_nothing(receivers, points):
    result = expected_at(east(*range(receivers)), east(*range(points)), np.ones((points, 4)), FOUR)
    assert result.tolist() == np.zeros((receivers, 4)).tolist()


def test_read_only_and_sliced_input_is_taken_as_it_is():
    points = np.zeros((4, 6))[::2, ::3]
    points.flags.writeable = False
    assert expected_at(HERE, points, np.ones(2), Kernels(25, (None,))).tolist() == [2]


def test_warming_up_leaves_nothing_to_compile():
    from risk.exposure import compiled

    warm_up()
    ready = [len(function.signatures) for function in vars(compiled).values() if hasattr(function, "signatures")]
    expected_at(scattered("Greenwich", 5), scattered("Greenwich", 9), np.ones((9, 4)), FOUR)
    expected_at(scattered("Greenwich", 9), scattered("Greenwich", 5), np.ones((5, 4)), FOUR)
    count_within(HERE, scattered("Greenwich", 9)[::2], 25)
    assert [
        len(function.signatures) for function in vars(compiled).values() if hasattr(function, "signatures")
    ] == ready
