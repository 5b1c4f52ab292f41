"""Would another careful reader rank the sites alike?"""

import pytest

from risk.pairs import measure
from risk.plausible import TOP, plausible, plausible_chances, rank_stability, scaled
from risk.settings import PRIOR, Settings
from tests.tinyland import COVERED, KM, TODAY, incidents, sites

FEW = Settings(min_incidents=0)
SIX = [(position / 10, 0) for position in range(6)]


def stability(places, happened, settings=FEW, covered=None):
    chances = plausible_chances(measure(places, happened), TODAY, settings, covered=covered)
    return rank_stability(chances, places.index)


def test_halving_a_half_life_leaves_shares_and_the_disc_alone():
    parts = scaled(PRIOR, half_life_factor=0.5, reach_factor=2.0)
    assert [part.half_life_days for part in parts] == [14.0, 35.0, 182.5, 182.5]
    assert [part.reach_km for part in parts] == [40.0, 40.0, None, 120.0]
    assert [part.share for part in parts] == [part.share for part in PRIOR]


@pytest.mark.parametrize(("target", "count"), [("any", 27), ("direct", 81)])
def test_every_combination_is_tried_once(target: str, count: int):
    assert len(set(plausible(Settings(target=target)))) == len(plausible(Settings(target=target))) == count


def test_the_readers_own_settings_come_first_even_when_they_are_unusual():
    own = Settings(confidence_weights=(("high", 1.0), ("medium", 0.9), ("low", 0.9)))
    assert plausible(own)[0] == own


def test_the_only_site_is_always_in_the_top_five():
    row = stability(sites((0, 0)), incidents((0, 0, 1))).loc["S1"]
    assert tuple(row) == (1.0, 1.0, 1.0)


def test_the_site_at_the_incidents_is_first_whatever_the_settings():
    frame = stability(sites((0, 0), (3, 0)), incidents((0, 0, 1), (0, 0, 9)))
    assert frame["worst_rank"].to_dict() == {"S1": 1.0, "S2": 2.0}


def test_of_six_sites_in_a_row_the_farthest_is_never_in_the_top_five():
    frame = stability(sites(*SIX), incidents((0, 0, 1)))
    assert len(SIX) == TOP + 1
    assert frame["top_share"].tolist() == [1.0] * TOP + [0.0]


def test_old_and_near_against_new_and_far_depends_on_the_settings():
    frame = stability(sites((0, 0), (5, 0)), incidents((0, 0, 400), (5 + 45 * KM, 0, 1)))
    assert frame["best_rank"].tolist() == [1.0, 1.0]
    assert frame["worst_rank"].tolist() == [2.0, 2.0]


def test_a_site_with_too_few_incidents_has_no_rank_and_is_not_called_last():
    frame = stability(sites((0, 0), (8, 0)), incidents((0, 0, 1), (0, 0, 2), (0, 0, 3)), Settings())
    assert frame.loc["S2"].isna().all()


def test_outside_coverage_nobody_has_a_rank():
    frame = stability(sites((0, 0)), incidents((0, 0, 1)), covered=(COVERED[0], COVERED[0]))
    assert frame.isna().all(axis=None)


def test_how_many_settings_were_tried_is_said():
    assert stability(sites((0, 0)), incidents((0, 0, 1))).attrs["settings"] == 27
