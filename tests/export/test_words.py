"""Words for rows: as precise as what is known and no more."""

from datetime import date
from math import nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.words import DATE_WORDS, NEXUS_WORDS, count_range, day_text, known, percent, plural, when, where
from layers.incidents import DATE_PRECISION, NEXUS
from layers.placement import PLACEMENTS

BLANK = st.sampled_from([None, nan, pd.NA])
CHANCES = st.floats(0, 1)


def counted(best: object, low: object = None, high: object = None) -> str:
    return count_range({"killed": best, "killed_min": low, "killed_max": high}, "killed")


def dated(precision: str, first: str, last: str = "") -> str:
    days = {"first_day": pd.Timestamp(first), "last_day": pd.Timestamp(last or first)}
    return when({"date_precision": precision, **days})


def located(placement: str, radius_km: float | None = None, areas: tuple[str, ...] = ()) -> str:
    return where({"placement": placement, "placement_radius_km": radius_km or nan, "placement_areas": list(areas)})


@pytest.mark.parametrize(
    ("best", "low", "high", "words"),
    [
        (3, None, None, "3"),
        (3, 3, 3, "3"),
        (3, 0, 5, "3 (0 to 5 reported)"),
        (3, None, 5, "3 (up to 5 reported)"),
        (3, 3, None, "3"),
        (3, None, 3, "3"),
        (0, None, None, "0"),
        (0, 0, 0, "0"),
        (None, None, None, "not known"),
        (None, 2, 5, "not verified (2 to 5 reported)"),
        (None, None, 5, "not verified (up to 5 reported)"),
        (None, 5, 5, "not verified (up to 5 reported)"),
        (None, 0, 0, "not known"),
    ],
)
def test_a_count_is_its_best_figure_and_the_range_of_the_reports(best, low, high, words):
    assert counted(best, low, high) == words


@given(BLANK, BLANK, BLANK)
def test_unknown_is_never_zero(best, low, high):
    assert counted(best, low, high) == "not known"


@given(BLANK, st.integers(0, 9), st.integers(1, 9))
def test_an_unverified_count_names_no_best_figure(best, low, more):
    assert counted(best, low, low + more) == f"not verified ({low} to {low + more} reported)"


def test_a_column_that_the_row_does_not_have_is_not_known():
    assert count_range({}, "killed") == "not known"


def test_counts_are_whole_although_a_table_keeps_them_as_fractions():
    assert counted(3.0, 1.0, 4.0) == "3 (1 to 4 reported)"


@pytest.mark.parametrize(
    ("precision", "first", "last", "words"),
    [
        ("day", "2025-11-26", "", "26 Nov 2025"),
        ("day", "2025-11-06", "", "6 Nov 2025"),
        ("approx", "2025-11-26", "", "about 26 Nov 2025"),
        ("reported", "2025-11-26", "", "reported 26 Nov 2025"),
        ("month", "2025-11-01", "2025-11-30", "Nov 2025 (day not known)"),
    ],
)
def test_a_day_is_told_as_precisely_as_it_is_known(precision, first, last, words):
    assert dated(precision, first, last) == words


def test_there_are_words_for_every_precision_and_nexus_of_the_contract():
    assert set(DATE_WORDS) == set(DATE_PRECISION)
    assert set(NEXUS_WORDS) == set(NEXUS)


def test_a_day_is_written_without_a_leading_zero():
    assert day_text(date(2026, 4, 7)) == "7 Apr 2026"


@pytest.mark.parametrize(
    ("placement", "radius_km", "words"),
    [
        ("exact", None, "exact point"),
        ("place", 5, "town or neighbourhood, within about 5 km"),
        ("district", 20, "district or nearby town, within about 20 km"),
        ("district", 2.5, "district or nearby town, within about 2.5 km"),
        ("province", 100, "wider area, within about 100 km"),
    ],
)
def test_a_place_says_how_far_off_it_may_be(placement, radius_km, words):
    assert located(placement, radius_km) == words


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_every_placement_of_the_contract_has_words(placement):
    assert located(placement, 7)


@pytest.mark.parametrize("placement", [name for name in PLACEMENTS if name != "exact"])
def test_only_an_exact_place_is_called_a_point(placement):
    assert "point" not in located(placement, 7)


def test_a_district_is_not_a_dot():
    assert located("province", None, ("AF-BDS", "AF-TAK")) == "known only to AF-BDS, AF-TAK: stands for the whole area"


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0, "<1 %"),
        (0.0099, "<1 %"),
        (0.01, "1 %"),
        (0.5, "50 %"),
        (0.99, "99 %"),
        (0.9901, ">99 %"),
        (1, ">99 %"),
        (nan, "–"),
    ],
)
def test_a_chance_as_a_person_says_it(chance, words):
    assert percent(chance) == words


@given(CHANCES)
def test_no_chance_is_rounded_to_certainty(chance):
    assert percent(chance) not in ("0 %", "100 %")


@given(CHANCES, CHANCES)
def test_a_higher_chance_never_reads_lower(one, other):
    def read(chance: float) -> float:
        return float(percent(chance).strip("% ").replace("<1", "0.5").replace(">99", "99.5"))

    low, high = sorted((one, other))
    assert read(low) <= read(high)


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 sites"), (1, "1 site"), (2, "2 sites"), (-1, "-1 sites"), (1000, "1000 sites")]
)
def test_one_is_one_and_all_others_are_many(count, words):
    assert plural(count, "site") == words


def test_a_plural_of_its_own():
    assert [plural(count, "day", "days ago") for count in (1, 2)] == ["1 day", "2 days ago"]


@pytest.mark.parametrize("value", [None, nan, pd.NA, pd.NaT, ""])
def test_blank_is_not_known(value):
    assert not known(value)


@pytest.mark.parametrize("value", [0, 0.0, False, "no", " ", [], ["x"]])
def test_zero_and_no_are_known(value):
    assert known(value)
